package api

import (
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// cardNoticeFacts are what the texts of a card's document are filled with, from the card as it stood then.
func (s *Server) cardNoticeFacts(n *naming, f *cardFile, issued bookNotice, then *models.Card, r reading) map[string]string {
	language, facts := r.language, then.Facts
	out := map[string]string{
		"item": n.item(f.row.Item).in(language), "number": f.row.Number, "document": f.number(issued, n.places),
		"card_document": f.number(bookNotice{form: f.first(), line: f.lines[0]}, n.places),
		"date":          dayIn(issued.line.Acted, language), "issued": dayIn(then.Issued, language), "due": lastDayIn(facts.Due, language),
		"rule": facts.Rule, "rule_name": s.ruleName(facts.Rule, then.Issued, language), "version": facts.Version,
		"organ": n.unit(f.organ(f.lines[0], n.places)).in(language), "to": n.unit(then.Unit).in(language) + noticeWord("salutation", language),
		"law": issued.form.Law.in(language), "appealed": "", "provisional": "",
		"level": noticeWord("level_"+facts.Level.String(), language), "lower": noticeWord("level_"+(facts.Level-1).String(), language),
	}
	if out["law"] == "" {
		out["law"] = noticeWord("card_law", language)
	}
	if then.Appeal != nil {
		out["appealed"] = dayIn(then.Appeal.Filed, language)
	}
	if facts.Provisional {
		out["provisional"] = noticeWord("provisional_card", language)
	}
	out["appeal"] = appealIn(then, language)
	about := "about_case"
	switch f.row.SubjectKind {
	case models.CardKind:
		about = "about_card"
	case models.EvaluationKind:
		about = "about_scores"
	}
	out["about"] = fillIn(noticeWord(about, language), map[string]string{"item": out["item"], "number": out["number"]})
	cal := s.Law.Calendar(f.row.Path)
	countedFacts(out, facts, cal, language)
	limitFacts(out, issued.line, then, cal, language)
	f.saidFacts(out, n, issued, facts.Holder, r)
	out["ground"] = s.groundOf(issued.line, language)
	return out
}

// appealIn tells how long the unit may appeal and how long the decision may take, as the card itself grants it; a card of
// the time before there were terms grants nothing.
func appealIn(then *models.Card, language Language) string {
	t := then.Terms
	if t.Appeal.IsZero() || t.Decision.IsZero() {
		return ""
	}
	return fillIn(noticeWord("appeal_"+then.Facts.Level.String(), language), map[string]string{
		"file": limitIn(t.Appeal, language), "decide": limitIn(t.Decision, language),
	})
}

// ruleName is the name of a rule by the rules in force at an instant; one that they no longer know has none.
func (s *Server) ruleName(code string, at time.Time, language Language) string {
	rules := s.Law.Rules("", at)
	if rules == nil {
		return code
	}
	for _, rule := range rules.Rules {
		if rule.Code == code {
			return either(rule.Name, rule.NameEN, language)
		}
	}
	return code
}

// countedFacts tell the clock that the card rests on as it was counted; a rule without a clock leaves the paragraph out.
func countedFacts(out map[string]string, facts models.CardFacts, cal *clock.Calendar, language Language) {
	out["counted"] = ""
	if facts.Counted == nil {
		return
	}
	t, judged := *facts.Counted, cal.Judge(*facts.Counted)
	kind, _, _ := strings.Cut(facts.Clock, "#")
	kind, _, _ = strings.Cut(kind, "/")
	form := "counted"
	if t.Statutory.IsZero() || t.Statutory == t.Promised {
		form = "counted_once"
	}
	out["counted"] = fillIn(noticeWord(form, language), map[string]string{
		"clock": noticeWord("clock_"+kind, language), "started": dayIn(t.Start, language),
		"promised": limitIn(t.Promised, language), "statutory": limitIn(t.Statutory, language),
		"promised_due": lastDayIn(judged.DuePromised, language), "statutory_due": lastDayIn(judged.DueStatutory, language),
	})
}

// limitFacts tell until when the unit has time: to answer the card, and to do what the document orders.
func limitFacts(out map[string]string, line models.Line, then *models.Card, cal *clock.Calendar, language Language) {
	out["feedback"], out["feedback_due"], out["planned"], out["order_due"] = "", "", "", ""
	first := then.First()
	if t, begun := first.Timeline(); begun {
		out["feedback"], out["feedback_due"] = limitIn(t.Promised, language), lastDayIn(cal.Judge(t).DuePromised, language)
	}
	if planned := line.Facts.Planned; !planned.IsZero() {
		t := clock.Timeline{Start: line.Acted, Promised: planned, Statutory: planned}
		out["planned"], out["order_due"] = limitIn(planned, language), lastDayIn(cal.Judge(t).DuePromised, language)
	}
}

// saidFacts are what people wrote and whom the card names. Whoever holds no more than the paper's code reads neither.
func (f *cardFile) saidFacts(out map[string]string, n *naming, issued bookNotice, holder string, r reading) {
	out["reason"], out["holder"], out["outcome"] = "", "", ""
	if outcome := issued.line.Facts.Outcome; outcome != "" {
		out["outcome"] = fillIn(noticeWord("outcome_"+outcome, r.language), out)
	}
	if r.whole {
		out["reason"], out["holder"] = f.said[issued.line.N].Reason, n.person(holder).Name
	}
}

// groundOf words the ground of a line: one that a person chose out of the vocabulary, or why the rules took a card back.
func (s *Server) groundOf(l models.Line, language Language) string {
	ground := l.Facts.Ground
	if card := l.Facts.Card; ground == "" && card != nil {
		ground = card.Cause
	}
	for _, g := range s.vocabulary.Grounds {
		if g.Key == ground {
			return either(g.Name, g.NameEn, language)
		}
	}
	return noticeWord(ground, language)
}

// first is the form of the document with which the card began.
func (f *cardFile) first() *noticeForm {
	for _, e := range cardEvents(f.lines[0]) {
		if form := cardBook.formOf(e); form != nil {
			return form
		}
	}
	return &noticeForm{}
}

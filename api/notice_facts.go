package api

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
)

// noticeFacts are what the texts of a notice are filled with, from the case as it stood then.
func (s *Server) noticeFacts(n *naming, f *caseFile, said contents, issued issuedNotice, r reading) map[string]string {
	language := r.language
	facts := map[string]string{
		"item": n.item(f.row.Item).in(language), "number": f.row.Number, "document": issued.number(f),
		"submitted": dayIn(f.state.Submitted, language), "accepted": dayIn(f.state.Accepted, language),
		"date": dayIn(issued.line.Acted, language), "outcome": f.outcome(issued.outcome, language),
		"statutory": limitIn(f.bundle.Procedure.Statutory, language), "promised": limitIn(f.bundle.Procedure.Promised, language),
		"organ": n.unit(issued.act.Actor.Unit).in(language), "by": n.role(issued.act.Actor.Role).in(language),
		"law": noticeWord("law", language), "step": "",
	}
	if law := issued.form.Law.in(language); law != "" && f.bundle.Guide.Kind == process.PermitKind {
		facts["law"] = law
	}
	if i := f.bundle.Procedure.StepIndex(issued.act.Facts.Step); i >= 0 {
		step := f.bundle.Procedure.Steps[i]
		facts["step"] = either(step.Name, step.NameEN, language)
	}
	s.clockFacts(facts, f, issued, language)
	specialFacts(facts, f, issued, s.Law.Calendar(f.row.Path), language)
	spokenFacts(facts, f, said, issued, r)
	s.feeFacts(facts, f, issued, language)
	onwardFacts(facts, n, issued, language)
	formFacts(facts, f, said, issued, r)
	return facts
}

// clockFacts tell the limits as they ran when the notice was issued; a clock that stands has no due day.
func (s *Server) clockFacts(facts map[string]string, f *caseFile, issued issuedNotice, language Language) {
	cal := s.Law.Calendar(f.row.Path)
	facts["started"], facts["due"], facts["statutory_due"], facts["supply_due"] = "", "", "", ""
	if t, begun := f.state.Decision.Timeline(); begun && f.state.Decided.IsZero() {
		judged := cal.Judge(t)
		facts["started"] = dayIn(t.Start, language)
		facts["due"] = lastDayIn(judged.DuePromised, language)
		facts["statutory_due"] = lastDayIn(judged.DueStatutory, language)
		if judged.Provisional && facts["statutory_due"] != "" {
			facts["statutory_due"] += noticeWord("provisional", language)
		}
	}
	if t, begun := f.state.Supply.Timeline(); begun {
		facts["supply_due"] = lastDayIn(cal.Judge(t).DuePromised, language)
	}
	unit := f.bundle.Procedure.Statutory.Unit
	facts["extended"] = limitIn(clock.Limit{N: issued.act.Facts.Extend, Unit: unit}, language)
}

// specialFacts tell which procedure runs or has ended, how long it takes and whether the limit stands meanwhile (K08).
func specialFacts(facts map[string]string, f *caseFile, issued issuedNotice, cal *clock.Calendar, language Language) {
	var run models.SpecialRun
	if len(f.state.Special) > 0 {
		run = f.state.Special[len(f.state.Special)-1]
	}
	facts["special"] = specialName(f, run.Kind, language)
	if i := f.bundle.Procedure.StepIndex(issued.step); i >= 0 {
		step := f.bundle.Procedure.Steps[i]
		facts["special"] = either(step.Name, step.NameEN, language)
		run = models.SpecialRun{Started: issued.line.Acted, Planned: step.Limit, Stops: true}
	}
	facts["planned"], facts["special_due"], facts["counting"] = limitIn(run.Planned, language), "", noticeWord("runs", language)
	if run.Stops {
		facts["counting"] = fillIn(noticeWord("stops", language), map[string]string{"date": dayIn(run.Started, language)})
	}
	if !run.Planned.IsZero() {
		t := clock.Timeline{Start: run.Started, Promised: run.Planned, Statutory: run.Planned}
		facts["special_due"] = lastDayIn(cal.Judge(t).DuePromised, language)
	}
}

func specialName(f *caseFile, kind string, language Language) string {
	if drawn, known := f.bundle.Procedure.SpecialKind(kind); known && language != En {
		return drawn.Name
	}
	return noticeWord(kind, language)
}

// spokenFacts are what people wrote: the addressee, reason, remedy, what is missing, what was put right. Whoever may not
// see the personal part reads the remedy only.
func spokenFacts(facts map[string]string, f *caseFile, said contents, issued issuedNotice, r reading) {
	text, to := said.spoken[issued.act.N], said.application.Applicant.Name
	reason := text.Reason
	if reason == "" && issued.outcome == models.Denied {
		reason = lastRefusal(f, said)
	}
	facts["own_remedy"], facts["remedy"] = text.Remedy, text.Remedy
	if text.Remedy == "" {
		facts["remedy"] = noticeWord("remedy", r.language)
	}
	facts["way"] = noticeWord(text.Way, r.language)
	facts["reason"], facts["receiver"], facts["corrections"] = "", "", ""
	if r.whole {
		facts["reason"], facts["receiver"], facts["corrections"] = reason, text.Receiver, corrections(f, text, r.language)
	} else {
		to = maskName(to)
	}
	facts["to"] = noticeWord("erased", r.language)
	if to != "" {
		facts["to"] = to
	}
	facts["to"] += noticeWord("salutation", r.language)
	var wanted []string
	for _, m := range asked(f, said) {
		if len(f.part.kinds) > 0 && !f.part.about(f.bundle.Materials[m.No-1].For) {
			continue
		}
		name := either(m.Name, m.NameEn, r.language)
		if r.whole && m.Note != "" {
			name += noticeWord("salutation", r.language) + m.Note
		}
		wanted = append(wanted, itoa(len(wanted)+1)+". "+name)
	}
	facts["materials"] = strings.Join(wanted, "\n")
}

// formFacts are what the form says and when each step was done, for the notices of a proceeding. Whoever may not see the
// personal part reads no free text, and names masked.
func formFacts(facts map[string]string, f *caseFile, said contents, issued issuedNotice, r reading) {
	if f.bundle.Procedure.Item != accountabilityItem {
		return
	}
	for _, field := range f.bundle.Fields {
		value, text := said.application.Form[field.Key], ""
		switch {
		case value == nil || !r.whole && field.Type == "textarea":
		case !r.whole && field.Mask:
			text = maskName(formText(value, r.language))
		default:
			text = formText(value, r.language)
		}
		facts["form_"+field.Key] = text
	}
	for _, s := range f.state.Steps {
		facts["done_"+s.Key] = dayIn(s.Done, r.language)
	}
	facts["you"] = noticeWord("you_"+facts["form_object"], r.language)
	facts["accountable"] = noticeWord("accountable_"+string(issued.outcome), r.language)
}

// lastRefusal is the reason of the last participant who refused: the line that settles a shared decision may say none.
func lastRefusal(f *caseFile, said contents) string {
	for _, line := range slices.Backward(f.lines) {
		if line.Verb == models.Refuse {
			return said.spoken[line.N].Reason
		}
	}
	return ""
}

// corrections lists what a correction put right, field by field in the order of the form.
func corrections(f *caseFile, text spoken, language Language) string {
	var rows []string
	for _, field := range f.bundle.Fields {
		if value, there := text.Corrections[field.Key]; there {
			label := either(field.Label, field.LabelEN, language)
			rows = append(rows, label+noticeWord("salutation", language)+formText(value, language))
		}
	}
	return strings.Join(rows, "\n")
}

// formText is a form's value as people read it.
func formText(value any, language Language) string {
	switch v := value.(type) {
	case []any:
		return strings.Join(each(v, func(one any) string { return formText(one, language) }), "、")
	case bool:
		return noticeWord(strconv.FormatBool(v), language)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return fmt.Sprint(v)
	}
}

// signer is the unit in whose name a notice is issued: the case's, or the superior that took the decision over.
func (n *naming) signer(f *caseFile, issued issuedNotice) string {
	if unit := issued.line.Actor.Unit; issued.form.Kind == NoticeKindDecision && unit != "" && departmental(n.places, unit) {
		return unit
	}
	return f.row.Unit
}

func (u UnitName) in(language Language) string { return either(u.Name, u.NameEn, language) }

func (i ItemName) in(language Language) string { return either(i.Name, i.NameEn, language) }

func (r Role) in(language Language) string { return either(r.Name, r.NameEn, language) }

// either is a name in the reader's language; one without English keeps its Chinese.
func either(zh, en string, language Language) string {
	if language == En && en != "" {
		return en
	}
	return zh
}

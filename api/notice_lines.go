package api

import (
	"fmt"
	"slices"
	"time"

	"mingcha/models"
)

// issuedNotice is one notice that a case has given rise to.
type issuedNotice struct {
	form    *noticeForm
	line    models.Line       // gave rise to it
	act     models.Line       // what was done: the override that the line confirms, else the line itself
	step    string            // the step whose time the law leaves out, if that is what it tells
	outcome models.CaseStatus // granted or denied, once decided
	valid   bool              // nothing that came later took it back
}

// Events that no verb names.
const (
	decided     = "decided"      // the line decided the case
	leftOut     = "left_out"     // a step has opened whose time the law leaves out (K08)
	countsAgain = "counts_again" // the last such step is over
)

// notices lists what the applicant was told in writing, oldest first.
func (f *caseFile) notices() []issuedNotice {
	out := []issuedNotice{}
	c := models.NewCase(f.row.ID, &f.bundle.Procedure)
	for _, line := range f.lines {
		was, before := c.Decided, leftOutSteps(c)
		if c.Fold(line) != nil {
			break // it was folded before
		}
		act := f.actOf(line)
		if act.Verb.NeedsSecond() && act.N == line.N {
			continue // it waits for the second supervisor
		}
		for i := range out {
			out[i].meets(act.Verb)
		}
		for _, e := range append(excluded(c, before), event{name: string(act.Verb)}, event{name: verdict(c, was)}, event{name: departure(c, act)}) {
			if form := caseForm(f.bundle.Procedure.Item, e.name); form != nil {
				out = append(out, issuedNotice{form: form, line: line, act: act, step: e.step, outcome: c.Outcome, valid: true})
			}
		}
	}
	return out
}

// actOf is what a line puts into effect: the override that it confirms, else what it says itself.
func (f *caseFile) actOf(line models.Line) models.Line {
	if n := line.Facts.Answers; line.Verb == models.Confirm && n > 0 && n <= len(f.lines) {
		return f.lines[n-1]
	}
	return line
}

// meets lets a later act take the notice back, and a reopening give back what the end had taken.
func (n *issuedNotice) meets(verb models.Verb) {
	switch {
	case slices.Contains(n.form.UndoneBy, string(verb)):
		n.valid = false
	case verb == models.Reopen && !slices.Contains(n.form.UndoneBy, string(verb)):
		n.valid = true
	}
}

type event struct{ name, step string }

// departure is the event of an application that another organ goes on with.
func departure(c *models.Case, act models.Line) string {
	if act.Verb == models.Forward && c.Status == models.Forwarded {
		return string(models.Forwarded)
	}
	return ""
}

// verdict is the event of a decision that was not there before.
func verdict(c *models.Case, before time.Time) string {
	if c.Decided.IsZero() || c.Decided.Equal(before) {
		return ""
	}
	return decided
}

// excluded are the events of time that the law leaves out: a step has opened, the last one is over.
func excluded(c *models.Case, before []string) []event {
	after := leftOutSteps(c)
	var out []event
	for _, step := range after {
		if !slices.Contains(before, step) {
			out = append(out, event{leftOut, step})
		}
	}
	if len(before) > 0 && len(after) == 0 && c.Status == models.Accepted && c.Decision.Running() {
		out = append(out, event{countsAgain, before[0]})
	}
	return out
}

// leftOutSteps are the keys of the open steps whose time the law leaves out.
func leftOutSteps(c *models.Case) []string {
	var out []string
	for _, i := range c.OpenSteps() {
		if step := c.Procedure().Steps[i]; step.Counts == "excluded" {
			out = append(out, step.Key)
		}
	}
	return out
}

// asOf is the file as it lay after its n-th line, so that a notice says today what it said when it was issued.
func (f *caseFile) asOf(n int) (*caseFile, error) {
	then := &caseFile{row: f.row, lines: f.lines[:n], bundle: f.bundle, part: f.part, state: models.NewCase(f.row.ID, &f.bundle.Procedure)}
	return then, models.FoldAll(then.state, then.lines)
}

// number is the document's own: the one that the official gave it, else that of the case with the line's.
func (n issuedNotice) number(f *caseFile) string {
	for _, given := range []string{n.act.Facts.Document, n.line.Facts.Document} {
		if given != "" {
			return given
		}
	}
	return fmt.Sprintf("%s-%02d", f.row.Number, n.line.N)
}

// title is the licence's own name for a grant, the form's for everything else.
func (n issuedNotice) title(f *caseFile, language Language) string {
	name := either(f.bundle.ResultDocument.Name, f.bundle.ResultDocument.NameEN, language)
	if n.form.Kind == NoticeKindDecision && n.outcome == models.Granted && name != "" {
		return name
	}
	return n.form.Title.in(language)
}

// shown is a notice as the office lists it.
func (n issuedNotice) shown(f *caseFile) CaseNotice {
	return CaseNotice{
		Kind: n.form.Kind, Line: n.line.N, Document: n.number(f), Title: n.title(f, ZhCN), TitleEn: n.title(f, En),
		Issued: n.line.Acted, Valid: n.valid,
	}
}

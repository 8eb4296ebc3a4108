package api

import (
	"context"

	"mingcha/models"
)

// ListLines gives the timeline of a case. Texts are shown to who may read the form; opinions and reasons are part of
// what an official says about a person.
func (s *Server) ListLines(ctx context.Context, req ListLinesRequestObject) (ListLinesResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	said, err := s.contents(ctx, f)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, f.people()...)
	if err != nil {
		return nil, err
	}
	c := s.concernOf(ctx, f)
	if c.shown, err = s.shows(ctx, "read_lines", f, ""); err != nil {
		return nil, err
	}
	rows, right := []Line{}, models.Corrected(f.lines)
	for i, l := range f.lines {
		if l.N > req.Params.After && len(rows) < pageOf("", req.Params.Limit).Limit {
			row := n.line(f, l, said, c)
			if !right[i].Acted.Equal(l.Acted) {
				row.Holds = right[i].Acted
			}
			rows = append(rows, row)
		}
	}
	return ListLines200JSONResponse{Rows: rows, Last: len(f.lines)}, nil
}

// line is one entry of a case's timeline, as far as it is the reader's.
func (n *naming) line(f *caseFile, l models.Line, said contents, c concern) Line {
	out := n.bareLine(l)
	out.StepName, out.StepNameEn = n.stepOf(f, l.Facts.Step)
	text, there := said.spoken[l.N]
	switch {
	case l.Body == "":
		out.Body = LineBodyNone
	case !there && !(l.N == 1 && !said.erased):
		out.Body = LineBodyErased
	case !c.hears(f, l.Facts.Step):
		out.Body = LineBodyHidden
	default:
		out.Body = LineBodyShown
		out.Text = LineText{
			Reason: text.Reason, Note: text.Note, Remedy: text.Remedy, Text: text.Text, Receiver: text.Receiver, Way: text.Way,
		}
	}
	for _, m := range l.Facts.Materials {
		if m.No > len(f.bundle.Materials) || c.about(f.bundle.Materials[m.No-1].For) {
			out.Materials = append(out.Materials, CheckedMaterial{No: m.No, State: m.State, Note: noteOf(text, m.No, c.shown)})
		}
	}
	return out
}

func (n *naming) stepOf(f *caseFile, key string) (name, nameEN string) {
	if i := f.bundle.Procedure.StepIndex(key); i >= 0 {
		return f.bundle.Procedure.Steps[i].Name, f.bundle.Procedure.Steps[i].NameEN
	}
	return key, key
}

func noteOf(text spoken, no int, shown bool) string {
	for _, m := range text.Materials {
		if m.No == no && shown {
			return m.Note
		}
	}
	return ""
}

// bareLine is what a line says by its facts alone; the record of a card needs no more.
func (n *naming) bareLine(l models.Line) Line {
	facts := l.Facts
	out := Line{
		N: l.N, Verb: string(l.Verb), Acted: l.Acted, Recorded: l.Recorded, Hash: l.Hash, Step: facts.Step, Round: facts.Round,
		Target: facts.Target, To: n.person(facts.To), ToUnit: n.unit(facts.ToUnit), Ground: facts.Ground,
		Document: facts.Document, Planned: facts.Planned, Extend: facts.Extend, Adverse: facts.Adverse, Answers: facts.Answers,
		Outcome: facts.Outcome, Corrected: facts.Corrected, Correction: correctionOf(facts.Correction),
		By: LineActor{
			Account: l.Actor.Account, Name: n.people[l.Actor.Account], Role: l.Actor.Role, Unit: n.unit(l.Actor.Unit),
			For: n.person(l.Actor.For),
		},
	}
	if fee := facts.Fee; fee != nil {
		out.Amount = int64(fee.Amount)
	}
	if card := facts.Card; card != nil {
		out.Level, out.Rule, out.Card, out.Due = levelOf(card.Level), card.Rule, card.ID, card.Due
	}
	return out
}

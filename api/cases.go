package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/policies/access"
)

// ReadCase gives everything that a case page shows. Form and applicant go to who may read them; that is audited.
func (s *Server) ReadCase(ctx context.Context, req ReadCaseRequestObject) (ReadCaseResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	said, err := s.contents(ctx, f)
	if err != nil {
		return nil, err
	}
	cards, err := s.Cards.CardsOf(ctx, f.row.ID)
	if err != nil {
		return nil, err
	}
	copies, err := s.copiesOf(ctx, f)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, f.people()...)
	if err != nil {
		return nil, err
	}
	page := n.casePage(ctx, f, said, s.Law.Calendar(f.row.Path), s.Now())
	page.Cards, page.Copies = each(cards, n.cardRow), each(copies, n.caseCopy)
	page.Exports = s.exports(ctx, f)
	if page.Origin, err = s.linked(ctx, n, f.state.Filed.Origin); err != nil {
		return nil, err
	}
	if page.Onward, err = s.linked(ctx, n, f.state.Onward); err != nil {
		return nil, err
	}
	if f.state.Onward == "" {
		page.Onward.Unit = n.unit(f.leftTo())
	}
	if page.FormShown, err = s.shows(ctx, "read_form", f, req.Params.Why); err != nil {
		return nil, err
	}
	if page.FormShown {
		page.Applicant, page.Form, page.Fields = said.application.Applicant, said.application.Form, each(f.bundle.Fields, formField)
		page.Row.Applicant = string(f.row.ApplicantName)
	} else {
		page.hide()
	}
	s.concernOf(ctx, f).narrow(&page, f)
	return ReadCase200JSONResponse(page), nil
}

// shows reports whether the person is shown the personal data of a case, and notes it. While nothing can be noted, as on a
// full disk, the case is shown without them.
func (s *Server) shows(ctx context.Context, action string, f *caseFile, why string) (bool, error) {
	if !s.unmasks(ctx, f) {
		return false, nil
	}
	err := s.looked(ctx, action, f.row.ID, f.row.Path, why)
	if models.CodeOf(err) == models.StoreAway {
		return false, nil
	}
	return err == nil, err
}

// unmasks reports whether the person may see the personal data of a case.
func (s *Server) unmasks(ctx context.Context, f *caseFile) bool {
	return slices.ContainsFunc(f.readable(access.Case), func(o access.Object) bool { return s.may(ctx, access.Unmask, o) })
}

// hide takes out what only those may see who may read the form: names of attachments and free text.
func (c *Case) hide() {
	for i := range c.Materials {
		c.Materials[i].Note = ""
		for j := range c.Materials[i].Files {
			c.Materials[i].Files[j].Name = ""
		}
	}
}

// people lists every account that occurs in a case.
func (f *caseFile) people() []string {
	found := []string{f.row.Holder}
	for _, line := range f.lines {
		found = append(found, line.Actor.Account, line.Actor.For, line.Facts.To, line.Facts.From)
		found = append(found, line.Facts.Copies...)
		if line.Facts.Card != nil {
			found = append(found, line.Facts.Card.Holder)
			found = append(found, line.Facts.Card.Told...)
		}
	}
	for _, step := range f.state.Steps {
		found = append(found, step.Holder)
		for _, v := range step.Votes {
			found = append(found, v.Account, v.By)
		}
		for _, g := range step.Signs {
			found = append(found, g.Account, g.Asker, g.By)
		}
	}
	return found
}

func (n *naming) casePage(ctx context.Context, f *caseFile, said contents, cal *clock.Calendar, now time.Time) Case {
	c := f.state
	return Case{
		Row: n.caseRow(ctx, f.row), Bundle: f.row.Bundle, N: c.N, Deemed: c.Deemed, Extended: c.Extended, Received: c.Received,
		Steps: n.steps(f), Clocks: n.clocks(f, cal, now), Materials: materialsOf(f, said), Erased: said.erased,
		Demands: each(c.Demands, func(d models.Demand) Demand { return n.demand(f, said, d) }),
		Pending: each(c.Pending, func(p models.Pending) PendingOverride { return n.pending(f, said, p) }),
		Incidents: each(c.Incidents, func(i models.Incident) CaseIncident {
			return CaseIncident{Key: i.Key, Raised: i.Raised, Settled: i.Settled}
		}),
		Recused: each(c.Recused, n.person),
		Parts:   n.parts(f, said), Joint: c.Procedure().Joint != nil, Agent: n.unit(c.Filed.Agent), Fees: n.caseFees(f),
		Special: each(c.Special, func(r models.SpecialRun) SpecialRun { return specialRun(f.bundle, r) }),
		Notices: each(f.notices(), func(n issuedNotice) CaseNotice { return n.shown(f) }),
	}
}

func (n *naming) steps(f *caseFile) []Step {
	out := make([]Step, len(f.state.Steps))
	for i, state := range f.state.Steps {
		drawn := f.bundle.Procedure.Steps[i]
		out[i] = Step{
			Key: drawn.Key, Name: drawn.Name, NameEn: drawn.NameEN, Stage: drawn.Stage, Kind: drawn.Kind, Phase: state.Phase,
			Round: state.Round, Role: drawn.Role, Rule: string(drawn.Rule.Kind), Unit: n.unit(state.Unit),
			Holder: n.person(state.Holder), Opened: state.Opened, Done: state.Done, Limit: drawn.Limit, Counts: drawn.Counts,
			Adverse: state.Adverse, After: each(drawn.After, func(k int) string { return f.bundle.Procedure.Steps[k].Key }),
			Votes: each(state.Votes, func(v models.Vote) Vote {
				return Vote{Person: n.person(v.Account), Said: string(v.Said), Adverse: v.Adverse, By: n.person(v.By), Veto: v.Veto}
			}),
			Signers: each(state.Signs, func(g models.Signer) Signer {
				return Signer{Person: n.person(g.Account), Asker: n.person(g.Asker), Kind: SignerKind(g.Kind), Said: g.Said, Adverse: g.Adverse, By: n.person(g.By)}
			}),
			Read: state.Read, Joint: drawn.Joint, Materials: drawn.Materials,
		}
	}
	return out
}

func (n *naming) demand(f *caseFile, said contents, d models.Demand) Demand {
	line := f.lines[d.Line-1]
	return Demand{
		Line: d.Line, Verb: string(d.Verb), At: line.Acted, By: n.person(line.Actor.Account), Reason: said.spoken[d.Line].Reason,
		Answered: d.Answered,
	}
}

func (n *naming) pending(f *caseFile, said contents, p models.Pending) PendingOverride {
	return PendingOverride{
		Line: p.Line, Verb: string(p.Verb), By: n.person(p.Account), Step: p.Facts.Step, Ground: p.Facts.Ground,
		Reason: said.spoken[p.Line].Reason, At: f.lines[p.Line-1].Acted, Document: p.Facts.Document,
		Correction: correctionOf(p.Facts.Correction),
	}
}

func specialRun(b *process.Bundle, r models.SpecialRun) SpecialRun {
	name := r.Kind
	if kind, known := b.Procedure.SpecialKind(r.Kind); known {
		name = kind.Name
	}
	return SpecialRun{
		Kind: r.Kind, Name: name, Started: r.Started, Planned: r.Planned, Stops: r.Stops, Override: r.Override, Finished: r.Finished,
	}
}

// materialsOf tells the checklist with what was handed in for each entry and how it was last judged.
func materialsOf(f *caseFile, said contents) []CaseMaterial {
	out := make([]CaseMaterial, len(f.bundle.Materials))
	for i, m := range f.bundle.Materials {
		out[i] = CaseMaterial{No: m.No, Name: m.Name, NameEn: m.NameEN, Required: m.Required, Files: []File{}, Concerns: departmentsOf(f.bundle, m.For)}
	}
	note := func(line int, given []givenMaterial) {
		for _, g := range given {
			if g.No < 1 || g.No > len(out) {
				continue
			}
			m := &out[g.No-1]
			if g.Note != "" {
				m.Note = g.Note
			}
			for _, kept := range g.Files {
				m.Files = append(m.Files, fileOf(kept, line, g.No))
			}
		}
	}
	note(1, said.application.Materials)
	for _, line := range f.lines {
		for _, checked := range line.Facts.Materials {
			if checked.No >= 1 && checked.No <= len(out) {
				out[checked.No-1].State = checked.State
			}
		}
		note(line.N, said.spoken[line.N].Materials)
	}
	return out
}

func fileOf(k keptFile, line, material int) File {
	return File{Address: k.Address, Name: k.Name, Type: k.Type, Size: int(k.Size), Line: line, Material: material}
}

// formField is one field of a form as pages draw it.
func formField(f process.Field) FormField {
	return FormField{
		Key: f.Key, Label: f.Label, LabelEn: f.LabelEN, Type: f.Type, Required: f.Required, Options: f.Options,
		Pattern: f.Pattern, Min: decimal(f.Min), Max: decimal(f.Max), Decimals: f.Decimals, MaxLength: f.MaxLength, Unit: f.Measure,
		Source: f.From, Mask: f.Mask,
	}
}

func decimal(n process.Number) float64 {
	v, err := n.Float64()
	if err != nil || strings.TrimSpace(string(n)) == "" {
		return 0
	}
	return float64(v)
}

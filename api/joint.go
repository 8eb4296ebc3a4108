package api

import (
	"cmp"
	"context"
	"slices"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// concern is what a reader of a case is shown of form, materials, files and words: all of it, or what concerns the departments
// in whose name he works on it. What is personal in that he is shown if an appointment unmasks it.
type concern struct {
	whole bool
	shown bool     // what is personal too
	kinds []string // kinds of unit
}

// about reports whether something concerns the reader; what names nobody concerns all.
func (c concern) about(kinds []string) bool {
	return c.whole || len(kinds) == 0 || slices.ContainsFunc(kinds, func(kind string) bool { return slices.Contains(c.kinds, kind) })
}

// hears reports whether the reader is told what somebody said at a step: no department what another one said, the lead all.
func (c concern) hears(f *caseFile, key string) bool {
	i := f.bundle.Procedure.StepIndex(key)
	return c.shown && (c.whole || i < 0 || !f.bundle.Procedure.Steps[i].Joint || slices.Contains(c.kinds, f.bundle.Procedure.Steps[i].Unit))
}

// concernOf says which part of the case's contents is the reader's, and whether it is masked.
func (s *Server) concernOf(ctx context.Context, f *caseFile) concern {
	c := s.partOf(ctx, f, access.Unmask)
	if c.shown = c.whole || len(c.kinds) > 0; !c.shown {
		c = s.partOf(ctx, f, access.Read)
	}
	return c
}

// partOf says for which part of the case the person may do an action. Who may only because the step of a co-department lies
// with his unit may for that department's part.
func (s *Server) partOf(ctx context.Context, f *caseFile, action access.Action) concern {
	var c concern
	for _, o := range f.readable(access.Case) {
		verdict, _ := s.decide(ctx, action, o)
		if !verdict.Allowed {
			continue
		}
		step := f.stepAt(o.Desk)
		if step.Joint && o.Desk != f.row.Unit && verdict.Appointment.Unit == o.Desk {
			c.kinds = append(c.kinds, step.Unit)
			continue
		}
		return concern{whole: true}
	}
	return c
}

// stepAt is the first open step that lies with a unit, else that at which it was heard.
func (f *caseFile) stepAt(unit string) models.Step {
	for _, i := range append(f.state.OpenSteps(), f.state.Heard()...) {
		if f.state.Steps[i].Unit == unit {
			return f.bundle.Procedure.Steps[i]
		}
	}
	return models.Step{}
}

// readable is what the policy is asked about by who wants to read: the case as it lies, the centre that carries it, and the
// co-departments that were heard: they may see what became of it.
func (f *caseFile) readable(kind access.Kind) []access.Object {
	out := append(f.objects(kind), f.carriers(kind)...)
	for _, i := range f.state.Heard() {
		step := f.state.Steps[i]
		out = append(out, access.Object{
			Kind: kind, Item: f.row.Item, Unit: f.row.Unit, Path: f.row.Path, Desk: step.Unit,
			Role: f.bundle.Procedure.Steps[i].Role, Holder: cmp.Or(step.By, step.Hands[len(step.Hands)-1]),
		})
	}
	return out
}

// narrow takes out of a page what does not concern its reader.
func (c concern) narrow(page *Case, f *caseFile) {
	if c.whole {
		return
	}
	page.Part = true
	page.Applicant = Applicant{} // the name stands in the row
	page.Materials = slices.DeleteFunc(page.Materials, func(m CaseMaterial) bool { return !c.about(f.bundle.Materials[m.No-1].For) })
	page.Parts = slices.DeleteFunc(page.Parts, func(p CasePart) bool { return !c.hears(f, p.Step) })
	if !page.FormShown {
		return
	}
	form := map[string]any{}
	fields := []FormField{}
	for _, field := range f.bundle.Fields {
		if !c.about(field.For) {
			continue
		}
		fields = append(fields, formField(field))
		if value, there := page.Form[field.Key]; there {
			form[field.Key] = value
		}
	}
	page.Form, page.Fields = form, fields
}

// filesFor lists the addresses of the files that concern the reader.
func (c concern) filesFor(f *caseFile, said contents) []string {
	var out []string
	for _, m := range materialsOf(f, said) {
		for _, file := range m.Files {
			if c.about(f.bundle.Materials[m.No-1].For) {
				out = append(out, file.Address)
			}
		}
	}
	return out
}

// visible keeps those attachments that concern the reader: of a department, those handed in for its materials.
func (s *Server) visible(ctx context.Context, f *caseFile, c concern, rows []models.AttachmentRow) ([]models.AttachmentRow, error) {
	if c.whole {
		return rows, nil
	}
	said, err := s.contents(ctx, f)
	if err != nil {
		return nil, err
	}
	shown := c.filesFor(f, said)
	return slices.DeleteFunc(slices.Clone(rows), func(a models.AttachmentRow) bool { return !slices.Contains(shown, a.Address) }), nil
}

// parts tells what co-departments said before the acceptance.
func (n *naming) parts(f *caseFile, said contents) []CasePart {
	return each(f.state.Parts, func(p models.Part) CasePart {
		return CasePart{
			Step: p.Step, Unit: n.unit(f.state.Step(p.Step).Unit), Line: p.Line, At: f.lines[p.Line-1].Acted,
			Missing: each(p.Missing(), func(no int) int { return no }), Reason: said.spoken[p.Line].Reason,
		}
	})
}

// departmentsOf names the departments that an entry concerns, as the guide does.
func departmentsOf(b *process.Bundle, kinds []string) []UnitName {
	return each(kinds, func(kind string) UnitName {
		for _, o := range append([]process.Office{b.Guide.Unit}, b.Guide.With...) {
			if o.Kind == kind {
				return UnitName{Id: kind, Name: o.Name, NameEn: o.NameEN}
			}
		}
		return UnitName{Id: kind, Name: kind, NameEn: kind}
	})
}

// carries says whether a unit takes an item in for another one: a town's service centre, where the item lets towns do so,
// for a unit of a tier above it.
func carries(b *process.Bundle, from, to directory.Unit) bool {
	return from.ID != to.ID && from.Kind == serviceHall && from.Tier > to.Tier &&
		slices.ContainsFunc(b.Procedure.Steps, func(s models.Step) bool { return s.Kind == models.ForwardStep })
}

// carriers are what the policy is asked about besides where the case lies: the centre that took it in keeps seeing it.
func (f *caseFile) carriers(kind access.Kind) []access.Object {
	if f.state.Filed.Agent == "" {
		return nil
	}
	return []access.Object{{Kind: kind, Item: f.row.Item, Unit: f.agent.ID, Path: f.agent.Path}}
}

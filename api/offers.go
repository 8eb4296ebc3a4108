package api

import (
	"context"
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
)

// ListOffers answers, for every command, whether the person may give it now and why not: pages grey a button and show
// the reason instead of hiding it.
func (s *Server) ListOffers(ctx context.Context, req ListOffersRequestObject) (ListOffersResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, s.standingAt(ctx, f.row.Item)...)
	if err != nil {
		return nil, err
	}
	rows := []Offer{}
	for _, verb := range models.CaseVerbs() {
		rows = append(rows, s.offers(ctx, n, f, verb)...)
	}
	return ListOffers200JSONResponse{Rows: rows, N: f.state.N}, nil
}

// offers gives one offer for each open step that the verb could act on, or a single one.
func (s *Server) offers(ctx context.Context, n *naming, f *caseFile, verb models.Verb) []Offer {
	form := s.forms.cases[verb]
	steps := []string{""}
	if slices.Contains(form.Needs, "step") {
		steps = f.actable(verb, me(ctx).id)
		if len(steps) == 0 {
			steps = []string{""}
		}
	}
	return each(steps, func(step string) Offer { return s.offer(ctx, n, f, verb, step) })
}

// actable lists the steps that a verb could act on: the open ones or, to take back, those that the person has done.
func (f *caseFile) actable(verb models.Verb, account string) []string {
	var out []string
	for i, state := range f.state.Steps {
		open := slices.Contains(f.state.OpenSteps(), i)
		own := state.Phase == models.Done && state.By == account
		if verb == models.TakeBack && own || verb != models.TakeBack && open {
			out = append(out, state.Key)
		}
	}
	return out
}

func (s *Server) offer(ctx context.Context, n *naming, f *caseFile, verb models.Verb, step string) Offer {
	form := s.forms.cases[verb]
	out := Offer{
		Verb: verb, Needs: each(form.Needs, same), Takes: each(form.Takes, same), Override: verb.Override(),
		Second: verb.NeedsSecond(), Step: step,
	}
	if state := f.state.Step(step); state != nil {
		out.Round = state.Round
		drawn := f.bundle.Procedure.Steps[f.bundle.Procedure.StepIndex(step)]
		out.StepName, out.StepNameEn = drawn.Name, drawn.NameEN
	}
	probe := probing(f, verb, step)
	if verb == models.CorrectInstant {
		out.Acts = n.movable(f)
	}
	out.Targets, out.Grounds, out.Answers, out.Most = f.targets(verb, step), f.grounds(verb), f.answerable(verb), f.mostExtension(verb)
	actor, refusal := s.leave(ctx, f, verb, step)
	if refusal == nil && verb == models.Forward && !f.state.Carried() {
		out.Units = s.organsFor(n, f)
		out.demand("to_unit", "reason")
	}
	if verb == models.Accept && len(f.bundle.Materials) > 0 {
		out.demand("materials")
	}
	if refusal == nil && verb == models.TakeOver {
		out.Units, refusal = s.departmentsAbove(n, f, step)
	}
	if refusal == nil {
		out.from(actor, f.state)
		probe.Actor = actor
		probe.Acted = s.Now()
		refusal = asRefusal(s.possible(f, probe))
		out.For = n.person(actor.For)
	}
	if refusal != nil {
		out.Code, out.Reason = string(refusal.Code), refusal.Reason
		out.Sentence = s.sentences.problem(refusal, requestOf(ctx).spoken()).Detail
		return out
	}
	out.Allowed = true
	return out
}

func same(s string) string { return s }

// demand makes fields that the verb takes ones that it needs here.
func (o *Offer) demand(fields ...string) {
	o.Needs = append(o.Needs, fields...)
	o.Takes = slices.DeleteFunc(o.Takes, func(field string) bool { return slices.Contains(fields, field) })
}

// from makes an urge or a reopening from outside the unit an intervention, which needs reason and basis. Inside the unit
// neither rests on a basis.
func (o *Offer) from(actor models.Actor, c *models.Case) {
	if o.Verb != models.Urge && o.Verb != models.Reopen {
		return
	}
	needed := func(field string) bool { return field == "reason" || field == "ground" }
	if o.Override = c.FromOutside(models.Command{Verb: o.Verb, Actor: actor}); o.Override {
		o.Needs = append(slices.DeleteFunc(o.Needs, needed), "reason", "ground")
		o.Takes = slices.DeleteFunc(o.Takes, needed)
		return
	}
	o.Takes = slices.DeleteFunc(o.Takes, func(field string) bool { return field == "ground" })
}

// departmentsAbove are the units that a step can be taken over by: above its own, and with somebody in its role.
func (s *Server) departmentsAbove(n *naming, f *caseFile, step string) ([]UnitName, *models.Error) {
	var out []UnitName
	i := f.bundle.Procedure.StepIndex(step)
	if i < 0 || len(f.state.Steps) <= i {
		return nil, nil // the gate names the step
	}
	for _, unit := range n.places.Units.Above(f.state.Steps[i].Unit) {
		if departmental(n.places, unit) && len(n.places.Holders(unit, f.bundle.Procedure.Steps[i].Role, s.Now())) > 0 {
			out = append(out, n.unit(unit))
		}
	}
	if len(out) == 0 {
		return nil, models.Errorf(models.Conflict, "nobody_above", "no department above has somebody in the role of step %s", step)
	}
	return out, nil
}

// probing is a command that is complete in every respect, so that the gate can only refuse it for the order of things
// or for the person.
func probing(f *caseFile, verb models.Verb, step string) models.Command {
	cmd := models.Command{Verb: verb, Facts: models.Facts{
		Step: step, Reasoned: true, Remedy: true, Document: "-", To: "-", ToUnit: "-", Extend: 1,
		Planned: clock.Limit{N: 1, Unit: clock.UnitWorkday}, Order: models.SignBefore, Copies: []string{"-"},
		Rating: &models.RatingFacts{Level: models.Satisfied},
	}}
	f.probeSeats(&cmd)
	cmd.Facts.Fee = f.probeFee(verb)
	if targets := f.targets(verb, step); len(targets) > 0 {
		cmd.Facts.Target = targets[0]
	}
	cmd.Facts.Ground = "-"
	if grounds := f.grounds(verb); len(grounds) > 0 {
		cmd.Facts.Ground = grounds[0]
	}
	if answers := f.answerable(verb); len(answers) > 0 {
		cmd.Facts.Answers = answers[0]
	}
	cmd.Facts.Correction = f.probeCorrection(verb)
	state := "received"
	if verb == models.NotifySupplement {
		state = "missing"
	}
	for _, m := range f.concernedAt(verb, step) {
		cmd.Facts.Materials = append(cmd.Facts.Materials, models.Checked{No: m.No, State: state})
	}
	if card := f.withheld(); card != "" {
		cmd.Facts.Card = &models.CardFacts{Key: card}
	} else if verb == models.ReleaseCard || verb == models.DropCard {
		cmd.Facts.Card = &models.CardFacts{Key: "-"}
	}
	return cmd
}

// concernedAt lists the materials that a command is about: at a co-department's check its own, else the checklist.
func (f *caseFile) concernedAt(verb models.Verb, step string) []process.Material {
	i := f.bundle.Procedure.StepIndex(step)
	if verb != models.Contribute || i < 0 {
		return f.bundle.Materials
	}
	return each(f.bundle.Procedure.Steps[i].Materials, func(no int) process.Material { return f.bundle.Materials[no-1] })
}

// probeSeats names a place that the command could be about: who is awaited, or whose work passes on.
func (f *caseFile) probeSeats(cmd *models.Command) {
	state := f.state.Step(cmd.Facts.Step)
	if state == nil || cmd.Verb != models.RemoveSign && cmd.Verb != models.HandOver {
		return
	}
	for _, slot := range f.state.Slots(f.bundle.Procedure.StepIndex(state.Key)) {
		switch {
		case cmd.Verb == models.HandOver && slot.Account != "":
			cmd.Facts.From = slot.Account
		case cmd.Verb == models.RemoveSign && slot.Kind != "":
			cmd.Facts.To = slot.Account
		}
	}
}

// targets are the steps that a return or a reopening may lead to.
func (f *caseFile) targets(verb models.Verb, step string) []string {
	p := &f.bundle.Procedure
	from := p.StepIndex(step)
	var out []string
	for i, drawn := range p.Steps {
		back := from >= 0 && (verb == models.Return || verb == models.ForceReturn) && p.Before(i, from)
		again := verb == models.Reopen && f.state.Status == models.Closed && drawn.Counts != "delivery"
		if (back || again) && drawn.Kind != models.AcceptStep && drawn.Kind != models.ServiceStep {
			out = append(out, drawn.Key)
		}
	}
	if verb == models.Return && p.AskLater && f.state.Asked == 0 {
		out = append(out, models.ToApplicant)
	}
	return out
}

// lawfulStops are the grounds of K08, in the words of the gate.
var lawfulStops = []string{"hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review"}

func (f *caseFile) grounds(verb models.Verb) []string {
	switch verb {
	case models.StartSpecial:
		return each(f.bundle.Procedure.Special, func(k models.SpecialKind) string { return k.Kind })
	case models.StopClock:
		return lawfulStops
	case models.VoidCase:
		return models.VoidGrounds()
	case models.CorrectInstant:
		return models.CorrectionGrounds()
	case models.HandOver:
		return []string{"shift", "leave", "departure"}
	default:
		return nil
	}
}

// answerable are the lines that wait for this command: demands for an answer, overrides for a second supervisor.
func (f *caseFile) answerable(verb models.Verb) []int {
	var out []int
	switch verb {
	case models.AnswerUrge:
		for _, d := range f.state.Demands {
			if d.Answered == 0 {
				out = append(out, d.Line)
			}
		}
	case models.AnswerRating:
		for _, r := range f.state.Ratings {
			if r.Answer == 0 {
				out = append(out, r.Line)
			}
		}
	case models.Confirm, models.Discard:
		for _, p := range f.state.Pending {
			out = append(out, p.Line)
		}
	case models.CorrectInstant:
		for _, d := range f.state.Deeds {
			if _, _, _, may := f.state.Movable(d.Line); may {
				out = append(out, d.Line)
			}
		}
	}
	return out
}

func (f *caseFile) mostExtension(verb models.Verb) int {
	if rule := f.bundle.Procedure.Extension; verb == models.Extend && rule != nil {
		return rule.N
	}
	return 0
}

// withheld is the key of the first card that waits for a named person, or "".
func (f *caseFile) withheld() string {
	for _, m := range f.state.Marks {
		if m.State == models.Withheld {
			return m.Key
		}
	}
	return ""
}

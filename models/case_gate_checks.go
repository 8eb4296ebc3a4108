package models

import (
	"slices"
	"strconv"
)

// atStep asks for an open step of one of these kinds, in the round that the caller saw.
func atStep(kinds ...StepKind) func(*Case, Command) error {
	return func(c *Case, cmd Command) error {
		if err := openStep(c, cmd); err != nil {
			return err
		}
		i := c.procedure.StepIndex(cmd.Facts.Step)
		if !slices.Contains(kinds, c.procedure.Steps[i].Kind) {
			return Errorf(Conflict, "wrong_step", "%s does not act on step %s", cmd.Verb, cmd.Facts.Step)
		}
		return nil
	}
}

func openStep(c *Case, cmd Command) error {
	s := c.Step(cmd.Facts.Step)
	switch {
	case s == nil:
		return Faulty("the step is not part of this procedure", []Fault{{Field: "/step", Rule: "unknown"}})
	case s.Phase != Open:
		return Errorf(Conflict, "step_not_open", "step %s is not open", s.Key)
	case cmd.Facts.Round != 0 && cmd.Facts.Round != s.Round:
		return Errorf(Conflict, "wrong_round", "step %s is in round %d, not %d", s.Key, s.Round, cmd.Facts.Round)
	}
	return nil
}

// advice refuses an adverse opinion where a decision is asked for: a denial has a reason and a remedy (K13).
func advice(c *Case, cmd Command) error {
	if cmd.Facts.Adverse && c.procedure.Steps[c.procedure.StepIndex(cmd.Facts.Step)].Kind == DecideStep {
		return Faulty("a decision is granted or refused", []Fault{{Field: "/adverse", Rule: "unexpected"}})
	}
	return nil
}

func filedWhole(_ *Case, cmd Command) error {
	f := cmd.Facts.Filed
	if f == nil {
		return Faulty("an application is needed", []Fault{{Field: "/filed", Rule: "required"}})
	}
	var faults []Fault
	for _, field := range []struct{ name, value string }{
		{"/number", f.Number}, {"/item", f.Item}, {"/bundle", f.Bundle}, {"/unit", f.Unit}, {"/path", f.Path},
		{"/applicant", f.Applicant}, {"/channel", f.Channel},
	} {
		if field.value == "" {
			faults = append(faults, Fault{Field: field.name, Rule: "required"})
		}
	}
	return Faulty("the application is not whole", faults)
}

func reasoned(_ *Case, cmd Command) error { return wants(cmd.Facts.Reasoned, "/reason") }

func remedied(_ *Case, cmd Command) error { return wants(cmd.Facts.Remedy, "/remedy") }

func based(_ *Case, cmd Command) error { return wants(cmd.Facts.Ground != "", "/ground") }

// planned asks for a time that a clock can count: without one nobody would see that it is over (R-T4).
func planned(_ *Case, cmd Command) error {
	return wants(cmd.Facts.Planned.Validate() == nil, "/planned")
}

func documented(_ *Case, cmd Command) error { return wants(cmd.Facts.Document != "", "/document") }

func givesTo(_ *Case, cmd Command) error { return wants(cmd.Facts.To != "", "/to") }

func givesUnit(_ *Case, cmd Command) error { return wants(cmd.Facts.ToUnit != "", "/to_unit") }

func wants(given bool, field string) error {
	if given {
		return nil
	}
	return Faulty("something is missing", []Fault{{Field: field, Rule: "required"}})
}

// complete asks that every required material was looked at and is there, or is promised under tolerance (容缺, A02).
func complete(c *Case, cmd Command) error {
	var faults []Fault
	for _, no := range c.procedure.Required {
		i := slices.IndexFunc(cmd.Facts.Materials, func(m Checked) bool { return m.No == no })
		if i < 0 || !cmd.Facts.Materials[i].There() {
			faults = append(faults, Fault{Field: "/materials/" + strconv.Itoa(no), Rule: "missing"})
		}
	}
	return Faulty("required materials are missing (A02)", faults)
}

// once keeps the notice of what is missing to a single, complete one (K02).
func once(c *Case, _ Command) error {
	if c.Notified > 0 {
		return Errorf(Forbidden, "once_only", "what is missing is told once, and all of it (K02)")
	}
	return nil
}

func namesMissing(_ *Case, cmd Command) error {
	lacks := slices.ContainsFunc(cmd.Facts.Materials, func(m Checked) bool { return m.State == "missing" })
	return wants(lacks && cmd.Facts.Reasoned, "/materials")
}

func namesMaterials(c *Case, cmd Command) error {
	var faults []Fault
	for _, asked := range c.Missing {
		if asked.State == "missing" && !slices.ContainsFunc(cmd.Facts.Materials, func(m Checked) bool { return m.No == asked.No && m.There() }) {
			faults = append(faults, Fault{Field: "/materials/" + strconv.Itoa(asked.No), Rule: "missing"})
		}
	}
	return Faulty("not everything that was asked for is there", faults)
}

func earlierTarget(c *Case, cmd Command) error {
	if cmd.Verb == Return && cmd.Facts.Target == ToApplicant {
		return c.askable()
	}
	from, to := c.procedure.StepIndex(cmd.Facts.Step), c.procedure.StepIndex(cmd.Facts.Target)
	if to < 0 || !c.procedure.Before(to, from) || c.procedure.Steps[to].Kind == AcceptStep {
		return Faulty("a return goes to an earlier step after acceptance", []Fault{{Field: "/target", Rule: "not_earlier"}})
	}
	return nil
}

func demandOpen(c *Case, cmd Command) error {
	open := slices.ContainsFunc(c.Demands, func(d Demand) bool { return d.Line == cmd.Facts.Answers && d.Answered == 0 })
	if !open {
		return Errorf(Conflict, "no_demand", "there is no open demand in line %d", cmd.Facts.Answers)
	}
	return nil
}

// nothingOwed keeps a case out of the archive while somebody's word on it is awaited: a demand that is not answered, a card
// that is withheld.
func nothingOwed(c *Case, _ Command) error {
	for _, d := range c.Demands {
		if d.Answered == 0 {
			return Errorf(Conflict, "still_owed", "line %d asks for an answer that has not come", d.Line)
		}
	}
	for _, m := range c.Marks {
		if m.State == Withheld {
			return Errorf(Conflict, "still_owed", "card %s waits for a person", m.Key)
		}
	}
	return nil
}

// reopenTarget asks, for a closed case, at which step it begins again.
func reopenTarget(c *Case, cmd Command) error {
	if c.Status != Closed {
		return nil
	}
	i := c.procedure.StepIndex(cmd.Facts.Target)
	if i < 0 || c.procedure.Steps[i].Kind == AcceptStep || c.procedure.Steps[i].Counts == "delivery" {
		return Faulty("a closed case begins again at a step of the decision", []Fault{{Field: "/target", Rule: "unknown"}})
	}
	return nil
}

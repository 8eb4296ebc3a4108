package models

import "slices"

// mySeat asks that the step waits for this person: its role in its unit, the holder if it has one, the next seat of a
// sequential step.
func mySeat(c *Case, cmd Command) error {
	s := c.Step(cmd.Facts.Step)
	step := c.procedure.Steps[c.procedure.StepIndex(s.Key)]
	switch {
	case s.Spoken != "":
		return Errorf(Conflict, "already_said", "step %s only waits for who was asked to sign", s.Key)
	case step.Shared():
		return s.seat(step.Rule, cmd.Actor)
	case s.signer(cmd.Actor.Seat()) >= 0 || s.speaksTwice(cmd.Actor):
		return Errorf(Forbidden, "one_seat", "in step %s nobody speaks for two", s.Key)
	case s.Holder == cmd.Actor.Seat():
		return nil
	case s.Holder != "":
		return Errorf(Forbidden, "held_by_other", "step %s is held by a colleague", s.Key)
	default:
		return inPool(c, cmd)
	}
}

// inPool asks that the person holds the step's role in the step's unit and that nobody has claimed it.
func inPool(c *Case, cmd Command) error {
	s := c.Step(cmd.Facts.Step)
	step := c.procedure.Steps[c.procedure.StepIndex(s.Key)]
	switch {
	case step.Shared():
		return Errorf(Forbidden, "no_seat", "step %s waits for named participants", s.Key)
	case s.Holder != "" && s.Holder != cmd.Actor.Seat():
		return Errorf(Conflict, "held_by_other", "step %s is held by a colleague", s.Key)
	case cmd.Actor.Unit != s.Unit:
		return Errorf(Forbidden, "other_unit", "step %s is the business of unit %s", s.Key, s.Unit)
	case cmd.Actor.Role != step.Role:
		return Errorf(Forbidden, "other_role", "step %s is for the role %s", s.Key, step.Role)
	}
	return nil
}

// fourEyes keeps apart who the item keeps apart: handler, reviewer and approver are different people (A07). Who stands in
// for somebody is kept apart like both.
func fourEyes(c *Case, cmd Command) error {
	if err := c.unbarred(cmd.Facts.Step, cmd.Actor.Account); err != nil {
		return err
	}
	return c.unbarred(cmd.Facts.Step, cmd.Actor.Seat())
}

// toOthers are the verbs by which a person gives something out of the own hands: never to that person.
var toOthers = []Verb{Transfer, AddSign, Delegate, Recuse}

// mayTake asks that the person who is given a step could do it: four eyes, not the own application, no second seat.
func mayTake(c *Case, cmd Command) error {
	to, s := cmd.Facts.To, c.Step(cmd.Facts.Step)
	switch {
	case to == c.Filed.Account:
		return Errorf(Forbidden, "own_case", "nobody acts on the own application (A07)")
	case c.HasRecused(to):
		return Errorf(Forbidden, "recused", "who has withdrawn because of interest does not act in this case (A07)")
	case s.takesPart(to) || slices.Contains(toOthers, cmd.Verb) && to == cmd.Actor.Seat():
		return Faulty("this person takes part in the step already", []Fault{{Field: "/to", Rule: "not_a_person"}})
	}
	return c.unbarred(s.Key, to)
}

func (c *Case) unbarred(step, account string) error {
	if other, barred := c.KeptApart(c.procedure.StepIndex(step), account); barred {
		return Errorf(Forbidden, "four_eyes", "who acted on step %s may not act on step %s (A07)", other, step)
	}
	return nil
}

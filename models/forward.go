package models

import (
	"slices"

	"mingcha/models/clock"
)

// foldForward hands the file on: a town's window that took it in for another organ (代办) passes it to that organ, whose
// time begins; an organ that is not the one to decide reports it to another one (转报), and its own case ends.
func foldForward(c *Case, l Line) {
	if i := c.procedure.StepIndex(l.Facts.Step); c.Status == Submitted && i >= 0 {
		c.finish(i, l)
		c.Prereview = begin(PrereviewClock, c.procedure.Prereview, l)
		return
	}
	c.end(Forwarded, l)
}

// Carried reports whether a town's window took the application in for the case's unit and has not passed it on.
func (c *Case) Carried() bool {
	return c.Status == Submitted && slices.ContainsFunc(c.OpenSteps(), func(i int) bool { return c.procedure.Steps[i].Kind == ForwardStep })
}

// forwards asks for the step of the agency or, of an organ that has the file, for where it goes and why.
func forwards(c *Case, cmd Command) error {
	if c.Status == Submitted {
		if err := atStep(ForwardStep)(c, cmd); err != nil {
			return err
		}
		return mySeat(c, cmd)
	}
	for _, check := range (checks{atStep(AcceptStep, OpinionStep, DecideStep), mySeat, fourEyes, reasoned, givesUnit}) {
		if err := check(c, cmd); err != nil {
			return err
		}
	}
	if cmd.Facts.ToUnit == c.Filed.Unit {
		return Faulty("a case is forwarded to another organ", []Fault{{Field: "/to_unit", Rule: "own_unit"}})
	}
	return nil
}

// voidGrounds are the mistakes for which an entry is void. What an applicant wants back is withdrawn, what he must not have
// is declined.
var voidGrounds = []string{"entered_twice", "wrong_item", "wrong_applicant", "test_entry"}

// VoidGrounds lists them for a page.
func VoidGrounds() []string { return slices.Clone(voidGrounds) }

func voidGround(_ *Case, cmd Command) error {
	if !slices.Contains(voidGrounds, cmd.Facts.Ground) {
		return Faulty("an entry is void only for a mistake that is named", []Fault{{Field: "/ground", Rule: "unknown"}})
	}
	return nil
}

// prereviewBegun starts the window's time to take in an application that reached it online. One that a town's window
// carries reaches it later.
func (c *Case) prereviewBegun(l Line) clock.Ledger {
	if c.Filed.Agent != "" {
		return clock.Ledger{Kind: PrereviewClock}
	}
	return begin(PrereviewClock, c.procedure.Prereview, l)
}

package models

import "slices"

// advanceable keeps force_advance to service and opinion steps: no override is an acceptance or a decision.
func advanceable(c *Case, cmd Command) error { return atStep(ServiceStep, OpinionStep)(c, cmd) }

// notPending lets an override wait once: on each step, or on the case as a whole, which alone a termination is about.
func notPending(c *Case, cmd Command) error {
	if slices.ContainsFunc(c.Pending, func(p Pending) bool {
		return p.Verb == cmd.Verb && (p.Facts.Step == cmd.Facts.Step || cmd.Verb == Terminate)
	}) {
		return Errorf(Conflict, "already_pending", "this override already waits for a second supervisor")
	}
	return nil
}

func pendingOfOther(c *Case, cmd Command) error {
	i := slices.IndexFunc(c.Pending, func(p Pending) bool { return p.Line == cmd.Facts.Answers })
	switch {
	case i < 0:
		return Errorf(Conflict, "no_pending", "no override of line %d waits for a second supervisor", cmd.Facts.Answers)
	case c.Pending[i].sameHand(cmd.Actor):
		return Errorf(Forbidden, "second_person", "a second supervisor is another person")
	}
	return nil
}

// sameHand reports whether somebody is, or stands in for, the one who proposed the override or for whom that was done.
func (p Pending) sameHand(a Actor) bool {
	return Hand{Account: p.Account, For: p.For, Person: p.Person}.same(a)
}

func cardIs(states ...MarkState) func(*Case, Command) error {
	return func(c *Case, cmd Command) error { return c.Marks.are(cmd, states) }
}

func cardNew(c *Case, cmd Command) error { return c.Marks.new(cmd) }

func cardKnown(c *Case, cmd Command) error { return c.Marks.known(cmd) }

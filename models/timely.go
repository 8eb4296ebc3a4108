package models

import "mingcha/models/clock"

// Timely asks the clock what the gate cannot: an extension comes before the due instant or not at all (K04). cmd.Acted is
// the instant at which it is given.
func (c *Case) Timely(cmd Command, cal *clock.Calendar) error {
	if cmd.Verb != Extend || c.Status != Accepted {
		return nil
	}
	t, begun := c.Decision.Timeline()
	if !begun {
		return nil
	}
	if due := cal.Judge(t).DueStatutory; !due.IsZero() && !cmd.Acted.Before(due) {
		return Errorf(Forbidden, "after_due", "a clock is extended before it is due, not after (K04)")
	}
	return nil
}

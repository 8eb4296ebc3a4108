package models

import (
	"time"

	"mingcha/models/clock"
)

// decide settles the case and starts the clock of delivery (K07). Steps of the decision that are still open have
// lost their object.
func (c *Case) decide(o outcome, l Line) {
	c.Status, c.Decided = Granted, l.Acted
	if o == rejected {
		c.Status = Denied
	}
	c.Outcome = c.Status
	for i, s := range c.procedure.Steps {
		if s.Counts != "delivery" && s.Kind != ServiceStep && s.Kind != DeliverStep && c.Steps[i].unfinished() {
			c.Steps[i].Phase = Passed
		}
	}
	c.Delivery = begin(clock.KindDelivery, c.procedure.Delivery, l)
}

// end closes the case before or beside a decision. Open steps stay as they are, so that a reopened case goes on
// where it stood; a special procedure ends with the case.
func (c *Case) end(status CaseStatus, l Line) {
	foldFinishSpecial(c, l)
	c.Before, c.Status, c.Ended = c.Status, status, l.Acted
}

// foldReopen lets a case go on where it stood. A closed one is decided anew, on a new clock; a lapsed notice gives its
// whole time again; any other clock goes on with what was left when the case ended.
func foldReopen(c *Case, l Line) {
	status, ended := c.Status, c.Ended
	c.Status, c.Before, c.Ended = c.Before, "", time.Time{}
	switch status {
	case Closed:
		c.Status, c.Outcome, c.Decided = Accepted, "", time.Time{}
		c.Runs.Decision++
		c.Decision = beginAt(clock.KindDecision, c.procedure.Promised, c.procedure.Statutory, l, l.Acted, string(Reopen))
		c.Delivery = clock.Ledger{}
		c.rerun(c.procedure.StepIndex(l.Facts.Target))
	case Lapsed:
		c.awaitSupply(l)
	default:
		c.leaveOut(ended, l)
	}
}

// leaveOut keeps the time in which the case was at an end out of the clock that ran until then.
func (c *Case) leaveOut(ended time.Time, l Line) {
	ledger := c.current()
	for _, e := range []clock.Entry{{Move: clock.MoveStop, At: ended}, {Move: clock.MoveResume, At: l.Acted}} {
		e.Actor, e.Reason = l.Actor.Account, string(Reopen)
		ledger.Entries = append(ledger.Entries, e)
	}
}

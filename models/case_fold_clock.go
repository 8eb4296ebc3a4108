package models

import "mingcha/models/clock"

// foldStartSpecial begins a special procedure (K08) or a supervisor's stop.
func foldStartSpecial(c *Case, l Line) {
	stops := l.Verb == StopClock
	if kind, known := c.procedure.SpecialKind(l.Facts.Ground); known && l.Verb == StartSpecial {
		stops = kind.StopsClock
	}
	c.Special = append(c.Special, SpecialRun{
		Kind: l.Facts.Ground, Started: l.Acted, Planned: l.Facts.Planned, Stops: stops, Override: l.Verb == StopClock,
	})
}

func foldFinishSpecial(c *Case, l Line) {
	if run := c.RunningSpecial(); run != nil {
		run.Finished = l.Acted
	}
}

// keepTime lets the decision clock stand, its remainder kept, exactly while a special procedure stops it, a step is
// open whose time the law leaves out or the applicant was asked. That step is then the reason in the ledger.
func (c *Case) keepTime(l Line) {
	leftOut := c.LeftOut()
	asked := c.Status == Supplement && c.Asked > 0
	stands := c.Stands() || leftOut != "" || asked
	switch {
	case stands && c.Decision.Running():
		if asked {
			l.Facts.Ground = string(Supplement)
		} else if !c.Stands() {
			l.Facts.Ground = leftOut
		}
		c.enter(clock.MoveStop, l)
	case !stands && c.Decision.Stopped():
		c.enter(clock.MoveResume, l)
	}
}

// LeftOut is the key of an open step whose time the law leaves out, "" if there is none: why the decision clock stands
// without a special procedure.
func (c *Case) LeftOut() string {
	for _, i := range c.OpenSteps() {
		if c.procedure.Steps[i].Counts == "excluded" {
			return c.Steps[i].Key
		}
	}
	return ""
}

func foldExtend(c *Case, l Line) {
	c.Extended++
	c.enter(clock.MoveExtend, l)
}

// enter writes one move into the decision clock's ledger.
func (c *Case) enter(move clock.Move, l Line) {
	c.Decision.Entries = append(c.Decision.Entries, clock.Entry{
		Move: move, At: l.Acted, N: l.Facts.Extend, Planned: l.Facts.Planned,
		Actor: l.Actor.Account, Reason: l.Facts.Ground, Document: l.Facts.Document,
	})
}

// current is the clock that runs in the case's status, nil where none does.
func (c *Case) current() *clock.Ledger {
	switch c.Status {
	case Submitted:
		return &c.Prereview
	case Received:
		return &c.Acceptance
	case Supplement:
		return &c.Supply
	case Accepted:
		return &c.Decision
	case Granted, Denied:
		return &c.Delivery
	default:
		return nil
	}
}

// recompute notes in a ledger that its instants were derived anew, by the calendar whose revision the line names.
func recompute(ledger *clock.Ledger, l Line) {
	if ledger != nil {
		ledger.Entries = append(ledger.Entries, clock.Entry{
			Move: clock.MoveRecompute, At: l.Acted, Actor: l.Actor.Account, Document: l.Facts.Document,
		})
	}
}

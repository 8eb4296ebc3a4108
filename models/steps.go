package models

import (
	"slices"
	"time"
)

// KeptApart names the step that bars somebody from step i: the item keeps the two apart, whichever comes first, and
// the person has acted there in some round (A07).
func (c *Case) KeptApart(i int, account string) (other string, barred bool) {
	for j, s := range c.Steps {
		if c.procedure.Apart(i, j) && slices.Contains(s.Hands, account) {
			return s.Key, true
		}
	}
	return "", false
}

// finish closes a step that somebody has done.
func (c *Case) finish(i int, l Line) {
	c.Steps[i].touch(l.Actor)
	c.leave(i, Done, l)
}

// leave closes a step. After a return that resumes at the returner, everything between is done again at once.
func (c *Case) leave(i int, phase StepPhase, l Line) {
	s := &c.Steps[i]
	s.Phase, s.Done, s.Spoken = phase, l.Acted, ""
	if s.GoTo == "" {
		return
	}
	back := c.procedure.StepIndex(s.GoTo)
	for j := range c.Steps {
		if !c.procedure.Before(i, j) || !c.procedure.Before(j, back) || c.Steps[j].Phase != Waiting {
			continue
		}
		c.Steps[j].Phase = Done
		if !l.Facts.holds(c.procedure.Steps[j]) {
			c.Steps[j].Phase = Passed
		}
	}
	s.GoTo, s.Went = "", s.GoTo
}

// touch notes who has acted on a step: the person, and the one for whom that person stands in.
func (s *StepState) touch(by Actor) {
	for _, account := range []string{by.Account, by.Seat()} {
		if account != SystemAccount && !slices.Contains(s.Hands, account) {
			s.Hands = append(s.Hands, account)
		}
	}
}

func (s StepState) unfinished() bool { return s.Phase == Open || s.Phase == Waiting }

// foldReturn opens a new round at the target; everything after it waits again. Who returned and was returned to keeps
// the way back to that step.
func foldReturn(c *Case, l Line) {
	from, target := c.Step(l.Facts.Step), c.procedure.StepIndex(l.Facts.Target)
	if from != nil && l.Verb == Return {
		from.touch(l.Actor)
	}
	if l.Facts.Target == ToApplicant {
		c.askApplicant(l)
		return
	}
	if from == nil || target < 0 {
		return
	}
	onward := from.GoTo
	c.rerun(target)
	if l.Facts.Resume {
		c.Steps[target].GoTo, from.GoTo = from.Key, onward
	}
}

func (c *Case) rerun(target int) {
	for i := range c.Steps {
		switch {
		case i == target || c.procedure.Before(target, i):
			c.Steps[i].reset()
		case target >= 0 && c.procedure.Before(i, target):
			c.Steps[i].By = "" // somebody has gone on from there: it is not taken back any more
		}
	}
}

func (s *StepState) reset() {
	s.Phase, s.Holder, s.Votes, s.Adverse, s.GoTo = Waiting, "", nil, false, ""
	s.Signs, s.Spoken, s.By, s.Went, s.Kept = nil, "", "", "", nil
	s.Opened, s.Done, s.Read = time.Time{}, time.Time{}, time.Time{}
}

// advance opens every step whose predecessors are finished, as the conditions in the line say, until none is left.
func (c *Case) advance(l Line) {
	if c.Status.Ended() || c.Status == Draft || c.Status == Supplement {
		return
	}
	for again := true; again; {
		again = false
		for i := range c.Steps {
			if c.Steps[i].Phase != Waiting || !c.ready(i) {
				continue
			}
			c.open(i, l)
			again = true
		}
	}
}

// ready reports whether all that comes before step i is finished and the case has come far enough for it.
func (c *Case) ready(i int) bool {
	step := c.procedure.Steps[i]
	if (step.Kind == DeliverStep || step.Counts == "delivery") && !c.Status.Decided() {
		return false
	}
	if step.Kind == CheckStep && (c.Status != Received || c.Notified > 0) {
		return false // what is missing is told once: afterwards nobody looks for more (K02)
	}
	for _, prior := range step.After {
		if c.Steps[prior].unfinished() {
			return false
		}
	}
	return true
}

func (c *Case) open(i int, l Line) {
	s, step := &c.Steps[i], c.procedure.Steps[i]
	s.Round++
	if !l.Facts.holds(step) || step.Kind == ForwardStep && c.Filed.Agent == "" {
		c.leave(i, Passed, l)
		return
	}
	s.Phase, s.Opened = Open, l.Acted
}

// fillSeats gives the participants named in the line their seats in open steps in which nobody has one: as such a step
// opens or, if nobody was appointed then, as soon as somebody is.
func (c *Case) fillSeats(l Line) {
	for _, i := range c.OpenSteps() {
		s := &c.Steps[i]
		if len(s.Votes) > 0 {
			continue
		}
		for _, seat := range l.Facts.Seats {
			if seat.Step == s.Key {
				s.Votes = append(s.Votes, Vote{Account: seat.Account, Veto: seat.Veto})
			}
		}
	}
}

// holds reports whether the step takes place. The append evaluates each condition and writes its outcome into the
// line; a step without a condition always takes place.
func (f Facts) holds(step Step) bool {
	if step.When == "" {
		return true
	}
	for _, cond := range f.Conditions {
		if cond.Step == step.Key {
			return cond.Holds
		}
	}
	return true
}

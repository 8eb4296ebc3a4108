package models

import (
	"slices"
	"time"

	"mingcha/models/clock"
)

// foldOpinion takes the word of one participant into an open step and completes the step when its decision rule is
// settled. On a decision step the outcome decides the case.
func foldOpinion(c *Case, l Line) {
	i := c.procedure.StepIndex(l.Facts.Step)
	if i < 0 || c.Steps[i].Phase != Open {
		return
	}
	against := l.Verb == Refuse || l.Facts.Adverse
	outcome := c.vote(i, l, against)
	if outcome == undecided {
		return
	}
	c.Steps[i].Adverse = outcome == rejected
	c.finish(i, l)
	if c.procedure.Steps[i].Kind == DecideStep {
		c.decide(outcome, l)
	}
}

type outcome int

const (
	undecided outcome = iota
	carried
	rejected
)

// vote records the word and says whether the step's rule is settled by it.
func (c *Case) vote(i int, l Line, against bool) outcome {
	s, step := &c.Steps[i], c.procedure.Steps[i]
	if !step.Shared() {
		if against {
			return rejected
		}
		return carried
	}
	s.touch(l.Actor.Account)
	for v := range s.Votes {
		if s.Votes[v].Account == l.Actor.Account {
			s.Votes[v].Said, s.Votes[v].Adverse = l.Verb, against
		}
	}
	return step.Rule.settled(s.Votes)
}

// settled judges the votes cast so far: carried once the rule is met, rejected once it cannot be met any more.
func (r DecisionRule) settled(votes []Vote) outcome {
	var yes, no, all int
	for i, v := range votes {
		w := r.weight(i)
		all += w
		switch {
		case v.Said == "":
		case v.Adverse:
			no += w
		default:
			yes += w
		}
	}
	need := all
	if r.Kind == Ratio || r.Kind == Weighted {
		need = (all*r.Percent + 99) / 100
	}
	switch {
	case yes >= need:
		return carried
	case all-no < need:
		return rejected
	default:
		return undecided
	}
}

func (r DecisionRule) weight(seat int) int {
	if r.Kind == Weighted && seat < len(r.Weights) {
		return r.Weights[seat]
	}
	return 1
}

// finish closes a step. After a return that resumes at the returner, everything between is done again at once.
func (c *Case) finish(i int, l Line) {
	s := &c.Steps[i]
	s.touch(l.Actor.Account)
	s.Phase, s.Done = Done, l.Acted
	if s.GoTo == "" {
		return
	}
	back := c.procedure.StepIndex(s.GoTo)
	for j := range c.Steps {
		if c.procedure.Before(i, j) && c.procedure.Before(j, back) && c.Steps[j].Phase == Waiting {
			c.Steps[j].Phase = Done
		}
	}
	s.GoTo = ""
}

func (s *StepState) touch(account string) {
	if account != SystemAccount && !slices.Contains(s.Hands, account) {
		s.Hands = append(s.Hands, account)
	}
}

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

func (s StepState) unfinished() bool { return s.Phase == Open || s.Phase == Waiting }

// foldReturn opens a new round at the target; everything after it waits again.
func foldReturn(c *Case, l Line) {
	from := c.Step(l.Facts.Step)
	if from != nil && l.Verb == Return {
		from.touch(l.Actor.Account)
	}
	target := c.procedure.StepIndex(l.Facts.Target)
	c.rerun(target, l)
	if l.Facts.Resume && target >= 0 {
		c.Steps[target].GoTo = l.Facts.Step
	}
}

func (c *Case) rerun(target int, _ Line) {
	if target < 0 {
		return
	}
	for i := range c.Steps {
		if i == target || c.procedure.Before(target, i) {
			c.Steps[i].reset()
		}
	}
}

func (s *StepState) reset() {
	s.Phase, s.Holder, s.Votes, s.Adverse, s.GoTo = Waiting, "", nil, false, ""
	s.Opened, s.Done = time.Time{}, time.Time{}
}

// advance opens every step whose predecessors are finished, as the conditions in the line say, until none is left.
func (c *Case) advance(l Line) {
	if c.Status.Ended() || c.Status == Draft {
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
	if !l.Facts.holds(step) {
		s.Phase, s.Done = Passed, l.Acted
		return
	}
	s.Phase, s.Opened = Open, l.Acted
	for _, seat := range l.Facts.Seats {
		if seat.Step == s.Key {
			s.Votes = append(s.Votes, Vote{Account: seat.Account})
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

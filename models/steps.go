package models

import (
	"slices"
	"time"
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
	s.touch(l.Actor)
	for v := range s.Votes {
		if s.Votes[v].Account == l.Actor.Seat() {
			s.Votes[v].Said, s.Votes[v].Adverse = l.Verb, against
			if l.Actor.For != "" {
				s.Votes[v].By = l.Actor.Account
			}
		}
	}
	return step.Rule.settled(s.Votes)
}

// settled judges the votes cast so far: carried once the rule is met, rejected once it cannot be met any more. Where
// nobody has a seat nothing is settled.
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
	case all == 0:
		return undecided
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

// hand gives a step to somebody. On a shared step it is a seat that changes hands: that of from, or the first that has
// not spoken.
func (c *Case) hand(key, from, to string) {
	i := c.procedure.StepIndex(key)
	if i < 0 {
		return
	}
	s := &c.Steps[i]
	if !c.procedure.Steps[i].Shared() {
		s.Holder = to
		return
	}
	seat := slices.IndexFunc(s.Votes, func(v Vote) bool { return v.Said == "" && (from == "" || v.Account == from) })
	if seat < 0 {
		s.Votes = append(s.Votes, Vote{Account: to})
		return
	}
	s.Votes[seat].Account = to
}

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
	s.Phase, s.Done = phase, l.Acted
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
	s.GoTo = ""
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
	if from == nil || target < 0 {
		return
	}
	if l.Verb == Return {
		from.touch(l.Actor)
	}
	onward := from.GoTo
	c.rerun(target)
	if l.Facts.Resume {
		c.Steps[target].GoTo, from.GoTo = from.Key, onward
	}
}

func (c *Case) rerun(target int) {
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
				s.Votes = append(s.Votes, Vote{Account: seat.Account})
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

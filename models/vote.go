package models

import "slices"

// Vote is what one participant of a shared step has said.
type Vote struct {
	Account string `json:"account"`
	Said    Verb   `json:"said,omitempty"` // "" not yet
	Adverse bool   `json:"adverse,omitempty"`
	By      string `json:"by,omitempty"`   // who spoke for the account while it was away
	Veto    bool   `json:"veto,omitempty"` // whose refusal decides
}

// foldOpinion takes the word of one participant into an open step. When its decision rule is settled the step is done,
// unless somebody who was asked to sign afterwards is still awaited.
func foldOpinion(c *Case, l Line) {
	i := c.procedure.StepIndex(l.Facts.Step)
	if i < 0 || c.Steps[i].Phase != Open {
		return
	}
	outcome := c.vote(i, l, l.Verb == Refuse || l.Facts.Adverse)
	if outcome == undecided {
		return
	}
	s := &c.Steps[i]
	s.Adverse, s.By = outcome == rejected, l.Actor.Seat()
	if s.awaitsAfter() {
		s.Spoken = l.Verb
		s.touch(l.Actor)
		return
	}
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

// settled judges the votes cast so far: carried once the rule is met, rejected once it cannot be met any more or a veto
// was spoken. Where nobody has a seat nothing is settled; a rule that hears everybody is settled by the last word.
func (r DecisionRule) settled(votes []Vote) outcome {
	var yes, no, all int
	vetoed := false
	for i, v := range votes {
		w := r.weight(i)
		all += w
		switch {
		case v.Said == "" && r.Refusal == RefusalWaits:
			return undecided
		case v.Said == "":
		case v.Adverse:
			no += w
			vetoed = vetoed || v.Veto || r.Refusal == RefusalVetoes
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
	case vetoed:
		return rejected
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

// seat asks that the actor has a vote and that it is its turn. Nobody speaks for two: neither from the own seat and for
// somebody who is away, nor for two who are.
func (s *StepState) seat(rule DecisionRule, by Actor) error {
	mine := slices.IndexFunc(s.Votes, func(v Vote) bool { return v.Account == by.Seat() })
	next := slices.IndexFunc(s.Votes, func(v Vote) bool { return v.Said == "" })
	switch {
	case mine < 0:
		return Errorf(Forbidden, "no_seat", "step %s does not wait for this person", s.Key)
	case s.Votes[mine].Said != "":
		return Errorf(Conflict, "already_said", "this participant has already given an opinion on step %s", s.Key)
	case s.speaksTwice(by):
		return Errorf(Forbidden, "one_seat", "in step %s nobody speaks for two", s.Key)
	case rule.Kind == Sequential && mine != next:
		return Errorf(Conflict, "not_your_turn", "step %s waits for the participant before", s.Key)
	}
	return nil
}

// speaksTwice reports whether the actor has, or has spoken from, another place in the step than the one now used.
func (s *StepState) speaksTwice(by Actor) bool {
	other := func(account, spoke string) bool {
		return spoke == by.Account || account == by.Account && account != by.Seat()
	}
	return by.For != "" && s.Holder == by.Account ||
		slices.ContainsFunc(s.Votes, func(v Vote) bool { return other(v.Account, v.By) }) ||
		slices.ContainsFunc(s.Signs, func(g Signer) bool { return other(g.Account, g.By) })
}

package models

import (
	"slices"
	"time"
)

// hand gives a place in a step to somebody: that of from or, where nobody is named, the one that the step waits for.
func (c *Case) hand(key, from, to string) {
	i := c.procedure.StepIndex(key)
	if i < 0 {
		return
	}
	s := &c.Steps[i]
	signer := slices.IndexFunc(s.Signs, func(g Signer) bool {
		return !g.Said && (g.Account == from || from == "" && s.Spoken != "" && g.Kind == SignAfter)
	})
	if signer >= 0 {
		s.Signs[signer].Account = to
		return
	}
	if !c.procedure.Steps[i].Shared() {
		s.askedBy(s.Holder, to)
		s.Holder = to
		return
	}
	seat := slices.IndexFunc(s.Votes, func(v Vote) bool { return v.Said == "" && (from == "" || v.Account == from) })
	if seat < 0 {
		s.Votes = append(s.Votes, Vote{Account: to})
		return
	}
	s.askedBy(s.Votes[seat].Account, to)
	s.Votes[seat].Account = to
}

// askedBy lets those who were asked by one seat answer to the one who has it now.
func (s *StepState) askedBy(from, to string) {
	for j := range s.Signs {
		if s.Signs[j].Asker == from {
			s.Signs[j].Asker = to
		}
	}
}

// HasRecused reports whether somebody has withdrawn from the case because of interest.
func (c *Case) HasRecused(account string) bool { return slices.Contains(c.Recused, account) }

// foldRecuse bars a person from the case. The step goes to the one named, else back to the pool; what else the person
// holds alone goes back to the pool too, and who has asked him in does without.
func foldRecuse(c *Case, l Line) {
	account := l.Actor.Seat()
	if !c.HasRecused(account) {
		c.Recused = append(c.Recused, account)
	}
	if l.Facts.To != "" {
		c.hand(l.Facts.Step, account, l.Facts.To)
	}
	for _, i := range c.OpenSteps() {
		s := &c.Steps[i]
		if s.Holder == account {
			s.Holder = ""
		}
		c.unask(s.Key, account, l)
	}
}

// foldHandOver gives somebody's place to a colleague, or a step that one person holds back to the pool.
func foldHandOver(c *Case, l Line) { c.hand(l.Facts.Step, l.Facts.From, l.Facts.To) }

// foldOpenTask notes the first look of somebody for whom the step waits.
func foldOpenTask(c *Case, l Line) {
	if s := c.Step(l.Facts.Step); s != nil && s.Read.IsZero() {
		s.Read = l.Acted
	}
}

// foldClaim takes a step out of the pool. Who claims it has opened it.
func foldClaim(c *Case, l Line) {
	c.hand(l.Facts.Step, "", l.Actor.Seat())
	foldOpenTask(c, l)
}

// foldTakeBack opens a step again for the one who has done it, in the same round: its clock runs on as if it had never
// been left, so the time in between is the taker's. What came after it waits again.
func foldTakeBack(c *Case, l Line) {
	i := c.procedure.StepIndex(l.Facts.Step)
	if i < 0 {
		return
	}
	for j := range c.Steps {
		if c.procedure.Before(i, j) {
			c.Steps[j].reset()
		}
	}
	s := &c.Steps[i]
	s.Phase, s.Adverse, s.Done = Open, false, time.Time{}
	s.Holder, s.By = l.Actor.Seat(), ""
	s.GoTo, s.Went = s.Went, ""
}

// ToApplicant is the target of a return that asks the applicant once more.
const ToApplicant = "applicant"

// askApplicant lets a case wait for the applicant after its acceptance, where the item's procedure has that. The decision
// clock stands meanwhile. Unless the case comes straight back, everything after the acceptance runs again.
func (c *Case) askApplicant(l Line) {
	c.Asked++
	c.Noticed, c.Missing = l.Acted, l.Facts.Materials
	if !l.Facts.Resume {
		for i, s := range c.procedure.Steps {
			if s.Kind != AcceptStep {
				c.Steps[i].reset()
			}
		}
	}
	c.awaitSupply(l)
}

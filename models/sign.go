package models

import "slices"

// SignKind is how somebody was asked into a step that another answers for.
type SignKind string

// The kinds.
const (
	SignBefore SignKind = "before"   // 前加签: is heard before the one who asks speaks
	SignAfter  SignKind = "after"    // 后加签: is heard after that, before the step is left
	Delegated  SignKind = "delegate" // 委派: does the work and gives it back with an opinion
)

// Signer (加签人) is one person asked into an open step. A signer has an opinion and no vote: who asked answers for the
// step. Only an adverse opinion given afterwards makes that of the step adverse.
type Signer struct {
	Account string   `json:"account"`
	Asker   string   `json:"asker"` // the seat that asked, and waits
	Kind    SignKind `json:"kind"`
	Said    bool     `json:"said,omitempty"`
	Adverse bool     `json:"adverse,omitempty"`
	By      string   `json:"by,omitempty"` // who signed for the account while it was away
}

// mostSigners in one round of a step: asking is no way to put a decision off.
const mostSigners = 10

// signer is the place of an account among the signers, or -1.
func (s *StepState) signer(account string) int {
	return slices.IndexFunc(s.Signs, func(g Signer) bool { return g.Account == account })
}

// takesPart reports whether an account has any place in the step already.
func (s *StepState) takesPart(account string) bool {
	return s.Holder == account || s.signer(account) >= 0 ||
		slices.ContainsFunc(s.Votes, func(v Vote) bool { return v.Account == account })
}

func (s *StepState) awaitsAfter() bool {
	return slices.ContainsFunc(s.Signs, func(g Signer) bool { return g.Kind == SignAfter && !g.Said })
}

// awaitsBefore reports whether the seat waits for somebody it has asked. Who holds a step alone waits for everybody who
// was asked into it, also by a holder before.
func (s *StepState) awaitsBefore(seat string, shared bool) bool {
	return slices.ContainsFunc(s.Signs, func(g Signer) bool {
		return g.Kind != SignAfter && !g.Said && (!shared || g.Asker == seat)
	})
}

// turn reports whether it is a signer's turn: before at once, afterwards when the one who asked has spoken or the step
// is settled without him.
func (s *StepState) turn(g Signer) bool {
	spoken := slices.ContainsFunc(s.Votes, func(v Vote) bool { return v.Account == g.Asker && v.Said != "" })
	return !g.Said && (g.Kind != SignAfter || s.Spoken != "" || spoken)
}

// Slot is one place in an open step that waits for somebody's word.
type Slot struct {
	Account string   // "" anybody of the post
	Kind    SignKind // "" the word that counts
	Waits   bool     // for somebody who was asked into the step
}

// Slots lists for whom an open step waits now. A shared step whose participants are not appointed has none: then the
// case waits for an incident to be settled.
func (c *Case) Slots(i int) []Slot {
	s, step := &c.Steps[i], c.procedure.Steps[i]
	var out []Slot
	for _, g := range s.Signs {
		if s.turn(g) {
			out = append(out, Slot{Account: g.Account, Kind: g.Kind})
		}
	}
	switch {
	case s.Spoken != "":
	case !step.Shared():
		out = append(out, Slot{Account: s.Holder, Waits: s.awaitsBefore(s.Holder, false)})
	default:
		for _, v := range s.Votes {
			if v.Said != "" {
				continue
			}
			out = append(out, Slot{Account: v.Account, Waits: s.awaitsBefore(v.Account, true)})
			if step.Rule.Kind == Sequential {
				break
			}
		}
	}
	return out
}

// foldAddSign asks somebody into a step. Who asks out of the pool holds the step from then on.
func foldAddSign(c *Case, l Line) {
	i := c.procedure.StepIndex(l.Facts.Step)
	if i < 0 {
		return
	}
	s, kind := &c.Steps[i], l.Facts.Order
	if l.Verb == Delegate {
		kind = Delegated
	}
	if !c.procedure.Steps[i].Shared() {
		s.Holder = l.Actor.Seat()
	}
	s.Signs = append(s.Signs, Signer{Account: l.Facts.To, Asker: l.Actor.Seat(), Kind: kind})
}

// foldSign takes the opinion of who was asked. The last one who was asked afterwards leaves the step.
func foldSign(c *Case, l Line) {
	s := c.Step(l.Facts.Step)
	if s == nil {
		return
	}
	if j := s.signer(l.Actor.Seat()); j >= 0 {
		g := &s.Signs[j]
		g.Said, g.Adverse = true, l.Facts.Adverse
		if l.Actor.For != "" {
			g.By = l.Actor.Account
		}
		s.Adverse = s.Adverse || g.Adverse && g.Kind == SignAfter
		s.touch(l.Actor)
	}
	c.leaveSigned(s.Key, l)
}

func foldRemoveSign(c *Case, l Line) { c.unask(l.Facts.Step, l.Facts.To, l) }

// unask takes a signer who is still silent out of a step.
func (c *Case) unask(step, account string, l Line) {
	if s := c.Step(step); s != nil {
		s.Signs = slices.DeleteFunc(s.Signs, func(g Signer) bool { return g.Account == account && !g.Said })
		c.leaveSigned(step, l)
	}
}

// leaveSigned leaves a step that was only waiting for its signers.
func (c *Case) leaveSigned(step string, l Line) {
	i := c.procedure.StepIndex(step)
	if s := &c.Steps[i]; s.Phase == Open && s.Spoken != "" && !s.awaitsAfter() {
		c.leave(i, Done, l)
	}
}

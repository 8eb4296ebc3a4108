package models

import (
	"slices"
	"strings"
	"time"

	"mingcha/models/clock"
)

// CardAppeal (申诉) is what the unit brought against the card, and what became of it. There is one in the life of a card.
type CardAppeal struct {
	Line    int          `json:"line"`
	Filed   time.Time    `json:"filed"`
	Clock   clock.Ledger `json:"clock"`             // the organ's time to decide (R-S2)
	Outcome string       `json:"outcome,omitempty"` // "" while it is pending
	Verdict int          `json:"verdict,omitempty"` // line
	Decided time.Time    `json:"decided,omitzero"`
	Hand    Hand         `json:"hand"` // who filed it
}

// Appealed reports whether an appeal waits for its decision.
func (c *Card) Appealed() bool { return c.Appeal != nil && c.Appeal.Outcome == "" && !c.Status.Ended() }

// foldAppeal lets every clock of the card stand until the appeal is decided.
func foldAppeal(c *Card, l Line) {
	c.openedAt(l)
	if c.Status == CardIssued {
		c.Status = CardDelivered
	}
	for _, ledger := range c.running() {
		enterCard(ledger, clock.Entry{Move: clock.MoveStop, At: l.Acted}, l)
	}
	c.Appeal = &CardAppeal{Line: l.N, Filed: l.Acted, Clock: begin(AppealClock, c.Terms.Decision, l), Hand: HandOf(l.Actor)}
}

// foldDecideAppeal withdraws the card, lowers it by one level, or lets it go on as it was.
func foldDecideAppeal(c *Card, l Line) {
	a := *c.Appeal
	a.Outcome, a.Verdict, a.Decided = l.Facts.Outcome, l.N, l.Acted
	c.Appeal = &a
	switch {
	case a.Outcome == Revoke:
		c.withdraw(l)
		return
	case a.Outcome == Downgrade:
		c.Lowered = c.Grade() - 1
		if c.Lowered <= Warning {
			c.end(CardDowngraded, l)
			return
		}
	}
	r := c.round()
	for _, ledger := range []*clock.Ledger{&r.Asked, &r.Correction, &r.Verification} {
		if ledger.Stopped() {
			enterCard(ledger, clock.Entry{Move: clock.MoveResume, At: l.Acted}, l)
		}
	}
	c.Asked = l.Acted
}

// otherHand keeps who filed the appeal, and who released or judged the card, from deciding on it.
func otherHand(c *Card, cmd Command) error {
	hands := append(slices.Clone(c.Hands), c.Appeal.Hand)
	if slices.ContainsFunc(hands, func(h Hand) bool { return h.same(cmd.Actor) }) {
		return Errorf(Forbidden, "second_person", "an appeal is decided by somebody who has had no hand in the card")
	}
	return nil
}

// leads keeps a red card to the leader of the issuing organ, or to a tier above it.
func leads(c *Card, cmd Command) error {
	above := cmd.Actor.Path != "" && cmd.Actor.Path != c.Path && strings.HasPrefix(c.Path, cmd.Actor.Path)
	if c.Grade() == Red && c.Terms.Leader != "" && cmd.Actor.Role != c.Terms.Leader && !above {
		return Errorf(Forbidden, "needs_leader", "on a red card the organ's leader decides, or the tier above")
	}
	return nil
}

// outcomeKnown asks for one of the outcomes, and for the ground if the card is to be withdrawn.
func outcomeKnown(_ *Card, cmd Command) error {
	if !slices.Contains(Outcomes(), cmd.Facts.Outcome) {
		return Faulty("an appeal has three outcomes", []Fault{{Field: "/outcome", Rule: "unknown"}})
	}
	if cmd.Facts.Outcome == Revoke {
		return listedGround(nil, cmd)
	}
	return nil
}

package models

import (
	"time"

	"mingcha/models/clock"
)

// The clocks of a card besides that of its answer.
const (
	CorrectionClock   clock.Kind = "correction"   // to put right what the answer says is not put right yet (R-T9)
	OrderClock        clock.Kind = "order"        // to answer a written order (R-T10)
	VerificationClock clock.Kind = "verification" // to judge an answer; it speaks to the supervisor (R-S1)
	AppealClock       clock.Kind = "appeal"       // to decide an appeal; it speaks to the supervisor (R-S2)
)

// CardRound (轮) is one demand for an answer and what became of it.
type CardRound struct {
	Demand       int          `json:"demand"`                // the line that asks
	Asked        clock.Ledger `json:"asked"`                 // the time to answer: feedback, or the order's own
	Answers      []int        `json:"answers,omitempty"`     // lines
	Answered     time.Time    `json:"answered,omitzero"`     // for the first time
	Corrected    time.Time    `json:"corrected,omitzero"`    // when an answer said that it was put right
	Correction   clock.Ledger `json:"correction,omitzero"`   // begins with an answer that says: not yet
	Verification clock.Ledger `json:"verification,omitzero"` // begins with the last answer
	Verdict      int          `json:"verdict,omitempty"`     // the line that judges
	Judged       time.Time    `json:"judged,omitzero"`       // when that was
}

// round is the one that is under way. A card that came out of an old history has none: it is nobody's then.
func (c *Card) round() *CardRound {
	if len(c.Rounds) == 0 {
		return &CardRound{}
	}
	return &c.Rounds[len(c.Rounds)-1]
}

// clockAsked is the time to answer of the round under way, nil if there is none.
func (c *Card) clockAsked() *clock.Ledger {
	if len(c.Rounds) == 0 {
		return nil
	}
	return &c.round().Asked
}

// First is the time to give the first answer (R-T8).
func (c *Card) First() clock.Ledger {
	if len(c.Rounds) == 0 {
		return clock.Ledger{}
	}
	return c.Rounds[0].Asked
}

// Ordered is the clock of the order under way; false: what is asked now is no order.
func (c *Card) Ordered() (clock.Timeline, bool) {
	if c.round().Asked.Kind != OrderClock {
		return clock.Timeline{}, false
	}
	return c.round().Asked.Timeline()
}

// ask opens a round. A demand that names no time of its own gives as much as the first one did.
func (c *Card) ask(kind clock.Kind, status CardStatus, l Line) {
	limit := l.Facts.Planned
	if limit.IsZero() {
		limit = c.First().Promised
	}
	c.Rounds = append(c.Rounds[:len(c.Rounds):len(c.Rounds)], CardRound{Demand: l.N, Asked: begin(kind, limit, l)})
	c.Status, c.Asked = status, l.Acted
}

// foldAnswered takes in an answer. One that says that nothing is put right yet starts the time to do so; under an order
// that is the order's own. The supervisor's time to judge counts from the last answer.
func foldAnswered(c *Card, l Line) {
	c.openedAt(l)
	if c.Answered.IsZero() {
		c.Answered = l.Acted
	}
	c.Status = CardAnswered
	if len(c.Rounds) == 0 {
		return
	}
	r := c.round()
	r.Answers = append(r.Answers[:len(r.Answers):len(r.Answers)], l.N)
	if r.Answered.IsZero() {
		r.Answered = l.Acted
	}
	switch {
	case l.Facts.Corrected:
		r.Corrected = l.Acted
	case r.Asked.Kind != OrderClock && !c.Terms.Correction.IsZero():
		r.Correction = begin(CorrectionClock, c.Terms.Correction, l)
	}
	if !c.Terms.Verification.IsZero() {
		r.Verification = begin(VerificationClock, c.Terms.Verification, l)
	}
}

// judge closes the round under way and remembers by whose hand.
func (c *Card) judge(l Line) {
	r := c.round()
	r.Verdict, r.Judged = l.N, l.Acted
	c.Hands = append(c.Hands[:len(c.Hands):len(c.Hands)], HandOf(l.Actor))
}

func (c *Card) fail(l Line) {
	c.judge(l)
	c.Failures++
}

func foldExtendCorrection(c *Card, l Line) {
	c.Extended++
	enterCard(&c.round().Correction, clock.Entry{Move: clock.MoveExtend, At: l.Acted, N: l.Facts.Extend}, l)
}

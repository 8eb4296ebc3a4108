package models

import (
	"fmt"
	"slices"
	"time"

	"mingcha/models/clock"
)

// CardStatus is how far a card (黄牌、红牌) has come.
type CardStatus string

// The statuses.
const (
	CardIssued    CardStatus = "issued"    // 已发牌: nobody has opened it
	CardDelivered CardStatus = "delivered" // 已送达: a recipient has opened it
	CardAnswered  CardStatus = "answered"  // 已反馈
	CardRevoked   CardStatus = "withdrawn" // 已撤牌
)

// Card is the state of one yellow or red card: a subject with its own record, its own clock and its own ladder.
type Card struct {
	ID       string       `json:"id"`
	About    Ref          `json:"about"` // the subject it was issued on
	Facts    CardFacts    `json:"facts"`
	Unit     string       `json:"unit"`
	Path     string       `json:"path"`
	Status   CardStatus   `json:"status"`
	Issued   time.Time    `json:"issued"`
	Opened   time.Time    `json:"opened,omitzero"`
	Answered time.Time    `json:"answered,omitzero"`
	Revoked  time.Time    `json:"revoked,omitzero"`
	Rung     int          `json:"rung"`    // the last rung climbed; 0 is the notice at issue
	RungAt   time.Time    `json:"rung_at"` // the legal instant of that rung
	Told     []string     `json:"told,omitempty"`
	Feedback clock.Ledger `json:"feedback"`
	Marks    []Mark       `json:"marks,omitempty"`
	N        int          `json:"n"`
	Head     string       `json:"head"`
	Acted    time.Time    `json:"acted"`
}

// NewCard returns a card without lines.
func NewCard(id string) *Card { return &Card{ID: id} }

// Ref says how far the card's record has come.
func (c *Card) Ref() Ref { return Ref{Kind: CardKind, ID: c.ID, N: c.N, Head: c.Head, Acted: c.Acted} }

// Resting reports whether the card asks nothing more of anybody.
func (c *Card) Resting() bool { return c.Status == CardAnswered || c.Status == CardRevoked }

// Spoken reports whether the threshold with this key has spoken.
func (c *Card) Spoken(key string) bool {
	return slices.ContainsFunc(c.Marks, func(m Mark) bool { return m.Key == key })
}

// Clocks returns the clock of the unit's answer (R-T8).
func (c *Card) Clocks() []LegalClock {
	t, begun := c.Feedback.Timeline()
	if !begun {
		return nil
	}
	end := c.Answered
	if end.IsZero() {
		end = c.Revoked
	}
	return []LegalClock{{Name: "feedback#1", Kind: clock.KindFeedback, Timeline: t, End: end, Unit: c.Unit, Holder: c.Facts.Holder}}
}

// Fold takes one line into the card.
func (c *Card) Fold(l Line) error {
	if l.Subject != c.ID || l.N != c.N+1 || l.Previous != c.Head {
		return fmt.Errorf("fold card %s: line %d after line %d does not follow", c.ID, l.N, c.N)
	}
	if err := c.apply(l); err != nil {
		return err
	}
	c.N, c.Head = l.N, l.Hash
	if l.Actor.Account != SystemAccount {
		c.Acted = l.Acted
	}
	return nil
}

func (c *Card) apply(l Line) error {
	switch l.Verb {
	case IssueCard:
		if l.N == 1 {
			c.issue(l)
			return nil
		}
		c.mark(l)
	case Warn, WithholdCard:
		c.mark(l)
	case OpenCard:
		if c.Opened.IsZero() {
			c.Opened, c.Status = l.Acted, CardDelivered
		}
	case AnswerCard:
		c.Answered, c.Status = l.Acted, CardAnswered
	case WithdrawCard:
		c.Revoked, c.Status = l.Acted, CardRevoked
	case Climb:
		c.Rung, c.RungAt = l.Facts.Card.Rung, l.Facts.Card.Due
		c.Told = append(c.Told, l.Facts.Card.Told...)
	case RaiseIncident, SettleIncident, Recalendar:
	default:
		return fmt.Errorf("fold card %s: line %d has the unknown verb %q", c.ID, l.N, l.Verb)
	}
	return nil
}

func (c *Card) issue(l Line) {
	c.Facts, c.Issued, c.Status = *l.Facts.Card, l.Acted, CardIssued
	c.About = *l.Facts.About
	c.Unit, c.Path = l.Facts.Card.Unit, l.Actor.Path
	c.RungAt, c.Told = l.Acted, l.Facts.Card.Told
	c.Feedback = begin(clock.KindFeedback, l.Facts.Planned, l)
}

func (c *Card) mark(l Line) {
	card := l.Facts.Card
	state := Issued
	if l.Verb == WithholdCard {
		state = Withheld
	}
	c.Marks = append(c.Marks, Mark{
		Key: card.Key, ID: card.ID, Rule: card.Rule, Level: card.Level, Clock: card.Clock, Due: card.Due, State: state,
	})
}

// Gate answers whether a command may be carried out on the card as it stands.
func (c *Card) Gate(cmd Command) error {
	if c.N == 0 && cmd.Verb != IssueCard {
		return Errorf(NotFound, "no_such_card", "there is no such card")
	}
	switch cmd.Verb {
	case OpenCard:
		if c.Status == CardRevoked {
			return Errorf(Conflict, "card_withdrawn", "the card was withdrawn")
		}
	case AnswerCard:
		if c.Resting() {
			return Errorf(Conflict, "not_in_status", "the card is already %s", c.Status)
		}
		var faults []Fault
		if !cmd.Facts.Reasoned {
			faults = append(faults, Fault{Field: "/text", Rule: "required"})
		}
		if cmd.Facts.Ground == "" {
			faults = append(faults, Fault{Field: "/cause", Rule: "required"})
		}
		return Faulty("the answer is not whole", faults)
	case IssueCard, Warn, WithholdCard, Climb:
		if cmd.Facts.Card == nil || c.Spoken(cmd.Facts.Card.Key) {
			return Errorf(Conflict, "spoken", "this threshold has spoken already")
		}
	case WithdrawCard, RaiseIncident, SettleIncident, Recalendar:
	default:
		return Errorf(Invalid, "unknown_verb", "%q is not a command on a card", cmd.Verb)
	}
	return nil
}

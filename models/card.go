package models

import (
	"fmt"
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
	Rung     int          `json:"rung"`          // the last rung climbed; 0 is the notice at issue
	RungAt   time.Time    `json:"rung_at"`       // the legal instant of that rung
	Top      bool         `json:"top,omitempty"` // no tier is left to tell
	Told     []string     `json:"told,omitempty"`
	Feedback clock.Ledger `json:"feedback"`
	Marks    Marks        `json:"marks,omitempty"`
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
func (c *Card) Spoken(key string) bool { return c.Marks.of(key) != nil }

// Signals are the warnings and cards issued on the card.
func (c *Card) Signals() Marks { return c.Marks }

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
	if l.bare() || l.N == 1 && (l.Verb != IssueCard || l.Facts.About == nil) {
		return fmt.Errorf("fold card %s: line %d, %s, is not whole", c.ID, l.N, l.Verb)
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
		c.Marks.add(l)
	case Warn, WithholdCard:
		c.Marks.add(l)
	case ReleaseCard, DropCard:
		c.Marks.settle(l)
	case OpenCard:
		c.openedAt(l.Acted)
		if c.Status == CardIssued {
			c.Status = CardDelivered
		}
	case AnswerCard: // nobody answers what he has not seen
		c.openedAt(l.Acted)
		c.Answered, c.Status = l.Acted, CardAnswered
	case WithdrawCard:
		c.withdraw(l)
	case Climb:
		c.Rung, c.RungAt, c.Top = l.Facts.Card.Rung, l.Facts.Card.Due, l.Facts.Card.Cause == TopOfLadder
		c.Told = append(c.Told, l.Facts.Card.Told...)
	case Recalendar:
		recompute(&c.Feedback, l)
	case RaiseIncident, SettleIncident:
	default:
		return fmt.Errorf("fold card %s: line %d has the unknown verb %q", c.ID, l.N, l.Verb)
	}
	return nil
}

// TopOfLadder is the cause of a climb that finds no tier above to tell: there is no further one.
const TopOfLadder = "top_of_ladder"

func (c *Card) issue(l Line) {
	c.Facts, c.Issued, c.Status = *l.Facts.Card, l.Acted, CardIssued
	c.About = *l.Facts.About
	c.Unit, c.Path = l.Facts.Card.Unit, l.Actor.Path
	c.RungAt, c.Told = l.Acted, l.Facts.Card.Told
	c.Feedback = begin(clock.KindFeedback, l.Facts.Planned, l)
}

func (c *Card) openedAt(at time.Time) {
	if c.Opened.IsZero() {
		c.Opened = at
	}
}

// withdraw takes back the card itself, or a signal that was issued on it.
func (c *Card) withdraw(l Line) {
	if l.Facts.Card.ID != c.ID {
		c.Marks.settle(l)
		return
	}
	c.Revoked, c.Status = l.Acted, CardRevoked
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
		return c.Marks.new(cmd)
	case ReleaseCard, DropCard:
		if !cmd.Facts.Reasoned {
			return wants(false, "/reason")
		}
		return c.Marks.are(cmd, []MarkState{Withheld})
	case WithdrawCard:
		if cmd.Facts.Card == nil || cmd.Facts.Card.ID != c.ID {
			return c.Marks.are(cmd, []MarkState{Issued, Withheld})
		}
		if c.Status == CardRevoked {
			return Errorf(Conflict, "card_withdrawn", "the card was withdrawn before")
		}
	case RaiseIncident, SettleIncident, Recalendar:
	default:
		return Errorf(Invalid, "unknown_verb", "%q is not a command on a card", cmd.Verb)
	}
	return nil
}

package models

import (
	"fmt"
	"time"
)

// Card is the state of one yellow or red card: a subject with its own record, its own clocks and its own ladder.
type Card struct {
	ID        string      `json:"id"`
	About     Ref         `json:"about"` // the subject it was issued on
	Facts     CardFacts   `json:"facts"`
	Terms     Terms       `json:"terms,omitzero"`
	Unit      string      `json:"unit"`
	Path      string      `json:"path"`
	Status    CardStatus  `json:"status"`
	Before    CardStatus  `json:"before,omitempty"`  // where it stood when a card of a higher level took its place
	Lowered   Level       `json:"lowered,omitempty"` // to which an appeal has lowered it; NoLevel: as issued
	Issued    time.Time   `json:"issued"`
	Opened    time.Time   `json:"opened,omitzero"`
	Answered  time.Time   `json:"answered,omitzero"` // for the first time
	Revoked   time.Time   `json:"revoked,omitzero"`
	Ended     time.Time   `json:"ended,omitzero"`
	Cause     string      `json:"cause,omitempty"`     // why it was withdrawn
	By        string      `json:"by,omitempty"`        // the card that took its place
	Rung      int         `json:"rung"`                // the last rung climbed; 0 is the notice at issue
	RungAt    time.Time   `json:"rung_at"`             // the legal instant of that rung
	Asked     time.Time   `json:"asked,omitzero"`      // since when the unit is waited for anew
	Stood     time.Time   `json:"stood,omitzero"`      // since when it stands again after a card in its place was withdrawn
	Top       bool        `json:"top,omitempty"`       // no tier is left to tell
	Told      []string    `json:"told,omitempty"`      // accounts
	Rounds    []CardRound `json:"rounds,omitempty"`    // demands for an answer, oldest first
	Failures  int         `json:"failures,omitempty"`  // rounds that were sent back or ordered
	Extended  int         `json:"extended,omitempty"`  // how often the time to correct was
	Corrected int         `json:"corrected,omitempty"` // the line that found it corrected before its discovery
	Appeal    *CardAppeal `json:"appeal,omitempty"`
	Hands     []Hand      `json:"hands,omitempty"` // of those who released or judged it
	Marks     Marks       `json:"marks,omitempty"`
	Leads     []string    `json:"leads,omitempty"` // keys of suspicions about what was made of it
	N         int         `json:"n"`
	Head      string      `json:"head"`
	Acted     time.Time   `json:"acted"`
}

// NewCard returns a card without lines.
func NewCard(id string) *Card { return &Card{ID: id} }

// Ref says how far the card's record has come.
func (c *Card) Ref() Ref { return Ref{Kind: CardKind, ID: c.ID, N: c.N, Head: c.Head, Acted: c.Acted} }

// Under names the card's division: its clocks do not depend on an item.
func (c *Card) Under() (item, path string) { return "", c.Path }

// Resting reports whether the card asks nothing more of anybody.
func (c *Card) Resting() bool {
	return c.Status.Ended() || c.Status == CardAnswered && c.Terms.Verification.IsZero()
}

// Waited is since when the ladder waits for the unit: the last rung, or what was asked of the unit after it.
func (c *Card) Waited() time.Time {
	if c.Asked.After(c.RungAt) {
		return c.Asked
	}
	return c.RungAt
}

// Grade is the level that the card has now.
func (c *Card) Grade() Level {
	if c.Lowered != NoLevel {
		return c.Lowered
	}
	return c.Facts.Level
}

// Spoken reports whether the threshold with this key has spoken.
func (c *Card) Spoken(key string) bool { return c.Marks.of(key) != nil }

// Signals are the warnings and cards issued on the card.
func (c *Card) Signals() Marks { return c.Marks }

// Fold takes one line into the card.
func (c *Card) Fold(l Line) error {
	if l.Subject != c.ID || l.N != c.N+1 || l.Previous != c.Head {
		return fmt.Errorf("fold card %s: line %d after line %d does not follow", c.ID, l.N, c.N)
	}
	if l.bare() || l.N == 1 && (l.Verb != IssueCard || l.Facts.About == nil) || l.Verb == DecideAppeal && c.Appeal == nil {
		return fmt.Errorf("fold card %s: line %d, %s, is not whole", c.ID, l.N, l.Verb)
	}
	apply, known := cardFolds[l.Verb]
	if !known {
		return fmt.Errorf("fold card %s: line %d has the unknown verb %q", c.ID, l.N, l.Verb)
	}
	apply(c, l)
	c.N, c.Head = l.N, l.Hash
	if l.Actor.Account != SystemAccount {
		c.Acted = l.Acted
	}
	return nil
}

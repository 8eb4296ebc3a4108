package models

import (
	"reflect"
	"time"
)

// Subject is whatever has a record of its own; kinds lists them. The watch, the append and the workflow are written once
// against it.
type Subject interface {
	Ref() Ref
	Fold(Line) error        // takes the next line in; an error means a damaged record
	Gate(Command) error     // nil, or why the command is not possible now
	Clocks() []LegalClock   // every clock that has begun, in a fixed order
	Spoken(key string) bool // whether this threshold has spoken
	Signals() Marks         // the thresholds that have spoken, oldest first
	Resting() bool          // nobody has anything left to do, and no clock runs

	// Under says whose rules and calendar hold: those of an item, "" the general ones, and of a division by its path.
	Under() (item, path string)
}

// FoldAll takes lines in, one after the other, up to the first that does not fit.
func FoldAll(s Subject, lines []Line) error {
	for _, l := range lines {
		if err := s.Fold(l); err != nil {
			return err
		}
	}
	return nil
}

// Ref says which subject this is and how far its record has come.
type Ref struct {
	Kind  Kind      `json:"kind"`
	ID    string    `json:"id"`
	N     int       `json:"n"`
	Head  string    `json:"head"`
	Acted time.Time `json:"acted"` // when the last person acted
}

// Ref says how far the case's record has come.
func (c *Case) Ref() Ref { return Ref{Kind: CaseKind, ID: c.ID, N: c.N, Head: c.Head, Acted: c.Acted} }

// Spoken reports whether the threshold with this key has spoken.
func (c *Case) Spoken(key string) bool { return c.Mark(key) != nil }

// Signals are the warnings and cards issued on the case.
func (c *Case) Signals() Marks { return c.Marks }

// Resting reports whether the case has ended.
func (c *Case) Resting() bool { return c.Status.Ended() }

// Under names the case's item and division.
func (c *Case) Under() (item, path string) { return c.Filed.Item, c.Filed.Path }

// Next is the instant for which a subject sleeps: the nearest threshold that has not spoken.
type Next struct {
	At  time.Time `json:"at,omitzero"` // zero: nothing lies ahead
	Key string    `json:"key,omitempty"`
}

// Same reports whether the subject sleeps for the same. Instants that travelled are equal, yet not identical.
func (n Next) Same(other Next) bool { return n.Key == other.Key && n.At.Equal(other.At) }

// State is the folded state of a subject of any kind, as it travels between a workflow and the append. Exactly one
// field is set.
type State struct {
	Case       *Case       `json:"case,omitempty"`
	Card       *Card       `json:"card,omitempty"`
	Evaluation *Evaluation `json:"evaluation,omitempty"`
	Lead       *Lead       `json:"lead,omitempty"`
	Complaint  *Complaint  `json:"complaint,omitempty"`
}

// Clone returns a copy that shares nothing with s, so that an append can fold lines that may never be written.
func (s State) Clone() State {
	deepen(reflect.ValueOf(&s).Elem())
	return s
}

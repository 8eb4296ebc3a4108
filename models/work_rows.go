package models

import "time"

// WaitKind says what a line waits for.
type WaitKind string

// The kinds.
const (
	WaitsForSecond WaitKind = "pending" // an override, for a second supervisor
	WaitsForAnswer WaitKind = "demand"  // an urging or a demanded explanation, for the unit
)

// WaitRow is one line of an open case that waits for somebody.
type WaitRow struct {
	Subject string `gorm:"primaryKey"`
	Line    int    `gorm:"primaryKey;autoIncrement:false"`
	Kind    WaitKind
	Verb    Verb
	Account string // who gave the command
	Number  string
	Item    string
	Unit    string
	Path    string
	Since   time.Time
}

// WorkKind is what kind of work waits for a supervisor.
type WorkKind string

// The kinds of work.
const (
	CardWork     WorkKind = "card"     // a card without an answer
	WithheldWork WorkKind = "withheld" // a card that a named person releases or drops
	PendingWork  WorkKind = "pending"
	DemandWork   WorkKind = "demand"
	IncidentWork WorkKind = "incident"
)

// WorkFilter asks for a supervisor's work list. A kind without a scope is left out.
type WorkFilter struct {
	Scope map[WorkKind][]PathRange
	Page  Page
}

// Work is one piece of work. Of the rows exactly one is set.
type Work struct {
	Kind     WorkKind
	At       time.Time // its place in the order
	Card     *CardRow
	Wait     *WaitRow
	Incident *IncidentRow
}

// WorkPage is one page of a work list, what falls due first at its head.
type WorkPage struct {
	Work []Work
	Next string // cursor of the next page, "" on the last
}

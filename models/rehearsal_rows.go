package models

import (
	"time"
)

// RehearsalKind is what a rehearsal (预演) tries before it is published.
type RehearsalKind string

// The kinds.
const (
	RehearseBundle   RehearsalKind = "bundle"
	RehearseRules    RehearsalKind = "rule_set"
	RehearseCalendar RehearsalKind = "calendar"
)

// RehearsalState is how far a rehearsal has come.
type RehearsalState string

// The states.
const (
	Rehearsing         RehearsalState = "running"
	Rehearsed          RehearsalState = "finished"
	RehearsalOvertaken RehearsalState = "overtaken" // something else was published meanwhile: it says nothing any more
	RehearsalBrokeDown RehearsalState = "failed"
)

// RehearsalRow is one run of what would be published over all open subjects, and over a past period.
type RehearsalRow struct {
	ID       string `gorm:"primaryKey"`
	Kind     RehearsalKind
	Digest   string     // of the candidate
	Base     string     // what was in force, against which it was judged
	Item     string     // of a bundle
	Division string     // of a calendar
	Source   string     // as written
	Begins   *time.Time // of a rule set: from when it is to be in force
	PastFrom *time.Time
	PastTo   *time.Time
	State    RehearsalState
	Problem  string // why it broke down
	Cursor   string
	Phase    string // ahead, past
	Done     int
	Total    int
	Counts   string // JSON
	MadeBy   string
	Made     time.Time
	Finished *time.Time
}

// RehearsalDifference is one subject that would fare otherwise.
type RehearsalDifference struct {
	Rehearsal string `gorm:"primaryKey"`
	Phase     string `gorm:"primaryKey"`
	Subject   string `gorm:"primaryKey"`
	Kind      Kind
	Number    string
	Item      string
	Unit      string
	Path      string
	Detail    string // what differs
}

// Lived is a case that lived in a period, open or ended.
type Lived struct {
	ID     string
	Number string
	Item   string
	Bundle string
	Unit   string
	Path   string
	Status CaseStatus
}

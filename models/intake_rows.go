package models

import "time"

// IntakeState says how far a reported row has come.
type IntakeState string

// The states.
const (
	IntakeWaiting IntakeState = "waiting"
	IntakeDone    IntakeState = "done"
	IntakeRefused IntakeState = "refused"
)

// IntakeRow is one row that a docked system, an import or a spreadsheet handed in. Receiving the same source, batch and
// row again changes nothing: that is the acknowledgement.
type IntakeRow struct {
	Source   string `gorm:"primaryKey"`
	Batch    string `gorm:"primaryKey"`
	Row      string `gorm:"primaryKey;column:entry"`
	Subject  string
	Happened time.Time // the order within a subject
	Payload  Sealed    // JSON
	State    IntakeState
	Detail   string // why refused; never personal
	Received time.Time
	Settled  *time.Time
}

// IntakeCount says how far a batch has come.
type IntakeCount struct {
	Waiting int
	Done    int
	Refused int
}

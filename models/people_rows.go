package models

import (
	"strings"
	"time"
)

// AbsenceRow (离岗) says that a person is away for a time, and who stands in (代理).
type AbsenceRow struct {
	ID          string `gorm:"primaryKey"`
	Account     string
	From        time.Time `gorm:"column:begins"`
	To          time.Time `gorm:"column:ends"`
	StandIn     string    // account; "" nobody
	Items       string    // for which the stand-in acts, between spaces: " food-operation "; "" for all
	Ground      string    // key: leave, travel, training, other
	MadeBy      string
	Made        time.Time
	Cancelled   *time.Time // nil: it holds
	CancelledBy string
}

// Holds reports whether the person is away at an instant.
func (r AbsenceRow) Holds(at time.Time) bool {
	return r.Cancelled == nil && !at.Before(r.From) && at.Before(r.To)
}

// Covers reports whether who stands in acts for an item.
func (r AbsenceRow) Covers(item string) bool {
	return r.Items == "" || strings.Contains(r.Items, " "+item+" ")
}

// AccountKind says what an account stands for.
type AccountKind string

// The kinds of accounts.
const (
	PersonAccount  AccountKind = ""       // somebody who signs in
	MachineAccount AccountKind = "system" // another system, which brings a key
)

// PassKind says what a pass opens.
type PassKind string

// The kinds of passes.
const (
	Invitation PassKind = "invitation" // a one-time link on which a password is chosen
	SystemKey  PassKind = "key"        // the key of another system
)

// PassRow opens an account without a password. Only the digest of what was shown once is kept.
type PassRow struct {
	Account string   `gorm:"primaryKey"`
	Kind    PassKind `gorm:"primaryKey"`
	Digest  string   // SHA-256
	MadeBy  string
	Made    time.Time
	Expires time.Time
	Used    *time.Time // last, to the minute; nil: not yet
}

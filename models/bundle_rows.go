package models

import "time"

// BundleRow is one publication of a service item: which content was in force from when to when.
type BundleRow struct {
	Item        string    `gorm:"primaryKey"`
	From        time.Time `gorm:"primaryKey;column:begins"`
	To          time.Time `gorm:"column:ends"` // zero: until the next
	Hash        string    // of the content
	Source      string    // YAML as written
	Content     []byte    // as compiled
	PublishedBy string
	Published   time.Time
}

// SchemeName is under which name schemes of performance measuring are kept among the rule sets.
const SchemeName = "scores"

// RuleSetRow is one version of a supervision rule set, or of a scheme of performance measuring.
type RuleSetRow struct {
	Name    string    `gorm:"primaryKey"`
	Version string    `gorm:"primaryKey"`
	Source  string    // YAML as written
	From    time.Time `gorm:"column:begins"`
	To      time.Time `gorm:"column:ends"` // zero: until further notice
	MadeBy  string
	Made    time.Time
}

// CalendarRow is one loaded calendar: a national year, or the days of a division that differ from it. A later load of
// the same division and year takes its place; the earlier one stays on record.
type CalendarRow struct {
	Revision int64  `gorm:"primaryKey;autoIncrement:false"` // given by the store, rising
	Division string // path; "" the nation
	Year     int    // 0: days of a division, of any year
	Source   string // JSON as written
	LoadedBy string
	Loaded   time.Time
}

package models

import "time"

// ScoreSheet is an evaluation as lists and pages read it: a copy of what folding its lines and computing from its frozen
// figures gives.
type ScoreSheet struct {
	Row    EvaluationRow
	Scores []ScoreRow // all of them; nil leaves those that are there
}

// EvaluationRow is the summary of an evaluation.
type EvaluationRow struct {
	ID          string `gorm:"primaryKey"`
	Unit        string // the supervision organ that measures
	Path        string
	Period      string // 2026-03, 2026-H1, 2026
	Begins      string // first day of the period, 2006-01-02
	Ends        string // first day after it
	Status      EvaluationStatus
	Scheme      string // version
	Hash        string // of the scheme's text
	Objects     int    // units measured
	Ranked      int    // units with a rank
	OpenAppeals int
	AppealDue   *time.Time // of the open appeal that is due first
	Corrections int        // how often published scores were measured again
	Begun       time.Time
	Measured    time.Time
	Announced   *time.Time
	WindowEnds  *time.Time // nil unless appeals are possible, or the calendar does not know
	Published   *time.Time // the first time
	ArmedFor    *time.Time
	ArmedKey    string
	N           int
	Head        string
	Demo        bool
}

// ScoreRow is what one object achieved in one evaluation.
type ScoreRow struct {
	Evaluation string `gorm:"primaryKey"`
	Kind       string `gorm:"primaryKey"` // unit, window, person
	Object     string `gorm:"primaryKey"`
	Unit       string // to which it belongs
	Path       string
	Score      float64
	Was        *float64 // as it was published before a correction
	Standing   int      // the rank; 0: shown, not ranked
	Grade      string
	Sample     int
	Content    string // JSON of the whole result: heads, indicators, what is behind them
}

// ScorePoint is the score of an object in one period, for a trend.
type ScorePoint struct {
	Evaluation string
	Period     string
	Begins     string
	Ends       string
	Status     EvaluationStatus
	Score      float64
	Standing   int
	Grade      string
	Sample     int
}

// ObjectPoint is the published score of one object in one month.
type ObjectPoint struct {
	Object   string
	Period   string
	Score    float64
	Standing int
}

// EvaluationFilter asks for evaluations, the latest period first. A zero field does not narrow, except Scope and Shown:
// without both the list is empty.
type EvaluationFilter struct {
	Scope  []PathRange        // organs whose evaluations are seen as they are made
	Shown  []EvaluationStatus // statuses in which everybody sees them
	Unit   string
	Period string
	Page   Page
}

// EvaluationPage is one page of evaluations.
type EvaluationPage struct {
	Rows []EvaluationRow
	Next string // cursor of the next page, "" on the last
}

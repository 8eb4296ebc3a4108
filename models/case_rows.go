package models

import "time"

// CaseFilter asks for a list of cases. A zero field does not narrow, except Scope: without it the list is empty.
type CaseFilter struct {
	Scope     []PathRange
	Desks     []string  // besides Scope: cases of other units with an open step in one of these
	Place     PathRange // narrows what Desks add; zero: not
	Own       bool      // the applicant's own list: Applicant or Account takes the place of Scope
	Applicant string
	Account   string
	Unit      string
	Item      string
	Statuses  []CaseStatus
	Level     Level     // at least
	Open      bool      // not ended; ordered by what falls due first, all other lists by the newest
	Stands    bool      // the decision clock stands
	Holder    string    // who holds the first open step
	DueBefore time.Time // open, and due before this instant
	Stalled   time.Time // open, and blocked or nobody acted since this instant
	Submitted Span
	Decided   Span   // ordered by the newest decision
	Probe     *Probe // the cases behind a figure of the analysis; ordered by the newest submission or decision
	Number    string // the beginning of the case number; ordered by number
	Page      Page
}

// Span is a time from an instant until before another. A zero end is open.
type Span struct {
	From time.Time
	To   time.Time
}

// IsZero reports whether the span does not narrow.
func (s Span) IsZero() bool { return s.From.IsZero() && s.To.IsZero() }

// CasePage is one page of cases.
type CasePage struct {
	Cases []CaseRow
	At    map[string][]string // by case: those of the filter's Desks in which it has an open step
	Next  string              // cursor of the next page, "" on the last
}

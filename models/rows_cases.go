package models

import "time"

// CaseFilter asks for a list of cases. A zero field does not narrow, except Scope: without it the list is empty.
type CaseFilter struct {
	Scope     []PathRange
	Own       bool // the applicant's own list: Applicant or Account takes the place of Scope
	Applicant string
	Account   string
	Unit      string
	Item      string
	Statuses  []CaseStatus
	Level     Level     // at least
	Open      bool      // not ended; ordered by what falls due first, all other lists by the newest
	DueBefore time.Time // open, and due before this instant
	Stalled   time.Time // open, and blocked or nobody acted since this instant
	Number    string    // the beginning of the case number; ordered by number
	Page      Page
}

// CasePage is one page of cases.
type CasePage struct {
	Cases []CaseRow
	Next  string // cursor of the next page, "" on the last
}

package models

import "time"

// LeadRow is the summary of a lead for lists.
type LeadRow struct {
	ID        string `gorm:"primaryKey"`
	Key       string
	Rule      string
	Version   string
	AboutKind Kind
	About     string // ID of the case, unit or bundle
	Number    string // of the case
	Item      string
	Unit      string // whose work is in doubt
	Path      string
	Organ     string // the supervising body that has to settle it
	Holder    string // who acted
	Period    string
	Assignee  string
	Status    LeadStatus
	Opened    time.Time
	Due       *time.Time // when it must be settled; nil once it is
	Settled   *time.Time
	Level     Level // of the card that followed
	Card      string
	ArmedFor  *time.Time
	N         int
	Head      string
	Demo      bool
}

// LeadFilter asks for a list of leads, the newest first. A zero field does not narrow, except Scope: without it the list
// is empty.
type LeadFilter struct {
	Scope    []PathRange
	Open     bool // not settled; ordered by what falls due first
	Status   LeadStatus
	Rule     string
	Unit     string
	Item     string
	About    string
	Assignee string
	Rules    []string // opened by one of these; nil: by any
	Opened   Span
	Page     Page
}

// LeadPage is one page of leads.
type LeadPage struct {
	Leads []LeadRow
	Next  string // cursor of the next page, "" on the last
}

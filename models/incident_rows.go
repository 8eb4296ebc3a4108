package models

// IncidentFilter asks for a list of incidents: those not settled, the oldest first, or those settled, the newest first.
// A zero field does not narrow, except Scope: without it the list is empty.
type IncidentFilter struct {
	Scope   []PathRange
	Settled bool
	Kind    string
	Subject string
	Page    Page
}

// IncidentPage is one page of incidents.
type IncidentPage struct {
	Incidents []IncidentRow
	Next      string // cursor of the next page, "" on the last
}

package clock

import "time"

// Timeline is all that a clock depends on, besides the calendar: one start, two limits, and what moved them.
type Timeline struct {
	Start      time.Time   `json:"start"`
	Promised   Limit       `json:"promised"`
	Statutory  Limit       `json:"statutory,omitzero"` // the same as Promised if it is none
	Stops      []Stop      `json:"stops,omitempty"`
	Extensions []Extension `json:"extensions,omitempty"`
}

// ByLaw is the timeline as if nothing had been promised: it counts in units of the statutory limit.
func (t Timeline) ByLaw() Timeline {
	if t.Statutory != (Limit{}) {
		t.Promised = t.Statutory
	}
	return t
}

// Stop is an interval in which the clock does not run, From included, To excluded. A zero To means that the clock still
// stands: nothing after From is counted, and an instant later than From that depends on counting does not exist yet.
// A stop that ends before it begins stops nothing.
type Stop struct {
	From     time.Time `json:"from"`
	To       time.Time `json:"to,omitzero"`
	WholeDay bool      `json:"whole_day,omitempty"` // a stop within one date stops that day for limits in days
}

// Extension adds N units, in each limit's own unit, to the promised and to the statutory limit.
type Extension struct {
	At time.Time `json:"at"`
	N  int       `json:"n"`
}

// statutory returns the statutory limit, which by default is the promised one.
func (t Timeline) statutory() Limit {
	if t.Statutory.IsZero() {
		return t.Promised
	}
	return t.Statutory
}

package score

import (
	"mingcha/models"
	"mingcha/models/clock"
)

// Ask asks for base numbers: of every unit in the scope that has any, or else of windows and persons by who sits there.
type Ask struct {
	Scope   []models.PathRange // divisions and units whose cases and cards count; none: nothing counts
	Seats   []Seat             // empty: by unit
	Numbers []Number
	Period  Period
	// Calendar gives the calendar of a division, to count working days. It may be nil if no number counts days.
	Calendar func(path string) *clock.Calendar
}

// Seat says that what an account did counts for an object: a person for the one, a window for everybody who sat there.
type Seat struct {
	Account string `json:"account"`
	Object  string `json:"object"`
}

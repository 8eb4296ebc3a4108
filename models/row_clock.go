package models

import (
	"encoding/json"
	"slices"

	"mingcha/models/clock"
)

// RowClock is a clock that runs or stands, as the row of a list keeps it: the list counts what is left of it with the
// same function as the page of the case. "" where none does, and in rows of before the column was there.
type RowClock string

// KeptClock is what a RowClock spells: the kind, the timeline, and the division by whose calendar it is counted.
type KeptClock struct {
	Kind     clock.Kind     `json:"kind"`
	Path     string         `json:"path"`
	Timeline clock.Timeline `json:"timeline"`
}

// Kept returns the clock; false if there is none.
func (r RowClock) Kept() (k KeptClock, kept bool) {
	return k, json.Unmarshal([]byte(r), &k) == nil
}

// RowClockOf keeps a clock of the case for a row; equal clocks are spelled alike, whatever zone their instants came in.
func (c *Case) RowClockOf(l LegalClock) RowClock {
	t := l.Timeline
	t.Start, t.Stops, t.Extensions = t.Start.UTC(), slices.Clone(t.Stops), slices.Clone(t.Extensions)
	for i := range t.Stops {
		t.Stops[i].From, t.Stops[i].To = t.Stops[i].From.UTC(), t.Stops[i].To.UTC()
	}
	for i := range t.Extensions {
		t.Extensions[i].At = t.Extensions[i].At.UTC()
	}
	raw, _ := json.Marshal(KeptClock{l.Kind, c.Filed.Path, t}) // a timeline always marshals
	return RowClock(raw)
}

// wholeKinds are the kinds of clocks that run for a case as a whole, one after the other.
var wholeKinds = []clock.Kind{PrereviewClock, clock.KindAcceptance, clock.KindSupplement, clock.KindDecision, clock.KindDelivery}

// RowClock keeps the clock that runs or stands for the case as a whole now; "" if none does.
func (c *Case) RowClock() (last RowClock) {
	for _, l := range c.Clocks() {
		if l.End.IsZero() && slices.Contains(wholeKinds, l.Kind) {
			last = c.RowClockOf(l)
		}
	}
	return last
}

package rehearsal

import (
	"maps"
	"slices"
	"time"

	"mingcha/models"
)

// Difference is how one subject would fare otherwise.
type Difference struct {
	Kind    models.Kind  `json:"kind"`
	Subject string       `json:"subject"`
	Number  string       `json:"number"`
	Item    string       `json:"item"`
	Unit    string       `json:"unit"`
	Path    string       `json:"path"`
	Clocks  []ClockMoved `json:"clocks,omitempty"`
	Next    *Nexts       `json:"next,omitempty"`
	Tasks   *Tasks       `json:"tasks,omitempty"`
	Gained  []Event      `json:"gained,omitempty"`  // what would happen that does not now
	Lost    []Event      `json:"lost,omitempty"`    // what would not happen that does now
	Moved   []EventMoved `json:"moved,omitempty"`   // what would happen at another time
	Refused string       `json:"refused,omitempty"` // why it cannot go over to the new bundle: it stays as it is
	Fault   string       `json:"fault,omitempty"`   // why it could not be judged
}

// ClockMoved is a due instant before and after; zero: the clock does not run.
type ClockMoved struct {
	Clock  string    `json:"clock"`
	Before time.Time `json:"before,omitzero"`
	After  time.Time `json:"after,omitzero"`
}

// Nexts is the next threshold before and after.
type Nexts struct {
	Before models.Next `json:"before"`
	After  models.Next `json:"after"`
}

// Tasks is what waits for whom before and after.
type Tasks struct {
	Before []Waiting `json:"before"`
	After  []Waiting `json:"after"`
}

// EventMoved is an event that would come at another time.
type EventMoved struct {
	Event
	Was time.Time `json:"was"`
}

// difference compares two outcomes; nil if they are the same.
func difference(s models.Armed, state models.State, before, after outcome) *Difference {
	d := named(s, state)
	if after.refused != nil {
		d.Refused = after.refused.Reason
		return d
	}
	for _, name := range slices.Sorted(maps.Keys(before.dues)) {
		if !before.dues[name].Equal(after.dues[name]) {
			d.Clocks = append(d.Clocks, ClockMoved{name, before.dues[name], after.dues[name]})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(after.dues)) {
		if _, ran := before.dues[name]; !ran {
			d.Clocks = append(d.Clocks, ClockMoved{Clock: name, After: after.dues[name]})
		}
	}
	if !before.next.Same(after.next) {
		d.Next = &Nexts{before.next, after.next}
	}
	if !slices.Equal(before.tasks, after.tasks) {
		d.Tasks = &Tasks{before.tasks, after.tasks}
	}
	d.compare(before.events, after.events)
	if d.Clocks == nil && d.Next == nil && d.Tasks == nil && d.Gained == nil && d.Lost == nil && d.Moved == nil {
		return nil
	}
	return d
}

// compare pairs the events of both sides.
func (d *Difference) compare(before, after []Event) {
	rest := slices.Clone(after)
	for _, was := range before {
		i := slices.IndexFunc(rest, was.same)
		switch {
		case i < 0:
			d.Lost = append(d.Lost, was)
			continue
		case !rest[i].At.Equal(was.At):
			d.Moved = append(d.Moved, EventMoved{rest[i], was.At})
		}
		rest = slices.Delete(rest, i, i+1)
	}
	d.Gained = append(d.Gained, rest...)
}

// named says which subject it is.
func named(s models.Armed, state models.State) *Difference {
	d := &Difference{Kind: s.Kind, Subject: s.ID, Unit: s.Unit, Path: s.Path}
	switch {
	case state.Case != nil:
		d.Number, d.Item = state.Case.Filed.Number, state.Case.Filed.Item
	case state.Lead != nil:
		d.Number, d.Item = state.Lead.Facts.Number, state.Lead.Facts.Item
	}
	return d
}

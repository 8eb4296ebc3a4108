package inforce

import (
	"slices"

	"mingcha/models/clock"
	"mingcha/policies/directory"
)

// Calendars are the nation's calendar and those of the divisions that name days of their own.
type Calendars struct {
	national *clock.Calendar
	local    map[string]*clock.Calendar // by division path, longest chains merged
}

// Lay lays published years over those that ship, and the days of divisions, by path, over the nation's: a division has
// the days of every ancestor and its own.
func (f *InForce) Lay(years []clock.YearFile, local map[string][]clock.Day) Calendars {
	c := Calendars{clock.National(), map[string]*clock.Calendar{}}
	for _, year := range years {
		c.national = c.national.With(year)
	}
	for path := range local {
		place, known := f.places.Tree.At(path)
		if !known {
			continue
		}
		calendar := c.national
		for _, d := range slices.Backward(f.places.Tree.Upward(place.Code)) {
			if days, has := local[d.Path]; has {
				calendar = calendar.Overridden(days)
			}
		}
		c.local[path] = calendar
	}
	return c
}

// Of returns the calendar of the division with this path, or of its nearest ancestor that has one of its own.
func (c Calendars) Of(path string) *clock.Calendar {
	best, found := c.national, ""
	for p, calendar := range c.local {
		if directory.Within(p, path) && len(p) > len(found) {
			best, found = calendar, p
		}
	}
	return best
}

// Calendar returns the calendar that is in force in the division with this path.
func (f *InForce) Calendar(path string) *clock.Calendar { return f.standing.Load().calendars.Of(path) }

package api

import (
	"slices"
	"sync/atomic"
	"time"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/directory"
)

// offerings says which units of the place take which item in, as of one directory, one catalogue and one minute.
type offerings struct {
	places *directory.Snapshot
	shelf  *process.Catalogue
	minute time.Time
	units  map[string][]directory.Unit // by item
}

// offering lists the units that take an item in.
func (s *Server) offering(b *process.Bundle) []directory.Unit {
	now := s.Now()
	places, shelf, minute := s.Gate.Snapshot(), s.Shelf.Catalogue(), now.Truncate(time.Minute)
	if o := s.offered.Load(); o != nil && o.places == places && o.shelf == shelf && o.minute.Equal(minute) {
		return o.units[b.Procedure.Item]
	}
	o := &offerings{places: places, shelf: shelf, minute: minute, units: map[string][]directory.Unit{}}
	for _, item := range shelf.All() {
		o.units[item.Procedure.Item] = o.of(item, now)
	}
	s.offered.Store(o)
	return o.units[b.Procedure.Item]
}

// of lists the units of the item's kind on its levels where somebody is appointed to accept. While nobody is appointed
// anywhere, it lists them all.
func (o *offerings) of(b *process.Bundle, now time.Time) []directory.Unit {
	var kind, staffed []directory.Unit
	role := accepting(b)
	for _, u := range o.places.Units.All() {
		if !o.takes(b, u) {
			continue
		}
		kind = append(kind, u)
		if len(o.places.Holders(u.ID, role, now)) > 0 {
			staffed = append(staffed, u)
		}
	}
	if len(staffed) > 0 {
		return staffed
	}
	return kind
}

// The counters of a town-level government are in the town's service hall.
const (
	townGovernment = "town_government"
	serviceHall    = "service_hall"
)

func (o *offerings) takes(b *process.Bundle, u directory.Unit) bool {
	if !slices.Contains(b.Guide.Levels, int(u.Tier)) {
		return false
	}
	if b.Guide.Unit.Kind == townGovernment && u.Kind == serviceHall {
		return true
	}
	nearest, found := o.places.Units.Nearest(b.Guide.Unit.Kind, u.Division, u.Tier)
	return found && nearest.ID == u.ID
}

// accepting is the role that takes an item in.
func accepting(b *process.Bundle) string {
	for _, step := range b.Procedure.Steps {
		if step.Kind == models.AcceptStep {
			return step.Role
		}
	}
	return ""
}

// offered is where the server keeps the last offerings.
type offered = atomic.Pointer[offerings]

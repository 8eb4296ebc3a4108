package inforce

import (
	"slices"
	"time"

	"mingcha/activities"
)

// seat is a role in a unit.
type seat struct{ unit, role string }

// Answerable returns who is answerable for an incident in a unit: everybody on the first rung from the given one on where
// somebody is appointed, and that rung.
func (f *InForce) Answerable(kind, unit string, rung int, at time.Time) ([]string, int) {
	rungs := f.rungs(kind, unit)
	for ; rung < len(rungs); rung++ {
		var accounts []string
		for _, s := range rungs[rung] {
			accounts = append(accounts, f.Holders(s.unit, s.role, at)...)
		}
		if len(accounts) > 0 {
			return accounts, rung
		}
	}
	return nil, rung
}

// vacancies are the kinds of incidents that somebody's appointment cures.
var vacancies = map[string]bool{activities.EmptyParticipant: true, activities.EmptyRung: true, activities.AbsentHolder: true}

// rungs lists who is answerable, the nearest first. Where nobody is appointed it is the unit's head, then the security
// administrators, who appoint, tier by tier upward; for what is technical the system administrators likewise. What lies
// in no unit is all of theirs.
func (f *InForce) rungs(kind, unit string) [][]seat {
	role, rungs := "system_admin", [][]seat(nil)
	if vacancies[kind] {
		role, rungs = "security_admin", [][]seat{{{unit, "department_head"}}}
	}
	snapshot := f.Snapshot()
	of, known := snapshot.Units.Find(unit)
	if !known {
		return append(rungs, f.posts(role, ""))
	}
	for _, division := range snapshot.Tree.Upward(of.Division) {
		rungs = append(rungs, f.posts(role, division.Path))
	}
	return rungs
}

// posts lists the seats of a role in the units of a division, or everywhere.
func (f *InForce) posts(role, path string) []seat {
	var out []seat
	for _, p := range f.Snapshot().Posts {
		s := seat{p.Unit, p.Role}
		if p.Role == role && (path == "" || f.Path(p.Unit) == path) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

package directory

import (
	"slices"
	"strings"
	"time"
)

// Snapshot is the directory with all appointments as of one revision. It is never changed after it was built, so
// that any number of readers share it; a change of appointments is a new snapshot.
type Snapshot struct {
	*Directory
	Revision int64
	byPerson map[string][]Appointment
	bySeat   map[seat][]Appointment
}

type seat struct{ unit, role string }

// Snapshot puts appointments into force. A faulty row is left out and named: it gives no right to anybody, and it
// keeps no revocation in the other rows from taking effect. Of two rows that must not stand together both are left out.
func (d *Directory) Snapshot(revision int64, rows []Appointment) (*Snapshot, []Fault) {
	s := &Snapshot{
		Directory: d, Revision: revision,
		byPerson: map[string][]Appointment{}, bySeat: map[seat][]Appointment{},
	}
	sound, faults := d.sound(rows)
	people := map[string][]Appointment{}
	for _, a := range sound {
		people[a.Person] = append(people[a.Person], a)
	}
	for _, a := range sound {
		if clashes := d.Clashes(people[a.Person], a); len(clashes) > 0 {
			faults = append(faults, clashes...)
			continue
		}
		s.byPerson[a.Person] = append(s.byPerson[a.Person], a)
		s.bySeat[seat{a.Unit, a.Role}] = append(s.bySeat[seat{a.Unit, a.Role}], a)
	}
	return s, faults
}

// sound returns the rows that are in order by themselves, sorted by ID, and the faults of the others.
func (d *Directory) sound(rows []Appointment) ([]Appointment, Faults) {
	var faults Faults
	sorted := slices.SortedFunc(slices.Values(rows), func(a, b Appointment) int { return strings.Compare(a.ID, b.ID) })
	var out []Appointment
	for i, a := range sorted {
		wrong := d.Check(a)
		if i > 0 && sorted[i-1].ID == a.ID {
			wrong = append(wrong, Fault{Row: "appointment " + a.ID, Problem: "the ID is used twice"})
		}
		if len(wrong) == 0 {
			out = append(out, a)
		}
		faults = append(faults, wrong...)
	}
	return out, faults
}

// Holders returns the appointments to a role in a unit that hold at an instant, by ID.
func (s *Snapshot) Holders(unit, role string, at time.Time) []Appointment {
	return inForce(s.bySeat[seat{unit, role}], at)
}

// Of returns the appointments of a person that hold at an instant, by ID.
func (s *Snapshot) Of(person string, at time.Time) []Appointment {
	return inForce(s.byPerson[person], at)
}

func inForce(all []Appointment, at time.Time) []Appointment {
	var out []Appointment
	for _, a := range all {
		if a.InForce(at) {
			out = append(out, a)
		}
	}
	return out
}

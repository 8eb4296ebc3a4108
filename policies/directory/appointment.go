package directory

import (
	"slices"
	"time"
)

// Appointment (任职) says that a person holds a role in a unit, for a division, during a time. It is the only source
// of rights; there are no users in the policy.
type Appointment struct {
	ID       string
	Person   string // account ID
	Role     string
	Unit     string
	Division string    // 12-digit code; the unit's own, or a part of it
	From     time.Time // from this instant
	To       time.Time // until before this instant; zero: until further notice
}

// InForce reports whether the appointment holds at an instant.
func (a Appointment) InForce(at time.Time) bool {
	return !at.Before(a.From) && (a.To.IsZero() || at.Before(a.To))
}

// overlaps reports whether there is an instant at which both hold.
func (a Appointment) overlaps(b Appointment) bool {
	return (a.To.IsZero() || b.From.Before(a.To)) && (b.To.IsZero() || a.From.Before(b.To))
}

// Check returns everything that is wrong with an appointment by itself.
func (d *Directory) Check(a Appointment) []Fault {
	var faults Faults
	row := "appointment " + a.ID
	if a.ID == "" {
		faults.add(row, "the ID is missing")
	}
	if a.Person == "" {
		faults.add(row, "the person is missing")
	}
	unit, unitKnown := d.Units.Find(a.Unit)
	if !unitKnown {
		faults.add(row, "there is no unit %q", a.Unit)
	}
	role, roleKnown := d.Roles.Find(a.Role)
	if !roleKnown {
		faults.add(row, "there is no role %q", a.Role)
	}
	if roleKnown && unitKnown && len(role.Kinds) > 0 && !slices.Contains(role.Kinds, unit.Kind) {
		faults.add(row, "the role %s is not held in a unit of kind %s", a.Role, unit.Kind)
	}
	place, placeKnown := d.Tree.Find(a.Division)
	if !placeKnown {
		faults.add(row, "there is no division %q", a.Division)
	}
	if placeKnown && unitKnown && !Within(unit.Path, place.Path) {
		faults.add(row, "division %s lies outside that of unit %s", a.Division, a.Unit)
	}
	if a.From.IsZero() {
		faults.add(row, "the beginning is missing")
	}
	if !a.To.IsZero() && !a.From.Before(a.To) {
		faults.add(row, "it ends at or before its beginning")
	}
	return faults
}

// Clashes returns a fault for every appointment of the same person that must not stand beside this one: two of the
// three administrators, an administrator and any other role, or two roles of one unit that are kept apart, during a
// common time.
func (d *Directory) Clashes(existing []Appointment, a Appointment) []Fault {
	var faults Faults
	for _, b := range existing {
		if b.Person != a.Person || b.ID == a.ID || !a.overlaps(b) {
			continue
		}
		if rule, clash := d.Roles.clash(a.Role, b.Role, a.Unit == b.Unit); clash {
			faults.add("appointment "+a.ID, "%s and %s of appointment %s must be two people (%s)", a.Role, b.Role, b.ID, rule)
		}
	}
	return faults
}

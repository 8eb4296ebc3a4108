package access

import (
	"slices"

	"mingcha/policies/directory"
)

// Relation is how near a subject must be to an appointment for a line of the policy to apply.
type Relation string

// The relations.
const (
	Held         Relation = "held"          // the step lies in the own unit and on the own desk
	OwnUnitPool  Relation = "own_unit_pool" // the step lies in the own unit, waits for the own role, and nobody holds it
	OwnUnit      Relation = "own_unit"      // the own unit is responsible
	AtOwnUnit    Relation = "at_own_unit"   // another unit may be responsible, the step lies in the own one
	Child        Relation = "child"         // a unit below the own one is responsible
	Stationed    Relation = "stationed"     // the own unit is stationed at the responsible one
	Supervised   Relation = "supervised"    // within the jurisdiction, and no unit in which the person holds anything
	Jurisdiction Relation = "jurisdiction"  // in the division of the appointment or below it
	Everywhere   Relation = "everywhere"    // wherever it is
)

// Relations lists the relations, the nearest first.
func Relations() []Relation {
	return []Relation{Held, OwnUnitPool, OwnUnit, AtOwnUnit, Child, Stationed, Supervised, Jurisdiction, Everywhere}
}

func (r Relation) known() bool { return slices.Contains(Relations(), r) }

// stands reports whether a subject stands in the relation to a seat; inside says that its place is within the seat's.
func (r Relation) stands(inside bool, s seat, o subject) bool {
	waits := o.Desk == s.Unit && (o.Role == "" || o.Role == s.Role)
	foreign := !slices.Contains(s.Units, o.Unit) && !slices.Contains(s.Units, o.Desk)
	switch r {
	case Held:
		return waits && o.Holder == s.Account
	case OwnUnitPool:
		return waits && o.Holder == ""
	case OwnUnit:
		return o.Unit == s.Unit
	case AtOwnUnit:
		return o.Desk == s.Unit
	case Child:
		return slices.Contains(o.Above, s.Unit)
	case Stationed:
		return o.Stationed == s.Unit && foreign
	case Supervised:
		return inside && foreign
	case Jurisdiction:
		return inside
	case Everywhere:
		return true
	default:
		return false
	}
}

// scope is what the relation asks of a list: the same as stands, as conditions for SQL.
func (r Relation) scope(s seat, units *directory.Units) Scope {
	from, to := directory.Range(s.Path)
	switch r {
	case Held:
		return Scope{Desk: s.Unit, Holder: s.Account, Role: s.Role}
	case OwnUnitPool:
		return Scope{Desk: s.Unit, Pool: true, Role: s.Role}
	case OwnUnit:
		return Scope{Units: []string{s.Unit}}
	case AtOwnUnit:
		return Scope{Desk: s.Unit}
	case Child:
		return Scope{Units: units.Below(s.Unit)}
	case Stationed:
		return Scope{Units: units.Watched(s.Unit), Outside: s.Units}
	case Supervised:
		return Scope{From: from, To: to, Outside: s.Units}
	case Jurisdiction:
		return Scope{From: from, To: to}
	case Everywhere:
		return Scope{Everywhere: true}
	default:
		return Scope{}
	}
}

package inforce

import (
	"time"

	"mingcha/policies/directory"
)

// Holders returns the accounts appointed to a role in a unit, as of an instant.
func (f *InForce) Holders(unit, role string, at time.Time) []string {
	var out []string
	for _, a := range f.Snapshot().Holders(unit, role, at) {
		out = append(out, a.Person)
	}
	return out
}

// Path returns the division path of a unit, "" for an unknown one.
func (f *InForce) Path(unit string) string {
	u, _ := f.Snapshot().Units.Find(unit)
	return u.Path
}

// Stationed returns the supervision body stationed at a unit, or the organ that takes its place.
func (f *InForce) Stationed(unit string) string {
	u, _ := f.Snapshot().Units.Find(unit)
	return u.Stationed
}

// Organ returns the supervision organ over a unit, or the one so many tiers above it; "" beyond the province.
func (f *InForce) Organ(unit string, tiersAbove int) string {
	u, known := f.Snapshot().Units.Find(unit)
	if !known {
		return ""
	}
	organ := u.Organ
	for range tiersAbove {
		above, known := f.Snapshot().Units.Find(organ)
		if !known {
			return ""
		}
		organ = above.Organ
	}
	return organ
}

// posts lets a procedure be checked against the directory: a role or a kind of unit that does not exist strands cases.
type posts struct{ *directory.Directory }

// townGovernment stands for every kind of town-level government in the catalogue of service items.
const townGovernment = "town_government"

func (p posts) RoleExists(role string) bool {
	_, known := p.Roles.Find(role)
	return known
}

func (p posts) UnitKindExists(kind string) bool {
	return kind == townGovernment || len(p.ofKind(kind)) > 0
}

func (p posts) ofKind(kind string) []directory.Unit {
	var out []directory.Unit
	for _, u := range p.Units.All() {
		if u.Kind == kind {
			out = append(out, u)
		}
	}
	return out
}

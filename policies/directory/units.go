package directory

import "slices"

// Units (机构) is all organisations. It is never changed after it was built.
type Units struct {
	tree       *Tree
	groups     map[string]KindGroup
	all        []Unit
	index      map[string]int
	byDivision map[string][]int
	above      map[string][]string
	below      map[string][]string
	stationing map[string][]string
}

// KindGroup is a kind that stands for several kinds of unit at one tier: town_government is a town, a subdistrict or
// a zone.
type KindGroup struct {
	Key    string   `yaml:"key"`
	NameZH string   `yaml:"name_zh"`
	NameEN string   `yaml:"name_en"`
	Tier   Tier     `yaml:"level"`
	Kinds  []string `yaml:"kinds"`
}

// Find returns the unit with this ID.
func (u *Units) Find(id string) (Unit, bool) {
	i, ok := u.index[id]
	if !ok {
		return Unit{}, false
	}
	return u.all[i], true
}

// All returns every unit in the order of the file.
func (u *Units) All() []Unit { return slices.Clone(u.all) }

// In returns the units of exactly this division, in the order of the file.
func (u *Units) In(division string) []Unit {
	var out []Unit
	for _, i := range u.byDivision[division] {
		out = append(out, u.all[i])
	}
	return out
}

// Nearest returns the unit of this kind, or group of kinds, in the division or in the nearest one above it. Tiers,
// if given, are the only ones that count: an item of levels 3 and 4 is not handled by a town's branch.
func (u *Units) Nearest(kind, division string, tiers ...Tier) (Unit, bool) {
	for _, d := range u.tree.Upward(division) {
		for _, i := range u.byDivision[d.Code] {
			unit := u.all[i]
			if u.isOf(unit, kind) && (len(tiers) == 0 || slices.Contains(tiers, unit.Tier)) {
				return unit, true
			}
		}
	}
	return Unit{}, false
}

// OfKind returns the units of a kind, or group of kinds, in the order of the file.
func (u *Units) OfKind(kind string) []Unit {
	return slices.DeleteFunc(u.All(), func(unit Unit) bool { return !u.isOf(unit, kind) })
}

// Below returns the IDs of all units under this one, by membership or by line of business, sorted.
func (u *Units) Below(id string) []string { return slices.Clone(u.below[id]) }

// Above returns the IDs of all units over this one, by membership or by line of business, sorted.
func (u *Units) Above(id string) []string { return slices.Clone(u.above[id]) }

// Watched returns the IDs of the units that this one supervises from near by, sorted.
func (u *Units) Watched(id string) []string { return slices.Clone(u.stationing[id]) }

func (u *Units) isOf(unit Unit, kind string) bool {
	group, ok := u.groups[kind]
	if !ok {
		return unit.Kind == kind
	}
	return slices.Contains(group.Kinds, unit.Kind) && unit.Tier == group.Tier
}

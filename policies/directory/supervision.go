package directory

import "slices"

// link works out, for every unit, who supervises it and which units lie below it.
func (u *Units) link() {
	for i := range u.all {
		unit := &u.all[i]
		unit.Organ = u.organOver(*unit, unit.Organ)
		unit.NextUp = unit.Organ
		if organ, ok := u.Find(unit.Organ); ok && unit.Kind != SupervisionOrgan {
			unit.NextUp = u.organOver(organ, "")
		}
	}
	for i := range u.all {
		unit := &u.all[i]
		unit.Stationed = u.stationedAt(*unit)
		u.stationing[unit.Stationed] = append(u.stationing[unit.Stationed], unit.ID)
		for above := range u.superiors(*unit) {
			u.above[unit.ID] = append(u.above[unit.ID], above)
			u.below[above] = append(u.below[above], unit.ID)
		}
	}
	for _, lists := range []map[string][]string{u.stationing, u.above, u.below} {
		delete(lists, "")
		for _, ids := range lists {
			slices.Sort(ids)
		}
	}
}

// organOver returns the nearest supervision organ at or above a unit that is not the unit itself. A stated one, from
// the file, goes before.
func (u *Units) organOver(unit Unit, stated string) string {
	if stated != "" {
		return stated
	}
	for _, d := range u.tree.Upward(unit.Division) {
		for _, i := range u.byDivision[d.Code] {
			if u.all[i].Kind == SupervisionOrgan && u.all[i].ID != unit.ID {
				return u.all[i].ID
			}
		}
	}
	return ""
}

// stationedAt returns the body stationed at a unit or at the unit above it in the same place; where there is none,
// the organ itself watches.
func (u *Units) stationedAt(unit Unit) string {
	for at := unit; at.Division == unit.Division; {
		if at.Stationed != "" {
			return at.Stationed
		}
		above, ok := u.Find(at.Parent)
		if !ok || at.Kind == SupervisionOrgan || at.Kind == StationedSupervision {
			break
		}
		at = above
	}
	return unit.Organ
}

// superiors returns every unit above this one, by membership or by line of business.
func (u *Units) superiors(unit Unit) map[string]bool {
	found := map[string]bool{}
	for next := []string{unit.Parent, unit.Line}; len(next) > 0; next = next[1:] {
		above, ok := u.Find(next[0])
		if !ok || found[above.ID] {
			continue
		}
		found[above.ID] = true
		next = append(next, above.Parent, above.Line)
	}
	return found
}

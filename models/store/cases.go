package store

import (
	"context"
	"fmt"
	"slices"

	"mingcha/models"
)

// Cases returns one page of cases.
func (s *Store) Cases(ctx context.Context, f models.CaseFilter) (models.CasePage, error) {
	l, keyOf := caseList(f)
	if f.Probe != nil {
		var err error
		if l, keyOf, err = s.probeList(f); err != nil {
			return models.CasePage{}, err
		}
	}
	id, place := func(r caseRecord) string { return r.ID }, func(r caseRecord) any { return keyOf(r) }
	records, next, err := listed(ctx, s, l, f.Page, id, place)
	if err != nil {
		return models.CasePage{}, fmt.Errorf("list cases: %w", err)
	}
	page, ids := models.CasePage{Cases: caseRows(records), Next: next}, make([]string, len(records))
	for i, r := range records {
		ids[i] = r.ID
	}
	page.At, err = s.lyingAt(ctx, f.Desks, ids)
	return page, err
}

// lyingAt says which of the cases have an open step in one of the units, or were taken in there for another one.
func (s *Store) lyingAt(ctx context.Context, units, ids []string) (map[string][]string, error) {
	if len(units) == 0 || len(ids) == 0 {
		return nil, nil
	}
	var rows []struct{ Subject, Unit string }
	err := s.from(ctx).Raw(`SELECT subject, unit FROM task_rows WHERE subject IN ? AND unit IN ?
		UNION SELECT subject, unit FROM carried WHERE subject IN ? AND unit IN ?`, ids, units, ids, units).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("find where cases lie: %w", err)
	}
	out := map[string][]string{}
	for _, r := range rows {
		out[r.Subject] = append(out[r.Subject], r.Unit)
	}
	return out, nil
}

// caseList chooses the index that fits the filter and says which column orders the list. What the index does not narrow
// is checked row by row on the way.
func caseList(f models.CaseFilter) (l list, keyOf func(caseRecord) any) {
	newest := func(r caseRecord) any { return r.Submitted }
	scope := disjoint(f.Scope)
	if f.Stands && len(f.Statuses) == 0 {
		f.Statuses = []models.CaseStatus{models.Accepted} // no other clock can be made to stand
	}
	switch {
	case f.Own:
		return list{arms: ownArms(f), down: true}, newest
	case len(scope) == 0 && len(f.Desks) == 0:
		return list{}, newest
	case f.Number != "":
		l := list{arms: deskArms(f, scope, "c.number"), text: true}
		if len(scope) > 0 {
			a := keyedArm("c.number")
			a.addAll(caseConds(f))
			a.addAll(inScope("c.", scope))
			l.arms = append(l.arms, a)
		}
		return l, func(r caseRecord) any { return r.Number }
	case f.Open || !f.DueBefore.IsZero() || !f.Stalled.IsZero():
		return list{arms: append(openArms(f, scope), deskArms(f, scope, "c.urgent")...)}, func(r caseRecord) any { return r.Urgent }
	case !f.Decided.IsZero():
		arms := deskArms(f, scope, "c.decided")
		if len(scope) > 0 {
			a := keyedArm("c.decided")
			a.addAll(caseConds(f))
			a.addAll(inScope("c.", scope))
			arms = append(arms, a)
		}
		return list{arms: arms, down: true}, func(r caseRecord) any { return *r.Decided }
	default:
		return list{arms: append(newestArms(f, scope), deskArms(f, scope, "c.submitted")...), down: true}, newest
	}
}

func keyedArm(key string) arm { return arm{from: "case_rows c", keys: []string{key, "c.id"}} }

// deskArms walk the cases of other units that have an open step in one of the desks, and those that were taken in there
// for them. They are few.
func deskArms(f models.CaseFilter, scope []models.PathRange, key string) []arm {
	if len(f.Desks) == 0 {
		return nil
	}
	lying, carried := keyedArm(key), keyedArm(key)
	lying.add("c.id IN (SELECT subject FROM task_rows WHERE unit IN ?)", f.Desks)
	carried.add("c.id IN (SELECT subject FROM carried WHERE unit IN ?)", f.Desks)
	carried.add("c.id NOT IN (SELECT subject FROM task_rows WHERE unit IN ?)", f.Desks)
	for _, a := range []*arm{&lying, &carried} {
		if len(scope) > 0 {
			seen := inScope("c.", scope)
			a.add("NOT "+seen.String(), seen.args...)
		}
		if f.Place != (models.PathRange{}) {
			a.addAll(inRange("c.", f.Place))
		}
		a.addAll(caseConds(f))
		a.addAll(openConds(f))
	}
	return []arm{lying, carried}
}

func caseConds(f models.CaseFilter) conds {
	var c conds
	if f.Unit != "" {
		c.add("c.unit = ?", f.Unit)
	}
	if f.Item != "" {
		c.add("c.item = ?", f.Item)
	}
	if len(f.Statuses) > 0 {
		c.add("c.status IN ?", f.Statuses)
	}
	if f.Level > models.NoLevel {
		c.add("c.level >= ?", f.Level)
	}
	if f.Holder != "" {
		c.add("c.holder = ?", f.Holder)
	}
	if f.Stands {
		c.add("c.stands = 1")
	}
	if f.Number != "" {
		c.add("c.number >= ? AND c.number < ?", f.Number, f.Number+"\U0010FFFF") // the greatest character there is
	}
	c.during("c.submitted", f.Submitted)
	c.during("c.decided", f.Decided)
	return c
}

// during narrows a column to a span.
func (c *conds) during(column string, s models.Span) {
	if !s.From.IsZero() {
		c.add(column+" >= ?", instant(s.From))
	}
	if !s.To.IsZero() {
		c.add(column+" < ?", instant(s.To))
	}
}

func openConds(f models.CaseFilter) conds {
	var c conds
	if f.Open || !f.DueBefore.IsZero() || !f.Stalled.IsZero() {
		c.add("c.live = 1")
	}
	if !f.DueBefore.IsZero() {
		c.add("c.urgent < ?", instant(f.DueBefore))
	}
	if !f.Stalled.IsZero() {
		c.add("(c.acted < ? OR c.incident = 1)", instant(f.Stalled))
	}
	return c
}

// ownArms walk an applicant's cases, by account and by identity.
func ownArms(f models.CaseFilter) []arm {
	var arms []arm
	if f.Account != "" {
		a := newestArm(f)
		a.add("c.account = ?", f.Account)
		arms = append(arms, a)
	}
	if f.Applicant != "" {
		a := newestArm(f)
		a.add("c.applicant_ref = ?", f.Applicant)
		if f.Account != "" {
			a.add("c.account <> ?", f.Account)
		}
		arms = append(arms, a)
	}
	return arms
}

// openArms walk the index of open cases, which is small, and sort what is found.
func openArms(f models.CaseFilter, scope []models.PathRange) []arm {
	var arms []arm
	for _, r := range scope {
		a := keyedArm("c.urgent")
		a.addAll(inRange("c.", r))
		a.addAll(openConds(f))
		a.addAll(caseConds(f))
		arms = append(arms, a)
	}
	return arms
}

func newestArm(f models.CaseFilter) arm {
	a := keyedArm("c.submitted")
	a.addAll(caseConds(f))
	return a
}

// newestArms walk the index of what narrows most: a holder, a unit, an item, a level, a status, or else the lists of
// divisions.
func newestArms(f models.CaseFilter, scope []models.PathRange) []arm {
	if len(scope) == 0 {
		return nil
	}
	if f.Holder != "" || f.Unit != "" || f.Item != "" {
		a := newestArm(f)
		a.addAll(inScope("c.", scope))
		return []arm{a}
	}
	var arms []arm
	switch {
	case f.Level > models.NoLevel:
		rest := f
		rest.Level = models.NoLevel
		for level := f.Level; level <= models.Red; level++ {
			a := newestArm(rest)
			a.add("c.level > 0 AND c.level = ?", level) // the first half tells SQLite that the narrow index will do
			a.addAll(inScope("c.", scope))
			arms = append(arms, a)
		}
	case len(f.Statuses) > 0:
		rest := f
		rest.Statuses = nil
		for _, status := range slices.Compact(slices.Sorted(slices.Values(f.Statuses))) {
			a := newestArm(rest)
			a.add("c.status = ?", status)
			a.addAll(inScope("c.", scope))
			arms = append(arms, a)
		}
	default:
		for _, r := range scope {
			arms = append(arms, placeArm(models.CaseKind, r, newestArm(f), f.Submitted))
		}
	}
	return arms
}

// placeArm walks the list of a division during a span, or else goes the other way: through the one unit that the range
// is about.
func placeArm(kind models.Kind, r models.PathRange, unit arm, during models.Span) arm {
	if r.Unit != "" {
		unit.addAll(inRange("c.", r))
		return unit
	}
	a := arm{from: "places p", keys: []string{"p.at", "p.id"}}
	a.add("p.kind = ? AND p.place = ?", kind, r.Root())
	a.during("p.at", during)
	return a
}

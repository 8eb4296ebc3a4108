package store

import (
	"context"
	"fmt"
	"slices"

	"mingcha/models"
)

// Cases returns one page of cases in two statements: the keys of the page from an index, then its rows.
func (s *Store) Cases(ctx context.Context, f models.CaseFilter) (models.CasePage, error) {
	l, keyOf := caseList(f)
	sql, args, err := l.query(f.Page)
	if err != nil || sql == "" {
		return models.CasePage{}, err
	}
	var ids []string
	if err := s.from(ctx).Raw(sql, args...).Scan(&ids).Error; err != nil {
		return models.CasePage{}, fmt.Errorf("list cases: %w", err)
	}
	ids, more := cut(ids, f.Page)
	var records []caseRecord
	if err := s.from(ctx).Where("id IN ?", ids).Find(&records).Error; err != nil {
		return models.CasePage{}, fmt.Errorf("list cases: %w", err)
	}
	records = inOrder(ids, records, func(r caseRecord) string { return r.ID })
	page := models.CasePage{Cases: caseRows(records)}
	if more && len(records) > 0 {
		last := records[len(records)-1]
		page.Next = cursorOf(keyOf(last), last.ID)
	}
	return page, nil
}

// caseList chooses the index that fits the filter and says which column orders the list. What the index does not narrow
// is checked row by row on the way.
func caseList(f models.CaseFilter) (l list, keyOf func(caseRecord) any) {
	newest := func(r caseRecord) any { return r.Submitted }
	scope := disjoint(f.Scope)
	switch {
	case f.Own:
		return list{arms: ownArms(f), down: true}, newest
	case len(scope) == 0:
		return list{}, newest
	case f.Number != "":
		a := arm{from: "case_rows c", keys: []string{"c.number", "c.id"}}
		a.add("c.number >= ? AND c.number < ?", f.Number, f.Number+"\U0010FFFF") // the greatest character there is
		a.addAll(inScope("c.", scope))
		a.addAll(caseConds(f))
		return list{arms: []arm{a}, text: true}, func(r caseRecord) any { return r.Number }
	case f.Open || !f.DueBefore.IsZero() || !f.Stalled.IsZero():
		return list{arms: openArms(f, scope)}, func(r caseRecord) any { return r.Urgent }
	default:
		return list{arms: newestArms(f, scope), down: true}, newest
	}
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
		a := arm{from: "case_rows c", keys: []string{"c.urgent", "c.id"}}
		a.add("c.live = 1")
		a.addAll(inRange("c.", r))
		a.addAll(caseConds(f))
		if !f.DueBefore.IsZero() {
			a.add("c.urgent < ?", instant(f.DueBefore))
		}
		if !f.Stalled.IsZero() {
			a.add("(c.acted < ? OR c.incident = 1)", instant(f.Stalled))
		}
		arms = append(arms, a)
	}
	return arms
}

func newestArm(f models.CaseFilter) arm {
	a := arm{from: "case_rows c", keys: []string{"c.submitted", "c.id"}}
	a.addAll(caseConds(f))
	return a
}

// newestArms walk the index of what narrows most: a unit, an item, a level, a status, or else the lists of divisions.
func newestArms(f models.CaseFilter, scope []models.PathRange) []arm {
	if f.Unit != "" || f.Item != "" {
		a := newestArm(f)
		a.addAll(inScope("c.", scope))
		return []arm{a}
	}
	var arms []arm
	switch {
	case f.Level > models.NoLevel:
		for level := f.Level; level <= models.Red; level++ {
			a := newestArm(models.CaseFilter{Statuses: f.Statuses})
			a.add("c.level > 0 AND c.level = ?", level) // the first half tells SQLite that the narrow index will do
			a.addAll(inScope("c.", scope))
			arms = append(arms, a)
		}
	case len(f.Statuses) > 0:
		for _, status := range slices.Compact(slices.Sorted(slices.Values(f.Statuses))) {
			a := newestArm(models.CaseFilter{})
			a.add("c.status = ?", status)
			a.addAll(inScope("c.", scope))
			arms = append(arms, a)
		}
	default:
		for _, r := range scope {
			arms = append(arms, placeArm(models.CaseKind, r, newestArm(f)))
		}
	}
	return arms
}

// placeArm walks the list of a division, or else goes the other way: through the one unit that the range is about.
func placeArm(kind models.Kind, r models.PathRange, unit arm) arm {
	if r.Unit != "" {
		unit.addAll(inRange("c.", r))
		return unit
	}
	a := arm{from: "places p", keys: []string{"p.at", "p.id"}}
	a.add("p.kind = ? AND p.place = ?", kind, r.Root())
	return a
}

package store

import (
	"context"
	"fmt"

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
	case f.Unit == "" && len(f.Statuses) > 0:
		return list{arms: statusArms(f, scope), down: true}, newest
	default:
		return list{arms: divisionArms(f, scope), down: true}, newest
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
	keys := []string{"c.submitted", "c.id"}
	var arms []arm
	if f.Account != "" {
		a := arm{from: "case_rows c", keys: keys}
		a.add("c.account = ?", f.Account)
		a.addAll(caseConds(f))
		arms = append(arms, a)
	}
	if f.Applicant != "" {
		a := arm{from: "case_rows c", keys: keys}
		a.add("c.applicant_ref = ?", f.Applicant)
		if f.Account != "" {
			a.add("c.account <> ?", f.Account)
		}
		a.addAll(caseConds(f))
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

func statusArms(f models.CaseFilter, scope []models.PathRange) []arm {
	var arms []arm
	for _, status := range f.Statuses {
		one := f
		one.Statuses = nil
		a := arm{from: "case_rows c", keys: []string{"c.submitted", "c.id"}}
		a.add("c.status = ?", status)
		a.addAll(inScope("c.", scope))
		a.addAll(caseConds(one))
		arms = append(arms, a)
	}
	return arms
}

// divisionArms walk the list of each division, or of the one unit that is asked for.
func divisionArms(f models.CaseFilter, scope []models.PathRange) []arm {
	var arms []arm
	for _, r := range scope {
		var a arm
		switch {
		case f.Unit != "" || r.Unit != "":
			a = arm{from: "case_rows c", keys: []string{"c.submitted", "c.id"}}
		default:
			// CROSS keeps SQLite from starting at the cases.
			a = arm{from: "places p CROSS JOIN case_rows c ON c.id = p.id", keys: []string{"p.at", "p.id"}}
			a.add("p.kind = ? AND p.place = ?", models.CaseKind, r.Root())
		}
		a.addAll(inRange("c.", r))
		a.addAll(caseConds(f))
		arms = append(arms, a)
	}
	return arms
}

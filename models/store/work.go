package store

import (
	"context"
	"fmt"
	"strconv"

	"mingcha/models"
)

// workKey names one piece of work: its kind, the row, and the line of a record that waits.
type workKey struct {
	Kind models.WorkKind `gorm:"column:k1"`
	ID   string          `gorm:"column:k2"`
	Line int             `gorm:"column:k3"`
}

// Work returns one page of what waits for a supervisor, what falls due first at its head: one statement for the keys and
// one for the rows of each kind.
func (s *Store) Work(ctx context.Context, f models.WorkFilter) (models.WorkPage, error) {
	sql, args, err := workList(f).query(f.Page)
	if err != nil || sql == "" {
		return models.WorkPage{}, err
	}
	var keys []workKey
	if err := s.from(ctx).Raw(sql, args...).Scan(&keys).Error; err != nil {
		return models.WorkPage{}, fmt.Errorf("list work: %w", err)
	}
	keys, more := cut(keys, f.Page)
	found, err := s.workRows(ctx, keys)
	if err != nil {
		return models.WorkPage{}, fmt.Errorf("list work: %w", err)
	}
	var page models.WorkPage
	for _, k := range keys {
		if w, there := found[k]; there {
			page.Work = append(page.Work, w)
		}
	}
	if more && len(page.Work) > 0 {
		last := page.Work[len(page.Work)-1]
		k := keyOfWork(last)
		page.Next = cursorOf(last.At, k.Kind, k.ID, strconv.Itoa(k.Line))
	}
	return page, nil
}

// workList merges the kinds in the order in which they fall due: the answer to a card, or else since when it waits.
func workList(f models.WorkFilter) list {
	var l list
	add := func(kind models.WorkKind, from, at, id, line string, narrow func(*arm)) {
		for _, r := range disjoint(f.Scope[kind]) {
			a := arm{from: from + " c", keys: []string{at, "'" + string(kind) + "'", id, line}}
			narrow(&a)
			a.addAll(inRange("c.", r))
			l.arms = append(l.arms, a)
		}
	}
	const alone = "(0 + 0)" // a bare number would mean a column
	add(models.CardWork, "card_rows", "COALESCE(c.awaits_due, c.due)", "c.id", alone, func(a *arm) { a.add("c.awaits = ?", models.AwaitsAnswer) })
	add(models.WithheldWork, "card_rows", "c.due", "c.id", alone, func(a *arm) { a.add("c.state = ?", models.Withheld) })
	add(models.IncidentWork, "incident_rows", "c.raised", "c.id", alone, func(a *arm) { a.add("c.settled IS NULL") })
	for _, kind := range []models.WorkKind{models.PendingWork, models.DemandWork} {
		add(kind, "wait_rows", "c.since", "c.subject", "c.line", func(a *arm) { a.add("c.kind = ?", string(kind)) })
	}
	return l
}

func keyOfWork(w models.Work) workKey {
	switch {
	case w.Card != nil:
		return workKey{w.Kind, w.Card.ID, 0}
	case w.Incident != nil:
		return workKey{w.Kind, w.Incident.ID, 0}
	default:
		return workKey{w.Kind, w.Wait.Subject, w.Wait.Line}
	}
}

// workRows reads the rows behind keys, one statement for each table.
func (s *Store) workRows(ctx context.Context, keys []workKey) (map[workKey]models.Work, error) {
	ids := map[models.WorkKind][]string{}
	for _, k := range keys {
		ids[k.Kind] = append(ids[k.Kind], k.ID)
	}
	found := map[workKey]models.Work{}
	keep := func(w models.Work) { found[keyOfWork(w)] = w }
	var cards []cardRecord
	if err := s.some(ctx, &cards, "id", append(ids[models.CardWork], ids[models.WithheldWork]...)); err != nil {
		return nil, err
	}
	for _, r := range cards {
		at := r.Due
		if r.AwaitsDue != nil {
			at = *r.AwaitsDue
		}
		keep(models.Work{Kind: models.CardWork, At: at, Card: &r.CardRow})
		keep(models.Work{Kind: models.WithheldWork, At: r.Due, Card: &r.CardRow})
	}
	var waits []models.WaitRow
	if err := s.some(ctx, &waits, "subject", append(ids[models.PendingWork], ids[models.DemandWork]...)); err != nil {
		return nil, err
	}
	for _, r := range waits {
		keep(models.Work{Kind: models.WorkKind(r.Kind), At: r.Since, Wait: &r})
	}
	var incidents []models.IncidentRow
	if err := s.some(ctx, &incidents, "id", ids[models.IncidentWork]); err != nil {
		return nil, err
	}
	for _, r := range incidents {
		keep(models.Work{Kind: models.IncidentWork, At: r.Raised, Incident: &r})
	}
	return found, nil
}

// some reads the rows with one of these values in a column; none for none.
func (s *Store) some(ctx context.Context, into any, column string, values []string) error {
	if len(values) == 0 {
		return nil
	}
	return s.from(ctx).Where(column+" IN ?", values).Find(into).Error
}

package store

import (
	"context"
	"fmt"

	"mingcha/models"
)

// Card returns the summary of a warning or card.
func (s *Store) Card(ctx context.Context, id string) (models.CardRow, error) {
	var r cardRecord
	if err := s.from(ctx).Where("id = ?", id).Take(&r).Error; err != nil {
		return models.CardRow{}, fmt.Errorf("read card %s: %w", id, missing(err, "no_such_card", "there is no such card"))
	}
	return r.CardRow, nil
}

// CardsOf returns the warnings and cards that were issued on a subject, in the order in which they fell due.
func (s *Store) CardsOf(ctx context.Context, subject string) ([]models.CardRow, error) {
	var records []cardRecord
	if err := s.from(ctx).Where("subject = ?", subject).Order("due, id").Find(&records).Error; err != nil {
		return nil, fmt.Errorf("read the cards of %s: %w", subject, err)
	}
	return cardRows(records), nil
}

func cardRows(records []cardRecord) []models.CardRow {
	rows := make([]models.CardRow, len(records))
	for i, r := range records {
		rows[i] = r.CardRow
	}
	return rows
}

// Cards returns one page of warnings and cards.
func (s *Store) Cards(ctx context.Context, f models.CardFilter) (models.CardPage, error) {
	id, place := func(r cardRecord) string { return r.ID }, func(r cardRecord) any {
		if f.Queue != models.AwaitsNothing {
			return *r.AwaitsDue
		}
		return r.Due
	}
	records, next, err := listed(ctx, s, cardList(f), f.Page, id, place)
	if err != nil {
		return models.CardPage{}, fmt.Errorf("list cards: %w", err)
	}
	return models.CardPage{Cards: cardRows(records), Next: next}, nil
}

// queue walks the cards that wait for one thing, in the order in which they fall due.
func queue(f models.CardFilter, scope []models.PathRange) list {
	var l list
	for _, r := range scope {
		a := arm{from: "card_rows c", keys: []string{"c.awaits_due", "c.id"}}
		a.addAll(queued(f))
		a.addAll(inRange("c.", r))
		l.arms = append(l.arms, a)
	}
	return l
}

func queued(f models.CardFilter) conds {
	c := conds{sql: []string{"c.awaits = ?", "c.awaits_due IS NOT NULL"}, args: []any{f.Queue}}
	if !f.Before.IsZero() {
		c.add("c.awaits_due < ?", instant(f.Before))
	}
	c.addAll(cardConds(f))
	return c
}

// CountCards says how many cards are in a queue.
func (s *Store) CountCards(ctx context.Context, f models.CardFilter) (int, error) {
	where := queued(f)
	where.addAll(inScope("c.", disjoint(f.Scope)))
	var n int
	err := s.from(ctx).Raw("SELECT COUNT(*) FROM card_rows c WHERE "+where.String(), where.args...).Scan(&n).Error
	if err != nil {
		return 0, fmt.Errorf("count the cards that wait for %s: %w", f.Queue, err)
	}
	return n, nil
}

// cardList walks the open cards, the withheld ones, those of a unit, an item or a level, or the list of each division.
func cardList(f models.CardFilter) list {
	scope := disjoint(f.Scope)
	l := list{down: true}
	if len(scope) == 0 {
		return l
	}
	narrow := arm{from: "card_rows c", keys: []string{"c.due", "c.id"}}
	narrow.addAll(cardConds(f))
	within := func(more string, args ...any) arm {
		a := arm{from: narrow.from, keys: narrow.keys}
		a.add(more, args...)
		a.addAll(narrow.conds)
		return a
	}
	switch {
	case f.Queue != models.AwaitsNothing:
		return queue(f, scope)
	case f.Open:
		for _, r := range scope {
			a := within("c.awaits = ?", models.AwaitsAnswer)
			a.addAll(inRange("c.", r))
			l.arms = append(l.arms, a)
		}
	case f.Rules != nil || !f.Issued.IsZero() || f.Case != "" || f.Withheld || f.Level > models.NoLevel || f.Unit != "" || f.Item != "":
		narrow.addAll(inScope("c.", scope))
		l.arms = []arm{narrow}
	case f.Status != "":
		for level := models.Warning; level <= models.Red; level++ {
			a := within("c.level = ?", level)
			a.addAll(inScope("c.", scope))
			l.arms = append(l.arms, a)
		}
	default:
		for _, r := range scope {
			l.arms = append(l.arms, placeArm(models.CardKind, r, narrow, f.Due))
		}
	}
	return l
}

func cardConds(f models.CardFilter) conds {
	var c conds
	if f.Case != "" {
		c.add("c.root = ?", f.Case)
	}
	if f.Withheld {
		c.add("c.state = ?", models.Withheld)
	}
	if f.Level > models.NoLevel {
		c.add("c.level = ?", f.Level)
	}
	if f.Unit != "" {
		c.add("c.unit = ?", f.Unit)
	}
	if f.Item != "" {
		c.add("c.item = ?", f.Item)
	}
	if f.Status != "" {
		c.add("c.status = ?", f.Status)
	}
	if f.Rules != nil {
		c.add("c.rule IN ?", f.Rules)
	}
	c.during("c.due", f.Due)
	c.during("c.issued", f.Issued)
	return c
}

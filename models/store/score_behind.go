package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/score"
)

// hits are the cases of one object for which a number's conditions hold: their places in the order of decision, and IDs.
type hits struct {
	positions []int
	ids       []string
}

// inRows returns the hits of every object that has any.
func (s *Store) inRows(ctx context.Context, ask score.Ask, n score.Number) (map[string]hits, error) {
	p, err := s.poolOf(ctx, ask, n.Of, n.Over)
	if err != nil {
		return nil, err
	}
	holds := s.tongue().holds(n, ask.Period)
	statement := "SELECT " + p.who + ", c.id, CASE WHEN " + holds.String() + " THEN 1 ELSE 0 END AS hit FROM " + p.from +
		" WHERE " + p.String() + " ORDER BY c.decided, c.id"
	out, places := map[string]hits{}, map[string]int{}
	err = s.eachRow(ctx, statement, slices.Concat(holds.args, p.args), 2, 1, func(keys []string, hit []int64) {
		for _, object := range p.of(keys[0]) {
			places[object]++
			if hit[0] == 1 {
				h := out[object]
				out[object] = hits{append(h.positions, places[object]), append(h.ids, keys[1])}
			}
		}
	})
	return out, err
}

// Behind returns one page of the IDs of the cases or cards on which a base number of one object rests, in one statement.
// There are as many of them as the number says; of a number of rows, the cases that make them up.
func (s *Store) Behind(ctx context.Context, ask score.Ask, n score.Number, object string, page models.Page) (ids []string, next string, err error) {
	if len(disjoint(ask.Scope)) == 0 {
		return nil, "", nil
	}
	if n.InRow > 0 {
		ids, err := s.behindRows(ctx, ask, n, object)
		return ids, "", err
	}
	k := stocks[n.Of]
	where := k.within(ask, n.Over)
	where.addAll(s.tongue().holds(n, ask.Period))
	where.addAll(s.of(ask, n, object))
	cursor := list{text: true, arms: []arm{{keys: []string{"c.id"}}}}
	after, err := cursor.decode(page.Cursor)
	if err != nil {
		return nil, "", err
	}
	if len(after) > 0 {
		where.add("c.id > ?", after...)
	}
	statement := fmt.Sprintf("SELECT c.id FROM %s c WHERE %s ORDER BY c.id LIMIT %d", k.table, where, rowsOf(page)+1)
	if err := s.from(ctx).Raw(statement, where.args...).Scan(&ids).Error; err != nil {
		return nil, "", fmt.Errorf("list what is behind %s: %w", n.Name, err)
	}
	ids, more := cut(ids, page)
	if more {
		next = cursorOf(ids[len(ids)-1])
	}
	return ids, next, nil
}

// of is the condition that row c is the object's.
func (s *Store) of(ask score.Ask, n score.Number, object string) conds {
	var c conds
	if len(ask.Seats) == 0 {
		c.add("c.unit = ?", object)
		return c
	}
	var accounts []string
	for _, seat := range ask.Seats {
		if seat.Object == object {
			accounts = append(accounts, seat.Account)
		}
	}
	if n.Of.Kind() == models.CardKind {
		c.add("c.holder IN ?", accounts)
		return c
	}
	var either conds
	for _, by := range s.tongue().doers(n.Of) {
		either.addAll(by.any(accounts))
	}
	c.add("("+strings.Join(either.sql, " OR ")+")", either.args...)
	return c
}

// behindRows returns the cases that make up an object's rows.
func (s *Store) behindRows(ctx context.Context, ask score.Ask, n score.Number, object string) ([]string, error) {
	rows, err := s.inRows(ctx, alone(ask, object), n)
	if err != nil {
		return nil, fmt.Errorf("list what is behind %s: %w", n.Name, err)
	}
	_, members := score.InRow(rows[object].positions, n.InRow)
	var ids []string
	for i, place := range rows[object].positions {
		if slices.Contains(members, place) {
			ids = append(ids, rows[object].ids[i])
		}
	}
	return ids, nil
}

// alone asks for one object only.
func alone(ask score.Ask, object string) score.Ask {
	if len(ask.Seats) > 0 {
		ask.Seats = slices.DeleteFunc(slices.Clone(ask.Seats), func(seat score.Seat) bool { return seat.Object != object })
		if len(ask.Seats) == 0 {
			ask.Scope = nil
		}
		return ask
	}
	ask.Scope = slices.Clone(ask.Scope)
	for i := range ask.Scope {
		if ask.Scope[i].Unit == "" {
			ask.Scope[i].Unit = object
		}
	}
	return ask
}

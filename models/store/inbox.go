package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"mingcha/models"
)

// Inbox returns one page of the tasks of some persons and the posts they hold, what is most urgent first, and the size
// of every section. Three statements, whatever the number of tasks.
func (s *Store) Inbox(ctx context.Context, f models.TaskFilter) (models.Inbox, error) {
	var box models.Inbox
	if err := s.countInbox(ctx, f, &box); err != nil {
		return models.Inbox{}, fmt.Errorf("count the inbox: %w", err)
	}
	l := taskList(f)
	sql, args, err := l.query(f.Page)
	if err != nil || sql == "" {
		return box, err
	}
	var keys []struct{ K1, K2, K3 string }
	if err := s.from(ctx).Raw(sql, args...).Scan(&keys).Error; err != nil {
		return models.Inbox{}, fmt.Errorf("list the inbox: %w", err)
	}
	keys, more := cut(keys, f.Page)
	order := make([]taskKey, len(keys))
	subjects := make([]string, len(keys))
	for i, k := range keys {
		order[i], subjects[i] = taskKey{k.K1, k.K2, k.K3}, k.K1
	}
	var records []taskRecord
	if err := s.from(ctx).Where("subject IN ?", subjects).Find(&records).Error; err != nil {
		return models.Inbox{}, fmt.Errorf("list the inbox: %w", err)
	}
	records = inOrder(order, records, taskRecord.key)
	box.Tasks = taskRows(records)
	if more && len(records) > 0 {
		last := records[len(records)-1]
		box.Next = cursorOf(last.UrgentAt, last.Subject, last.Step, last.Account)
	}
	return box, nil
}

// place is a desk, and the items for which it is shown; none for all.
type place struct {
	desk  string
	items []string
}

// desks are the places in which a person's tasks lie, each once.
func desks(f models.TaskFilter) (mine, pool []place) {
	add := func(to *[]place, desk string, items []string) {
		i := slices.IndexFunc(*to, func(p place) bool { return p.desk == desk })
		switch {
		case i < 0:
			*to = append(*to, place{desk, slices.Clone(items)})
		case (*to)[i].items != nil:
			(*to)[i].items = append((*to)[i].items, items...)
		}
	}
	put := func(accounts []string, posts []models.Post, items []string) {
		for _, a := range accounts {
			if a != "" {
				add(&mine, personDesk(a), items)
			}
		}
		for _, p := range posts {
			if p.Role != "" && p.Unit != "" {
				add(&pool, poolDesk(p), items)
			}
		}
	}
	put(f.Accounts, f.Posts, nil)
	for _, l := range f.Lent {
		put([]string{l.Account}, l.Posts, l.Items)
	}
	return mine, pool
}

func taskList(f models.TaskFilter) list {
	mine, pool := desks(f)
	shown := append(slices.Clone(mine), pool...)
	switch f.Section {
	case models.Mine:
		shown = mine
	case models.Pool:
		shown = pool
	}
	var l list
	for _, place := range shown {
		a := arm{from: "task_rows t", keys: []string{"t.urgent_at", "t.subject", "t.step", "t.account"}}
		a.add("t.desk = ?", place.desk)
		if place.items != nil {
			a.add("t.item IN ?", place.items)
		}
		switch f.Section {
		case models.NearlyIn:
			a.add("t.urgent_at >= ? AND t.urgent_at < ?", instant(f.Now), instant(f.Soon))
		case models.LateIn:
			a.add("t.urgent_at < ?", instant(f.Now))
		}
		if f.Item != "" {
			a.add("t.item = ?", f.Item)
		}
		l.arms = append(l.arms, a)
	}
	return l
}

func (s *Store) countInbox(ctx context.Context, f models.TaskFilter, box *models.Inbox) error {
	mine, pool := desks(f)
	where, args := strings.Builder{}, []any{instant(f.Now), instant(f.Soon), instant(f.Now)}
	var whole []string
	for _, p := range append(slices.Clone(mine), pool...) {
		if p.items == nil {
			whole = append(whole, p.desk)
			continue
		}
		where.WriteString(" OR desk = ? AND item IN ?")
		args = append(args, p.desk, p.items)
	}
	if len(mine)+len(pool) == 0 {
		return nil
	}
	var groups []struct {
		Desk string
		N    int
		Near int
		Late int
	}
	err := s.from(ctx).Raw(`SELECT desk, COUNT(*) AS n,
			SUM(CASE WHEN urgent_at >= ? AND urgent_at < ? THEN 1 ELSE 0 END) AS near,
			SUM(CASE WHEN urgent_at < ? THEN 1 ELSE 0 END) AS late
		FROM task_rows WHERE desk IN ?`+where.String()+` GROUP BY desk`,
		slices.Insert(args, 3, any(whole))...).Scan(&groups).Error
	for _, g := range groups {
		if len(g.Desk) > len("person ") && g.Desk[:len("person ")] == "person " {
			box.Mine += g.N
		} else {
			box.Pool += g.N
		}
		box.Near += g.Near
		box.Late += g.Late
	}
	return err
}

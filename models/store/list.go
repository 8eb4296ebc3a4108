package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingcha/models"
)

// Rows of one page.
const (
	usualRows = 50
	maxRows   = 200
)

// list is an ordered list that is merged from arms. Each arm walks one index in the list's order and stops after a
// page; no arm means that there is nothing to show.
type list struct {
	arms []arm
	down bool // the greatest key first
	text bool // the first key is text, not an instant
}

// arm is one way into a list.
type arm struct {
	from string
	keys []string // columns of the order; the last ones tell rows apart
	conds
}

// conds are conditions that must all hold.
type conds struct {
	sql  []string
	args []any
}

func (c *conds) add(sql string, args ...any) {
	c.sql = append(c.sql, sql)
	c.args = append(c.args, args...)
}

func (c *conds) addAll(other conds) {
	c.sql = append(c.sql, other.sql...)
	c.args = append(c.args, other.args...)
}

func (c conds) String() string { return strings.Join(c.sql, " AND ") }

// query returns the statement that selects the keys of a page, all but the first key, and one row more than the page
// holds. The empty statement means an empty list.
func (l list) query(p models.Page) (sql string, args []any, err error) {
	after, err := l.decode(p.Cursor)
	if err != nil {
		return "", nil, err
	}
	var parts []string
	for i, a := range l.arms {
		part, partArgs := l.armQuery(a, after, rowsOf(p)+1)
		parts = append(parts, fmt.Sprintf("SELECT * FROM (%s) a%d", part, i))
		args = append(args, partArgs...)
	}
	if len(parts) == 0 {
		return "", nil, nil
	}
	n := len(l.arms[0].keys)
	sql = fmt.Sprintf("SELECT %s FROM (%s) u ORDER BY %s LIMIT %d",
		strings.Join(numbered(n)[1:], ", "), strings.Join(parts, " UNION ALL "), l.order(numbered(n)), rowsOf(p)+1)
	return sql, args, nil
}

// listed reads one page of a list in two statements: the IDs of the page from an index, then its rows. placeOf is the first
// key of a row. The cursor is that of the next page, "" on the last.
func listed[R any](ctx context.Context, s *Store, l list, p models.Page, idOf func(R) string, placeOf func(R) any) (rows []R, next string, err error) {
	sql, args, err := l.query(p)
	if err != nil || sql == "" {
		return nil, "", err
	}
	var ids []string
	if err := s.from(ctx).Raw(sql, args...).Scan(&ids).Error; err != nil {
		return nil, "", err
	}
	ids, more := cut(ids, p)
	if err := s.from(ctx).Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, "", err
	}
	rows = inOrder(ids, rows, idOf)
	if last := len(rows) - 1; more && last >= 0 {
		next = cursorOf(placeOf(rows[last]), idOf(rows[last]))
	}
	return rows, next, nil
}

func (l list) armQuery(a arm, after []any, limit int) (string, []any) {
	names := numbered(len(a.keys))
	columns := make([]string, len(a.keys))
	for i, k := range a.keys {
		columns[i] = k + " AS " + names[i]
	}
	where := conds{sql: slices.Clone(a.sql), args: slices.Clone(a.args)}
	if len(after) == len(a.keys) {
		where.addAll(l.beyond(a.keys, after))
	}
	return fmt.Sprintf("SELECT %s FROM %s WHERE %s ORDER BY %s LIMIT %d",
		strings.Join(columns, ", "), a.from, where, l.order(a.keys), limit), where.args
}

// beyond is the condition for rows after the given key. The first comparison lets every database use its index.
func (l list) beyond(keys []string, after []any) conds {
	than := " > "
	if l.down {
		than = " < "
	}
	sql, args := keys[len(keys)-1]+than+"?", []any{after[len(keys)-1]}
	for i := len(keys) - 2; i >= 0; i-- {
		sql = fmt.Sprintf("(%s%s? OR (%s = ? AND %s))", keys[i], than, keys[i], sql)
		args = append([]any{after[i], after[i]}, args...)
	}
	bound := strings.TrimSpace(than) + "= ?"
	return conds{sql: []string{keys[0] + " " + bound, sql}, args: append([]any{after[0]}, args...)}
}

func (l list) order(keys []string) string {
	if !l.down {
		return strings.Join(keys, ", ")
	}
	return strings.Join(keys, " DESC, ") + " DESC"
}

func numbered(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("k%d", i)
	}
	return names
}

// begins refuses a span without a beginning: a table that grows for ever is read from an instant on.
func begins(span models.Span) error {
	if span.From.IsZero() {
		return models.Faulty("the span has no beginning", []models.Fault{{Field: "/from", Rule: "required"}})
	}
	return nil
}

func rowsOf(p models.Page) int {
	if p.Limit <= 0 {
		return usualRows
	}
	return min(p.Limit, maxRows)
}

// cursorOf is the opaque form of a key. Instants travel in their own text form.
func cursorOf(keys ...any) string {
	texts := make([]string, len(keys))
	for i, k := range keys {
		texts[i] = fmt.Sprint(k)
		if t, ok := k.(time.Time); ok {
			texts[i] = instant(t).Format(time.RFC3339Nano)
		}
	}
	raw, _ := json.Marshal(texts) // texts always marshal
	return base64.RawURLEncoding.EncodeToString(raw)
}

func (l list) decode(cursor string) ([]any, error) {
	if cursor == "" {
		return nil, nil
	}
	var texts []string
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(raw, &texts)
	}
	if err != nil || len(l.arms) > 0 && len(texts) != len(l.arms[0].keys) {
		return nil, badCursor()
	}
	keys := make([]any, len(texts))
	for i, t := range texts {
		keys[i] = t
	}
	if !l.text && len(texts) > 0 {
		at, err := time.Parse(time.RFC3339Nano, texts[0])
		if err != nil {
			return nil, badCursor()
		}
		keys[0] = at
	}
	return keys, nil
}

func badCursor() error {
	return models.Faulty("the page is not one of this list", []models.Fault{{Field: "/cursor", Rule: "cursor"}})
}

// cut drops the row beyond the page and says whether there was one.
func cut[T any](rows []T, p models.Page) (kept []T, more bool) {
	if len(rows) > rowsOf(p) {
		return rows[:rowsOf(p)], true
	}
	return rows, false
}

// inOrder puts rows that were read in any order into the order of their keys.
func inOrder[K comparable, T any](keys []K, rows []T, keyOf func(T) K) []T {
	place := make(map[K]int, len(keys))
	for i, k := range keys {
		place[k] = i
	}
	rows = slices.DeleteFunc(rows, func(r T) bool { _, known := place[keyOf(r)]; return !known })
	slices.SortFunc(rows, func(a, b T) int { return place[keyOf(a)] - place[keyOf(b)] })
	return rows
}

package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
)

// Figures returns the base numbers (绩效基数) of every object that has any. It takes one statement per source and time that
// the numbers use, one for working days and one for each number of rows, and for windows and persons one more for each of
// these that asks who worked on a case, however many cases and objects there are.
func (s *Store) Figures(ctx context.Context, ask score.Ask) (map[string]score.Figures, error) {
	out := map[string]score.Figures{}
	if len(disjoint(ask.Scope)) == 0 {
		return out, nil
	}
	for _, source := range score.Sources() {
		for _, over := range []score.Over{score.OverPeriod, score.OverYear} {
			if err := s.countEach(ctx, ask, source, over, out); err != nil {
				return nil, fmt.Errorf("count base numbers of %s cases and cards: %w", source, err)
			}
		}
	}
	if err := s.countDays(ctx, ask, out); err != nil {
		return nil, fmt.Errorf("count working days: %w", err)
	}
	for _, n := range ask.Numbers {
		if n.InRow == 0 {
			continue
		}
		rows, err := s.inRows(ctx, ask, n)
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", n.Name, err)
		}
		for object, hits := range rows {
			count, _ := score.InRow(hits.positions, n.InRow)
			add := figuresOf(out, object)
			add[n.Name] = float64(count)
		}
	}
	return out, nil
}

func figuresOf(out map[string]score.Figures, object string) score.Figures {
	if out[object] == nil {
		out[object] = score.Figures{}
	}
	return out[object]
}

// pool is what is counted, and by which column its rows are somebody's: a unit's, or of windows and persons a case's or
// the holder's of a card.
type pool struct {
	from string
	who  string
	conds
	owners map[string][]string // by who: the objects; nil: who is the object
}

// of lists the objects that a row counts for.
func (p pool) of(who string) []string {
	if p.owners == nil {
		return []string{who}
	}
	return p.owners[who]
}

// poolOf returns the rows of a source over a time. A person's cases are those in which the person has acted; a case in
// which several people of one window have acted counts once. A complaint counts for the people complained of, or if nobody
// is named for those who acted in the case that it is about.
func (s *Store) poolOf(ctx context.Context, ask score.Ask, source score.Source, over score.Over) (pool, error) {
	k := stocks[source]
	p := pool{from: k.table + " c", who: "c.unit", conds: k.within(ask, over)}
	if len(ask.Seats) == 0 {
		return p, nil
	}
	objects := map[string][]string{}
	for _, seat := range ask.Seats {
		objects[seat.Account] = append(objects[seat.Account], seat.Object)
	}
	if source.Kind() == models.CardKind {
		p.who, p.owners = "c.holder", objects
		return p, nil
	}
	p.who, p.owners = "c.id", map[string][]string{}
	for _, by := range s.tongue().doers(source) {
		if err := s.owned(ctx, p, by, objects); err != nil {
			return p, err
		}
	}
	return p, nil
}

// owned notes for each row of a pool the objects whose people have had a hand in it.
func (s *Store) owned(ctx context.Context, p pool, by doer, objects map[string][]string) error {
	statement, args := by.pairs(p)
	return s.eachRow(ctx, statement, args, 2, 0, func(keys []string, _ []int64) {
		for _, account := range strings.Split(keys[1], ",") {
			for _, object := range objects[account] {
				if !slices.Contains(p.owners[keys[0]], object) {
					p.owners[keys[0]] = append(p.owners[keys[0]], object)
				}
			}
		}
	})
}

// sums is a column for each number: how many rows count for it.
func (t tongue) sums(numbers []score.Number, p score.Period) (columns string, args []any) {
	for i, n := range numbers {
		c := t.holds(n, p)
		columns += fmt.Sprintf(", SUM(CASE WHEN %s THEN 1 ELSE 0 END) AS n%d", c, i)
		args = append(args, c.args...)
	}
	return columns, args
}

func (s *Store) countEach(ctx context.Context, ask score.Ask, source score.Source, over score.Over, out map[string]score.Figures) error {
	numbers := chosen(ask.Numbers, func(n score.Number) bool {
		return n.Of == source && n.Over == over && n.Sum == score.Each && n.InRow == 0
	})
	if len(numbers) == 0 {
		return nil
	}
	p, err := s.poolOf(ctx, ask, source, over)
	if err != nil {
		return err
	}
	columns, args := s.tongue().sums(numbers, ask.Period)
	statement := "SELECT " + p.who + " AS who" + columns + " FROM " + p.from + " WHERE " + p.String() + " GROUP BY " + p.who
	return s.eachRow(ctx, statement, slices.Concat(args, p.args), 1, len(numbers), func(keys []string, counts []int64) {
		for _, object := range p.of(keys[0]) {
			for i, n := range numbers {
				figuresOf(out, object)[n.Name] += float64(counts[i])
			}
		}
	})
}

// eachRow runs a statement whose rows are some texts and then some counts.
func (s *Store) eachRow(ctx context.Context, statement string, args []any, texts, counts int, take func(keys []string, counts []int64)) error {
	rows, err := s.from(ctx).Raw(statement, args...).Rows()
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err says it
	cells, numbers := make([]sql.NullString, texts), make([]int64, counts)
	var into []any
	for i := range cells {
		into = append(into, &cells[i])
	}
	for i := range numbers {
		into = append(into, &numbers[i])
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		keys := make([]string, texts)
		for i, c := range cells {
			keys[i] = c.String
		}
		take(keys, numbers)
	}
	return rows.Err()
}

// The seconds to the day of an instant in Asia/Shanghai, and to the last day before a due instant.
const (
	shanghai = 8 * 60 * 60
	lastDay  = shanghai - 1
)

// countDays adds up working days. The database counts cases by their days, and the calendar of their division says how
// many of these were working days.
func (s *Store) countDays(ctx context.Context, ask score.Ask, out map[string]score.Figures) error {
	numbers := chosen(ask.Numbers, func(n score.Number) bool { return n.Sum != score.Each })
	if len(numbers) == 0 {
		return nil
	}
	if ask.Calendar == nil {
		return fmt.Errorf("no calendar for %s", numbers[0].Name)
	}
	p, err := s.poolOf(ctx, ask, score.Decided, score.OverPeriod)
	if err != nil {
		return err
	}
	t := s.tongue()
	day := func(column string, seconds int) string { return fmt.Sprintf(t.dayOf, column, seconds) }
	by := strings.Join([]string{
		p.who, "c.path", day("c.accepted", shanghai), day("c.decided", shanghai), day("c.promised_due", lastDay), day("c.statutory_due", lastDay),
	}, ", ")
	columns, args := t.sums(numbers, ask.Period)
	statement := "SELECT " + by + columns + " FROM " + p.from + " WHERE " + p.String() + " AND c.accepted IS NOT NULL GROUP BY " + by
	return s.eachRow(ctx, statement, slices.Concat(args, p.args), 6, len(numbers), func(keys []string, counts []int64) {
		cal := ask.Calendar(keys[1])
		days := map[score.Measure]int{
			score.UsedDays: workdays(cal, keys[2], keys[3]), score.PromisedDays: workdays(cal, keys[2], keys[4]),
			score.StatutoryDays: workdays(cal, keys[2], keys[5]),
		}
		for _, object := range p.of(keys[0]) {
			for i, n := range numbers {
				figuresOf(out, object)[n.Name] += float64(counts[i]) * float64(days[n.Sum])
			}
		}
	})
}

// workdays counts the working days after one day up to another; none if there is no other.
func workdays(cal *clock.Calendar, after, last string) int {
	from, err := clock.ParseDate(after)
	if err != nil {
		return 0
	}
	to, err := clock.ParseDate(last)
	if err != nil {
		return 0
	}
	n := 0
	for d := from + 1; d <= to; d++ {
		if cal.Workday(d) {
			n++
		}
	}
	return n
}

func chosen(numbers []score.Number, fits func(score.Number) bool) []score.Number {
	var out []score.Number
	for _, n := range numbers {
		if fits(n) {
			out = append(out, n)
		}
	}
	return out
}

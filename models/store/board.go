package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
)

// unitTally is the tally of one unit as the database groups it.
type unitTally struct {
	Path string
	Unit string
	models.Tally
}

// Board returns the supervision board in three statements: open cases from their own narrow index, open cards from
// theirs, and the trend from the daily counts. None touches the rows of cases.
func (s *Store) Board(ctx context.Context, f models.BoardFilter) (models.Board, error) {
	var b models.Board
	scope := disjoint(f.Scope)
	if len(scope) == 0 {
		return b, nil
	}
	cases, err := s.tallyCases(ctx, f, scope)
	if err != nil {
		return b, fmt.Errorf("count open cases: %w", err)
	}
	cards, err := s.tallyCards(ctx, scope)
	if err != nil {
		return b, fmt.Errorf("count open cards: %w", err)
	}
	b.Days, err = s.days(ctx, f, scope)
	if err != nil {
		return b, fmt.Errorf("count by day: %w", err)
	}
	spread(&b, scope, append(cases, cards...))
	return b, nil
}

func (s *Store) tallyCases(ctx context.Context, f models.BoardFilter, scope []models.PathRange) ([]unitTally, error) {
	const columns = `SELECT path, unit, COUNT(*) AS open,
		SUM(CASE WHEN urgent >= ? AND urgent < ? THEN 1 ELSE 0 END) AS near,
		SUM(CASE WHEN urgent < ? THEN 1 ELSE 0 END) AS late,
		SUM(CASE WHEN acted < ? OR incident = 1 THEN 1 ELSE 0 END) AS stalled,
		SUM(CASE WHEN withheld = 1 THEN 1 ELSE 0 END) AS withheld,
		SUM(CASE WHEN level = 1 THEN 1 ELSE 0 END) AS warned,
		SUM(CASE WHEN level = 2 THEN 1 ELSE 0 END) AS yellow,
		SUM(CASE WHEN level = 3 THEN 1 ELSE 0 END) AS red
		FROM case_rows WHERE live = 1 AND `
	now, soon, stalled := instant(f.Now), instant(f.Soon), instant(f.Stalled)
	sql, args := perRange(columns, " GROUP BY path, unit", scope, now, soon, now, stalled)
	var out []unitTally
	return out, s.from(ctx).Raw(sql, args...).Scan(&out).Error
}

func (s *Store) tallyCards(ctx context.Context, scope []models.PathRange) ([]unitTally, error) {
	const columns = `SELECT path, unit,
		SUM(CASE WHEN level = 2 THEN 1 ELSE 0 END) AS open_yellow,
		SUM(CASE WHEN level = 3 THEN 1 ELSE 0 END) AS open_red
		FROM card_rows WHERE awaits = 'answer' AND `
	sql, args := perRange(columns, " GROUP BY path, unit", scope)
	var out []unitTally
	return out, s.from(ctx).Raw(sql, args...).Scan(&out).Error
}

func (s *Store) days(ctx context.Context, f models.BoardFilter, scope []models.PathRange) ([]models.DayCount, error) {
	where := inScope("", scope)
	var out []models.DayCount
	err := s.from(ctx).Raw(`SELECT day, SUM(submitted) AS submitted, SUM(accepted) AS accepted, SUM(decided) AS decided,
			SUM(ended) AS ended, SUM(warnings) AS warnings, SUM(yellows) AS yellows, SUM(reds) AS reds
		FROM daily_counts WHERE day >= ? AND day <= ? AND `+where.String()+` GROUP BY day ORDER BY day`,
		append([]any{clock.DateOf(f.From).String(), clock.DateOf(f.To).String()}, where.args...)...).Scan(&out).Error
	return out, err
}

// perRange asks the same of every range in one statement, each on its own stretch of the index.
func perRange(head, tail string, scope []models.PathRange, args ...any) (string, []any) {
	parts := make([]string, len(scope))
	var all []any
	for i, r := range scope {
		where := inRange("", r)
		parts[i] = head + where.String() + tail
		all = append(append(all, args...), where.args...)
	}
	return strings.Join(parts, " UNION ALL "), all
}

// spread adds the units' tallies up to the whole, to the child divisions of each range, and to the units directly in it.
func spread(b *models.Board, scope []models.PathRange, units []unitTally) {
	type key struct{ path, unit string }
	divisions, here := map[key]*models.Place{}, map[key]*models.Place{}
	at := func(m map[key]*models.Place, k key) *models.Place {
		if m[k] == nil {
			m[k] = &models.Place{Path: k.path, Unit: k.unit}
		}
		return m[k]
	}
	for _, u := range units {
		add(&b.Total, u.Tally)
		if child := childOf(scope, u.Path); child != "" {
			add(&at(divisions, key{path: child}).Tally, u.Tally)
		} else {
			add(&at(here, key{u.Path, u.Unit}).Tally, u.Tally)
		}
	}
	b.Divisions, b.Units = inPathOrder(slices.Collect(maps.Values(divisions))), inPathOrder(slices.Collect(maps.Values(here)))
}

func inPathOrder(places []*models.Place) []models.Place {
	slices.SortFunc(places, func(a, b *models.Place) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Unit, b.Unit))
	})
	out := make([]models.Place, len(places))
	for i, p := range places {
		out[i] = *p
	}
	return out
}

// childOf returns the path of the division one step below the range in which the path lies; "" if it is the range's own.
func childOf(scope []models.PathRange, path string) string {
	path = strings.TrimSuffix(path, "/")
	for _, r := range scope {
		below, inside := strings.CutPrefix(path, r.Root()+"/")
		if !inside {
			continue
		}
		first, _, _ := strings.Cut(below, "/")
		return r.Root() + "/" + first + "/"
	}
	return ""
}

func add(t *models.Tally, u models.Tally) {
	t.Open += u.Open
	t.Near += u.Near
	t.Late += u.Late
	t.Stalled += u.Stalled
	t.Withheld += u.Withheld
	t.Warned += u.Warned
	t.Yellow += u.Yellow
	t.Red += u.Red
	t.OpenYellow += u.OpenYellow
	t.OpenRed += u.OpenRed
}

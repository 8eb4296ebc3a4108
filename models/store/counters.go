package store

import (
	"context"
	"fmt"

	"mingcha/models"
	"mingcha/models/score"
)

// CardCounters counts the signals that were issued in a span, for each unit, or for each person who held the file. One
// whose place a graver one has taken counts as that one only.
func (s *Store) CardCounters(ctx context.Context, f models.CounterFilter) ([]models.CardCounter, error) {
	scope := disjoint(f.Scope)
	if len(scope) == 0 {
		return nil, nil
	}
	var where conds
	where.add("c.issued >= ? AND c.issued < ?", instant(f.Span.From), instant(f.Span.To))
	where.addAll(inScope("c.", scope))
	if f.Unit != "" {
		where.add("c.unit = ?", f.Unit)
	}
	by := "c.unit, c.path"
	who := by + ", '' AS holder"
	if f.Person {
		by += ", c.holder"
		who = by
		where.add("c.holder <> ''")
	}
	counts := "SUM(CASE WHEN c.withdrawn IS NULL AND c.cause <> ? AND c.level = %d AND NOT (" + superseded + ") THEN 1 ELSE 0 END) AS %s"
	statement := "SELECT " + who
	var args []any
	for level, name := range map[models.Level]string{models.Warning: "warnings", models.Yellow: "yellows", models.Red: "reds"} {
		statement += ", " + fmt.Sprintf(counts, level, name)
		args = append(args, score.CauseSelfCorrected, instant(f.Span.To))
	}
	statement += ", SUM(CASE WHEN c.withdrawn IS NOT NULL THEN 1 ELSE 0 END) AS withdrawn" +
		", SUM(CASE WHEN c.withdrawn IS NULL AND c.cause = ? THEN 1 ELSE 0 END) AS corrected" +
		" FROM card_rows c WHERE " + where.String() + " GROUP BY " + by + " ORDER BY " + by
	args = append(append(args, score.CauseSelfCorrected), where.args...)
	var out []models.CardCounter
	if err := s.from(ctx).Raw(statement, args...).Scan(&out).Error; err != nil {
		return nil, fmt.Errorf("count the signals of units: %w", err)
	}
	return out, nil
}

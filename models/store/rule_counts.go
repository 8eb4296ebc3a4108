package store

import (
	"context"
	"fmt"

	"mingcha/models"
)

// foundBy is where what rules found is kept, and what of it was found during a time.
func foundBy(kind models.Kind, scope []models.PathRange, during models.Span) (from, at string, where conds) {
	from, at = "card_rows c", "c.issued"
	if kind == models.LeadKind {
		from, at = "lead_rows c", "c.opened"
	}
	where = inScope("c.", disjoint(scope))
	where.during(at, during)
	return from, at, where
}

// UnitCounts says how many cards were issued against each unit, or leads opened on it, under each of some rules during a time.
func (s *Store) UnitCounts(ctx context.Context, kind models.Kind, rules []string, scope []models.PathRange, during models.Span) (map[string]map[string]int, error) {
	out := map[string]map[string]int{}
	if len(rules) == 0 {
		return out, nil
	}
	from, at, where := foundBy(kind, scope, during)
	statement := "SELECT c.unit, c.rule, COUNT(*) FROM " + from + " WHERE " + at + " IS NOT NULL AND c.rule IN ? AND " + where.String() + " GROUP BY c.unit, c.rule"
	err := s.eachRow(ctx, statement, append([]any{rules}, where.args...), 2, 1, func(keys []string, counts []int64) {
		if out[keys[0]] == nil {
			out[keys[0]] = map[string]int{}
		}
		out[keys[0]][keys[1]] = int(counts[0])
	})
	if err != nil {
		return nil, fmt.Errorf("count what rules found in each unit: %w", err)
	}
	return out, nil
}

// RuleCounts says how many cards were issued, or leads opened, under each rule during a time.
func (s *Store) RuleCounts(ctx context.Context, kind models.Kind, scope []models.PathRange, during models.Span) (map[string]int, error) {
	from, at, where := foundBy(kind, scope, during)
	out := map[string]int{}
	err := s.eachRow(ctx, "SELECT c.rule, COUNT(*) FROM "+from+" WHERE "+at+" IS NOT NULL AND "+where.String()+" GROUP BY c.rule", where.args, 1, 1,
		func(keys []string, counts []int64) { out[keys[0]] = int(counts[0]) })
	if err != nil {
		return nil, fmt.Errorf("count what rules found: %w", err)
	}
	return out, nil
}

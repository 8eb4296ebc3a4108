package store

import (
	"context"
	"fmt"

	"mingcha/models"
)

// RuleCounts says how many cards were issued, or leads opened, under each rule during a time.
func (s *Store) RuleCounts(ctx context.Context, kind models.Kind, scope []models.PathRange, during models.Span) (map[string]int, error) {
	from, at := "card_rows c", "c.issued"
	if kind == models.LeadKind {
		from, at = "lead_rows c", "c.opened"
	}
	where := inScope("c.", disjoint(scope))
	where.during(at, during)
	out := map[string]int{}
	err := s.eachRow(ctx, "SELECT c.rule, COUNT(*) FROM "+from+" WHERE "+at+" IS NOT NULL AND "+where.String()+" GROUP BY c.rule", where.args, 1, 1,
		func(keys []string, counts []int64) { out[keys[0]] = int(counts[0]) })
	if err != nil {
		return nil, fmt.Errorf("count what rules found: %w", err)
	}
	return out, nil
}

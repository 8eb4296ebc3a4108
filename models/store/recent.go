package store

import (
	"context"
	"fmt"

	"mingcha/models"
)

// Recent returns the open subjects that moved last and for which something lies ahead: those with a line that no seal
// covers yet, and those named.
func (s *Store) Recent(ctx context.Context, named []string) ([]models.Armed, error) {
	const moved = " WHERE armed_for IS NOT NULL AND (id IN (SELECT subject FROM heads WHERE changed IS NOT NULL) OR id IN ?)"
	const cases = "SELECT 'case' AS kind, id, unit, path, armed_for, armed_key FROM case_rows" + moved
	const cards = "SELECT 'card' AS kind, id, unit, path, armed_for, '' AS armed_key FROM card_rows" + moved
	if len(named) == 0 {
		named = []string{""}
	}
	var rows []armedRow
	for _, sql := range []string{cases, cards} {
		var some []armedRow
		if err := s.from(ctx).Raw(sql, named).Scan(&some).Error; err != nil {
			return nil, fmt.Errorf("find the subjects that moved last: %w", err)
		}
		rows = append(rows, some...)
	}
	return armedOf(rows), nil
}

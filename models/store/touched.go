package store

import (
	"context"
	"fmt"
	"time"

	"mingcha/models"
)

// redAfter is how long after its statutory due instant a case's red threshold can lie at most: the next working day,
// beyond the longest holiday.
const redAfter = 15 * 24 * time.Hour

// Touched returns one page of the open cases and cards of a division whose clocks may run over the days from–to: those
// that a change of these days can move. Who is really moved is for the clock to say.
func (s *Store) Touched(ctx context.Context, scope models.PathRange, from, to time.Time, cursor string, limit int) (subjects []models.Armed, next string, err error) {
	var rows []armedRow
	err = s.from(ctx).Raw(`SELECT 'case' AS kind, id, unit, path, armed_for, armed_key FROM case_rows
		WHERE live = 1 AND id > ? AND path >= ? AND path < ? AND submitted < ? AND (statutory_due IS NULL OR statutory_due >= ?)
		ORDER BY id LIMIT ?`, cursor, scope.From, scope.To, instant(to), instant(from.Add(-redAfter)), limit).Scan(&rows).Error
	if err != nil {
		return nil, "", fmt.Errorf("list the subjects that changed days may move: %w", err)
	}
	if len(rows) == limit && limit > 0 {
		next = rows[limit-1].ID
	}
	return armedOf(rows), next, nil
}

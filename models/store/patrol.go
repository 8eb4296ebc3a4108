package store

import (
	"context"
	"fmt"
	"time"

	"mingcha/models"
)

// ArmedBefore returns subjects whose threshold lies before an instant, the longest past first: those whose workflow
// should have spoken.
func (s *Store) ArmedBefore(ctx context.Context, at time.Time, limit int) ([]models.Armed, error) {
	var rows []armedRow
	for _, t := range armedTables {
		var some []armedRow
		sql := t.rows() + " WHERE armed_for < ? ORDER BY armed_for, id LIMIT ?"
		if err := s.from(ctx).Raw(sql, instant(at), limit-len(rows)).Scan(&some).Error; err != nil {
			return nil, fmt.Errorf("find thresholds that are past: %w", err)
		}
		rows = append(rows, some...)
	}
	return armedOf(rows), nil
}

// OpenSubjects returns one page of all subjects that have not ended, kind after kind, in the order of their IDs.
func (s *Store) OpenSubjects(ctx context.Context, cursor string, limit int) (subjects []models.Armed, next string, err error) {
	var open []listing
	for _, t := range armedTables {
		open = append(open, listing{name: string(t.kind), armedTable: t, where: "live = 1"})
	}
	if subjects, next, err = s.pageOfArmed(ctx, cursor, limit, open); err != nil {
		return nil, "", fmt.Errorf("list open subjects: %w", err)
	}
	return subjects, next, nil
}

package store

import (
	"context"
	"fmt"
	"time"

	"mingcha/models"
)

// Recent returns the open subjects that moved last and for which something lies ahead: those with a line that no seal
// covers yet, and those named.
func (s *Store) Recent(ctx context.Context, named []string) ([]models.Armed, error) {
	if len(named) == 0 {
		named = []string{""}
	}
	recent, err := s.armed(ctx, "armed_for IS NOT NULL AND (id IN (SELECT subject FROM heads WHERE changed IS NOT NULL) OR id IN ?)", named)
	if err != nil {
		return nil, fmt.Errorf("find the subjects that moved last: %w", err)
	}
	return recent, nil
}

// Newest returns when the newest line was recorded, zero if there is none.
func (s *Store) Newest(ctx context.Context) (time.Time, error) {
	var at []time.Time
	if err := s.from(ctx).Model(&lineRecord{}).Order("recorded DESC").Limit(1).Pluck("recorded", &at).Error; err != nil {
		return time.Time{}, fmt.Errorf("find the newest line: %w", err)
	}
	if len(at) == 0 {
		return time.Time{}, nil
	}
	return at[0], nil
}

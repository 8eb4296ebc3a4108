package store

import (
	"context"
	"fmt"

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

package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"mingcha/models"
)

// AddNotices puts notices that belong to no append into inboxes. One with the same ID stays as it is.
func (s *Store) AddNotices(ctx context.Context, notices []models.Notice) error {
	err := s.transact(ctx, func(tx *gorm.DB) error { return s.tell(tx, notices) })
	if err != nil {
		return fmt.Errorf("add notices: %w", err)
	}
	return nil
}

// CountWithheld says how many signals wait for a person to release or drop them.
func (s *Store) CountWithheld(ctx context.Context) (int, error) {
	var n int64
	if err := s.from(ctx).Model(&cardRecord{}).Where("state = ?", models.Withheld).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count withheld cards: %w", err)
	}
	return int(n), nil
}

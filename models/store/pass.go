package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"mingcha/models"
)

// GivePass gives an account a pass. One of the same kind that it had is void.
func (s *Store) GivePass(ctx context.Context, row models.PassRow) error {
	if err := put(s.into(ctx).Clauses(clause.OnConflict{UpdateAll: true}), []models.PassRow{row}); err != nil {
		return fmt.Errorf("give a pass: %w", err)
	}
	return nil
}

// Pass returns the pass with this digest.
func (s *Store) Pass(ctx context.Context, kind models.PassKind, digest string) (models.PassRow, error) {
	var row models.PassRow
	if err := s.from(ctx).Where("digest = ? AND kind = ?", digest, kind).Take(&row).Error; err != nil {
		return row, fmt.Errorf("read a pass: %w", missing(err, "no_such_pass", "there is no such pass"))
	}
	return row, nil
}

// TakePass removes a pass and says whether this caller was the one who did.
func (s *Store) TakePass(ctx context.Context, kind models.PassKind, digest string) (bool, error) {
	gone := s.into(ctx).Where("digest = ? AND kind = ?", digest, kind).Delete(&models.PassRow{})
	if gone.Error != nil {
		return false, fmt.Errorf("take a pass: %w", gone.Error)
	}
	return gone.RowsAffected == 1, nil
}

// NotePassUsed notes when a pass was last used.
func (s *Store) NotePassUsed(ctx context.Context, digest string, now time.Time) error {
	err := s.into(ctx).Model(&models.PassRow{}).Where("digest = ?", digest).Update("used", instant(now)).Error
	if err != nil {
		return fmt.Errorf("note the use of a pass: %w", err)
	}
	return nil
}

// PassesOf returns the passes of some accounts.
func (s *Store) PassesOf(ctx context.Context, accounts []string) ([]models.PassRow, error) {
	var rows []models.PassRow
	if err := s.some(ctx, &rows, "account", accounts); err != nil {
		return nil, fmt.Errorf("read passes: %w", err)
	}
	return rows, nil
}

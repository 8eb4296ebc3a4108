package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// SaveDraft writes an applicant's draft over by ID. Somebody else's draft is not found.
func (s *Store) SaveDraft(ctx context.Context, row models.DraftRow) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		var others int64
		err := tx.Model(&models.DraftRow{}).Where("id = ? AND applicant <> ?", row.ID, row.Applicant).Count(&others).Error
		if err != nil {
			return err
		}
		if others > 0 {
			return models.Errorf(models.NotFound, "no_such_draft", "there is no such draft")
		}
		return put(tx.Clauses(clause.OnConflict{UpdateAll: true}), []models.DraftRow{row})
	})
	if err != nil {
		return fmt.Errorf("save a draft: %w", err)
	}
	return nil
}

// Draft returns an applicant's draft.
func (s *Store) Draft(ctx context.Context, id, applicant string) (models.DraftRow, error) {
	var row models.DraftRow
	err := s.from(ctx).Where("id = ? AND applicant = ?", id, applicant).Take(&row).Error
	if err != nil {
		return row, fmt.Errorf("read a draft: %w", missing(err, "no_such_draft", "there is no such draft"))
	}
	return row, nil
}

// Drafts returns an applicant's drafts, the newest first, at most 200.
func (s *Store) Drafts(ctx context.Context, applicant string) ([]models.DraftRow, error) {
	var rows []models.DraftRow
	err := s.from(ctx).Where("applicant = ?", applicant).Order("updated DESC").Limit(maxRows).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list drafts: %w", err)
	}
	return rows, nil
}

// DeleteDraft removes an applicant's draft, if it is there.
func (s *Store) DeleteDraft(ctx context.Context, id, applicant string) error {
	err := s.into(ctx).Where("id = ? AND applicant = ?", id, applicant).Delete(&models.DraftRow{}).Error
	if err != nil {
		return fmt.Errorf("delete a draft: %w", err)
	}
	return nil
}

// PruneDrafts removes drafts that nobody touched since an instant and says how many.
func (s *Store) PruneDrafts(ctx context.Context, before time.Time) (int, error) {
	gone := s.into(ctx).Where("updated < ?", instant(before)).Delete(&models.DraftRow{})
	if gone.Error != nil {
		return 0, fmt.Errorf("prune drafts: %w", gone.Error)
	}
	return int(gone.RowsAffected), nil
}

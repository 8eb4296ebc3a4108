package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// RecordAbsence adds an absence. Conflict if the person is away already during some of that time.
func (s *Store) RecordAbsence(ctx context.Context, row models.AbsenceRow) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		var others int64
		err := tx.Model(&models.AbsenceRow{}).
			Where("account = ? AND begins < ? AND ends > ? AND cancelled IS NULL", row.Account, instant(row.To), instant(row.From)).
			Count(&others).Error
		if err != nil {
			return err
		}
		if others > 0 {
			return models.Errorf(models.Conflict, "already_away", "the person is away already during some of that time")
		}
		return put(tx, []models.AbsenceRow{row})
	})
	if err != nil {
		return fmt.Errorf("record an absence: %w", err)
	}
	return nil
}

// Absence returns one absence.
func (s *Store) Absence(ctx context.Context, id string) (models.AbsenceRow, error) {
	var row models.AbsenceRow
	if err := s.from(ctx).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("read an absence: %w", missing(err, "no_such_absence", "there is no such absence"))
	}
	return row, nil
}

// CancelAbsence ends an absence. One that was cancelled before keeps who did it and when.
func (s *Store) CancelAbsence(ctx context.Context, id, by string, now time.Time) error {
	err := s.into(ctx).Model(&models.AbsenceRow{}).Where("id = ? AND cancelled IS NULL", id).
		Updates(map[string]any{"cancelled": instant(now), "cancelled_by": by}).Error
	if err != nil {
		return fmt.Errorf("cancel an absence: %w", err)
	}
	return nil
}

// Absences returns the absences of some persons that hold or are still to come at an instant, the nearest first.
func (s *Store) Absences(ctx context.Context, accounts []string, at time.Time) ([]models.AbsenceRow, error) {
	var rows []models.AbsenceRow
	if len(accounts) == 0 {
		return nil, nil
	}
	err := s.from(ctx).Where("account IN ? AND ends > ? AND cancelled IS NULL", accounts, instant(at)).
		Order("begins, id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list absences: %w", err)
	}
	return rows, nil
}

// Away returns the absences that hold at an instant, the oldest first.
func (s *Store) Away(ctx context.Context, at time.Time) ([]models.AbsenceRow, error) {
	var rows []models.AbsenceRow
	err := s.from(ctx).Where("begins <= ? AND ends > ? AND cancelled IS NULL", instant(at), instant(at)).Order("begins, id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list who is away: %w", err)
	}
	return rows, nil
}

// StandsInFor returns the absences in which an account stands in at an instant: for whom, and for which items.
func (s *Store) StandsInFor(ctx context.Context, account string, at time.Time) ([]models.AbsenceRow, error) {
	out, err := find[models.AbsenceRow](s.from(ctx), "stand_in = ? AND begins <= ? AND ends > ? AND cancelled IS NULL ORDER BY account",
		account, instant(at), instant(at))
	if err != nil {
		return nil, fmt.Errorf("find for whom an account stands in: %w", err)
	}
	return out, nil
}

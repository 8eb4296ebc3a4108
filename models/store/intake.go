package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// Receive takes rows in, all or none. A row that was received before stays as it is.
func (s *Store) Receive(ctx context.Context, rows []models.IntakeRow) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		return put(tx.Clauses(clause.OnConflict{DoNothing: true}), rows)
	})
	if err != nil {
		return fmt.Errorf("take in %d rows: %w", len(rows), err)
	}
	return nil
}

// WaitingSubjects returns subjects after a given one that have rows waiting, in order.
func (s *Store) WaitingSubjects(ctx context.Context, after string, limit int) ([]string, error) {
	var subjects []string
	err := s.from(ctx).Model(&models.IntakeRow{}).Where("state = ? AND subject > ?", models.IntakeWaiting, after).
		Distinct().Order("subject").Limit(limit).Pluck("subject", &subjects).Error
	if err != nil {
		return nil, fmt.Errorf("find waiting rows: %w", err)
	}
	return subjects, nil
}

// WaitingOf returns the waiting rows of one subject in the order in which they happened.
func (s *Store) WaitingOf(ctx context.Context, subject string) ([]models.IntakeRow, error) {
	var rows []models.IntakeRow
	err := s.from(ctx).Where("state = ? AND subject = ?", models.IntakeWaiting, subject).
		Order("happened, source, batch, entry").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the waiting rows of %s: %w", subject, err)
	}
	return rows, nil
}

// SettleIntake says what became of a row. One that is settled already stays as it is.
func (s *Store) SettleIntake(ctx context.Context, row models.IntakeRow, state models.IntakeState, detail string, now time.Time) error {
	err := s.into(ctx).Model(&models.IntakeRow{}).
		Where("source = ? AND batch = ? AND entry = ? AND state = ?", row.Source, row.Batch, row.Row, models.IntakeWaiting).
		Updates(map[string]any{"state": state, "detail": detail, "settled": instant(now)}).Error
	if err != nil {
		return fmt.Errorf("settle row %s of batch %s: %w", row.Row, row.Batch, err)
	}
	return nil
}

// IntakeProgress returns how far a batch has come.
func (s *Store) IntakeProgress(ctx context.Context, source, batch string) (models.IntakeCount, error) {
	var groups []struct {
		State models.IntakeState
		N     int
	}
	err := s.from(ctx).Raw("SELECT state, COUNT(*) AS n FROM intake_rows WHERE source = ? AND batch = ? GROUP BY state", source, batch).
		Scan(&groups).Error
	var count models.IntakeCount
	for _, g := range groups {
		switch g.State {
		case models.IntakeWaiting:
			count.Waiting = g.N
		case models.IntakeDone:
			count.Done = g.N
		case models.IntakeRefused:
			count.Refused = g.N
		}
	}
	if err != nil {
		return count, fmt.Errorf("count batch %s: %w", batch, err)
	}
	return count, nil
}

// RefusedIntake returns the refused rows of a batch, at most 200.
func (s *Store) RefusedIntake(ctx context.Context, source, batch string) ([]models.IntakeRow, error) {
	var rows []models.IntakeRow
	err := s.from(ctx).Where("source = ? AND batch = ? AND state = ?", source, batch, models.IntakeRefused).
		Order("entry").Limit(maxRows).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the refused rows of batch %s: %w", batch, err)
	}
	return rows, nil
}

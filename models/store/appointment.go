package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// ChangeAppointments writes appointments over by ID and moves their revision, together. expected is the revision that
// the caller judged by, or AnyRevision; Conflict if it has moved.
func (s *Store) ChangeAppointments(ctx context.Context, expected int64, rows ...models.AppointmentRow) (revision int64, err error) {
	err = s.transact(ctx, func(tx *gorm.DB) error {
		if revision, err = bump(tx, Appointments, expected); err != nil {
			return err
		}
		return put(tx.Clauses(clause.OnConflict{UpdateAll: true}), rows)
	})
	if err != nil {
		return 0, fmt.Errorf("change appointments: %w", err)
	}
	return revision, nil
}

// Appointments returns all appointments, past and future ones too, and the revision that they have at least.
func (s *Store) Appointments(ctx context.Context) (rows []models.AppointmentRow, revision int64, err error) {
	if revision, err = s.Revision(ctx, Appointments); err != nil { // first: a change in between shows as an older revision
		return nil, 0, err
	}
	if err := s.from(ctx).Order("id").Find(&rows).Error; err != nil {
		return nil, 0, fmt.Errorf("read the appointments: %w", err)
	}
	return rows, revision, nil
}

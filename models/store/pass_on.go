package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// writeIncidents writes what a turn raised, and settles what it settled: who held it stays on the row.
func writeIncidents(tx *gorm.DB, incidents []models.IncidentRow) error {
	for _, row := range incidents {
		change := clause.OnConflict{UpdateAll: true}
		if row.Settled != nil {
			change = clause.OnConflict{DoUpdates: clause.AssignmentColumns([]string{"settled"})}
		}
		if err := put(tx.Clauses(change), []models.IncidentRow{row}); err != nil {
			return err
		}
	}
	return nil
}

// LyingIncidents returns open incidents whose holder has let their time pass, the longest past first.
func (s *Store) LyingIncidents(ctx context.Context, now time.Time, limit int) ([]models.IncidentRow, error) {
	var rows []models.IncidentRow
	err := s.from(ctx).Where("settled IS NULL AND due <= ?", instant(now)).Order("due, id").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list the incidents that were left lying: %w", err)
	}
	return rows, nil
}

// PassIncident gives an open incident to another holder and tells him, both or neither. One that was settled or passed
// on meanwhile stays as it is.
func (s *Store) PassIncident(ctx context.Context, from, to models.IncidentRow, notices []models.Notice) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		passed := tx.Model(&models.IncidentRow{}).Where("id = ? AND settled IS NULL AND rung = ?", from.ID, from.Rung).
			Updates(map[string]any{"holder": to.Holder, "rung": to.Rung, "due": to.Due})
		if passed.Error != nil || passed.RowsAffected == 0 {
			return passed.Error
		}
		return s.tell(tx, notices)
	})
	if err != nil {
		return fmt.Errorf("pass on incident %s: %w", from.ID, err)
	}
	return nil
}

// OpenSubject returns an open subject and what it sleeps for; false if it has ended or there is none.
func (s *Store) OpenSubject(ctx context.Context, id string) (models.Armed, bool, error) {
	found, err := s.armed(ctx, "live = 1 AND id = ?", id)
	if err != nil {
		return models.Armed{}, false, fmt.Errorf("look for open subject %s: %w", id, err)
	}
	if len(found) == 0 {
		return models.Armed{}, false, nil
	}
	return found[0], true, nil
}

package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"mingcha/models"
)

// Incidents returns what is not settled in the divisions one may see, the oldest first, at most 200.
func (s *Store) Incidents(ctx context.Context, scope []models.PathRange) ([]models.IncidentRow, error) {
	where := inScope("", disjoint(scope))
	var rows []models.IncidentRow
	err := s.from(ctx).Where("settled IS NULL AND "+where.String(), where.args...).
		Order("raised, id").Limit(maxRows).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list incidents: %w", err)
	}
	return rows, nil
}

// IncidentsOf returns all incidents of one subject, the oldest first.
func (s *Store) IncidentsOf(ctx context.Context, subject string) ([]models.IncidentRow, error) {
	var rows []models.IncidentRow
	if err := s.from(ctx).Where("subject = ?", subject).Order("raised, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list the incidents of %s: %w", subject, err)
	}
	return rows, nil
}

// RaiseIncident adds an incident that belongs to no append. One with the same ID stays as it is.
func (s *Store) RaiseIncident(ctx context.Context, row models.IncidentRow) error {
	err := put(s.into(ctx).Clauses(clause.OnConflict{DoNothing: true}), []models.IncidentRow{row})
	if err != nil {
		return fmt.Errorf("raise incident %s: %w", row.Kind, err)
	}
	return nil
}

// SettleIncident notes when an incident was set right. NotFound: there is none, or it is settled already.
func (s *Store) SettleIncident(ctx context.Context, id string, now time.Time) error {
	settled := s.into(ctx).Model(&models.IncidentRow{}).Where("id = ? AND settled IS NULL", id).
		Update("settled", instant(now))
	if settled.Error != nil {
		return fmt.Errorf("settle incident %s: %w", id, settled.Error)
	}
	if settled.RowsAffected == 0 {
		return models.Errorf(models.NotFound, "no_such_incident", "there is no open incident %s", id)
	}
	return nil
}

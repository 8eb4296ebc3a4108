package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"mingcha/models"
)

// setting is one value that the running system keeps, encrypted because some are secrets.
type setting struct {
	Name    string `gorm:"primaryKey"`
	Value   models.Sealed
	Changed time.Time
}

// Setting returns a value, if it was ever set.
func (s *Store) Setting(ctx context.Context, name string) (value string, found bool, err error) {
	var rows []setting
	if err := s.from(ctx).Where("name = ?", name).Find(&rows).Error; err != nil {
		return "", false, fmt.Errorf("read setting %s: %w", name, err)
	}
	if len(rows) == 0 {
		return "", false, nil
	}
	return string(rows[0].Value), true, nil
}

// SetSetting sets a value.
func (s *Store) SetSetting(ctx context.Context, name, value string, now time.Time) error {
	row := setting{Name: name, Value: models.Sealed(value), Changed: now}
	if err := put(s.into(ctx).Clauses(clause.OnConflict{UpdateAll: true}), []setting{row}); err != nil {
		return fmt.Errorf("set %s: %w", name, err)
	}
	return nil
}

// OfferSetting sets a value if there is none, and returns the one that stands: of several who offer at once, the first's.
func (s *Store) OfferSetting(ctx context.Context, name, value string, now time.Time) (string, error) {
	row := setting{Name: name, Value: models.Sealed(value), Changed: now}
	if err := put(s.into(ctx).Clauses(clause.OnConflict{DoNothing: true}), []setting{row}); err != nil {
		return "", fmt.Errorf("offer %s: %w", name, err)
	}
	standing, _, err := s.Setting(ctx, name)
	return standing, err
}

// TakeSetting removes a value and returns it: of several who ask at once, one gets it. For one-time links.
func (s *Store) TakeSetting(ctx context.Context, name string) (value string, found bool, err error) {
	value, found, err = s.Setting(ctx, name)
	if err != nil || !found {
		return "", false, err
	}
	gone := s.into(ctx).Where("name = ?", name).Delete(&setting{})
	if gone.Error != nil {
		return "", false, fmt.Errorf("take setting %s: %w", name, gone.Error)
	}
	return value, gone.RowsAffected == 1, nil
}

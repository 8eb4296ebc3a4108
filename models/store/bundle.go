package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// PublishBundle puts a bundle into force from its beginning on. The one before it ends there. Two with the same
// beginning are a Conflict, and so is one that begins before the newest.
func (s *Store) PublishBundle(ctx context.Context, row models.BundleRow) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		if _, err := bump(tx, Bundles, AnyRevision); err != nil {
			return err
		}
		var later int64
		err := tx.Model(&models.BundleRow{}).Where("item = ? AND begins >= ?", row.Item, instant(row.From)).Count(&later).Error
		if err != nil {
			return err
		}
		if later > 0 {
			return models.Errorf(models.Conflict, "not_the_newest", "a publication of %s begins later or at the same instant", row.Item)
		}
		err = tx.Model(&models.BundleRow{}).Where("item = ? AND ends > ?", row.Item, instant(row.From)).
			Update("ends", instant(row.From)).Error
		if err != nil {
			return err
		}
		return put(tx, []models.BundleRow{row})
	})
	if err != nil {
		return fmt.Errorf("publish %s: %w", row.Item, err)
	}
	return nil
}

// WithdrawBundle ends the publication of an item at an instant.
func (s *Store) WithdrawBundle(ctx context.Context, item string, at time.Time) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		if _, err := bump(tx, Bundles, AnyRevision); err != nil {
			return err
		}
		return tx.Model(&models.BundleRow{}).Where("item = ? AND ends > ?", item, instant(at)).
			Update("ends", instant(at)).Error
	})
	if err != nil {
		return fmt.Errorf("withdraw %s: %w", item, err)
	}
	return nil
}

// Bundle returns a publication of the content with this hash.
func (s *Store) Bundle(ctx context.Context, hash string) (models.BundleRow, error) {
	var row models.BundleRow
	err := s.from(ctx).Where("hash = ?", hash).Order("begins DESC").Take(&row).Error
	if err != nil {
		return row, fmt.Errorf("read bundle %s: %w", hash, missing(err, "no_such_bundle", "there is no such bundle"))
	}
	return row, nil
}

// ActiveBundles returns what is in force at an instant, by item, and the revision of the bundles.
func (s *Store) ActiveBundles(ctx context.Context, at time.Time) (rows []models.BundleRow, revision int64, err error) {
	if revision, err = s.Revision(ctx, Bundles); err != nil {
		return nil, 0, err
	}
	err = s.from(ctx).Where("begins <= ? AND ends > ?", instant(at), instant(at)).Order("item").Find(&rows).Error
	if err != nil {
		return nil, 0, fmt.Errorf("read the bundles in force: %w", err)
	}
	return rows, revision, nil
}

// BundlesOf returns every publication of an item, the newest first, without its content.
func (s *Store) BundlesOf(ctx context.Context, item string) ([]models.BundleRow, error) {
	var rows []models.BundleRow
	err := s.from(ctx).Omit("source", "content").Where("item = ?", item).Order("begins DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the publications of %s: %w", item, err)
	}
	return rows, nil
}

// PutRuleSet adds a version of a rule set, or changes when it is in force. Its source never changes.
func (s *Store) PutRuleSet(ctx context.Context, row models.RuleSetRow) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		if _, err := bump(tx, RuleSets, AnyRevision); err != nil {
			return err
		}
		var old models.RuleSetRow
		err := tx.Where("name = ? AND version = ?", row.Name, row.Version).Take(&old).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return put(tx, []models.RuleSetRow{row})
		}
		if err == nil && old.Source != row.Source {
			return models.Errorf(models.Conflict, "version_taken", "version %s of %s has another content", row.Version, row.Name)
		}
		if err != nil {
			return err
		}
		return tx.Model(&models.RuleSetRow{}).Where("name = ? AND version = ?", row.Name, row.Version).
			Updates(map[string]any{"begins": instant(row.From), "ends": instant(row.To)}).Error
	})
	if err != nil {
		return fmt.Errorf("put rule set %s %s: %w", row.Name, row.Version, err)
	}
	return nil
}

// RuleSets returns all versions of all rule sets and their revision.
func (s *Store) RuleSets(ctx context.Context) (rows []models.RuleSetRow, revision int64, err error) {
	if revision, err = s.Revision(ctx, RuleSets); err != nil {
		return nil, 0, err
	}
	if err := s.from(ctx).Order("name, begins, version").Find(&rows).Error; err != nil {
		return nil, 0, fmt.Errorf("read the rule sets: %w", err)
	}
	return rows, revision, nil
}

// LoadCalendar adds a calendar; it takes the place of an earlier one of the same division and year. The revision that
// comes back is the calendars' from now on. expected is the one that the caller judged by, or AnyRevision.
func (s *Store) LoadCalendar(ctx context.Context, expected int64, row models.CalendarRow) (revision int64, err error) {
	err = s.transact(ctx, func(tx *gorm.DB) error {
		if revision, err = bump(tx, Calendars, expected); err != nil {
			return err
		}
		row.Revision = revision
		return put(tx, []models.CalendarRow{row})
	})
	if err != nil {
		return 0, fmt.Errorf("load a calendar: %w", err)
	}
	return revision, nil
}

// Calendars returns the calendars in force, one for each division and year, and their revision. history adds those that
// were replaced.
func (s *Store) Calendars(ctx context.Context, history bool) (rows []models.CalendarRow, revision int64, err error) {
	if revision, err = s.Revision(ctx, Calendars); err != nil {
		return nil, 0, err
	}
	query := s.from(ctx).Order("division, year, revision")
	if !history {
		query = query.Where("revision IN (SELECT MAX(revision) FROM calendar_rows GROUP BY division, year)")
	}
	if err := query.Find(&rows).Error; err != nil {
		return nil, 0, fmt.Errorf("read the calendars: %w", err)
	}
	return rows, revision, nil
}

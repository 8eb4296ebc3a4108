package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// Names of the revisions: what every node keeps a copy of in memory and reloads when its counter moves.
const (
	Appointments = "appointments"
	Bundles      = "bundles"
	RuleSets     = "rule_sets"
	Calendars    = "calendars"
)

// AnyRevision lets a change through whatever the revision is.
const AnyRevision int64 = -1

// revision is one counter.
type revision struct {
	Name string `gorm:"primaryKey"`
	N    int64
}

// Revision returns how often the thing with this name has changed, 0 if never.
func (s *Store) Revision(ctx context.Context, name string) (int64, error) {
	return revisionOf(s.from(ctx), name)
}

func revisionOf(db *gorm.DB, name string) (int64, error) {
	var rows []revision
	if err := db.Where("name = ?", name).Find(&rows).Error; err != nil {
		return 0, fmt.Errorf("read the revision of %s: %w", name, err)
	}
	if len(rows) == 0 {
		return 0, nil
	}
	return rows[0].N, nil
}

// LawRevision moves on whenever a calendar is loaded or a rule set published.
func (s *Store) LawRevision(ctx context.Context) (int64, error) { return lawRevision(s.from(ctx)) }

func lawRevision(db *gorm.DB) (int64, error) {
	var n int64
	err := db.Model(&revision{}).Where("name IN ?", []string{Calendars, RuleSets}).Select("COALESCE(SUM(n), 0)").Scan(&n).Error
	if err != nil {
		return 0, fmt.Errorf("read the revision of the law: %w", err)
	}
	return n, nil
}

// stillInForce refuses what was judged by a calendar or by rules that have been replaced since.
func stillInForce(tx *gorm.DB, judgedBy *int64) error {
	if judgedBy == nil {
		return nil
	}
	n, err := lawRevision(tx)
	if err == nil && n != *judgedBy {
		return models.Errorf(models.Conflict, models.StaleLaw, "the calendars or rules have changed meanwhile; judge again")
	}
	return err
}

// bump moves a revision on within the transaction that changes the thing, and returns the new one. It refuses when
// somebody else has changed the thing since the caller looked.
func bump(tx *gorm.DB, name string, expected int64) (int64, error) {
	err := put(tx.Clauses(clause.OnConflict{DoNothing: true}), []revision{{Name: name}})
	if err != nil {
		return 0, err
	}
	where := tx.Model(&revision{}).Where("name = ?", name)
	if expected != AnyRevision {
		where = where.Where("n = ?", expected)
	}
	moved := where.Update("n", gorm.Expr("n + 1"))
	if moved.Error != nil {
		return 0, moved.Error
	}
	if moved.RowsAffected == 0 {
		return 0, models.Errorf(models.Conflict, "stale_revision", "the %s were changed meanwhile; look again", name)
	}
	return revisionOf(tx, name)
}

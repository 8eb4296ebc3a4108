package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// RehearsalSubjects returns one page of the open subjects that a publication could concern: those of a division and below
// or, if an item is named, its cases. An evaluation has no rules of this kind.
func (s *Store) RehearsalSubjects(ctx context.Context, scope models.PathRange, item, cursor string, limit int) ([]models.Armed, string, error) {
	page, next, err := s.pageOfArmed(ctx, cursor, limit, concerned(scope, item))
	if err != nil {
		return nil, "", fmt.Errorf("list the subjects of a rehearsal: %w", err)
	}
	return page, next, nil
}

func concerned(scope models.PathRange, item string) []listing {
	var out []listing
	for _, t := range armedTables {
		l := listing{name: string(t.kind), armedTable: t, where: "live = 1 AND path >= ? AND path < ?", args: []any{scope.From, scope.To}}
		switch {
		case t.kind == models.EvaluationKind, item != "" && t.kind != models.CaseKind:
			continue
		case item != "":
			l.where, l.args = l.where+" AND item = ?", append(l.args, item)
		}
		out = append(out, l)
	}
	return out
}

// CountRehearsalSubjects counts all of them.
func (s *Store) CountRehearsalSubjects(ctx context.Context, scope models.PathRange, item string) (int, error) {
	total := 0
	for _, l := range concerned(scope, item) {
		var n int
		if err := s.from(ctx).Raw("SELECT COUNT(*) FROM "+l.table+" WHERE "+l.where, l.args...).Scan(&n).Error; err != nil {
			return 0, fmt.Errorf("count the subjects of a rehearsal: %w", err)
		}
		total += n
	}
	return total, nil
}

// lived are the cases that lived in a period.
const lived = " FROM case_rows WHERE submitted < ? AND (ended IS NULL OR ended >= ?)"

// Lived returns one page of the cases that lived in a period, open or ended, in the order of their IDs.
func (s *Store) Lived(ctx context.Context, during models.Span, item, cursor string, limit int) ([]models.Lived, string, error) {
	sql, args := "SELECT id, number, item, bundle, unit, path, status"+lived, []any{instant(during.To), instant(during.From)}
	if item != "" {
		sql, args = sql+" AND item = ?", append(args, item)
	}
	var page []models.Lived
	if err := s.from(ctx).Raw(sql+" AND id > ? ORDER BY id LIMIT ?", append(args, cursor, limit)...).Scan(&page).Error; err != nil {
		return nil, "", fmt.Errorf("list the cases of a period: %w", err)
	}
	if len(page) < limit {
		return page, "", nil
	}
	return page, page[limit-1].ID, nil
}

// BeginRehearsal keeps a new rehearsal. One of this ID that is there is left as it is. Differences of those that are older
// than an instant are thrown away: nobody publishes by them any more.
func (s *Store) BeginRehearsal(ctx context.Context, row models.RehearsalRow, stale time.Time) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		err := tx.Where("rehearsal IN (SELECT id FROM rehearsal_rows WHERE made < ?)", instant(stale)).Delete(&models.RehearsalDifference{}).Error
		if err != nil {
			return err
		}
		return taken(put(tx, []models.RehearsalRow{row}))
	})
	if err != nil {
		return fmt.Errorf("begin a rehearsal: %w", err)
	}
	return nil
}

// Rehearsal returns a rehearsal.
func (s *Store) Rehearsal(ctx context.Context, id string) (models.RehearsalRow, error) {
	var row models.RehearsalRow
	if err := s.from(ctx).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("read a rehearsal: %w", missing(err, "no_such_rehearsal", "there is no such rehearsal"))
	}
	return row, nil
}

// RehearsalsOf returns the rehearsals of one candidate, the newest first.
func (s *Store) RehearsalsOf(ctx context.Context, digest string, since time.Time) ([]models.RehearsalRow, error) {
	var rows []models.RehearsalRow
	err := s.from(ctx).Where("digest = ? AND made >= ?", digest, instant(since)).Order("made DESC, id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the rehearsals of a candidate: %w", err)
	}
	return rows, nil
}

// NoteRehearsal keeps how far a rehearsal has come, with the differences that were found on the way; those that are there
// already stay.
func (s *Store) NoteRehearsal(ctx context.Context, row models.RehearsalRow, found []models.RehearsalDifference) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		if len(found) > 0 {
			keys := make([]string, len(found))
			for i, f := range found {
				keys[i] = f.Subject
			}
			again := tx.Where("rehearsal = ? AND phase = ? AND subject IN ?", row.ID, found[0].Phase, keys).Delete(&models.RehearsalDifference{})
			if again.Error != nil {
				return again.Error
			}
			if err := put(tx, found); err != nil {
				return err
			}
		}
		return tx.Model(&models.RehearsalRow{}).Where("id = ? AND state = ?", row.ID, models.Rehearsing).Updates(map[string]any{
			"state": row.State, "problem": row.Problem, "cursor": row.Cursor, "phase": row.Phase, "done": row.Done, "total": row.Total,
			"counts": row.Counts, "finished": row.Finished,
		}).Error
	})
	if err != nil {
		return fmt.Errorf("note a rehearsal: %w", err)
	}
	return nil
}

// RehearsalDifferences returns one page of what a rehearsal found, in the order of phase and subject.
func (s *Store) RehearsalDifferences(ctx context.Context, id, cursor string, limit int) ([]models.RehearsalDifference, string, error) {
	phase, subject, _ := strings.Cut(cursor, " ")
	var rows []models.RehearsalDifference
	err := s.from(ctx).Where("rehearsal = ? AND (phase > ? OR phase = ? AND subject > ?)", id, phase, phase, subject).
		Order("phase, subject").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, "", fmt.Errorf("list what a rehearsal found: %w", err)
	}
	if len(rows) < limit {
		return rows, "", nil
	}
	return rows, rows[limit-1].Phase + " " + rows[limit-1].Subject, nil
}

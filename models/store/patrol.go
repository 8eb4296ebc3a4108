package store

import (
	"context"
	"fmt"
	"time"

	"mingcha/models"
)

// armedRow is an open subject as the database gives it.
type armedRow struct {
	Kind     models.Kind
	ID       string
	Unit     string
	Path     string
	ArmedFor *time.Time
	ArmedKey string
}

func armedOf(rows []armedRow) []models.Armed {
	out := make([]models.Armed, len(rows))
	for i, r := range rows {
		out[i] = models.Armed{Kind: r.Kind, ID: r.ID, Unit: r.Unit, Path: r.Path, Key: r.ArmedKey}
		if r.ArmedFor != nil {
			out[i].For = *r.ArmedFor
		}
	}
	return out
}

// ArmedBefore returns subjects whose threshold lies before an instant, the longest past first: those whose workflow
// should have spoken.
func (s *Store) ArmedBefore(ctx context.Context, at time.Time, limit int) ([]models.Armed, error) {
	const cases = "SELECT 'case' AS kind, id, unit, path, armed_for, armed_key FROM case_rows WHERE armed_for < ? ORDER BY armed_for, id LIMIT ?"
	const cards = "SELECT 'card' AS kind, id, unit, path, armed_for, '' AS armed_key FROM card_rows WHERE armed_for < ? ORDER BY armed_for, id LIMIT ?"
	var rows []armedRow
	for _, sql := range []string{cases, cards} {
		var some []armedRow
		if err := s.from(ctx).Raw(sql, instant(at), limit-len(rows)).Scan(&some).Error; err != nil {
			return nil, fmt.Errorf("find thresholds that are past: %w", err)
		}
		rows = append(rows, some...)
	}
	return armedOf(rows), nil
}

const (
	openCases = "SELECT 'case' AS kind, id, unit, path, armed_for, armed_key FROM case_rows WHERE live = 1"
	openCards = "SELECT 'card' AS kind, id, unit, path, armed_for, '' AS armed_key FROM card_rows WHERE live = 1"
)

// OpenSubjects returns one page of all subjects that have not ended, cases first, in the order of their IDs.
func (s *Store) OpenSubjects(ctx context.Context, cursor string, limit int) (subjects []models.Armed, next string, err error) {
	if subjects, next, err = s.casesThenCards(ctx, cursor, limit, query{sql: openCases}, query{sql: openCards}); err != nil {
		return nil, "", fmt.Errorf("list open subjects: %w", err)
	}
	return subjects, next, nil
}

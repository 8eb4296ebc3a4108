package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mingcha/models"
)

// redAfter is how long after its statutory due instant a case's red threshold can lie at most: the next working day,
// beyond the longest holiday.
const redAfter = 15 * 24 * time.Hour

// touchedCases are those whose decision clock may run over the days, or whose timer lies behind their first. Cases that
// are decided or late have clocks of their own behind the statutory due instant, and signals that are judged anew.
const touchedCases = `SELECT 'case' AS kind, id, unit, path, armed_for, armed_key FROM case_rows
	WHERE live = 1 AND path >= ? AND path < ? AND submitted < ? AND (statutory_due IS NULL OR statutory_due >= ?
		OR armed_for >= ? OR decided IS NOT NULL OR level > 0 OR withheld = 1)`

// touchedCards are those that wait for an answer: its clock (R-T8) and the ladder count working days.
const touchedCards = `SELECT 'card' AS kind, id, unit, path, armed_for, '' AS armed_key FROM card_rows
	WHERE live = 1 AND path >= ? AND path < ? AND issued < ?`

// Touched returns one page of the open cases, then of the open cards, of a division whose clocks may run over the days
// from–to: those that a change of these days can move. Who is really moved is for the clock to say.
func (s *Store) Touched(ctx context.Context, scope models.PathRange, from, to time.Time, cursor string, limit int) (subjects []models.Armed, next string, err error) {
	subjects, next, err = s.casesThenCards(ctx, cursor, limit,
		query{touchedCases, []any{scope.From, scope.To, instant(to), instant(from.Add(-redAfter)), instant(from)}},
		query{touchedCards, []any{scope.From, scope.To, instant(to)}})
	if err != nil {
		return nil, "", fmt.Errorf("list the subjects that changed days may move: %w", err)
	}
	return subjects, next, nil
}

// query is a statement up to its condition, and what it asks with.
type query struct {
	sql  string
	args []any
}

// casesThenCards returns one page of what two queries find: all cases in the order of their IDs, then all cards. The
// cursor is the kind and the ID of the last.
func (s *Store) casesThenCards(ctx context.Context, cursor string, limit int, cases, cards query) ([]models.Armed, string, error) {
	kind, after, _ := strings.Cut(cursor, " ")
	queries := []query{cases, cards}
	if kind == string(models.CardKind) {
		queries = queries[1:]
	}
	var page []models.Armed
	for _, q := range queries {
		var rows []armedRow
		err := s.from(ctx).Raw(q.sql+" AND id > ? ORDER BY id LIMIT ?", append(q.args, after, limit-len(page))...).Scan(&rows).Error
		if err != nil {
			return nil, "", err
		}
		page, after = append(page, armedOf(rows)...), ""
		if len(page) == limit {
			last := page[limit-1]
			return page, string(last.Kind) + " " + last.ID, nil
		}
	}
	return page, "", nil
}

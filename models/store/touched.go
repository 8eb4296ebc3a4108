package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"mingcha/models"
)

// redAfter is how long after its statutory due instant a case's red threshold can lie at most: the next working day,
// beyond the longest holiday.
const redAfter = 15 * 24 * time.Hour

// touchedCases are those whose decision clock may run over the days, or whose timer lies behind their first. Cases that
// are decided or late have clocks of their own behind the statutory due instant, and signals that are judged anew.
const touchedCases = " AND (statutory_due IS NULL OR statutory_due >= ? OR armed_for >= ? OR decided IS NOT NULL OR level > 0 OR withheld = 1)"

// touchedSignals are the subjects on which a signal stands that came due on or after the first of the days.
const touchedSignals = ` AND id IN (SELECT subject FROM card_rows WHERE level IN (1, 2, 3) AND due >= ? AND path >= ? AND path < ?
	AND state IN ('issued', 'withheld') AND subject_kind = ?)`

// Touched returns one page of the subjects of a division that a change of these days can move, kind after kind:
// the open ones whose clocks may run over them, then those that have ended and carry a signal which came due on these
// days or after them. Of a card the clock of the answer (R-T8) and the ladder count working days. Who is really moved is
// for the clock to say.
func (s *Store) Touched(ctx context.Context, scope models.PathRange, days models.Span, cursor string, limit int) (subjects []models.Armed, next string, err error) {
	var touched, ended []listing
	for _, t := range armedTables {
		there := " AND path >= ? AND path < ? AND " + t.begun + " < ?"
		args := []any{scope.From, scope.To, instant(days.To)}
		open := listing{string(t.kind), t, "live = 1" + there, args}
		if t.kind == models.CaseKind {
			open.where, open.args = open.where+touchedCases, append(slices.Clone(args), instant(days.From.Add(-redAfter)), instant(days.From))
		}
		touched = append(touched, open)
		ended = append(ended, listing{
			"ended_" + string(t.kind), t, "live = 0" + there + touchedSignals,
			append(slices.Clone(args), instant(days.From), scope.From, scope.To, t.kind),
		})
	}
	if subjects, next, err = s.pageOfArmed(ctx, cursor, limit, append(touched, ended...)); err != nil {
		return nil, "", fmt.Errorf("list the subjects that changed days may move: %w", err)
	}
	return subjects, next, nil
}

package store

import (
	"context"
	"fmt"
	"time"

	"mingcha/models"
)

// redAfter is how long after its statutory due instant a case's red threshold can lie at most: the next working day,
// beyond the longest holiday.
const redAfter = 15 * 24 * time.Hour

// touchedCases are those whose decision clock may run over the days, or whose timer lies behind their first. Cases that
// are decided or late have clocks of their own behind the statutory due instant, and signals that are judged anew.
const touchedCases = " AND (statutory_due IS NULL OR statutory_due >= ? OR armed_for >= ? OR decided IS NOT NULL OR level > 0 OR withheld = 1)"

// Touched returns one page of the open subjects of a division whose clocks may run over the days from–to, kind after
// kind: those that a change of these days can move. Of a card the clock of the answer (R-T8) and the ladder count
// working days. Who is really moved is for the clock to say.
func (s *Store) Touched(ctx context.Context, scope models.PathRange, from, to time.Time, cursor string, limit int) (subjects []models.Armed, next string, err error) {
	touched := map[models.Kind]condition{}
	for _, t := range armedTables {
		touched[t.kind] = condition{"live = 1 AND path >= ? AND path < ? AND " + t.begun + " < ?", []any{scope.From, scope.To, instant(to)}}
	}
	cases := touched[models.CaseKind]
	touched[models.CaseKind] = condition{cases.where + touchedCases, append(cases.args, instant(from.Add(-redAfter)), instant(from))}
	if subjects, next, err = s.pageOfArmed(ctx, cursor, limit, touched); err != nil {
		return nil, "", fmt.Errorf("list the subjects that changed days may move: %w", err)
	}
	return subjects, next, nil
}

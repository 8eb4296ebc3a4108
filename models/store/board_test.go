package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/store"
)

func (o *office) checkBoard(t *testing.T, s *store.Store, scopes [][]models.PathRange) {
	f := models.BoardFilter{
		From: monday.Add(-24 * time.Hour), To: monday.Add(30 * 24 * time.Hour), Now: monday.Add(200 * time.Hour), Soon: monday.Add(300 * time.Hour),
		Stalled: monday.Add(50 * time.Hour),
	}
	for _, scope := range scopes {
		f.Scope = scope
		board, err := s.Board(t.Context(), f)
		require.NoError(t, err)
		require.Equal(t, o.recount(f), board.Total)
		require.Equal(t, o.recountDays(f), daysOf(board))
		var sum models.Tally
		for _, p := range append(board.Divisions, board.Units...) {
			sum.Open += p.Open
			sum.OpenRed += p.OpenRed
		}
		require.Equal(t, board.Total.Open, sum.Open)
		require.Equal(t, board.Total.OpenRed, sum.OpenRed)
		for _, p := range board.Divisions {
			below := f
			below.Scope = []models.PathRange{models.Within(p.Path)}
			if !strings.Contains(scopeText(scope), "unit") {
				require.Equal(t, o.recount(below), p.Tally, "drilling down into %s shows the same", p.Path)
			}
		}
	}
}

func scopeText(scope []models.PathRange) string {
	var b strings.Builder
	for _, r := range scope {
		b.WriteString(r.Unit)
	}
	return b.String()
}

func (o *office) recount(f models.BoardFilter) models.Tally {
	var n models.Tally
	for _, c := range o.cases {
		if c.Status.Ended() || !inside(c.Path, good(f.Scope), c.Unit) {
			continue
		}
		n.Open++
		count(&n.Late, c.PromisedDue != nil && c.Decided == nil && c.PromisedDue.Before(f.Now))
		count(&n.Near, c.PromisedDue != nil && c.Decided == nil && !c.PromisedDue.Before(f.Now) && c.PromisedDue.Before(f.Soon))
		count(&n.Stalled, c.Acted.Before(f.Stalled) || c.Incident)
		count(&n.Withheld, c.Withheld)
		count(&n.Warned, c.Level == models.Warning)
		count(&n.Yellow, c.Level == models.Yellow)
		count(&n.Red, c.Level == models.Red)
	}
	for _, c := range o.cards {
		open := c.Issued != nil && c.Answered == nil && c.Withdrawn == nil && inside(c.Path, good(f.Scope), c.Unit)
		count(&n.OpenYellow, open && c.Level == models.Yellow)
		count(&n.OpenRed, open && c.Level == models.Red)
	}
	return n
}

// recountDays counts every day of the trend from the rows alone.
func (o *office) recountDays(f models.BoardFilter) map[string]models.DayCount {
	days := map[string]models.DayCount{}
	note := func(at *time.Time, path, unit string, do func(*models.DayCount)) {
		if at == nil || !inside(path, good(f.Scope), unit) || clock.DateOf(*at) < clock.DateOf(f.From) || clock.DateOf(*at) > clock.DateOf(f.To) {
			return
		}
		d := days[clock.DateOf(*at).String()]
		d.Day = clock.DateOf(*at).String()
		do(&d)
		days[d.Day] = d
	}
	for _, c := range o.cases {
		note(&c.Submitted, c.Path, c.Unit, func(d *models.DayCount) { d.Submitted++ })
		note(c.Accepted, c.Path, c.Unit, func(d *models.DayCount) { d.Accepted++ })
		note(c.Decided, c.Path, c.Unit, func(d *models.DayCount) { d.Decided++ })
		note(c.Ended, c.Path, c.Unit, func(d *models.DayCount) { d.Ended++ })
	}
	for _, c := range o.cards {
		if c.Withdrawn != nil {
			continue
		}
		note(c.Issued, c.Path, c.Unit, func(d *models.DayCount) {
			count(&d.Warnings, c.Level == models.Warning)
			count(&d.Yellows, c.Level == models.Yellow)
			count(&d.Reds, c.Level == models.Red)
		})
	}
	return days
}

// daysOf leaves out days on which everything counted was taken back.
func daysOf(b models.Board) map[string]models.DayCount {
	days := map[string]models.DayCount{}
	for _, d := range b.Days {
		if d != (models.DayCount{Day: d.Day}) {
			days[d.Day] = d
		}
	}
	return days
}

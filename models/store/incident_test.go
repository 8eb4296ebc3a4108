package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestIncidentsThatAreOver(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		for _, row := range []models.IncidentRow{
			{ID: "late/case/1", Kind: "late", Subject: "1"}, {ID: "late/case/2", Kind: "late", Subject: "2"},
			{ID: "lost/case/1", Kind: "lost", Subject: "1"}, {ID: "lost/case/3", Kind: "lost", Subject: "3"},
			{ID: "calendar/2027", Kind: "calendar"},
		} {
			row.Path, row.Raised = "/44/4419/", monday
			require.NoError(t, s.RaiseIncident(ctx, row))
		}
		open := func() (ids []string) {
			page, err := s.IncidentPage(ctx, models.IncidentFilter{Scope: []models.PathRange{models.Within("/44/")}})
			require.NoError(t, err)
			for _, i := range page.Incidents {
				ids = append(ids, i.ID)
			}
			return ids
		}
		t.Run("what a round has not found again is settled, by nobody", func(t *testing.T) {
			require.NoError(t, s.SettleOver(ctx, "late", nil, []string{"2"}, monday.Add(time.Hour)))
			require.NoError(t, s.SettleOver(ctx, "lost", []string{"3"}, nil, monday.Add(time.Hour)))
			require.NoError(t, s.SettleOver(ctx, "lost", []string{}, nil, monday.Add(time.Hour)))
			require.NoError(t, s.SettleOver(ctx, "calendar", nil, []string{""}, monday.Add(time.Hour)))
			require.Equal(t, []string{"calendar/2027", "late/case/2", "lost/case/1"}, open())
			row, err := s.Incident(ctx, "late/case/1")
			require.NoError(t, err)
			require.Equal(t, monday.Add(time.Hour), *row.Settled)
			require.Empty(t, row.SettledBy)
		})
		t.Run("once the calendar is loaded its incident is over", func(t *testing.T) {
			require.NoError(t, s.SettleOver(ctx, "calendar", nil, nil, monday.Add(time.Hour)))
			require.NotContains(t, open(), "calendar/2027")
		})
		t.Run("one click sets it right, another finds it done", func(t *testing.T) {
			for range 2 {
				require.NoError(t, s.SetRight(ctx, "late/case/2", "li", "click-1", monday.Add(2*time.Hour)))
			}
			require.Equal(t, models.Conflict, models.CodeOf(s.SetRight(ctx, "late/case/2", "wu", "click-1", monday)))
			require.Equal(t, models.NotFound, models.CodeOf(s.SetRight(ctx, "none", "li", "click-1", monday)))
			n, err := s.CountIncidents(ctx, []models.PathRange{models.Within("/44/")})
			require.NoError(t, err)
			require.Equal(t, 1, n)
		})
	})
}

func TestAbsencesAndPasses(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		day := 24 * time.Hour
		row := models.AbsenceRow{ID: "a", Account: "li", StandIn: "wu", From: monday, To: monday.Add(day), MadeBy: "li", Made: monday}
		require.NoError(t, s.RecordAbsence(ctx, row))
		standsIn := func(at time.Time) []string {
			out, err := s.StandsInFor(ctx, "wu", at)
			require.NoError(t, err)
			return out
		}
		t.Run("an absence holds from its first instant until before its last", func(t *testing.T) {
			require.Empty(t, standsIn(monday.Add(-time.Microsecond)))
			require.Equal(t, []string{"li"}, standsIn(monday))
			require.Equal(t, []string{"li"}, standsIn(monday.Add(day-time.Microsecond)))
			require.Empty(t, standsIn(monday.Add(day)))
		})
		t.Run("nobody is away twice at one time", func(t *testing.T) {
			again := row
			again.ID, again.From, again.To = "b", monday.Add(day-time.Hour), monday.Add(2*day)
			require.Equal(t, models.Conflict, models.CodeOf(s.RecordAbsence(ctx, again)))
			again.From = monday.Add(day)
			require.NoError(t, s.RecordAbsence(ctx, again))
		})
		t.Run("what is cancelled lends nothing and frees the time", func(t *testing.T) {
			require.NoError(t, s.CancelAbsence(ctx, "a", "head", monday.Add(time.Hour)))
			require.NoError(t, s.CancelAbsence(ctx, "a", "other", monday.Add(2*time.Hour)))
			kept, err := s.Absence(ctx, "a")
			require.NoError(t, err)
			require.Equal(t, "head", kept.CancelledBy)
			require.Empty(t, standsIn(monday))
			row.ID = "c"
			require.NoError(t, s.RecordAbsence(ctx, row))
			list, err := s.Absences(ctx, []string{"li", "nobody"}, monday)
			require.NoError(t, err)
			require.Len(t, list, 2)
		})
		t.Run("a pass is found by its digest, taken once, replaced by a newer one", func(t *testing.T) {
			pass := models.PassRow{Account: "li", Kind: models.Invitation, Digest: "d1", MadeBy: "sys", Made: monday, Expires: monday.Add(day)}
			require.NoError(t, s.GivePass(ctx, pass))
			pass.Digest = "d2"
			require.NoError(t, s.GivePass(ctx, pass))
			_, err := s.Pass(ctx, models.Invitation, "d1")
			require.Equal(t, models.NotFound, models.CodeOf(err))
			_, err = s.Pass(ctx, models.SystemKey, "d2")
			require.Equal(t, models.NotFound, models.CodeOf(err))
			require.NoError(t, s.NotePassUsed(ctx, "d2", monday.Add(time.Minute)))
			all, err := s.PassesOf(ctx, []string{"li"})
			require.NoError(t, err)
			require.Equal(t, monday.Add(time.Minute), *all[0].Used)
			for _, first := range []bool{true, false} {
				taken, err := s.TakePass(ctx, models.Invitation, "d2")
				require.NoError(t, err)
				require.Equal(t, first, taken)
			}
		})
	})
}

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

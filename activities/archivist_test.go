package activities_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
)

// covers S95
func TestArchivist(t *testing.T) {
	now := time.Date(2026, 6, 1, 2, 0, 0, 0, time.UTC)
	office := officetest.New(func() time.Time { return now })
	closed := func(id string, days int) models.CaseRow {
		ended := now.AddDate(0, 0, -days)
		return models.CaseRow{ID: id, Item: "food-business-catering", Path: "/44/4419/", Status: models.Closed, Ended: &ended}
	}
	var done []models.Command
	archivist := func(refuse func(id string) error, rows ...models.CaseRow) *activities.Archivist {
		done = nil
		return &activities.Archivist{
			Law: office, Now: func() time.Time { return now },
			Closed: func(_ context.Context, cursor string) ([]models.CaseRow, string, error) {
				return rows, "after " + cursor, nil
			},
			Gently: func(_ context.Context, piece func() error) error { return piece() },
			Do: func(_ context.Context, kind models.Kind, cmd models.Command) (*activities.Answer, error) {
				require.Equal(t, models.CaseKind, kind)
				if err := refuse(cmd.Subject); err != nil {
					return nil, err
				}
				done = append(done, cmd)
				return &activities.Answer{}, nil
			},
		}
	}
	none := func(string) error { return nil }
	office.Set.Archive = clock.Limit{N: 10, Unit: clock.UnitWorkday}

	t.Run("what was closed long enough ago goes into the archive, the rest stays", func(t *testing.T) {
		next, n, err := archivist(none, closed("old", 40), closed("new", 3)).Round(t.Context(), "here")
		require.NoError(t, err)
		require.Equal(t, "after here", next)
		require.Equal(t, 1, n)
		require.Equal(t, "old", done[0].Subject)
		require.Equal(t, models.Archive, done[0].Verb)
		require.Equal(t, models.System(), done[0].Actor)
	})
	t.Run("what is still owed keeps one case out and no other", func(t *testing.T) {
		owed := func(id string) error {
			if id == "owed" {
				return models.Errorf(models.Conflict, "still_owed", "line 3 asks for an answer")
			}
			return nil
		}
		_, n, err := archivist(owed, closed("owed", 40), closed("old", 40)).Round(t.Context(), "")
		require.NoError(t, err)
		require.Equal(t, 1, n)
	})
	t.Run("while the store is away the round begins again where it stood", func(t *testing.T) {
		away := func(string) error { return models.Errorf(models.StoreAway, "store_unavailable", "away") }
		next, _, err := archivist(away, closed("old", 40)).Round(t.Context(), "here")
		require.Error(t, err)
		require.Equal(t, "here", next)
	})
	t.Run("a rule set that gives no time archives nothing by itself", func(t *testing.T) {
		office.Set.Archive = clock.Limit{}
		_, n, err := archivist(none, closed("old", 4000)).Round(t.Context(), "")
		require.NoError(t, err)
		require.Zero(t, n)
	})
}

package store_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestNotices(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, a := t.Context(), newAuthor(t, "case-told")
		b := a.next("one", models.Submit, monday, "")
		for i := range 7 {
			b.Notices = append(b.Notices, models.Notice{ID: fmt.Sprint("n", i), Account: "li", Kind: "warning", Made: monday.Add(time.Duration(i) * time.Minute)})
		}
		b.Notices = append(b.Notices, models.Notice{ID: "theirs", Account: "wang", Made: monday})
		a.write(s, b)
		t.Run("an account reads its own notices, the newest first, each once", func(t *testing.T) {
			page, err := s.Notices(ctx, "li", models.Page{Limit: 5})
			require.NoError(t, err)
			require.Equal(t, "n6", page.Notices[0].ID)
			require.Equal(t, 7, page.Unread)
			rest, err := s.Notices(ctx, "li", models.Page{Limit: 5, Cursor: page.Next})
			require.NoError(t, err)
			require.Len(t, rest.Notices, 2)
			require.Empty(t, rest.Next)
			nobody, err := s.Notices(ctx, "", models.Page{})
			require.NoError(t, err)
			require.Empty(t, nobody.Notices)
			_, err = s.Notices(ctx, "li", models.Page{Cursor: "forged"})
			require.Equal(t, models.Invalid, models.CodeOf(err))
		})
		t.Run("a read mark is set once and never on somebody else's notice", func(t *testing.T) {
			require.NoError(t, s.MarkRead(ctx, "li", []string{"n1", "theirs"}, monday))
			require.NoError(t, s.MarkRead(ctx, "li", []string{"n1", "n2"}, monday.Add(time.Hour)))
			unread, err := s.Unread(ctx, "li")
			require.NoError(t, err)
			require.Equal(t, 5, unread)
			unread, err = s.Unread(ctx, "wang")
			require.NoError(t, err)
			require.Equal(t, 1, unread)
			page, err := s.Notices(ctx, "li", models.Page{})
			require.NoError(t, err)
			require.Equal(t, monday, *page.Notices[5].Read)
		})
	})
}

func TestIncidentsAndSettings(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, a := t.Context(), newAuthor(t, "case-stuck")
		b := a.next("one", models.Submit, monday, "")
		b.Incidents = []models.IncidentRow{
			{ID: "i1", Kind: "empty_participant", Subject: a.subject, Unit: "bureau", Path: town, Raised: monday},
			{ID: "i2", Kind: "blocked", Path: other, Raised: monday},
		}
		a.write(s, b)
		t.Run("incidents show where they lie and are settled once", func(t *testing.T) {
			for n, scope := range [][]models.PathRange{0: nil, 1: {models.Within(city)}, 2: {models.Within("/44")}} {
				rows, err := s.Incidents(ctx, scope)
				require.NoError(t, err)
				require.Len(t, rows, n)
			}
			require.NoError(t, s.RaiseIncident(ctx, models.IncidentRow{ID: "i3", Kind: "calendar", Raised: monday}))
			require.NoError(t, s.SettleIncident(ctx, "i1", monday))
			require.Equal(t, models.NotFound, models.CodeOf(s.SettleIncident(ctx, "i1", monday)))
			rows, err := s.IncidentsOf(ctx, a.subject)
			require.NoError(t, err)
			require.Equal(t, monday, *rows[0].Settled)
		})
		t.Run("of several that are offered at once one stands, and everybody is told which", func(t *testing.T) {
			var wait sync.WaitGroup
			var mu sync.Mutex
			told := map[string]bool{}
			for i := range 8 {
				wait.Go(func() {
					standing, err := s.OfferSetting(ctx, "offered", fmt.Sprint("link-", i), monday)
					errorFree(t, err)
					mu.Lock()
					defer mu.Unlock()
					told[standing] = true
				})
			}
			wait.Wait()
			require.Len(t, told, 1)
			require.NotContains(t, told, "")
		})
		t.Run("a one-time link is taken by one of those who try", func(t *testing.T) {
			require.NoError(t, s.SetSetting(ctx, "setup", "link", monday))
			var wait sync.WaitGroup
			var mu sync.Mutex
			winners := 0
			for range 8 {
				wait.Go(func() {
					_, found, err := s.TakeSetting(ctx, "setup")
					errorFree(t, err)
					mu.Lock()
					defer mu.Unlock()
					count(&winners, found)
				})
			}
			wait.Wait()
			require.Equal(t, 1, winners)
		})
	})
}

package node

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// TestNextYear opens the demo city on a day of a year whose holidays are not published.
func TestNextYear(t *testing.T) {
	t.Parallel()
	june := time.Date(2027, time.June, 1, 10, 0, 0, 0, clock.Zone)
	ahead := time.Until(june)
	n := at(t, Settings{
		Data: t.TempDir(), Listen: freeAddress(t), Demo: true, Cases: 150, Log: "error",
		clock: func() time.Time { return time.Now().UTC().Add(ahead) },
	})
	require.False(t, n.inForce.Calendar("").Loaded(2027))
	ctx, leave := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- n.begin(ctx) }()
	t.Cleanup(func() {
		leave()
		require.NoError(t, <-ended)
	})

	t.Run("it starts, and its cases run", func(t *testing.T) {
		require.Eventually(t, func() bool {
			known, err := n.patrolled(ctx)
			return err == nil && known
		}, 2*time.Minute, 100*time.Millisecond)
		status, said := get(t, "http://"+n.settings.Listen+"/api/v1/public/status")
		require.Equal(t, 200, status)
		require.Contains(t, said, `"open":true`)
		require.Greater(t, len(armed(t, n)), 30)
	})

	t.Run("no limit is refused, and every due date is provisional", func(t *testing.T) {
		due := 0
		for id, s := range armed(t, n) {
			if s.Kind != models.CaseKind {
				continue
			}
			row, err := n.store.Case(ctx, s.ID)
			require.NoError(t, err)
			if row.StatutoryDue != nil {
				require.True(t, row.Provisional, id)
				due++
			}
		}
		require.Positive(t, due)
	})

	t.Run("no red card of a time limit is issued; those that would be wait for the calendar", func(t *testing.T) {
		counts := map[string]int{}
		db := opened(t, snapshotOf(t, n))
		for _, state := range column(t, db, "SELECT state FROM card_rows WHERE level = 3 AND rule LIKE 'R-T%'") {
			counts[state]++
		}
		t.Log(counts)
		require.Equal(t, map[string]int{string(models.Withheld): counts[string(models.Withheld)]}, counts)
		require.NotZero(t, counts[string(models.Withheld)])
	})

	t.Run("the missing calendar is an incident, and nothing else is", func(t *testing.T) {
		require.Eventually(t, func() bool { at, err := n.lastSeen(ctx); return err == nil && !at.IsZero() }, 20*time.Second, 50*time.Millisecond)
		incidents, err := n.store.Incidents(ctx, everywhere)
		require.NoError(t, err)
		for _, i := range incidents {
			require.NotContains(t, []string{"lost", "late", "drift", "blocked", "damaged"}, i.Kind, "%s %s", i.Subject, i.Detail)
		}
	})
}

package node

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/worker/embedded"
)

// spare is how long after its instant a threshold of minutes may speak.
const spare = 30 * time.Second

// TestRehydrate gives an empty Temporal a whole city of open cases. Some fall due while nothing runs.
func TestRehydrate(t *testing.T) {
	t.Parallel()
	logTo("error")
	cases, soonDue := either(700, 10_000), either(100, 500)
	s, ctx := Settings{Data: t.TempDir()}, t.Context()
	n, err := open(ctx, s, inProcess)
	require.NoError(t, err)
	x, err := exercising(ctx, n, "working_day")
	require.NoError(t, err)
	begun := time.Now()
	for i := range cases - soonDue {
		_, _, err := x.late(ctx, fmt.Sprintf("case-%05d", i), time.Duration(i%96)*time.Hour)
		require.NoError(t, err)
	}
	minutes, err := exercising(ctx, n, "drill_minute")
	require.NoError(t, err)
	due := map[string]time.Time{}
	for i := range soonDue {
		id := fmt.Sprintf("due-%04d", i)
		state, _, err := minutes.late(ctx, id, 10*time.Minute-time.Duration(i)*50*time.Millisecond)
		require.NoError(t, err)
		due[id] = state.Case.Accepted.Add(10 * time.Minute)
	}
	t.Logf("%d cases filed in %s", cases, time.Since(begun))
	was := armed(t, n)
	require.NoError(t, n.Close())
	require.NoError(t, os.Remove(filepath.Join(s.Data, embedded.FileName)))

	n = live(t, s.Data, 0)
	minutes.Node = n
	t.Run("every open subject runs again", func(t *testing.T) {
		begun := time.Now()
		require.NoError(t, n.bringUp(ctx, time.Time{}))
		t.Logf("%d subjects started in %s", len(was), time.Since(begun))
		is := armed(t, n)
		for id, s := range was {
			if _, open := is[id]; !open { // a red card of the same clock has taken its place
				require.Equal(t, models.CardKind, s.Kind, id)
				continue
			}
			running, err := n.running(ctx, s.Kind, s.ID)
			require.NoError(t, err)
			require.True(t, running, id)
		}
	})

	t.Run("with the same due instants", func(t *testing.T) {
		is := armed(t, n)
		for id, s := range was {
			if _, moves := due[s.ID]; !moves && s.Kind == models.CaseKind {
				require.Equal(t, s.For, is[id].For, id)
			}
		}
		sample := maps.Clone(is)
		for id := range sample { // the timers of some: each is asked for its whole history
			if len(sample) <= 200 {
				break
			}
			delete(sample, id)
		}
		sleepFor(t, n, sample)
	})

	t.Run("what fell due meanwhile speaks once, and a second time nothing is said", func(t *testing.T) {
		require.Eventually(t, func() bool { return minutes.outstanding(t, due) == 0 }, time.Minute, 500*time.Millisecond)
		now := time.Now()
		spoken := minutes.spoken(t, due, now.Add(-spare))
		_, err := n.rehydrateAll(context.WithoutCancel(ctx), nil)
		require.NoError(t, err)
		require.Equal(t, spoken, minutes.spoken(t, due, now.Add(-spare)))
		incidents, err := n.store.Incidents(ctx, everywhere)
		require.NoError(t, err)
		for _, i := range incidents {
			require.NotEqual(t, "lost", i.Kind, i.Subject)
		}
	})
}

package node

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// TestTemporalAway takes the Temporal server outside away from a worker that stays, and brings back it or an empty one.
func TestTemporalAway(t *testing.T) {
	logTo("error")
	usual := vigil
	vigil = time.Second
	t.Cleanup(func() { vigil = usual })
	f, folder, ctx := before(t), t.TempDir(), t.Context()
	server := f.stands(t, folder)
	t.Setenv("TEMPORAL_ADDRESS", f.address)
	n, err := open(ctx, Settings{Data: t.TempDir()}, external)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	require.NoError(t, n.startWorker())
	watching, leave := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- n.watchOver(watching) }()
	t.Cleanup(func() {
		leave()
		require.NoError(t, <-ended)
	})
	x, err := exercising(ctx, n, "working_day")
	require.NoError(t, err)
	for i := range 20 {
		require.NoError(t, x.set(ctx, fmt.Sprintf("open-%02d", i), scene{before: []deed{accepting}}))
	}

	t.Run("a command is put off in time while it is away, and carried out once when it is back", func(t *testing.T) {
		server.kill()
		click := x.command("open-00", "urged", urging, time.Now())
		begun := time.Now()
		_, err := engine{n}.Do(ctx, models.CaseKind, click)
		require.Equal(t, models.EngineAway, models.CodeOf(err), "%v", err)
		require.Less(t, time.Since(begun), patience+time.Second)
		server = f.stands(t, folder)
		begun = time.Now()
		require.Eventually(t, func() bool {
			_, err := engine{n}.Do(ctx, models.CaseKind, click)
			return err == nil
		}, 30*time.Second, 50*time.Millisecond)
		t.Logf("carried out %s after Temporal was back", time.Since(begun))
		require.Len(t, x.lines(t, "open-00"), 3)
	})

	t.Run("an empty one gets everything that is open from the record, and a patrol, without a restart", func(t *testing.T) {
		server.kill()
		minutes, err := exercising(ctx, n, "drill_minute")
		require.NoError(t, err)
		_, _, err = minutes.late(ctx, "due", 10*time.Minute-2*time.Second) // falls due while nothing runs
		require.NoError(t, err)
		time.Sleep(3 * time.Second)
		f.stands(t, t.TempDir())
		begun := time.Now()
		require.Eventually(t, func() bool {
			known, err := n.patrolled(ctx)
			return err == nil && known
		}, time.Minute, 50*time.Millisecond)
		t.Logf("patrolled again after %s", time.Since(begun))
		var card string
		require.Eventually(t, func() bool { // connections of before the fall end one by one
			card, err = x.overdue(ctx, "due")
			return err == nil
		}, 30*time.Second, 50*time.Millisecond)
		require.Len(t, x.lines(t, card), 1)
		sleepsForTheRecord(t, n)
		require.NoError(t, x.do(ctx, "open-01", "urged", urging))
	})
}

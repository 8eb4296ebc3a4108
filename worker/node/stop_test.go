package node

import (
	"context"
	"io"
	"net/http"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// grace is how long a house may take to end when it is asked to (TimeoutStopSec of the unit file is longer).
const grace = 30 * time.Second

// TestStop asks a house to end while people work, twice: the second signal must not make it hurry.
func TestStop(t *testing.T) {
	t.Parallel()
	s := Settings{Data: t.TempDir(), Listen: freeAddress(t), Metrics: freeAddress(t)}
	hire(t, s)
	environment := []string{"MINGCHA_DATA=" + s.Data, "MINGCHA_LISTEN=" + s.Listen, "MINGCHA_METRICS=" + s.Metrics}
	server := spawn(t, "serve", environment...)
	d := sit(t, s.Listen)
	d.staff(server)
	ctx, stop := context.WithCancel(t.Context())
	wait := d.work(ctx, 6)

	t.Run("health and metrics are at the address of their own, and at no other", func(t *testing.T) {
		for _, path := range []string{"/livez", "/readyz", "/metrics"} {
			status, said := get(t, "http://"+s.Metrics+path)
			require.Equal(t, http.StatusOK, status, path)
			_, page := get(t, "http://"+s.Listen+path)
			require.NotEqual(t, said, page, path)
			require.NotContains(t, page, "go_goroutines")
		}
		status, _ := get(t, "http://"+s.Metrics+"/api/v1/public/status")
		require.Equal(t, http.StatusNotFound, status)
	})

	t.Run("it ends well within its time under load, also when it is asked again", func(t *testing.T) {
		d.comes(t, 60)
		begun := time.Now()
		require.NoError(t, server.cmd.Process.Signal(syscall.SIGTERM))
		time.Sleep(50 * time.Millisecond)
		require.Zero(t, server.stop(grace), server.said)
		t.Logf("ended %s after the first signal; %d acknowledged, slowest answer %s", time.Since(begun), d.acked, d.slowest)
		stop()
		wait()
		require.NotContains(t, server.said.String(), "panic")
	})

	t.Run("every acknowledged command is on record, and every other can be sent again", func(t *testing.T) {
		all := readLedger(t, s)
		server = spawn(t, "serve", environment...)
		d.staff(server)
		t.Logf("%d clicks had no answer and were sent again", d.sendAgain(all))
		require.Zero(t, server.stop(grace), server.said)
		all = readLedger(t, s)
		d.agrees(all)
		all.lawful(t, s)
	})
}

// get reads a page that anybody may see.
func get(t *testing.T, address string) (status int, text string) {
	t.Helper()
	answer, err := http.Get(address)
	require.NoError(t, err)
	defer func() { require.NoError(t, answer.Body.Close()) }()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, string(body)
}

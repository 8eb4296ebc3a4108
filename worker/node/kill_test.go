package node

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// recovery is how long a house may take from its restart to its first command.
const recovery = 15 * time.Second

// TestKill shows what is left when the process is killed again and again while people work.
func TestKill(t *testing.T) {
	s := Settings{Data: t.TempDir(), Listen: freeAddress(t)}
	hire(t, s)
	environment := []string{"MINGCHA_DATA=" + s.Data, "MINGCHA_LISTEN=" + s.Listen}
	server := spawn(t, "serve", environment...)
	d := sit(t, s.Listen)
	d.staff(server)

	t.Run("the first command succeeds within 15 s of every restart", func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		wait := d.work(ctx, 6)
		var worst time.Duration
		for range either(10, 60) {
			if rand.IntN(5) > 0 { // now and then it is killed again before it is up
				before := d.acknowledged()
				server.until(recovery, "the first command", func() bool { return d.acknowledged() > before })
				worst = max(worst, time.Since(server.begun))
			}
			time.Sleep(rand.N(1500 * time.Millisecond))
			server.kill()
			server = spawn(t, "serve", environment...)
		}
		before := d.acknowledged()
		server.until(2*recovery, "work goes on", func() bool { return d.acknowledged() > before+20 })
		stop()
		wait()
		require.Zero(t, server.stop(30*time.Second), server.said)
		t.Logf("%d clicks, %d acknowledged, slowest first command after %s, slowest answer %s", len(d.clicks), d.acked, worst, d.slowest)
	})

	all := readLedger(t, s)
	t.Run("every other line's command, sent again with its key, is acknowledged with that line", func(t *testing.T) {
		server = spawn(t, "serve", environment...)
		d.staff(server)
		answered := d.sendAgain(all)
		require.Zero(t, server.stop(30*time.Second), server.said)
		t.Logf("%d clicks without an answer were sent again", answered)
	})

	t.Run("no line is lost, doubled or contradicting, and what was sent again wrote nothing twice", func(t *testing.T) {
		again := readLedger(t, s)
		d.agrees(again)
		again.lawful(t, s)
		for id, lines := range all {
			require.Len(t, again[id], len(lines))
		}
		for id, lines := range again {
			require.Contains(t, []int{len(all[id]), 1}, len(lines))
			// A lead begins where a decision falls into the night or on a day off (A08N).
			require.Contains(t, []models.Verb{models.Submit, models.Measure, models.OpenLead}, lines[0].Verb)
		}
		t.Logf("%d lines of %d subjects", again.size(), len(again))
	})
}

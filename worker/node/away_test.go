package node

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/api"
	"mingcha/models"
	"mingcha/models/store/storetest"
)

// TestDatabaseAway takes the database away while thresholds fall due and people work: at first nobody answers, then
// connections break.
func TestDatabaseAway(t *testing.T) {
	t.Parallel()
	silence, outage, cases := either(12*time.Second, 5*time.Minute), either(20*time.Second, 15*time.Minute), either(60, 1000)
	c, near := lay(t, storetest.Socket(t))
	dsn := storetest.MariaDSN(t)
	s := Settings{Data: t.TempDir(), Listen: freeAddress(t), Database: strings.Replace(dsn, storetest.Socket(t), near, 1)}
	hire(t, s)
	n := at(t, s)
	x, err := exercising(t.Context(), n, "drill_minute")
	require.NoError(t, err)
	d := sit(t, s.Listen)
	d.signInHere(clerk)
	first := d.insist(t.Context(), clerk, "", models.Submit, meal())

	due := x.fallDue(t, cases, outage)
	begun := time.Now()
	t.Run("commands are told so", func(t *testing.T) {
		c.hush()
		d.urge(first.subject, time.Until(begun.Add(silence)))
		t.Logf("slowest answer while nobody answers: %s, %v", d.slowest, d.away)
		require.Less(t, d.slowest, patience+time.Second)
		require.Positive(t, d.away["store_unavailable"])
		status, said, err := d.health()
		require.NoError(t, err)
		require.Equal(t, http.StatusServiceUnavailable, status)
		require.Contains(t, said, "store")
		require.NotContains(t, said, "engine")
		c.pull()
		d.slowest = 0
		time.Sleep(100 * time.Millisecond)
		d.urge(first.subject, time.Until(begun.Add(outage)))
		t.Logf("slowest answer while connections break: %s, %v", d.slowest, d.away)
		require.Less(t, d.slowest, 2*time.Second)
		require.Positive(t, d.away["store_unavailable"])
		require.Len(t, d.away, 1)
	})

	c.plug()
	back := time.Now()
	t.Run("the same clicks succeed afterwards, each once", func(t *testing.T) {
		for _, again := range d.clicks {
			for !d.press(again) {
				require.Less(t, time.Since(back), 10*time.Second)
			}
			require.NotZero(t, again.line, again.refused)
		}
		t.Logf("%d clicks were put off and had succeeded %s after the database's return", len(d.clicks)-1, time.Since(back))
		require.Empty(t, d.odd)
		lines, err := n.store.Lines(t.Context(), first.subject, 1)
		require.NoError(t, err)
		require.Len(t, lines, len(d.clicks))
	})

	t.Run("every threshold speaks, in its order and once", func(t *testing.T) {
		require.Eventually(t, func() bool { return x.outstanding(t, due) == 0 }, either(45*time.Second, 11*time.Minute), 500*time.Millisecond)
		t.Logf("%d thresholds of %d cases had spoken %s after the database's return", x.spoken(t, due, time.Now()), cases, time.Since(back))
	})
}

// at opens a house with its face, in this process.
func at(t *testing.T, s Settings) *Node {
	t.Helper()
	logTo("error")
	n, err := open(t.Context(), s, inProcess)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	require.NoError(t, n.startWorker())
	doors, err := s.listen(takes{pages: true})
	require.NoError(t, err)
	faced := make(chan error, 1)
	ctx, leave := context.WithCancel(context.WithoutCancel(t.Context()))
	go func() { faced <- n.face(ctx, doors) }()
	t.Cleanup(func() {
		leave()
		require.NoError(t, <-faced)
	})
	return n
}

// signInHere signs somebody in at a server of this process.
func (d *desk) signInHere(who string) {
	d.t.Helper()
	d.signIn(&child{t: d.t, ended: make(chan struct{}), said: &voice{}}, who)
}

// health asks whether the first server is ready.
func (d *desk) health() (status int, said string, err error) {
	answer, err := d.web.Get("http://" + d.addresses[0] + "/readyz")
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(body), err
}

// urge lets four people urge again and again, each with a click of its own. Nobody gets through.
func (d *desk) urge(subject string, during time.Duration) {
	var group sync.WaitGroup
	until := time.Now().Add(during)
	for range 4 {
		group.Go(func() {
			for time.Now().Before(until) {
				d.press(d.click(clerk, subject, models.Urge, api.CaseCommand{Reason: "请抓紧办理"}))
				time.Sleep(either(250*time.Millisecond, 5*time.Second))
			}
		})
	}
	group.Wait()
}

// fallDue files cases whose limits run out one after the other from now on, and returns when each does.
func (x *exercise) fallDue(t *testing.T, cases int, during time.Duration) map[string]time.Time {
	t.Helper()
	ctx := t.Context()
	begun := time.Now()
	lead := time.Duration(cases) * 80 * time.Millisecond // to file them and to start their workflows
	due := map[string]time.Time{}
	for i := range cases {
		id := fmt.Sprintf("due-%04d", i)
		in := lead + during*time.Duration(i)/time.Duration(cases) - time.Since(begun)
		state, _, err := x.late(ctx, id, 10*time.Minute-in)
		require.NoError(t, err)
		due[id] = state.Case.Accepted.Add(10 * time.Minute)
	}
	_, err := x.rehydrateAll(ctx, nil)
	require.NoError(t, err)
	late := time.Since(begun) - lead
	t.Logf("%d cases filed in %s", cases, time.Since(begun))
	time.Sleep(-late)
	return due
}

// outstanding counts the thresholds that are past and have not spoken.
func (x *exercise) outstanding(t *testing.T, due map[string]time.Time) int {
	t.Helper()
	silent := 0
	for id := range due {
		out, err := x.recompute(t.Context(), models.CaseKind, id)
		require.NoError(t, err)
		if !out.At.IsZero() && out.At.Before(time.Now()) {
			silent++
		}
	}
	return silent
}

// spoken requires that every case got its card at its instant, once, and all its signals in order, and counts those that
// were due by an instant.
func (x *exercise) spoken(t *testing.T, due map[string]time.Time, by time.Time) int {
	t.Helper()
	all := 0
	for id, at := range due {
		lines, err := x.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		x.lawful(t, id, lines)
		var instants []time.Time
		cards := 0
		for _, l := range lines {
			if l.Facts.Card == nil {
				continue
			}
			instants = append(instants, l.Facts.Card.Due)
			if l.Facts.Card.Clock == "decision#1" && l.Facts.Card.Level == models.Yellow {
				require.WithinDuration(t, at, l.Facts.Card.Due, time.Second)
				cards++
			}
		}
		require.Equal(t, 1, cards, id)
		require.True(t, slices.IsSortedFunc(instants, time.Time.Compare), id)
		all += len(slices.DeleteFunc(instants, by.Before))
	}
	return all
}

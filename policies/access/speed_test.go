package access_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
)

// questions are what a busy day asks: people with one to three appointments among 20,000, allowed and not.
func questions(t testing.TB) (*access.Gate, []func() access.Verdict) {
	t.Helper()
	d := shipped(t)
	rows := appoint(t, d, holding{"one", "handler", "dg-scjgj"}, holding{"chief", "supervisor", "dg-jw"},
		holding{"three", "window_clerk", "dg-scjgj"}, holding{"three", "fee_clerk", "dg-zjj"}, holding{"three", "handler", "dg-fgj"})
	for i := range 20_000 {
		post := d.Posts[i%len(d.Posts)]
		a := d.Appoint(post, fmt.Sprintf("p%d", i), spring)
		a.ID = fmt.Sprintf("%s#%d", post.ID, i)
		rows = append(rows, a)
	}
	s, faults := d.Snapshot(1, rows)
	require.Empty(t, faults)
	g, err := access.New(s)
	require.NoError(t, err)
	ask := func(account string, action access.Action, o access.Object) func() access.Verdict {
		return func() access.Verdict { return g.Decide(access.Person{Account: account, At: noon}, action, o) }
	}
	permit := of(t, access.Case, "dg-scjgj")
	return g, []func() access.Verdict{
		ask("one", access.Approve, at(permit, "", "", "handler")), ask("one", access.Read, permit),
		ask("one", access.Approve, at(permit, "", "other", "handler")), ask("one", access.Terminate, permit),
		ask("three", access.Approve, at(of(t, access.Case, "dg-fgj"), "", "", "handler")), ask("three", access.Read, of(t, access.Case, "dg-jyj")),
		ask("chief", access.Terminate, permit), ask("chief", access.Read, of(t, access.Case, "gd-scjgj")), ask("nobody", access.Read, permit),
	}
}

func measure(asked []func() access.Verdict, n int) (p50, p99 time.Duration) {
	took := make([]time.Duration, n)
	for i := range took {
		start := time.Now()
		asked[i%len(asked)]()
		took[i] = time.Since(start)
	}
	slices.Sort(took)
	return took[n/2], took[n*99/100]
}

// The quietest of several rounds counts: other tests on the same cores are not the gate's doing.
func TestADecisionTakesLessThanAHundredMicroseconds(t *testing.T) {
	_, asked := questions(t)
	best := time.Hour
	for round := range 10 {
		p50, p99 := measure(asked, 5_000)
		t.Logf("round %d: p50 %v, p99 %v", round, p50, p99)
		best = min(best, p99)
	}
	require.Less(t, best, 100*time.Microsecond)
}

func BenchmarkDecide(b *testing.B) {
	_, asked := questions(b)
	for i := 0; b.Loop(); i++ {
		asked[i%len(asked)]()
	}
	_, p99 := measure(asked, 50_000)
	b.ReportMetric(float64(p99.Nanoseconds()), "p99-ns")
}

func BenchmarkDecideOnAllCores(b *testing.B) {
	_, asked := questions(b)
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			asked[i%len(asked)]()
		}
	})
}

package access_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// revisions are snapshots in which li handles in even revisions and reviews in odd ones; the appointment tells which.
func revisions(t testing.TB, n int) []*directory.Snapshot {
	t.Helper()
	d := shipped(t)
	var out []*directory.Snapshot
	for i := range n {
		role := []string{"handler", "reviewer"}[i%2]
		rows := appoint(t, d, holding{"li", role, "dg-scjgj"}, holding{"wu", "supervisor", "dg-jw"})
		rows[0].ID = fmt.Sprint(i)
		s, faults := d.Snapshot(int64(i), rows)
		require.Empty(t, faults)
		out = append(out, s)
	}
	return out
}

func TestDecidingWhileAppointmentsChange(t *testing.T) {
	snapshots := revisions(t, 200)
	g, err := access.New(snapshots[0])
	require.NoError(t, err)
	permit := of(t, access.Case, "dg-scjgj")
	li, wu := access.Person{Account: "li", At: noon}, access.Person{Account: "wu", At: noon}
	var latest atomic.Int64
	var wrong atomic.Pointer[string]
	report := func(format string, args ...any) {
		text := fmt.Sprintf(format, args...)
		wrong.CompareAndSwap(nil, &text)
	}

	var deciding sync.WaitGroup
	for range 100 {
		deciding.Go(func() {
			for latest.Load() < int64(len(snapshots)-1) {
				before := latest.Load()
				got := g.Decide(li, access.StartSpecial, permit)
				if got.Allowed && got.Appointment.Role != "handler" {
					report("%s started a special procedure", got.Appointment.Role)
				}
				read := g.Decide(li, access.Read, permit)
				var revision int64
				if _, err := fmt.Sscan(read.Appointment.ID, &revision); err != nil || !read.Allowed || revision < before {
					report("revision %d was in force, %q decided: %s", before, read.Appointment.ID, read.Reason)
				}
				if !g.Decide(wu, access.Terminate, permit).Allowed || len(g.Range(wu, access.Read, access.Case)) != 1 {
					report("the supervisor lost an appointment that never changed")
				}
			}
		})
	}
	for _, s := range snapshots[1:] {
		require.True(t, g.Swap(s))
		latest.Store(s.Revision)
	}
	deciding.Wait()
	if text := wrong.Load(); text != nil {
		t.Fatal(*text)
	}
}

func TestARevocationCountsFromTheSwapOn(t *testing.T) {
	d := shipped(t)
	rows := appoint(t, d, holding{"li", "handler", "dg-scjgj"})
	appointed, _ := d.Snapshot(1, rows)
	revoked, _ := d.Snapshot(2, nil)
	g, err := access.New(appointed)
	require.NoError(t, err)
	li := access.Person{Account: "li", At: noon}
	permit := of(t, access.Case, "dg-scjgj")

	require.True(t, g.Decide(li, access.Read, permit).Allowed)
	require.True(t, g.Swap(revoked))
	require.Equal(t, "no_appointment", g.Decide(li, access.Read, permit).Reason.Code)
	require.Empty(t, g.Range(li, access.Read, access.Case))

	t.Run("and an older snapshot that comes late does not bring it back", func(t *testing.T) {
		require.False(t, g.Swap(appointed))
		require.False(t, g.Swap(revoked))
		require.False(t, g.Decide(li, access.Read, permit).Allowed)
		require.EqualValues(t, 2, g.Snapshot().Revision)
	})
}

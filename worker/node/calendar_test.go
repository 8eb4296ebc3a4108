package node

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/clock"
	"mingcha/policies/directory"
)

// covers S22
func TestCalendarChange(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	ctx := t.Context()
	for _, id := range []string{"open", "closed"} {
		require.NoError(t, o.file(ctx, id))
	}
	require.NoError(t, o.walk(ctx, "closed"))
	before, err := o.store.Case(ctx, "open")
	require.NoError(t, err)
	lines, err := o.store.Lines(ctx, "closed", 1)
	require.NoError(t, err)

	path := o.inForce.Path(bureau)
	tomorrow := clock.DateOf(time.Now().Add(24 * time.Hour))
	var closure []clock.Day // the next week is closed in this city
	for i := range 7 {
		closure = append(closure, clock.Day{Name: "台风停工", Date: tomorrow + clock.Date(i), Off: true})
	}
	o.closes(path, closure...)

	t.Run("moves the open case, with a line that says so", func(t *testing.T) {
		require.Eventually(t, func() bool {
			after, err := o.store.Case(ctx, "open")
			return err == nil && after.N == before.N+1 && after.Revision != before.Revision
		}, 10*time.Second, 20*time.Millisecond)
	})

	t.Run("leaves the closed case without a line", func(t *testing.T) {
		again, err := o.store.Lines(ctx, "closed", 1)
		require.NoError(t, err)
		require.Len(t, again, len(lines))
	})

	t.Run("does not touch another city's calendar", func(t *testing.T) {
		elsewhere, known := o.inForce.Snapshot().Tree.Find("440300000000")
		require.True(t, known)
		require.False(t, directory.Within(path, elsewhere.Path))
		require.Equal(t, clock.National().Revision(), o.inForce.Calendar(elsewhere.Path).Revision())
	})
}

func daysJSON(t *testing.T, days []clock.Day) string {
	t.Helper()
	text, err := json.Marshal(days)
	require.NoError(t, err)
	return string(text)
}

package node

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"mingcha/models"
	"mingcha/models/clock"
)

// A city with many open cases of which a few rest on the day that is closed: the others were filed so long ago that every
// threshold of theirs lies behind it.
//
// covers S22
func TestCalendarInACity(t *testing.T) {
	t.Parallel()
	open, touched := 1000, 50
	if os.Getenv("MINGCHA_LONG") != "" {
		open, touched = 100_000, 5_000
	}
	n := live(t, t.TempDir(), 0)
	ctx := t.Context()
	x, err := exercising(ctx, n, "working_day")
	require.NoError(t, err)
	o := &office{Node: n, t: t, item: x.item}
	filed := func(id string, at time.Time) error {
		steps := []models.Command{x.command(id, "filed", x.filing(id, models.WindowChannel), at), x.command(id, "accepted", accepting, at.Add(time.Second))}
		_, _, err := n.act.Import(ctx, models.CaseKind, id, func(models.State) (models.Command, bool) {
			if len(steps) == 0 {
				return models.Command{}, false
			}
			next := steps[0]
			steps = steps[1:]
			return next, true
		})
		return err
	}
	// Twenty working days after today end after the day, twenty after last year's do not.
	path := n.inForce.Path(bureau)
	closed := clock.DateOf(time.Now()) + 14
	for !n.inForce.Calendar(path).Workday(closed) {
		closed++
	}
	group := errgroup.Group{}
	group.SetLimit(4)
	for i := range open {
		at := time.Now().Add(-time.Hour)
		if i >= touched {
			at = time.Now().AddDate(0, 0, -90)
		}
		group.Go(func() error { return filed(fmt.Sprintf("city-%06d", i), at) })
	}
	require.NoError(t, group.Wait())
	for i := range desks {
		id := fmt.Sprint("desk-", i)
		require.NoError(t, x.do(ctx, id, "filed", x.filing(id, models.WindowChannel)))
	}

	quiet := x.busy(ctx, t, "quiet", time.After(3*time.Second))
	var swept error
	done := make(chan time.Time)
	begun := time.Now()
	o.closes(path, clock.Day{Name: "停工", Date: closed, Off: true})
	go func() {
		defer close(done)
		swept = n.temporal.GetWorkflow(ctx, "Sweep/calendar/1", "").Get(ctx, nil)
	}()
	busy := x.busy(ctx, t, "busy", done)
	require.NoError(t, swept)
	t.Logf("%d open, %d touched: swept in %s; a command at the desk took %s (95 of 100) before and %s meanwhile", open, touched,
		time.Since(begun).Round(time.Millisecond), p95(quiet), p95(busy))

	for i := range open {
		if i > touched && i%97 != 0 {
			continue // all that are touched, some of the others
		}
		want := 0
		if i < touched {
			want = 1
		}
		require.Len(t, o.grounds(fmt.Sprintf("city-%06d", i)), want, "case %d", i)
	}
}

// desks is on how many cases somebody acts in turn.
const desks = 20

// busy lets somebody act on one case after the other until the end, and says how long each act took.
func (x *exercise) busy(ctx context.Context, t *testing.T, name string, end <-chan time.Time) []time.Duration {
	var took []time.Duration
	for i := 0; ; i++ {
		select {
		case <-end:
			return took
		default:
		}
		begun := time.Now()
		require.NoError(t, x.do(ctx, fmt.Sprint("desk-", i%desks), fmt.Sprint(name, i), urging))
		took = append(took, time.Since(begun))
	}
}

func p95(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)*95/100]
}

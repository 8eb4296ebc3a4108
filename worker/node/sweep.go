package node

import (
	"context"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/directory"
)

func (n *Node) sweeper() *activities.Sweeper {
	return &activities.Sweeper{Touched: n.touched, Moved: n.moved, Do: n.client.Do, Now: n.act.Now}
}

func (n *Node) touched(ctx context.Context, in activities.SweepInput, limit int) ([]models.Armed, string, error) {
	from, to := directory.Range(in.Path)
	return n.store.Touched(ctx, models.PathRange{From: from, To: to}, in.From, in.To, in.Cursor, limit)
}

// moved compares what the case's row shows with what its record gives under the calendar now in force.
func (n *Node) moved(ctx context.Context, s models.Armed) (bool, error) {
	next, err := n.recompute(ctx, s.Kind, s.ID)
	if err != nil {
		return false, err
	}
	return !next.At.Equal(s.For) || next.Key != s.Key, nil
}

// calendarChanged sweeps the subjects that the difference between two calendars of a division touches.
func (n *Node) calendarChanged(ctx context.Context, path string, before *clock.Calendar) error {
	after := n.inForce.Calendar(path)
	days := clock.Diff(before, after)
	if len(days) == 0 {
		return nil
	}
	return n.client.Sweep(ctx, activities.SweepInput{
		Revision: after.Revision(), Path: path, From: days[0].Opens(), To: days[len(days)-1].Ends().Add(24 * time.Hour),
	})
}

package node

import (
	"context"

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

// moved asks whether the changed days can move any of the subject's running clocks.
func (n *Node) moved(ctx context.Context, s models.Armed, days []clock.Date) (bool, error) {
	out, err := n.act.Load(ctx, activities.LoadInput{Kind: s.Kind, Subject: s.ID})
	if err != nil {
		return false, err
	}
	item := ""
	if c := out.State.Case; c != nil {
		item = c.Filed.Item
	}
	return n.inForce.Rules(item, n.act.Now()).Touches(out.State.Subject(), n.inForce.Calendar(s.Path), days), nil
}

// calendarChanged sweeps the subjects that the difference between two calendars of a division touches.
func (n *Node) calendarChanged(ctx context.Context, path string, before *clock.Calendar) error {
	after := n.inForce.Calendar(path)
	days := clock.Diff(before, after)
	if len(days) == 0 {
		return nil
	}
	return n.client.Sweep(ctx, activities.SweepInput{
		Revision: after.Revision(), Path: path, Days: days, From: days[0].Opens(), To: days[len(days)-1].Ends(),
	})
}

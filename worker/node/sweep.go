package node

import (
	"context"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

func (n *Node) sweeper() *activities.Sweeper {
	return &activities.Sweeper{Touched: n.touched, Moved: n.moved, Do: n.client.Do, Now: n.act.Now}
}

func (n *Node) touched(ctx context.Context, in activities.SweepInput, limit int) ([]models.Armed, string, error) {
	return n.store.Touched(ctx, scopeOf(in.Path), in.From, in.To, in.Cursor, limit)
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

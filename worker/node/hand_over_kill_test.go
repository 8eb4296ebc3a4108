package node

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// lostOrder is a hand-over of three cases whose process dies when the first has passed on and nothing of it is noted.
const lostOrder = "lost-order"

// orderHandOver lets a handler hold three cases, and orders them to be handed over.
func (x *exercise) orderHandOver(ctx context.Context) error {
	head := x.by("department_head", 1)
	order := models.HandOverRow{
		ID: lostOrder, Giver: bureau + ".handler-01", Taker: bureau + ".handler-02", Ground: "shift", MadeBy: head.Account, Made: time.Now(), Digest: "d",
	}
	var items []models.HandOverItem
	for i := range 3 {
		id := fmt.Sprintf("%s-%d", lostOrder, i)
		if err := x.set(ctx, id, scene{before: []deed{accepting, claiming}}); err != nil {
			return err
		}
		items = append(items, models.HandOverItem{
			HandOver: lostOrder, Subject: id, Step: "review", Round: 1, Role: head.Role, Unit: head.Unit, Path: head.Path, State: models.ToHandOver,
		})
	}
	return x.store.OrderHandOver(ctx, order, items)
}

// handedOver requires that a killed hand-over is carried to its end: every piece once, also the one that had passed on
// before it could be noted.
func (x *exercise) handedOver(t *testing.T) {
	t.Helper()
	var items []models.HandOverItem
	require.Eventually(t, func() bool {
		order, all, err := x.store.HandOver(t.Context(), lostOrder)
		items = all
		return err == nil && order.Finished != nil
	}, 2*time.Minute, 200*time.Millisecond, "Temporal gives it to another worker when its heart has been silent for a minute")
	require.Len(t, items, 3)
	for _, item := range items {
		require.Equal(t, models.HandedOver, item.State, item.Subject)
		lines := x.lines(t, item.Subject)
		var passed []int
		for _, l := range lines {
			if l.Verb == models.HandOver {
				passed = append(passed, l.N)
			}
		}
		require.Equal(t, []int{item.Line}, passed, item.Subject)
		x.lawful(t, item.Subject, lines)
	}
}

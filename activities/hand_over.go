package activities

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"mingcha/models"
)

// Porter carries hand-overs out.
type Porter struct {
	Orders HandOvers
	// Do carries out a command on a subject.
	Do func(ctx context.Context, kind models.Kind, cmd models.Command) (*Answer, error)
	// Gently lets one piece of work pass, among all others that leave people at work their place.
	Gently func(ctx context.Context, piece func() error) error
	Now    func() time.Time
}

// HandOvers is the part of the store that keeps orders to pass open work on.
type HandOvers interface {
	HandOver(ctx context.Context, id string) (models.HandOverRow, []models.HandOverItem, error)
	NoteHandOver(ctx context.Context, item models.HandOverItem) error
	EndHandOver(ctx context.Context, id string, stopped bool, now time.Time) error
}

// HandOver passes on one piece of work after the other, until all are done or the order is stopped. A piece that its case
// refuses keeps its place and the reason. A second run goes on with what still waits; a piece that was passed on before it
// could be noted is found on record.
func (p *Porter) HandOver(ctx context.Context, id string) error {
	for {
		order, items, err := p.Orders.HandOver(ctx, id)
		if err != nil {
			return retryable(err)
		}
		item := waiting(items)
		if order.Stopped != nil || order.Finished != nil {
			return nil
		}
		if item == nil {
			return retryable(p.Orders.EndHandOver(ctx, id, false, p.Now()))
		}
		if err := p.pass(ctx, order, item); err != nil {
			return retryable(err)
		}
		activity.RecordHeartbeat(ctx, item.Number)
	}
}

func waiting(items []models.HandOverItem) *models.HandOverItem {
	for i := range items {
		if items[i].State == models.ToHandOver {
			return &items[i]
		}
	}
	return nil
}

// pass carries one piece out and notes what has become of it.
func (p *Porter) pass(ctx context.Context, order models.HandOverRow, item *models.HandOverItem) error {
	var answer *Answer
	err := p.Gently(ctx, func() (err error) {
		within, cancel := context.WithTimeout(ctx, oneMove)
		defer cancel()
		answer, err = p.Do(within, models.CaseKind, item.Command(order, p.Now()))
		return err
	})
	var refused *models.Error
	switch {
	case err == nil:
		item.State, item.Line = models.HandedOver, answer.Line
	case ctx.Err() != nil || away(err):
		return err
	case errors.As(err, &refused) && refused.Code != models.Internal:
		item.State, item.Code, item.Reason = models.NotHanded, string(refused.Code), refused.Reason
	default:
		item.State, item.Code, item.Reason = models.NotHanded, string(models.Internal), "no_answer"
	}
	return p.Orders.NoteHandOver(ctx, *item)
}

// Register puts hand-overs on a worker.
func (p *Porter) Register(w worker.ActivityRegistry) {
	w.RegisterActivityWithOptions(p.HandOver, activity.RegisterOptions{Name: "HandOver"})
}

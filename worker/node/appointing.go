package node

import (
	"context"
	"log/slog"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/worker/inforce"
)

// appointing writes appointments and puts them into force on this node at once, so that whoever appoints sees the effect
// with the next click. The other nodes follow within half a second.
type appointing struct {
	*store.Store
	inForce *inforce.InForce
}

// ChangeAppointments writes all rows or none, if nobody has changed appointments since the expected revision.
func (a appointing) ChangeAppointments(ctx context.Context, expected int64, rows ...models.AppointmentRow) (int64, error) {
	revision, err := a.Store.ChangeAppointments(ctx, expected, rows...)
	if err != nil {
		return 0, err
	}
	a.takeUp(ctx)
	return revision, nil
}

// Found gives a house its first accounts and appointments.
func (a appointing) Found(ctx context.Context, f models.Founding) error {
	if err := a.Store.Found(ctx, f); err != nil {
		return err
	}
	a.takeUp(ctx)
	return nil
}

// takeUp lets this node see what has been appointed.
func (a appointing) takeUp(ctx context.Context) {
	if err := a.inForce.Refresh(ctx); err != nil {
		slog.Warn("appointments were changed; this node sees it a little later", "error", err)
	}
}

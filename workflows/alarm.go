package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// alarm is the subject's one timer. It is set anew only to ring earlier: one that rings before its time finds nothing due
// and is set again, which happens far less often than commands that put off what is next.
type alarm struct {
	at     time.Time
	timer  workflow.Future
	cancel workflow.CancelFunc
}

func (a *alarm) set(ctx workflow.Context, at time.Time) {
	if a.timer != nil && !a.timer.IsReady() {
		if !at.Before(a.at) {
			return
		}
		a.cancel()
	}
	ctx, cancel := workflow.WithCancel(ctx)
	*a = alarm{at: at, timer: workflow.NewTimer(ctx, at.Sub(workflow.Now(ctx))), cancel: cancel}
}

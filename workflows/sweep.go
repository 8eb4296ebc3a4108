package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
)

// Sweep moves the subjects that a changed calendar or other rules touch, page after page. It survives restarts, takes up where it
// stopped, and leaves people at work their place.
func Sweep(ctx workflow.Context, in activities.SweepInput) (int, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 30 * time.Minute, HeartbeatTimeout: time.Minute,
		RetryPolicy: &temporal.RetryPolicy{InitialInterval: 5 * time.Second, MaximumInterval: time.Minute},
	})
	for range pagesPerRun {
		if err := workflow.ExecuteActivity(ctx, sweep.Sweep, in).Get(ctx, &in); err != nil {
			return in.Moved, err
		}
		if in.Cursor == "" {
			return in.Moved, nil
		}
	}
	return in.Moved, workflow.NewContinueAsNewError(ctx, SweepWorkflow, in)
}

// pagesPerRun keeps the history of one run short.
const pagesPerRun = 500

// sweep is never dereferenced; it lets ExecuteActivity name the method.
var sweep *activities.Sweeper

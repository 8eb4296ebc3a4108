package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
)

// monthlyRounds of one run, to keep its history short.
const monthlyRounds = 60

// Monthly begins the evaluations of each period on the first working day after it, month after month. What was begun by
// hand is left alone; a round that fails is made again, and a beginning that was missed is made up for.
func Monthly(ctx workflow.Context) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 10 * time.Minute,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Minute, MaximumInterval: time.Hour},
	})
	for range monthlyRounds {
		var next time.Time
		if err := workflow.ExecuteActivity(ctx, monthly.BeginEvaluations).Get(ctx, &next); err != nil {
			return err
		}
		if err := workflow.Sleep(ctx, max(time.Minute, next.Sub(workflow.Now(ctx)))); err != nil {
			return err
		}
	}
	return workflow.NewContinueAsNewError(ctx, MonthlyWorkflow)
}

// monthly is never dereferenced; it lets ExecuteActivity name the method.
var monthly *activities.Beginner

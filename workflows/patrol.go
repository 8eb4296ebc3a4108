package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
)

// PatrolPeriod is how often the patrol makes its round. A watchdog outside Temporal turns health red when none has
// finished for two periods.
const PatrolPeriod = 5 * time.Minute

// patrolRounds of one run, to keep its history short.
const patrolRounds = 200

// Patrol (巡检) watches the watchers: round after round it compares what the record asks for with what sleeps in
// Temporal. It issues no card and repairs nothing; it raises incidents.
func Patrol(ctx workflow.Context) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 2 * time.Minute,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: 10 * time.Second, MaximumInterval: time.Minute, MaximumAttempts: 5},
	})
	for range patrolRounds {
		var out activities.InspectOutput
		if err := workflow.ExecuteActivity(ctx, inspect.Inspect).Get(ctx, &out); err != nil {
			workflow.GetLogger(ctx).Error("the patrol's round failed", "error", err)
		}
		if err := workflow.Sleep(ctx, PatrolPeriod); err != nil {
			return err
		}
	}
	return workflow.NewContinueAsNewError(ctx, PatrolWorkflow)
}

// inspect is never dereferenced; it lets ExecuteActivity name the method.
var inspect *activities.Patroller

package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
)

// analysisNights of one run, to keep its history short.
const analysisNights = 60

// Analysis looks, night after night and page after page, at the cases of the month and opens leads on what is suspicious.
// It survives restarts, takes up where it stopped, and leaves people at work their place.
func Analysis(ctx workflow.Context) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 30 * time.Minute, HeartbeatTimeout: 5 * time.Minute,
		RetryPolicy: &temporal.RetryPolicy{InitialInterval: time.Minute, MaximumInterval: time.Hour},
	})
	for range analysisNights {
		var night activities.AnalyseInput
		for night.Next.IsZero() {
			if err := workflow.ExecuteActivity(ctx, analyst.Analyse, night).Get(ctx, &night); err != nil {
				return err
			}
		}
		if err := workflow.Sleep(ctx, max(time.Minute, night.Next.Sub(workflow.Now(ctx)))); err != nil {
			return err
		}
	}
	return workflow.NewContinueAsNewError(ctx, AnalysisWorkflow)
}

// analyst is never dereferenced; it lets ExecuteActivity name the method.
var analyst *activities.Analyst

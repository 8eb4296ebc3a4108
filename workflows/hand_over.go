package workflows

import (
	"context"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
)

// HandOver passes open work from one person to another, piece by piece. It survives restarts and takes up where it stopped.
func HandOver(ctx workflow.Context, id string) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: time.Hour, HeartbeatTimeout: time.Minute,
		RetryPolicy: &temporal.RetryPolicy{InitialInterval: 2 * time.Second, MaximumInterval: time.Minute},
	})
	return workflow.ExecuteActivity(ctx, porter.HandOver, id).Get(ctx, nil)
}

// porter is never dereferenced; it lets ExecuteActivity name the method.
var porter *activities.Porter

// HandOver makes sure that an order is being carried out. Asked again, the same order runs once.
func (c *Client) HandOver(ctx context.Context, id string) error {
	_, err := c.Temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: HandOverWorkflow + "/" + id, TaskQueue: TaskQueue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, HandOverWorkflow, id)
	return away(err)
}

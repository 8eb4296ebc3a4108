package workflows

import (
	"context"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
	"mingcha/activities/rehearsal"
)

// Rehearsal tries what would be published over all open subjects. It survives restarts and takes up behind the last page.
func Rehearsal(ctx workflow.Context, id string) error {
	return workflow.ExecuteActivity(inBackground(ctx), runner.Rehearse, id).Get(ctx, nil)
}

// MoveCheck tries the cases of a plan on paper.
func MoveCheck(ctx workflow.Context, id string) error {
	return workflow.ExecuteActivity(inBackground(ctx), mover.CheckMoves, id).Get(ctx, nil)
}

// MoveCarry moves the cases of a plan, one after the other.
func MoveCarry(ctx workflow.Context, id string) error {
	return workflow.ExecuteActivity(inBackground(ctx), mover.CarryMoves, id).Get(ctx, nil)
}

// runner and mover are never dereferenced; they let ExecuteActivity name the methods.
var (
	runner *rehearsal.Runner
	mover  *activities.Mover
)

// inBackground gives a long piece of work its time. Killed with its worker, it begins again within a minute.
func inBackground(ctx workflow.Context) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 24 * time.Hour, HeartbeatTimeout: time.Minute,
		RetryPolicy: &temporal.RetryPolicy{InitialInterval: 2 * time.Second, MaximumInterval: time.Minute},
	})
}

// Rehearse makes sure that a rehearsal is under way. Asked again, the same one runs once.
func (c *Client) Rehearse(ctx context.Context, id string) error {
	return c.background(ctx, RehearsalWorkflow, id)
}

// CheckMoves makes sure that the cases of a plan are tried on paper.
func (c *Client) CheckMoves(ctx context.Context, id string) error {
	return c.background(ctx, MoveCheckWorkflow, id)
}

// CarryMoves makes sure that a plan is being carried out.
func (c *Client) CarryMoves(ctx context.Context, id string) error {
	return c.background(ctx, MoveCarryWorkflow, id)
}

func (c *Client) background(ctx context.Context, name, id string) error {
	_, err := c.Temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: name + "/" + id, TaskQueue: TaskQueue, WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, name, id)
	return away(err)
}

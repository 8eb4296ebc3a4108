package node

import (
	"context"
	"fmt"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/worker/inforce"
	"mingcha/workflows"
)

// beginner begins evaluations month after month.
func (n *Node) beginner() *activities.Beginner {
	return &activities.Beginner{
		Organs:   func() []string { return n.inForce.Organs(n.act.Now()) },
		Calendar: func(organ string) *clock.Calendar { return n.inForce.Calendar(n.inForce.Path(organ)) },
		Begun: func(ctx context.Context, id string) (bool, error) {
			_, err := n.store.Evaluation(ctx, id)
			if models.CodeOf(err) == models.NotFound {
				return false, nil
			}
			return err == nil, err
		},
		Begin: func(ctx context.Context, cmd models.Command) (*activities.Answer, error) {
			return n.client.Begin(ctx, models.EvaluationKind, cmd)
		},
		Now: n.act.Now,
	}
}

// measurer measures performance by what is in force.
func (n *Node) measurer() inforce.Measurer {
	return inforce.Measurer{InForce: n.inForce, Counts: n.store, Now: n.settings.now}
}

// startMonthly makes sure that evaluations are begun month after month.
func (n *Node) startMonthly(ctx context.Context) error {
	_, err := n.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: workflows.MonthlyWorkflow, TaskQueue: workflows.TaskQueue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, workflows.MonthlyWorkflow)
	if err != nil {
		return fmt.Errorf("start the monthly evaluations: %w", err)
	}
	return nil
}

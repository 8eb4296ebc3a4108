package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"mingcha/workflows"
)

// vigil is how often a node makes sure that Temporal is there and still knows what it should.
var vigil = 10 * time.Second

// keepVigil looks after Temporal and after the machine's time until ctx ends. Temporal may go away and come back, even
// emptied, without this process: then everything that should run is started again from its record.
func (n *Node) keepVigil(ctx context.Context) error {
	tick := time.NewTicker(vigil)
	defer tick.Stop()
	for there, seen := true, time.Now(); ; {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if err := n.trust.Compare(ctx); err != nil && ctx.Err() == nil {
			slog.Warn("the database does not tell its time", "error", err)
		}
		known, err := n.patrolled(ctx)
		if err == nil && !(there && known) {
			slog.Warn("Temporal is back", "emptied", !known)
			err = n.bringUp(ctx, seen)
		}
		if err != nil && there && ctx.Err() == nil {
			slog.Warn("Temporal does not answer", "error", err)
		}
		if there = err == nil; there {
			seen = time.Now()
		}
	}
}

// patrolled reports whether Temporal knows the patrol. One that does not is new, and knows no subject either.
func (n *Node) patrolled(ctx context.Context) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, vigil/2)
	defer cancel()
	d, err := n.describe(ctx, workflows.PatrolWorkflow)
	return d.GetWorkflowExecutionInfo().GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_RUNNING, err
}

// bringUp lets Temporal catch up with the record: what moved since an instant (zero: nothing) looks at its record; in a
// new or restored Temporal everything starts from it. Then what nobody has swept is swept, and the patrol goes round.
func (n *Node) bringUp(ctx context.Context, since time.Time) error {
	known, err := n.patrolled(ctx)
	if err != nil {
		return err
	}
	_, restored, err := n.store.Setting(ctx, restoredSetting)
	if err != nil {
		return err
	}
	if !known || restored {
		if _, err := n.rehydrateAll(ctx, nil); err != nil {
			return err
		}
	} else if !since.IsZero() {
		if err := n.lookSince(ctx, since); err != nil {
			return err
		}
	}
	return errors.Join(n.anew(ctx), n.startMonthly(ctx), n.startAnalysis(ctx), n.startPatrol(ctx))
}

// lookSince lets every subject look at its record that has moved since an instant.
func (n *Node) lookSince(ctx context.Context, since time.Time) error {
	moved, err := n.store.MovedSince(ctx, since.Add(-time.Minute))
	if err != nil {
		return err
	}
	for _, s := range moved {
		if s.For.IsZero() {
			continue
		}
		if err := n.client.Look(ctx, s.Kind, s.ID); err != nil {
			return err
		}
	}
	return nil
}

// startPatrol makes sure that one patrol goes round.
func (n *Node) startPatrol(ctx context.Context) error {
	_, err := n.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: workflows.PatrolWorkflow, TaskQueue: workflows.TaskQueue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, workflows.PatrolWorkflow)
	if err != nil {
		return fmt.Errorf("start the patrol: %w", err)
	}
	return nil
}

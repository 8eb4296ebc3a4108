package workflows

import (
	"context"
	"errors"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"

	"mingcha/models"
)

// Renew starts a subject's workflow from its record, in the place of one that runs: one that a fault in the code blocks,
// or that an older backup of Temporal brought back. A command on its way there is answered from the record or sent
// again. It leaves commands to others their place.
func (c *Client) Renew(ctx context.Context, kind models.Kind, id string) error {
	options := c.start(kind, id)
	options.WorkflowIDConflictPolicy = enums.WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING
	return c.bulk.do(ctx, func() error {
		_, err := c.Temporal.ExecuteWorkflow(ctx, options, NameOf(kind), Run(kind, id))
		return away(err)
	})
}

// Dismiss ends the workflow of a subject that sleeps for nothing. The next command starts it from its record.
func (c *Client) Dismiss(ctx context.Context, kind models.Kind, id string) error {
	err := c.Temporal.TerminateWorkflow(ctx, WorkflowID(kind, id), "", "its record has moved on")
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil
	}
	return away(err)
}

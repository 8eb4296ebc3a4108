package workflows

import (
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/workflow"

	"mingcha/models"
)

// Card carries one yellow or red card from issue to its answer, climbing the ladder while nobody answers.
func Card(ctx workflow.Context, in SubjectInput) error { return live(ctx, in) }

// startCard starts a card's workflow and lets it go: it lives on whatever becomes of the subject. Its record was
// written with the line that issued it, so a start that fails is made good by the patrol.
func startCard(ctx workflow.Context, id string) {
	ctx = workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:            WorkflowID(models.CardKind, id),
		ParentClosePolicy:     enums.PARENT_CLOSE_POLICY_ABANDON,
		WorkflowIDReusePolicy: enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
	})
	child := workflow.ExecuteChildWorkflow(ctx, CardWorkflow, SubjectInput{Kind: models.CardKind, ID: id})
	workflow.Go(ctx, func(ctx workflow.Context) {
		if err := child.GetChildWorkflowExecution().Get(ctx, nil); err != nil {
			workflow.GetLogger(ctx).Warn("card workflow not started", "card", id, "error", err)
		}
	})
}

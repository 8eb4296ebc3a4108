package workflows

import (
	"slices"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
	"mingcha/models"
)

// send starts the workflows of the subjects that new lines began, and delivers their messages. No turn waits for it. A
// card that begins and is told something in one turn begins first.
func (s *subject) send(ctx workflow.Context, out activities.AppendOutput) {
	for _, id := range out.Cards {
		told := slices.DeleteFunc(slices.Clone(out.Tell), func(m activities.Message) bool { return m.Command.Subject != id })
		s.beside(ctx, func(ctx workflow.Context) error {
			err := start(ctx, Run(models.CardKind, id))
			s.tell(ctx, told)
			return err
		})
	}
	s.begin(ctx, models.LeadKind, out.Leads)
	s.begin(ctx, models.ComplaintKind, out.Complaints)
	s.begin(ctx, models.CaseKind, out.Cases)
	s.tell(ctx, slices.DeleteFunc(slices.Clone(out.Tell), func(m activities.Message) bool {
		return slices.Contains(out.Cards, m.Command.Subject)
	}))
}

func (s *subject) begin(ctx workflow.Context, kind models.Kind, ids []string) {
	for _, id := range ids {
		s.beside(ctx, func(ctx workflow.Context) error { return start(ctx, Run(kind, id)) })
	}
}

func (s *subject) tell(ctx workflow.Context, messages []activities.Message) {
	for _, m := range messages {
		s.beside(ctx, func(ctx workflow.Context) error { return deliver(ctx, m) })
	}
}

// beside does something without holding up the turn; the run does not end before it is done.
func (s *subject) beside(ctx workflow.Context, do func(workflow.Context) error) {
	s.busy++
	workflow.Go(ctx, func(ctx workflow.Context) {
		defer func() { s.busy-- }()
		if err := do(ctx); err != nil {
			workflow.GetLogger(ctx).Warn("not sent", "subject", s.in.ID, "error", err)
		}
	})
}

// deliver hands a message to a subject that runs; one that rests is started with it.
func deliver(ctx workflow.Context, m activities.Message) error {
	id := WorkflowID(m.Kind, m.Command.Subject)
	if workflow.SignalExternalWorkflow(ctx, id, "", MessageSignal, m.Command).Get(ctx, nil) == nil {
		return nil
	}
	in := Run(m.Kind, m.Command.Subject)
	in.Message = &m.Command
	if start(ctx, in) == nil {
		return nil
	}
	return workflow.SignalExternalWorkflow(ctx, id, "", MessageSignal, m.Command).Get(ctx, nil)
}

// start starts a subject's workflow and lets it go: it lives on whatever becomes of this one. One that runs already is
// an error; its record was written before, so the patrol finds one that could not be started.
func start(ctx workflow.Context, in SubjectInput) error {
	ctx = workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:            WorkflowID(in.Kind, in.ID),
		ParentClosePolicy:     enums.PARENT_CLOSE_POLICY_ABANDON,
		WorkflowIDReusePolicy: enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
	})
	return workflow.ExecuteChildWorkflow(ctx, NameOf(in.Kind), in).GetChildWorkflowExecution().Get(ctx, nil)
}

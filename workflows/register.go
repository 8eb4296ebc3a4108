package workflows

import (
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// Register puts every workflow on a worker.
func Register(r worker.WorkflowRegistry) {
	r.RegisterWorkflowWithOptions(Case, workflow.RegisterOptions{Name: CaseWorkflow})
	r.RegisterWorkflowWithOptions(Card, workflow.RegisterOptions{Name: CardWorkflow})
	r.RegisterWorkflowWithOptions(Lead, workflow.RegisterOptions{Name: LeadWorkflow})
	r.RegisterWorkflowWithOptions(Complaint, workflow.RegisterOptions{Name: ComplaintWorkflow})
	r.RegisterWorkflowWithOptions(Analysis, workflow.RegisterOptions{Name: AnalysisWorkflow})
	r.RegisterWorkflowWithOptions(Evaluation, workflow.RegisterOptions{Name: EvaluationWorkflow})
	r.RegisterWorkflowWithOptions(Monthly, workflow.RegisterOptions{Name: MonthlyWorkflow})
	r.RegisterWorkflowWithOptions(Patrol, workflow.RegisterOptions{Name: PatrolWorkflow})
	r.RegisterWorkflowWithOptions(Rehearsal, workflow.RegisterOptions{Name: RehearsalWorkflow})
	r.RegisterWorkflowWithOptions(MoveCheck, workflow.RegisterOptions{Name: MoveCheckWorkflow})
	r.RegisterWorkflowWithOptions(MoveCarry, workflow.RegisterOptions{Name: MoveCarryWorkflow})
	r.RegisterWorkflowWithOptions(HandOver, workflow.RegisterOptions{Name: HandOverWorkflow})
	r.RegisterWorkflowWithOptions(Sweep, workflow.RegisterOptions{Name: SweepWorkflow})
}

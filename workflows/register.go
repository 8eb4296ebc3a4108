package workflows

import (
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"mingcha/models"
)

// Register puts every workflow on a worker.
func Register(r worker.WorkflowRegistry) {
	for _, kind := range models.Kinds() {
		r.RegisterWorkflowWithOptions(Subject, workflow.RegisterOptions{Name: NameOf(kind)})
	}
	r.RegisterWorkflowWithOptions(Analysis, workflow.RegisterOptions{Name: AnalysisWorkflow})
	r.RegisterWorkflowWithOptions(Monthly, workflow.RegisterOptions{Name: MonthlyWorkflow})
	r.RegisterWorkflowWithOptions(Patrol, workflow.RegisterOptions{Name: PatrolWorkflow})
	r.RegisterWorkflowWithOptions(Rehearsal, workflow.RegisterOptions{Name: RehearsalWorkflow})
	r.RegisterWorkflowWithOptions(MoveCheck, workflow.RegisterOptions{Name: MoveCheckWorkflow})
	r.RegisterWorkflowWithOptions(MoveCarry, workflow.RegisterOptions{Name: MoveCarryWorkflow})
	r.RegisterWorkflowWithOptions(HandOver, workflow.RegisterOptions{Name: HandOverWorkflow})
	r.RegisterWorkflowWithOptions(Sweep, workflow.RegisterOptions{Name: SweepWorkflow})
}

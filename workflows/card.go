package workflows

import "go.temporal.io/sdk/workflow"

// Card carries one yellow or red card from issue to its answer, climbing the ladder while nobody answers.
func Card(ctx workflow.Context, in SubjectInput) error { return live(ctx, in) }

package workflows

import "go.temporal.io/sdk/workflow"

// Case carries one application from its filing to its close (办件).
func Case(ctx workflow.Context, in SubjectInput) error { return live(ctx, in) }

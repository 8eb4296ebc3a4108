package workflows

import "go.temporal.io/sdk/workflow"

// Lead carries one suspicion from its opening to its end: confirmed or dismissed. Its clock speaks to the supervisors.
func Lead(ctx workflow.Context, in SubjectInput) error { return live(ctx, in) }

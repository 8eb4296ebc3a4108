package workflows

import "go.temporal.io/sdk/workflow"

// Complaint carries one complaint from its lodging to its end: answered, reviewed if that is asked for, and closed.
func Complaint(ctx workflow.Context, in SubjectInput) error { return live(ctx, in) }

package workflows

import (
	"time"

	"go.temporal.io/sdk/worker"
)

// Capacity is how much one worker takes on at once. What it has no room for waits in Temporal's queue, where no task's
// time runs out; what it has taken on must be done within seconds.
func Capacity() worker.Options {
	return worker.Options{
		// Turns that write at the same time. SQLite takes one writer, and the transaction may wait five seconds for it:
		// sixteen turns of 50 ms are done in one.
		MaxConcurrentLocalActivityExecutionSize: 16,
		// Subjects at their turn: enough that a turn is always ready to write, few enough that none waits for its write
		// longer than its task may take (5 s). A thousand timers that fire at once wait in Temporal.
		MaxConcurrentWorkflowTaskExecutionSize: 32,
		MaxConcurrentActivityExecutionSize:     16,
		// Pollers of their own for subjects that begin and for those that are remembered. Pollers that serve both prefer the
		// remembered ones as long as any wait: under steady work a case that was just filed was left lying for 25 s.
		WorkflowTaskPollerBehavior: worker.NewPollerBehaviorAutoscaling(worker.PollerBehaviorAutoscalingOptions{
			MinimumNumberOfPollers: 2, InitialNumberOfPollers: 8, MaximumNumberOfPollers: 16,
		}),
		// How long a subject waits for the worker that remembers it, before any other reads its history anew: as long as
		// a worker that is gone takes to be noticed.
		StickyScheduleToStartTimeout: 10 * time.Second,
	}
}

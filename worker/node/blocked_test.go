package node

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/workflows"
)

// otherBuild lets a worker work whose cases begin with a note that no older history knows: it is sound by itself and
// cannot continue what another build began.
func (n *Node) otherBuild(t *testing.T) {
	t.Helper()
	w := worker.New(n.temporal, workflows.TaskQueue, worker.Options{})
	noted := func(ctx workflow.Context, in workflows.SubjectInput) error {
		workflow.SideEffect(ctx, func(workflow.Context) any { return "begun" })
		return workflows.Subject(ctx, in)
	}
	w.RegisterWorkflowWithOptions(noted, workflow.RegisterOptions{Name: workflows.NameOf(models.CaseKind)})
	n.act.Register(w)
	require.NoError(t, w.Start())
	n.closing(func() error { w.Stop(); return nil })
}

// TestOtherBuild exchanges the program for one that does the same things in another order.
func TestOtherBuild(t *testing.T) {
	t.Parallel()
	logTo("error")
	data, ctx := t.TempDir(), t.Context()
	before, err := open(ctx, Settings{Data: data}, inProcess)
	require.NoError(t, err)
	require.NoError(t, before.startWorker())
	x, err := exercising(ctx, before, "working_day")
	require.NoError(t, err)
	require.NoError(t, x.set(ctx, "older", scene{before: []deed{accepting}}))
	require.NoError(t, before.Close())

	n, err := open(ctx, Settings{Data: data}, inProcess)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	n.otherBuild(t)
	x.Node = n

	t.Run("a case that an older build began takes no command, and its sender is told in time", func(t *testing.T) {
		begun := time.Now()
		_, err := (engine{n}).Do(ctx, models.CaseKind, x.command("older", "urged", urging, begun))
		require.Equal(t, models.EngineAway, models.CodeOf(err), "%v", err)
		require.Less(t, time.Since(begun), patience+time.Second)
	})

	t.Run("it is an incident on the operations page before the patrol comes round", func(t *testing.T) {
		require.Eventually(t, func() bool {
			incidents, err := n.store.IncidentsOf(ctx, "older")
			require.NoError(t, err)
			return len(incidents) == 1 && incidents[0].Kind == activities.Blocked
		}, 20*time.Second, 100*time.Millisecond)
		_, err := n.patroller().Inspect(ctx)
		require.NoError(t, err)
		incidents, err := n.store.IncidentsOf(ctx, "older")
		require.NoError(t, err)
		require.Len(t, incidents, 1, "the patrol finds the same one")
		truth, err := n.truth(ctx)
		require.NoError(t, err)
		require.Positive(t, truth.Incidents)
	})

	t.Run("rehydrate cures it: the same click is carried out once, under the new build", func(t *testing.T) {
		require.NoError(t, engine{n}.Wake(ctx, models.CaseKind, "older"))
		_, err := engine{n}.Do(ctx, models.CaseKind, x.command("older", "urged", urging, time.Now()))
		require.NoError(t, err)
		require.NoError(t, x.do(ctx, "older", "reviewed", reviewing))
		lines := x.lines(t, "older")
		require.Len(t, lines, 4)
		x.lawful(t, "older", lines)
		trouble, err := n.trouble(ctx, models.CaseKind, "older")
		require.NoError(t, err)
		require.Empty(t, trouble)
	})
}

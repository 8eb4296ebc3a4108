package workflows_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"mingcha/models"
	"mingcha/workflows"
)

// recorded reads the histories that a real server gave: worker/histories plays every path and, with MINGCHA_RECORD set,
// writes them here.
func recorded(t *testing.T) map[string]*history.History {
	t.Helper()
	out := map[string]*history.History{}
	for _, folder := range []string{"", "many-timers"} { // as runs are recorded now, and as they were before 2026-11-23
		files, err := filepath.Glob(filepath.Join("testdata/histories", folder, "*.json"))
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			var events history.History
			require.NoError(t, temporalproto.CustomJSONUnmarshalOptions{
				Metadata: map[string]any{common.EnablePayloadShorthandMetadataKey: true},
			}.Unmarshal(text, &events))
			out[filepath.Join(folder, strings.TrimSuffix(filepath.Base(file), ".json"))] = &events
		}
	}
	return out
}

func replay(t *testing.T, register func(worker.WorkflowReplayer), events *history.History) error {
	t.Helper()
	replayer := worker.NewWorkflowReplayer()
	register(replayer)
	return replayer.ReplayWorkflowHistory(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), events)
}

func TestReplay(t *testing.T) {
	histories := recorded(t)

	t.Run("every path of a case and of a card goes on as it was recorded", func(t *testing.T) {
		for _, path := range []string{
			"granted", "denied", "declined", "sent-back", "supplement", "lapsed-and-reopened", "special", "extended", "returned-to-rerun",
			"returned-to-resume", "withdrawn", "forwarded", "gone-on", "terminated-by-two", "deemed-accepted-with-a-red-card", "card-answered", "card-answered.card",
			"card-climbing", "card-climbing.card", "card-taken-back", "card-taken-back.card",
		} {
			require.Contains(t, histories, path)
		}
		for name, events := range histories {
			require.NoError(t, replay(t, func(r worker.WorkflowReplayer) { workflows.Register(r) }, events), name)
		}
	})

	t.Run("a workflow that does the same things in another order is caught on every path", func(t *testing.T) {
		changed := func(ctx workflow.Context, in workflows.SubjectInput) error {
			timer := workflow.NewTimer(ctx, workflows.PatrolPeriod) // armed before the record is loaded, not after
			workflow.Go(ctx, func(ctx workflow.Context) { _ = timer.Get(ctx, nil) })
			return workflows.Subject(ctx, in)
		}
		for name, events := range histories {
			require.Error(t, replay(t, func(r worker.WorkflowReplayer) {
				for _, kind := range models.Kinds() {
					r.RegisterWorkflowWithOptions(changed, workflow.RegisterOptions{Name: workflows.NameOf(kind)})
				}
			}, events), name)
		}
	})

	t.Run("no history holds anything personal", func(t *testing.T) {
		for name := range histories {
			text, err := os.ReadFile(filepath.Join("testdata", "histories", name+".json"))
			require.NoError(t, err)
			for _, telling := range []string{`"body": {`, `"form"`, "某某餐饮店", "依据充分", "identity_number"} {
				require.NotContains(t, string(text), telling, name)
			}
		}
	})
}

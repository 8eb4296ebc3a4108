package embedded

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	sdktemporal "go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"mingcha/worker/temporal"
)

// canary is a name that must be readable nowhere on disk; beacon is one that may, to prove that the search finds things.
const (
	canary    = "赵金丝雀-44190019850101001X"
	beacon    = "case-beacon-7f3a"
	caseQueue = "cases"
)

// file is a small approval: it takes opinions until it has as many as wanted, rests, fails once and ends.
func file(ctx workflow.Context, applicant string, wanted int) (string, error) {
	workflow.GetVersion(ctx, "opinions", workflow.DefaultVersion, 1)
	var opinions []string
	take := func(ctx workflow.Context, opinion string) (int, error) {
		ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: time.Second})
		var recorded string
		if err := workflow.ExecuteLocalActivity(ctx, record, opinion).Get(ctx, &recorded); err != nil {
			return 0, err
		}
		opinions = append(opinions, recorded)
		return len(opinions), nil
	}
	refuse := func(opinion string) error {
		if opinion == "" {
			return errors.New("no opinion on " + applicant)
		}
		return nil
	}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, "decide", take, workflow.UpdateHandlerOptions{Validator: refuse}); err != nil {
		return "", err
	}
	if err := workflow.Await(ctx, func() bool { return len(opinions) >= wanted && workflow.AllHandlersFinished(ctx) }); err != nil {
		return "", err
	}
	if err := workflow.Sleep(ctx, time.Second); err != nil {
		return "", err
	}
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: time.Second, RetryPolicy: &sdktemporal.RetryPolicy{MaximumAttempts: 1},
	})
	err := workflow.ExecuteActivity(ctx, deliver, applicant).Get(ctx, nil)
	return applicant + ": " + err.Error(), nil
}

func record(_ context.Context, opinion string) (string, error) { return opinion, nil }

func deliver(ctx context.Context, applicant string) error {
	activity.GetLogger(ctx).Debug("delivering")
	return errors.New("nobody at home: " + applicant)
}

func openServer(t require.TestingT, folder string) *Server {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	server, err := Start(ctx, Settings{Folder: folder, Logger: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	return server
}

// keys differ by their letter.
func keys(t require.TestingT, letter byte) *temporal.KeyRing {
	ring, err := temporal.NewKeyRing(temporal.Key{ID: string(letter), Secret: bytes.Repeat([]byte{letter}, 32)})
	require.NoError(t, err)
	return ring
}

func dial(t require.TestingT, server *Server, ring *temporal.KeyRing) client.Client {
	options := server.Options()
	c, err := temporal.Dial(context.Background(), temporal.Options{
		Embedded: &options, Keys: ring, Logger: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	return c
}

func work(t require.TestingT, c client.Client) worker.Worker {
	w := worker.New(c, caseQueue, worker.Options{})
	w.RegisterWorkflow(file)
	w.RegisterWorkflow(parent)
	w.RegisterWorkflow(child)
	w.RegisterActivity(deliver)
	require.NoError(t, w.Start())
	return w
}

// desk is a server in this process with a client and a worker, closed when the test ends.
func desk(t *testing.T) (*Server, client.Client) {
	server := openServer(t, t.TempDir())
	c := dial(t, server, keys(t, 'a'))
	w := work(t, c)
	t.Cleanup(func() {
		w.Stop()
		c.Close()
		require.NoError(t, server.Stop())
	})
	return server, c
}

func apply(t require.TestingT, c client.Client, id string, wanted int) client.WorkflowRun {
	run, err := c.ExecuteWorkflow(context.Background(), client.StartWorkflowOptions{
		ID: id, TaskQueue: caseQueue, WorkflowTaskTimeout: 5 * time.Second, EnableEagerStart: true,
	}, file, canary, wanted)
	require.NoError(t, err)
	return run
}

func decide(c client.Client, id, opinion string) (count int, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	handle, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: id, UpdateName: "decide", Args: []any{opinion}, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return 0, err
	}
	return count, handle.Get(ctx, &count)
}

package embedded

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/workflow"
	"go.temporal.io/server/common/log/tag"
	"golang.org/x/sync/errgroup"
)

func TestStartRefuses(t *testing.T) {
	t.Run("bad settings, naming every one", func(t *testing.T) {
		_, err := Start(context.Background(), Settings{Namespace: "a/b", Retention: time.Hour, FrontendPort: 70000})
		for _, fault := range []string{"folder", "namespace", "retention", "port"} {
			require.ErrorContains(t, err, fault)
		}
	})
	t.Run("a folder whose name SQLite would read as a setting", func(t *testing.T) {
		_, err := Start(context.Background(), Settings{Folder: t.TempDir() + "/a?mode=memory"})
		require.ErrorContains(t, err, "folder")
	})
	t.Run("a taken port, and the process ends with 1 within five seconds", func(t *testing.T) {
		port, began := strconv.Itoa(takenPort(t)), time.Now()
		code, output := playRole(t, "start", t.TempDir(), portVariable+"="+port)
		require.Equal(t, 1, code, output)
		require.Contains(t, output, "port "+port)
		require.Contains(t, output, "taken")
		require.Less(t, time.Since(began), 5*time.Second)
	})
	t.Run("a damaged file, and the process ends with 1 within five seconds", func(t *testing.T) {
		folder, began := t.TempDir(), time.Now()
		require.NoError(t, os.WriteFile(filepath.Join(folder, databaseName), bytes.Repeat([]byte("rot "), 4096), 0o600))
		code, output := playRole(t, "start", folder, portVariable+"=0")
		require.Equal(t, 1, code, output)
		require.Contains(t, output, "is damaged and was not opened")
		require.Less(t, time.Since(began), 5*time.Second)
	})
	t.Run("a folder that another server uses", func(t *testing.T) {
		folder := t.TempDir()
		server := openServer(t, folder)
		code, output := playRole(t, "start", folder, portVariable+"=0")
		require.Equal(t, 1, code, output)
		require.Contains(t, output, "another process")
		require.NoError(t, server.Health(context.Background()))
		require.NoError(t, server.Stop())
	})
	t.Run("to go on when its time is over", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Nanosecond)
		defer cancel()
		_, err := Start(ctx, Settings{Folder: t.TempDir()})
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

func TestFatal(t *testing.T) {
	t.Run("ends the process with 1 when nothing else is said", func(t *testing.T) {
		code, output := playRole(t, "meet a fatal end", t.TempDir())
		require.Equal(t, 1, code, output)
	})
	t.Run("while starting becomes the error of the start, with its cause", func(t *testing.T) {
		s := &Server{settings: Settings{}.withDefaults(), failed: make(chan error, 1)}
		go (&logger{out: slog.New(slog.DiscardHandler), server: s}).Fatal("no listener", tag.Error(errors.New("address in use")))
		require.ErrorContains(t, <-s.failed, "no listener: address in use")
	})
	t.Run("while running is told once and turns health red", func(t *testing.T) {
		told := make(chan error, 2)
		s := &Server{settings: Settings{Fatal: func(err error) { told <- err }}, phase: running}
		broken := &logger{out: slog.New(slog.DiscardHandler), server: s}
		go broken.Fatal("shard lost")
		require.ErrorContains(t, <-told, "shard lost")
		s.fail(errors.New("and more"))
		require.Empty(t, told)
		require.ErrorContains(t, s.Health(context.Background()), "shard lost")
	})
}

func TestCaseSurvives(t *testing.T) {
	folder := t.TempDir()
	t.Run("a stop of its process", func(t *testing.T) {
		code, output := playRole(t, "apply and stop", folder)
		require.Zero(t, code, output)
		nothingReadable(t, folder)
	})
	t.Run("a kill of the next one right after an answer", func(t *testing.T) {
		code, output := playRole(t, "decide and die", folder)
		require.Equal(t, -1, code, output)
		nothingReadable(t, folder)
	})
	t.Run("and ends in a third one with its timer, its failure and every opinion", func(t *testing.T) {
		code, output := playRole(t, "finish", folder)
		require.Zero(t, code, output)
		nothingReadable(t, folder)
	})
}

// nothingReadable searches every byte the server left: the beacon must be there, the canary must not.
func nothingReadable(t *testing.T, folder string) {
	var all []byte
	require.NoError(t, filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		all = append(all, raw...)
		return err
	}))
	require.Contains(t, string(all), beacon)
	for _, secret := range append(strings.Split(canary, "-"), "agrees", "nobody at home") {
		require.NotContains(t, string(all), secret)
	}
}

func TestServer(t *testing.T) {
	server, c := desk(t)
	ctx := context.Background()

	// covers reliability test 18: fifty countersigners act at once
	t.Run("fifty officials decide one case at once and each is counted", func(t *testing.T) {
		run := apply(t, c, "countersign", 50)
		var officials errgroup.Group
		for range 50 {
			officials.Go(func() error { _, err := decide(c, run.GetID(), "agreed"); return err })
		}
		require.NoError(t, officials.Wait())
		require.NoError(t, run.Get(ctx, nil))
	})
	t.Run("a card outlives the case that abandons it, and a dozen children end with theirs", func(t *testing.T) {
		run, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: "parent", TaskQueue: caseQueue}, parent)
		require.NoError(t, err)
		require.NoError(t, run.Get(ctx, nil))
		require.Eventually(t, func() bool { return stateOf(t, c, "bound-11") == enums.WORKFLOW_EXECUTION_STATUS_TERMINATED },
			5*time.Second, 20*time.Millisecond)
		require.Equal(t, enums.WORKFLOW_EXECUTION_STATUS_RUNNING, stateOf(t, c, "card"))
	})
	t.Run("a schedule starts its workflow", func(t *testing.T) {
		schedule, err := c.ScheduleClient().Create(ctx, client.ScheduleOptions{
			ID: "patrol", TriggerImmediately: true, Paused: true,
			Action: &client.ScheduleWorkflowAction{ID: "patrol", Workflow: child, TaskQueue: caseQueue},
		})
		require.NoError(t, err)
		require.Eventually(t, func() bool {
			described, err := schedule.Describe(ctx)
			return err == nil && described.Info.NumActions == 1
		}, 10*time.Second, 50*time.Millisecond)
	})
	t.Run("a list of workflows is refused, because it would be empty", func(t *testing.T) {
		_, err := c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{})
		require.ErrorContains(t, err, "ask the application database")
	})
	t.Run("a worker without the key leaves a case open instead of failing it", func(t *testing.T) {
		other := dial(t, server, keys(t, 'b'))
		defer other.Close()
		run, err := other.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: "locked", TaskQueue: caseQueue}, file, canary, 1)
		require.NoError(t, err)
		events := other.GetWorkflowHistory(ctx, run.GetID(), "", true, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
		for events.HasNext() {
			event, err := events.Next()
			require.NoError(t, err)
			if event.GetEventType() == enums.EVENT_TYPE_WORKFLOW_TASK_FAILED {
				break
			}
		}
		require.Equal(t, enums.WORKFLOW_EXECUTION_STATUS_RUNNING, stateOf(t, c, "locked"))
	})
	t.Run("a failing health says why after the stop, and a second stop does no harm", func(t *testing.T) {
		short := openServer(t, t.TempDir())
		require.NoError(t, short.Health(ctx))
		require.NoError(t, short.Stop())
		require.NoError(t, short.Stop())
		require.ErrorIs(t, short.Health(ctx), errStopped)
	})
	t.Run("a stop leaves the whole state in one file", func(t *testing.T) {
		folder := t.TempDir()
		require.NoError(t, openServer(t, folder).Stop())
		rest, err := os.ReadFile(filepath.Join(folder, databaseName+"-wal"))
		require.NoError(t, err)
		require.Empty(t, rest)
	})
}

func TestRetention(t *testing.T) {
	folder := t.TempDir()
	for _, wanted := range []time.Duration{0, leastRetention} {
		server, err := Start(context.Background(), Settings{Folder: folder, Retention: wanted, Logger: slog.New(slog.DiscardHandler)})
		require.NoError(t, err)
		c := dial(t, server, keys(t, 'a'))
		found, err := c.WorkflowService().DescribeNamespace(context.Background(),
			&workflowservice.DescribeNamespaceRequest{Namespace: defaultNamespace})
		require.NoError(t, err)
		require.Equal(t, Settings{Retention: wanted}.withDefaults().Retention,
			found.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration())
		c.Close()
		require.NoError(t, server.Stop())
	}
}

func stateOf(t *testing.T, c client.Client, id string) enums.WorkflowExecutionStatus {
	described, err := c.DescribeWorkflowExecution(context.Background(), id, "")
	require.NoError(t, err)
	return described.GetWorkflowExecutionInfo().GetStatus()
}

// parent starts a card that it abandons and a dozen children that end with it, then ends.
func parent(ctx workflow.Context) error {
	start := func(id string, policy enums.ParentClosePolicy) error {
		ctx := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{WorkflowID: id, ParentClosePolicy: policy})
		return workflow.ExecuteChildWorkflow(ctx, child).GetChildWorkflowExecution().Get(ctx, nil)
	}
	if err := start("card", enums.PARENT_CLOSE_POLICY_ABANDON); err != nil {
		return err
	}
	for i := range 12 {
		if err := start("bound-"+strconv.Itoa(i), enums.PARENT_CLOSE_POLICY_TERMINATE); err != nil {
			return err
		}
	}
	return nil
}

func child(ctx workflow.Context) error { return workflow.Sleep(ctx, time.Hour) }

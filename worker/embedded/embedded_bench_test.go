package embedded

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"go.temporal.io/server/schema"
	"modernc.org/sqlite"
)

const (
	benchQueue = "bench"
	// updatesPerRun stays below the 2,000 updates that one run may receive.
	updatesPerRun = 1000
	stepsPerCase  = 5
)

// commits counts the transactions that temporal.db has written in this process.
var commits atomic.Int64

func init() {
	sqlite.RegisterConnectionHook(func(conn sqlite.ExecQuerierContext, dsn string) error {
		if strings.Contains(dsn, databaseName) {
			conn.(sqlite.HookRegisterer).RegisterCommitHook(func() int32 { commits.Add(1); return 0 })
		}
		return nil
	})
}

// steps is a workflow that takes as many updates as it is told, each with one local activity.
func steps(ctx workflow.Context, wanted int) error {
	done := 0
	take := func(ctx workflow.Context) error {
		ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: time.Second})
		err := workflow.ExecuteLocalActivity(ctx, func(context.Context) error { return nil }).Get(ctx, nil)
		done++
		return err
	}
	if err := workflow.SetUpdateHandler(ctx, "step", take); err != nil {
		return err
	}
	return workflow.Await(ctx, func() bool { return done >= wanted && workflow.AllHandlersFinished(ctx) })
}

// office is a server with one client and one worker in the same process, as in production.
type office struct{ client client.Client }

func openOffice(b *testing.B, lists string) office {
	ctx := context.Background()
	ground, err := prepare(ctx, Settings{Folder: b.TempDir(), Logger: slog.New(slog.DiscardHandler)}.withDefaults())
	require.NoError(b, err)
	if ground.lists = lists; lists == mainStore {
		addVisibilityTables(b, ground.file)
	}
	server, err := launch(ctx, ground)
	require.NoError(b, err)
	c, err := client.Dial(server.Options())
	require.NoError(b, err)
	w := worker.New(c, benchQueue, worker.Options{
		WorkflowTaskPollerBehavior: worker.NewPollerBehaviorAutoscaling(worker.PollerBehaviorAutoscalingOptions{
			MinimumNumberOfPollers: 2, InitialNumberOfPollers: 4, MaximumNumberOfPollers: 16,
		}),
	})
	w.RegisterWorkflow(steps)
	require.NoError(b, w.Start())
	b.Cleanup(func() {
		w.Stop()
		c.Close()
		require.NoError(b, server.Stop())
	})
	return office{c}
}

func addVisibilityTables(b *testing.B, file string) {
	statements, err := fs.ReadFile(schema.Assets(), "sqlite/v3/visibility/schema.sql")
	require.NoError(b, err)
	db, err := openFile(file)
	require.NoError(b, err)
	defer func() { require.NoError(b, db.Close()) }()
	_, err = db.Exec(string(statements))
	require.NoError(b, err)
}

func (o office) start(b *testing.B, wanted int) client.WorkflowRun {
	run, err := o.client.ExecuteWorkflow(context.Background(), client.StartWorkflowOptions{
		ID: uuid.NewString(), TaskQueue: benchQueue, EnableEagerStart: true, WorkflowTaskTimeout: 5 * time.Second,
	}, steps, wanted)
	require.NoError(b, err)
	return run
}

func (o office) step(b *testing.B, run client.WorkflowRun) time.Duration {
	ctx, began := context.Background(), time.Now()
	handle, err := o.client.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: run.GetID(), UpdateName: "step", WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	require.NoError(b, err)
	require.NoError(b, handle.Get(ctx, nil))
	return time.Since(began)
}

var stores = map[string]string{"keeping nothing": visibilityName, "server's own": mainStore}

// BenchmarkUpdate measures one command: an update with one local activity, by clients that each wait for their answer.
func BenchmarkUpdate(b *testing.B) {
	for name, store := range stores {
		office := openOffice(b, store)
		for _, clients := range []int{1, 8, 32} {
			b.Run(fmt.Sprintf("visibility %s/clients %d", name, clients), func(b *testing.B) {
				updates(b, office, clients)
			})
		}
	}
}

func updates(b *testing.B, office office, clients int) {
	var left, group = atomic.Int64{}, sync.WaitGroup{}
	left.Store(int64(b.N))
	took := make([][]time.Duration, clients)
	runs := make([]client.WorkflowRun, clients)
	for i := range runs {
		runs[i] = office.start(b, updatesPerRun)
		office.step(b, runs[i])
	}
	before, busy := commits.Load(), processorTime(b)
	b.ResetTimer()
	for i := range clients {
		group.Go(func() {
			for n := 1; left.Add(-1) >= 0; n++ {
				if n%updatesPerRun == 0 {
					runs[i] = office.start(b, updatesPerRun)
				}
				took[i] = append(took[i], office.step(b, runs[i]))
			}
		})
	}
	group.Wait()
	b.StopTimer()
	all := slices.Concat(took...)
	slices.Sort(all)
	b.ReportMetric((processorTime(b)-busy).Seconds()*1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(commits.Load()-before)/float64(b.N), "commits/op")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
	b.ReportMetric(all[len(all)/2].Seconds()*1000, "p50-ms")
	b.ReportMetric(all[len(all)*95/100].Seconds()*1000, "p95-ms")
}

// BenchmarkCase measures a whole case: start, five commands, end; eight at a time.
func BenchmarkCase(b *testing.B) {
	for name, store := range stores {
		office := openOffice(b, store)
		b.Run("visibility "+name, func(b *testing.B) {
			before, busy := commits.Load(), processorTime(b)
			b.SetParallelism(4)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					run := office.start(b, stepsPerCase)
					for range stepsPerCase {
						office.step(b, run)
					}
					require.NoError(b, run.Get(context.Background(), nil))
				}
			})
			b.ReportMetric((processorTime(b)-busy).Seconds()*1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(commits.Load()-before)/float64(b.N), "commits/op")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "cases/s")
		})
	}
}

// BenchmarkStart measures from the call to the first answer, in a new process's place: a server of its own each time.
func BenchmarkStart(b *testing.B) {
	used := b.TempDir()
	require.NoError(b, openServer(b, used).Stop())
	for name, folder := range map[string]func() string{
		"empty folder": func() string { return b.TempDir() }, "used folder": func() string { return used },
	} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				server := openServer(b, folder())
				b.StopTimer()
				require.NoError(b, server.Stop())
				b.StartTimer()
			}
		})
	}
}

// processorTime is what this process has used of the processors. It stays comparable when others use the machine too.
func processorTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkCommit measures the disk: one small row per durable commit, the limit of everything above.
func BenchmarkCommit(b *testing.B) {
	db, err := sql.Open("sqlite", dataSource(b.TempDir()+"/commit.db"))
	require.NoError(b, err)
	defer func() { require.NoError(b, db.Close()) }()
	_, err = db.Exec("CREATE TABLE lines (n INTEGER PRIMARY KEY, body TEXT)")
	require.NoError(b, err)
	for b.Loop() {
		_, err := db.Exec("INSERT INTO lines (body) VALUES ('x')")
		require.NoError(b, err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

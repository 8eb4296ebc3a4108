package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/store"
	"mingcha/policies/notices"
	"mingcha/policies/subsystems"
	"mingcha/worker/embedded"
	"mingcha/worker/inforce"
	"mingcha/worker/outbox"
	"mingcha/worker/temporal"
	"mingcha/workflows"
)

// Node is one running process: some or all of the parts, opened in order.
type Node struct {
	settings Settings
	ring     *store.Keyring
	store    *store.Store
	inForce  *inforce.InForce
	engine   *embedded.Server // nil beside an external Temporal
	temporal client.Client
	act      *activities.Activities
	trust    *activities.TimeTrust
	client   *workflows.Client
	figures  *figures
	suspects *suspects
	ways     []outbox.Way
	letters  *notices.Letters
	capacity worker.Options
	closers  []func() error
	opened   time.Time
}

// whereabouts says where Temporal's server runs: in this process or by itself.
type whereabouts bool

const (
	inProcess whereabouts = true
	external  whereabouts = false
)

// open opens what every kind of process needs: keys, database, standing law, Temporal.
func open(ctx context.Context, s Settings, temporal whereabouts) (*Node, error) {
	n := &Node{settings: s, opened: time.Now(), capacity: workflows.Capacity()}
	if err := n.settings.place(); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{n.openStore, n.openOutbox, n.openLaw, n.openEngine(temporal), n.openClient} {
		if err := step(ctx); err != nil {
			return nil, errors.Join(err, n.Close())
		}
	}
	return n, nil
}

func (n *Node) openStore(ctx context.Context) error {
	var err error
	if n.ring, err = store.LoadKeyring(n.settings.Keys); err != nil {
		return fmt.Errorf("read keys: %w", err)
	}
	if n.store, err = store.Open(n.settings.Database, n.ring); err != nil {
		return n.unsound(err)
	}
	n.closing(n.store.Close)
	if err := n.store.Sound(ctx); err != nil {
		return n.unsound(err)
	}
	name, err := os.Hostname()
	if err != nil {
		return fmt.Errorf("name this node: %w", err)
	}
	n.store.Identify(name, models.SHA256)
	if err := n.store.Migrate(ctx); err != nil {
		return fmt.Errorf("bring the schema up to date: %w", err)
	}
	return nil
}

// unsound names the file that cannot be opened. The address of a database server may hold a password.
func (n *Node) unsound(err error) error {
	if file, local := sqlitePath(n.settings.Database); local {
		return fmt.Errorf("the database %s was not opened; put back a backup if it is damaged: %w", file, err)
	}
	return err
}

// lookEvery is how often a node looks for new revisions: a revocation is effective within a second everywhere.
const lookEvery = 300 * time.Millisecond

func (n *Node) openLaw(ctx context.Context) error {
	var err error
	if n.inForce, err = inforce.Open(ctx, subsystems.Files, published{n.store}); err != nil {
		return err
	}
	following, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		n.inForce.Follow(following, lookEvery)
	}()
	n.closing(func() error { stop(); <-ended; return nil })
	return nil
}

func (n *Node) openEngine(where whereabouts) func(context.Context) error {
	return func(ctx context.Context) error {
		keys, err := temporalKeys(n.settings.Keys)
		if err != nil {
			return err
		}
		options := temporal.Options{Keys: keys, Logger: slog.Default()}
		if where == inProcess {
			if n.engine, err = embedded.Start(ctx, embedded.Settings{Folder: n.settings.Data}); err != nil {
				return err
			}
			n.closing(n.engine.Stop)
			place := n.engine.Options()
			options.Embedded = &place
		}
		if n.temporal, err = temporal.Dial(ctx, options); err != nil {
			return err
		}
		n.closing(func() error { n.temporal.Close(); return nil })
		return nil
	}
}

func (n *Node) openClient(ctx context.Context) error {
	seen, err := n.lastSeen(ctx)
	if err != nil {
		return err
	}
	n.trust = activities.NewTimeTrust(n.store.Now, seen)
	n.trust.Engine = n.engineAhead
	n.figures = newFigures()
	n.act = &activities.Activities{
		Record: counting{n.store, n.figures}, Law: n.inForce, Procedures: n.inForce, Offices: n.inForce, Brake: n.trust,
		Now: n.settings.now, NewID: uuid.NewString,
	}
	n.act.Complaints = n.store
	n.act.Scores = n.measurer()
	n.client = &workflows.Client{Temporal: n.temporal, Append: n.act.Append, LineOf: n.store.LineOf, Begun: n.act.Begun}
	n.suspects = n.suspecting(ctx)
	n.closing(n.suspects.close)
	return n.trust.Compare(ctx) // before any card can be born
}

// lastTasks is how long the work of workflows that is under way may take to finish when the process is asked to end.
const lastTasks = 10 * time.Second

// startWorker lets this process do the work of workflows.
func (n *Node) startWorker() error {
	options := n.capacity
	options.WorkerStopTimeout = lastTasks
	w := worker.New(n.temporal, workflows.TaskQueue, options)
	workflows.Register(w)
	n.act.Register(w)
	n.patroller().Register(w)
	n.sweeper().Register(w)
	(&activities.Porter{Orders: n.store, Do: n.client.Do, Gently: n.client.Gently, Now: n.act.Now}).Register(w)
	n.rehearsals().runner().Register(w)
	n.rehearsals().mover().Register(w)
	n.beginner().Register(w)
	n.analyst().Register(w)
	if err := w.Start(); err != nil {
		return fmt.Errorf("start the worker: %w", err)
	}
	n.closing(func() error { w.Stop(); return nil })
	return nil
}

func (n *Node) patroller() *activities.Patroller {
	return &activities.Patroller{
		Subjects: &rounds{Store: n.store, raise: n.raise}, Anew: n.followed(n.archivist()), Mind: n.mind, Trouble: n.trouble, Recompute: n.recompute, Standing: n.standing, Trust: n.trust, Now: n.act.Now,
	}
}

// mostAttempts of one workflow task are usual: a worker that is killed, a store that is away.
const mostAttempts = 2

// trouble says what is wrong with an open subject's workflow: Temporal does not know it as running, or its code fails
// again and again.
func (n *Node) trouble(ctx context.Context, kind models.Kind, id string) (string, error) {
	d, err := n.describe(ctx, workflows.WorkflowID(kind, id))
	switch {
	case err != nil:
		return "", err
	case d.GetWorkflowExecutionInfo().GetStatus() != enums.WORKFLOW_EXECUTION_STATUS_RUNNING:
		return activities.Lost, nil
	case d.GetPendingWorkflowTask().GetAttempt() > mostAttempts:
		return activities.Blocked, nil
	default:
		return "", nil
	}
}

// running reports whether Temporal knows the subject's workflow as running.
func (n *Node) running(ctx context.Context, kind models.Kind, id string) (bool, error) {
	d, err := n.describe(ctx, workflows.WorkflowID(kind, id))
	return d.GetWorkflowExecutionInfo().GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_RUNNING, err
}

// describe is what Temporal knows of a workflow; nil if nothing.
func (n *Node) describe(ctx context.Context, workflow string) (*workflowservice.DescribeWorkflowExecutionResponse, error) {
	d, err := n.temporal.DescribeWorkflowExecution(ctx, workflow, "")
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil, nil
	}
	return d, err
}

func (n *Node) recompute(ctx context.Context, kind models.Kind, id string) (models.Next, error) {
	out, err := n.act.Load(ctx, activities.LoadInput{Kind: kind, Subject: id})
	return out.Next, err
}

func (n *Node) closing(f func() error) { n.closers = append(n.closers, f) }

// Close closes what was opened, last first.
func (n *Node) Close() error {
	var faults []error
	for i := len(n.closers) - 1; i >= 0; i-- {
		faults = append(faults, n.closers[i]())
	}
	n.closers = nil
	return errors.Join(faults...)
}

package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/workflows"
)

// rivals are other ways of carrying a case of five steps: on the house's own Temporal with its codec, behind the same
// kind of HTTP hop, and with a SQLite file of the same settings. Their updates carry the house's own commands.
type rivals struct {
	temporal client.Client
	rows     *sql.DB
	door     *door
	worker   worker.Worker
	waiting  sync.Map // of the naive form: who waits for which step
}

const rivalQueue = "bench"

func openRivals(h *house, folder string) (*rivals, error) {
	file := (&url.URL{Path: filepath.Join(folder, "rows.db")}).EscapedPath()
	rows, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(2000)&_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(2)")
	if err != nil {
		return nil, err
	}
	rows.SetMaxOpenConns(1)
	if _, err := rows.Exec("CREATE TABLE lines (id TEXT PRIMARY KEY, body TEXT)"); err != nil {
		return nil, fmt.Errorf("make the rivals' table: %w", err)
	}
	r := &rivals{temporal: h.Temporal, rows: rows}
	r.worker = worker.New(h.Temporal, rivalQueue, workflows.Capacity())
	r.worker.RegisterWorkflow(r.bare)
	r.worker.RegisterWorkflow(r.pure)
	r.worker.RegisterWorkflow(r.naive)
	r.worker.RegisterActivity(r.record)
	if err := r.worker.Start(); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /start/{form}/{case}", r.serveStart)
	mux.HandleFunc("POST /update", r.serveUpdate)
	mux.HandleFunc("POST /signal", r.serveSignal)
	r.door, err = openDoor(mux)
	return r, err
}

func (r *rivals) close() error {
	r.door.close()
	r.worker.Stop()
	return r.rows.Close()
}

// record commits one row and tells who waits for it.
func (r *rivals) record(ctx context.Context, s models.Command) (activities.Answer, error) {
	raw, err := json.Marshal(s)
	if err != nil {
		return activities.Answer{}, err
	}
	_, err = r.rows.ExecContext(ctx, "INSERT INTO lines (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING", s.ID, string(raw))
	if wait, found := r.waiting.LoadAndDelete(s.ID); found && err == nil {
		close(wait.(chan struct{}))
	}
	return answerTo(s), err
}

func answerTo(s models.Command) activities.Answer {
	return activities.Answer{Subject: s.Subject, Status: models.Accepted, Acted: s.Acted, Request: s.Digest}
}

// bare takes five updates, each with one local activity that commits one row.
func (r *rivals) bare(ctx workflow.Context) error {
	return updates(ctx, func(ctx workflow.Context, s models.Command) (activities.Answer, error) {
		ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: 5 * time.Second})
		var out activities.Answer
		err := workflow.ExecuteLocalActivity(ctx, r.record, s).Get(ctx, &out)
		return out, err
	})
}

// pure takes five updates and writes nothing of ours.
func (r *rivals) pure(ctx workflow.Context) error {
	return updates(ctx, func(_ workflow.Context, s models.Command) (activities.Answer, error) { return answerTo(s), nil })
}

func updates(ctx workflow.Context, take func(workflow.Context, models.Command) (activities.Answer, error)) error {
	done := 0
	err := workflow.SetUpdateHandler(ctx, "step", func(ctx workflow.Context, s models.Command) (activities.Answer, error) {
		out, err := take(ctx, s)
		done++
		return out, err
	})
	if err != nil {
		return err
	}
	return workflow.Await(ctx, func() bool { return done >= len(acts) && workflow.AllHandlersFinished(ctx) })
}

// naive takes five signals and runs an activity for each.
func (r *rivals) naive(ctx workflow.Context) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: 5 * time.Second})
	for range acts {
		var s models.Command
		workflow.GetSignalChannel(ctx, "step").Receive(ctx, &s)
		if err := workflow.ExecuteActivity(ctx, r.record, s).Get(ctx, nil); err != nil {
			return err
		}
	}
	return nil
}

func (r *rivals) serveStart(w http.ResponseWriter, q *http.Request) {
	form := map[string]any{"bare": r.bare, "pure": r.pure, "naive": r.naive}[q.PathValue("form")]
	_, err := r.temporal.ExecuteWorkflow(q.Context(), client.StartWorkflowOptions{
		ID: q.PathValue("case"), TaskQueue: rivalQueue, EnableEagerStart: true, WorkflowTaskTimeout: 5 * time.Second,
	}, form)
	answer(w, struct{}{}, err)
}

func (r *rivals) serveUpdate(w http.ResponseWriter, q *http.Request) {
	var s models.Command
	var out activities.Answer
	err := json.NewDecoder(q.Body).Decode(&s)
	if err == nil {
		var handle client.WorkflowUpdateHandle
		handle, err = r.temporal.UpdateWorkflow(q.Context(), client.UpdateWorkflowOptions{
			WorkflowID: s.Subject, UpdateID: s.ID, UpdateName: "step", Args: []any{s}, WaitForStage: client.WorkflowUpdateStageCompleted,
		})
		if err == nil {
			err = handle.Get(q.Context(), &out)
		}
	}
	answer(w, out, err)
}

// serveSignal answers when the activity has committed: as soon as any naive form could know.
func (r *rivals) serveSignal(w http.ResponseWriter, q *http.Request) {
	var s models.Command
	err := json.NewDecoder(q.Body).Decode(&s)
	if err == nil {
		done := make(chan struct{})
		r.waiting.Store(s.ID, done)
		if err = r.temporal.SignalWorkflow(q.Context(), s.Subject, "", "step", s); err == nil {
			<-done
		}
	}
	answer(w, answerTo(s), err)
}

func answer(w http.ResponseWriter, out any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		out = err.Error()
	}
	_ = json.NewEncoder(w).Encode(out)
}

// carry returns how a rival takes one case through its five steps.
func (r *rivals) carry(form, how string) carrier {
	return func(_ context.Context, took *latencies) error {
		id := uuid.NewString()
		if err := r.post("/start/"+form+"/"+id, struct{}{}); err != nil {
			return err
		}
		for _, a := range acts {
			began := time.Now()
			err := r.post(how, commandOf(id, a))
			if err != nil {
				return err
			}
			took.add(time.Since(began))
		}
		return nil
	}
}

// commandOf is the command that the house makes of the act.
func commandOf(id string, a act) models.Command {
	body, _ := json.Marshal(a.body)
	key := uuid.NewString()
	return models.Command{
		ID: key, Subject: id, Verb: a.verb, Acted: time.Now(), Digest: key, Body: body, Facts: models.Facts{Step: a.body.Step},
		Actor: models.Actor{Account: a.who, Role: a.who, Unit: bureau, Appointment: key},
	}
}

func (r *rivals) post(path string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	q, err := http.NewRequest(http.MethodPost, r.door.address+path, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	return r.door.send(q, nil)
}

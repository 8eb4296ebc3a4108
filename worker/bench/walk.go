package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"mingcha/api"
	"mingcha/models"
)

// ask sends one request through the door and reads the answer into out.
func (h *house) ask(who, method, path string, body, out any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequest(method, h.door.address+"/api/v1"+path, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", uuid.NewString())
	r.AddCookie(&http.Cookie{Name: "mingcha", Value: h.cookies[who]})
	return h.door.send(r, out)
}

// send sends a request and reads a good answer into out.
func (d *door) send(r *http.Request, out any) error {
	answer, err := d.web.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("%s %s: %s %s", r.Method, r.URL.Path, answer.Status, said)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(said, out)
}

// act is one command of the five-step case.
type act struct {
	who  string
	verb models.Verb
	body api.CaseCommand
}

// acts are the five commands that follow the submit.
var acts = []act{
	{clerk, models.Accept, api.CaseCommand{Step: "accept", Materials: []api.GivenMaterial{{No: 1, State: "received"}}}},
	{handler, models.Approve, api.CaseCommand{Step: "review", Note: "材料齐全"}},
	{approver, models.Approve, api.CaseCommand{Step: "decide", Note: "准予"}},
	{deliverer, models.Deliver, api.CaseCommand{Step: "deliver", Way: "window", Receiver: "测某"}},
	{deliverer, models.Close, api.CaseCommand{}},
}

// submit files an application at the window and returns the case.
func (h *house) submit() (string, error) {
	var filed api.Submitted
	err := h.ask(clerk, http.MethodPost, "/cases", api.Application{
		Item: h.permit.Procedure.Item, Unit: bureau, Form: map[string]any{"applicant_name": "测某"},
		Applicant: api.Applicant{Kind: "person", Name: "测某", IdentityKind: "citizen", Identity: "11010519491231002X", Phone: "13800001234"},
	}, &filed)
	return filed.Id, err
}

// carry takes one case from its submit to its close; took hears how long each command waited for its answer.
func (h *house) carry(_ context.Context, took *latencies) error {
	id, err := h.submit()
	if err != nil {
		return err
	}
	return h.command(id, acts, took)
}

func (h *house) command(id string, acts []act, took *latencies) error {
	for _, a := range acts {
		began := time.Now()
		if err := h.ask(a.who, http.MethodPost, "/cases/"+id+"/commands/"+string(a.verb), a.body, nil); err != nil {
			return err
		}
		took.add(time.Since(began))
	}
	return nil
}

// carrier takes one case, in whatever engine, through its five steps.
type carrier func(ctx context.Context, took *latencies) error

// together lets clients carry one case after the other until the time is over, and returns cases finished and the time
// it took to finish them.
func together(ctx context.Context, clients int, span time.Duration, carry carrier) (int, time.Duration, *latencies, error) {
	var (
		group sync.WaitGroup
		mu    sync.Mutex
		done  int
		fault error
		took  = &latencies{}
		began = time.Now()
	)
	for range clients {
		group.Go(func() {
			for time.Since(began) < span && ctx.Err() == nil {
				err := carry(ctx, took)
				mu.Lock()
				if err != nil {
					fault = err
					mu.Unlock()
					return
				}
				done++
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return done, time.Since(began), took, fault
}

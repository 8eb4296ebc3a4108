package node

import (
	"context"
	"time"

	"mingcha/activities"
	"mingcha/api"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/directory"
)

// engine gives the API its words for what the workflows' client does.
type engine struct{ *Node }

// Submit files a case.
func (e engine) Submit(ctx context.Context, cmd models.Command) (api.Answer, error) {
	return promptly(ctx, func() (*activities.Answer, error) { return e.client.Submit(ctx, cmd) })
}

// Begin gives a subject its first line.
func (e engine) Begin(ctx context.Context, kind models.Kind, cmd models.Command) (api.Answer, error) {
	return promptly(ctx, func() (*activities.Answer, error) { return e.client.Begin(ctx, kind, cmd) })
}

// Do carries out a command. A subject that does not answer in time is looked at. All that it waits for heeds its context,
// so it needs no goroutine of its own, whose stack Temporal's client would have to grow each time.
func (e engine) Do(ctx context.Context, kind models.Kind, cmd models.Command) (api.Answer, error) {
	brief, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer, err := e.client.Do(brief, kind, cmd)
	if models.CodeOf(err) == models.EngineAway && ctx.Err() == nil {
		e.suspects.look(kind, cmd.Subject)
	}
	return answerOf(answer, err)
}

func answerOf(a *activities.Answer, err error) (api.Answer, error) {
	if err != nil {
		return api.Answer{}, err
	}
	return api.Answer{Subject: a.Subject, Line: a.Line, Status: a.Status, Acted: a.Acted}, nil
}

// Wake makes sure that a subject's workflow runs and looks at its record. One that is blocked starts again from there.
func (e engine) Wake(ctx context.Context, kind models.Kind, subject string) error {
	trouble, err := e.trouble(ctx, kind, subject)
	switch {
	case err != nil:
		return models.Errorf(models.EngineAway, "engine_unavailable", "the workflow engine does not answer; send the same command again")
	case trouble == activities.Blocked:
		return e.client.Renew(ctx, kind, subject)
	default:
		return e.client.Look(ctx, kind, subject)
	}
}

// patience is how long a command may take before its sender is told to send it again. Whatever becomes of it, the
// same click is answered from the record.
const patience = 5 * time.Second

// promptly answers within patience. It is engine_unavailable when nothing came of the command in time.
func promptly(ctx context.Context, carryOut func() (*activities.Answer, error)) (api.Answer, error) {
	type outcome struct {
		answer *activities.Answer
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		answer, err := carryOut()
		done <- outcome{answer, err}
	}()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case <-ctx.Done():
		return api.Answer{}, ctx.Err()
	case <-late.C:
		return api.Answer{}, models.Errorf(models.EngineAway, "engine_unavailable", "the command took too long; send the same one again")
	case o := <-done:
		return answerOf(o.answer, o.err)
	}
}

// sweeps moves open subjects when the days of a division have changed.
type sweeps struct{ *Node }

// mostCounted bounds the count that an administrator is shown before loading a calendar.
const mostCounted = 200_000

// Touched counts the open subjects whose clocks may run over the changed days.
func (s sweeps) Touched(ctx context.Context, path string, days []clock.Date) (int, error) {
	if len(days) == 0 {
		return 0, nil
	}
	in, total := calendarSweep(path, "", 0, days), 0
	for total < mostCounted {
		page, next, err := s.touched(ctx, in, 1000)
		if err != nil {
			return 0, err
		}
		total += len(page)
		if in.Cursor = next; next == "" {
			break
		}
	}
	return total, nil
}

// Begin puts loaded calendars into force on this node and sweeps.
func (s sweeps) Begin(ctx context.Context) error {
	if err := s.inForce.Refresh(ctx); err != nil {
		return err
	}
	return s.sweepCalendars(ctx)
}

// scopeOf is a division and everything in it; "" is the nation.
func scopeOf(path string) models.PathRange {
	if path == "" {
		return everywhere[0]
	}
	from, to := directory.Range(path)
	return models.PathRange{From: from, To: to}
}

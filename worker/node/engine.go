package node

import (
	"context"

	"mingcha/activities"
	"mingcha/api"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/directory"
	"mingcha/workflows"
)

// engine gives the API its words for what the workflows' client does.
type engine struct{ client *workflows.Client }

// Submit files a case.
func (e engine) Submit(ctx context.Context, cmd models.Command) (api.Answer, error) {
	answer, err := e.client.Submit(ctx, cmd)
	return worded(answer, err)
}

// Do carries out a command.
func (e engine) Do(ctx context.Context, kind models.Kind, cmd models.Command) (api.Answer, error) {
	answer, err := e.client.Do(ctx, kind, cmd)
	return worded(answer, err)
}

// Wake makes sure that a subject's workflow runs.
func (e engine) Wake(ctx context.Context, kind models.Kind, subject string) error {
	return e.client.Wake(ctx, kind, subject)
}

func worded(answer *activities.Answer, err error) (api.Answer, error) {
	if err != nil {
		return api.Answer{}, err
	}
	return api.Answer{Subject: answer.Subject, Line: answer.Line, Status: answer.Status, Acted: answer.Acted}, nil
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
	in, total := sweepOf(path, "", days), 0
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

// Begin puts the new calendar into force on this node and sweeps.
func (s sweeps) Begin(ctx context.Context, path string, days []clock.Date) error {
	if len(days) == 0 {
		return nil
	}
	if err := s.inForce.Refresh(ctx); err != nil {
		return err
	}
	return s.client.Sweep(ctx, sweepOf(path, s.inForce.Calendar(path).Revision(), days))
}

func sweepOf(path, revision string, days []clock.Date) activities.SweepInput {
	return activities.SweepInput{Revision: revision, Path: path, Days: days, From: days[0].Opens(), To: days[len(days)-1].Ends()}
}

func scopeOf(path string) models.PathRange {
	from, to := directory.Range(path)
	return models.PathRange{From: from, To: to}
}

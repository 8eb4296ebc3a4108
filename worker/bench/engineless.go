package main

import (
	"context"

	"mingcha/activities"
	"mingcha/api"
	"mingcha/models"
	"mingcha/worker/node"
)

// engineless carries commands by hand: it folds the record and appends, with the house's own gate, rules and database,
// and without Temporal. Nothing wakes for a deadline.
type engineless struct {
	*node.Measured
	api.Engine
}

// Submit files a case.
func (e engineless) Submit(ctx context.Context, cmd models.Command) (api.Answer, error) {
	return e.turn(ctx, models.Begin(models.CaseKind, cmd.Subject, nil), cmd)
}

// Do carries out a command.
func (e engineless) Do(ctx context.Context, kind models.Kind, cmd models.Command) (api.Answer, error) {
	loaded, err := e.Act.Load(ctx, activities.LoadInput{Kind: kind, Subject: cmd.Subject})
	if err != nil {
		return api.Answer{}, err
	}
	return e.turn(ctx, loaded.State, cmd)
}

func (e engineless) turn(ctx context.Context, state models.State, cmd models.Command) (api.Answer, error) {
	out, err := e.Act.Append(ctx, activities.AppendInput{State: state, Command: &cmd})
	switch {
	case err != nil:
		return api.Answer{}, err
	case out.Refused != nil:
		return api.Answer{}, out.Refused
	case out.Answer == nil:
		return api.Answer{}, models.Errorf(models.Conflict, "moved_on", "somebody wrote first")
	}
	return api.Answer{Subject: out.Answer.Subject, Line: out.Answer.Line, Status: out.Answer.Status, Acted: out.Answer.Acted}, nil
}

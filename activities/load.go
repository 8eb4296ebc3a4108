package activities

import (
	"context"
	"errors"

	"go.temporal.io/sdk/temporal"

	"mingcha/models"
)

// LoadInput names the subject to be brought back from its record.
type LoadInput struct {
	Kind    models.Kind `json:"kind"`
	Subject string      `json:"subject"`
}

// LoadOutput is the subject as its record gives it, and what it has to sleep for.
type LoadOutput struct {
	State     models.State `json:"state"`
	Procedure Pinned       `json:"procedure,omitzero"`
	Next      models.Next  `json:"next"`
	Tell      []Message    `json:"tell,omitempty"` // what other subjects must know: a run that broke off may not have said it
}

// Load folds a subject's record. Through it a workflow begins after continue-as-new, after a restore, on another cluster,
// and after a submit of which nobody knows any more what it wrote. A second run reads the same record.
func (a *Activities) Load(ctx context.Context, in LoadInput) (LoadOutput, error) {
	lines, err := a.Record.Lines(ctx, in.Subject, 1)
	if err != nil {
		return LoadOutput{}, retryable(err)
	}
	if len(lines) == 0 {
		return LoadOutput{}, retryable(models.Errorf(models.NotFound, "no_such_subject", "%s %s has no record", in.Kind, in.Subject))
	}
	state, err := a.Folded(in.Kind, in.Subject, lines)
	if err != nil {
		return LoadOutput{}, retryable(err)
	}
	return loaded(state, a.next(state), lines), nil
}

// Begun is what Load would find of a subject whose first turn has just been written: its workflow need not read what its
// sender knows. Nil: the brake held something back or somebody else wrote first, so the record is to be asked.
func (a *Activities) Begun(kind models.Kind, subject string, first AppendOutput) (*LoadOutput, error) {
	if first.Held || first.Again || len(first.Lines) == 0 {
		return nil, nil
	}
	state, err := a.Folded(kind, subject, first.Lines)
	if err != nil {
		return nil, err
	}
	out := loaded(state, first.Next, first.Lines)
	return &out, nil
}

func loaded(state models.State, next models.Next, lines []models.Line) LoadOutput {
	out := LoadOutput{State: state, Next: next}
	_, _, out.Tell = outward(lines)
	if c := state.Case; c != nil {
		out.Procedure = Pinned{c.Procedure()}
	}
	return out
}

// Folded gives the state of a subject from its lines.
func (a *Activities) Folded(kind models.Kind, subject string, lines []models.Line) (models.State, error) {
	var procedure *models.Procedure
	if kind == models.CaseKind {
		if lines[0].Facts.Filed == nil {
			return models.State{}, models.Errorf(models.Internal, "damaged", "the record of case %s does not begin with its filing", subject)
		}
		var err error
		if procedure, err = a.Procedures.Procedure(lines[0].Facts.Filed.Bundle); err != nil {
			return models.State{}, err
		}
	}
	state := models.Begin(kind, subject, procedure)
	if err := models.FoldAll(state.Subject(), lines); err != nil {
		return models.State{}, err
	}
	return state, nil
}

// retryable tells Temporal whether trying again could help, and keeps what is known of the failure on the way. A store
// that is away may come back; a fault in the request will not go away.
func retryable(err error) error {
	var known *models.Error
	if err == nil || !errors.As(err, &known) {
		return err
	}
	lasting := known.Code != models.StoreAway && known.Code != models.Internal
	return temporal.NewApplicationErrorWithOptions(known.Text, string(known.Code), temporal.ApplicationErrorOptions{
		NonRetryable: lasting, Cause: err, Details: []any{*known},
	})
}

// refusal parts what a person must be told from what has gone wrong on our side.
func refusal(err error) (*models.Error, error) {
	var known *models.Error
	if err == nil {
		return nil, nil
	}
	if errors.As(err, &known) && known.Code != models.Internal && known.Code != models.StoreAway {
		return known, nil
	}
	return nil, err
}

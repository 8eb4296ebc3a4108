package activities

import (
	"context"
	"errors"
	"time"

	"mingcha/models"
)

// Script gives the steps of a subject one after the other, in the order of time, looking at the state that the last
// one led to. It ends by returning false.
type Script func(models.State) (models.Command, bool)

// Steps is a script that was written beforehand.
func Steps(steps []models.Command) Script {
	return func(models.State) (models.Command, bool) {
		if len(steps) == 0 {
			return models.Command{}, false
		}
		next := steps[0]
		steps = steps[1:]
		return next, true
	}
}

// Import lets a subject take up steps that happened elsewhere or before and then catches up with now: all of it is
// one append. Whatever was due in between speaks at the instant it was due. A second run of the same script finds its
// lines on record and writes nothing. It returns the cards that began.
func (a *Activities) Import(ctx context.Context, kind models.Kind, id string, script Script) (models.State, []string, error) {
	state, err := a.present(ctx, kind, id)
	if err != nil {
		return models.State{}, nil, err
	}
	first, any := script(state)
	if !any && state.Subject().Ref().N == 0 {
		return state, nil, nil
	}
	in := AppendInput{State: state}
	if any {
		if done, err := a.Record.LineOf(ctx, id, first.ID); err != nil || done != nil {
			return state, nil, err
		}
		in.Command = &first
	}
	p, err := a.pen(ctx, in)
	if err != nil {
		return models.State{}, nil, err
	}
	for cmd, more := first, any; more; cmd, more = script(p.state) {
		before := p.subject().Ref().N
		refused, err := p.step(cmd)
		if err == nil && refused != nil && p.subject().Ref().N == before {
			err = refused // nothing has changed: the script would only say it again
		}
		if err != nil {
			return models.State{}, nil, err
		}
	}
	if err := p.reach(a.Now()); err != nil {
		return models.State{}, nil, err
	}
	if _, err = p.commit(); models.ReasonOf(err) == models.StaleLaw {
		err = errors.Join(err, a.Law.Refresh(ctx)) // the next run of the script judges by what is in force
	}
	return p.state, p.begun, err
}

// step takes up one imported step at its own time. A step that time has overtaken (silence has accepted the case
// meanwhile) is refused, and the script looks again.
func (p *pen) step(cmd models.Command) (*models.Error, error) {
	if err := p.reach(cmd.Acted); err != nil {
		return nil, err
	}
	return p.take(cmd)
}

// present folds what is on record of a subject; one without a record begins.
func (a *Activities) present(ctx context.Context, kind models.Kind, id string) (models.State, error) {
	lines, err := a.Record.Lines(ctx, id, 1)
	if err != nil || len(lines) == 0 {
		return models.Begin(kind, id, nil), err
	}
	return a.Folded(kind, id, lines)
}

// reach brings the turn to an instant, letting everything speak that was due on the way at the time it was due. It never
// goes back: a clock that counts from the past may be due before the step that began it.
func (p *pen) reach(at time.Time) error {
	at = clamp(at, p.subject().Ref().Acted, p.Now())
	for range mostSignals {
		ahead := p.set.Ahead(p.subject(), p.calendar)
		if len(ahead) == 0 || ahead[0].At.After(at) {
			break
		}
		p.stand(ahead[0].At)
		if err := p.catchUp(); err != nil {
			return err
		}
	}
	p.stand(at)
	return nil
}

// stand lets the turn stand at an instant, or where it stands already if that is later.
func (p *pen) stand(at time.Time) {
	if at.Before(p.reached) {
		at = p.reached
	}
	p.acted, p.now, p.reached = at, at, at
	p.set, _ = p.inForce(p.state, at) // each instant by the rules of its time
}

package activities

import (
	"context"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// Tasks lists what waits for whom in a case as it stands, as the rows would say it; nothing for other subjects.
func (a *Activities) Tasks(ctx context.Context, state models.State) ([]models.TaskRow, error) {
	if state.Case == nil {
		return nil, nil
	}
	p, err := a.pen(ctx, AppendInput{State: state})
	if err != nil {
		return nil, err
	}
	return p.tasks(p.state.Case), nil
}

// InForce returns the rules and the calendar that hold for a subject at an instant.
func (a *Activities) InForce(s models.State, at time.Time) (*supervision.RuleSet, *clock.Calendar) {
	return a.inForce(s, at)
}

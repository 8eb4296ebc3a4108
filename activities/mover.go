package activities

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"mingcha/models"
)

// Mover carries out plans by which running cases go over to another version of their item.
type Mover struct {
	Plans MovePlans
	// Load brings a case back from its record.
	Load       func(ctx context.Context, in LoadInput) (LoadOutput, error)
	Procedures Procedures
	// Do carries out a command on a subject.
	Do func(ctx context.Context, kind models.Kind, cmd models.Command) (*Answer, error)
	// Gently lets one piece of work pass, among all others that leave people at work their place.
	Gently func(ctx context.Context, piece func() error) error
	Now    func() time.Time
}

// MovePlans is the part of the store that keeps plans.
type MovePlans interface {
	MovePlan(ctx context.Context, id string) (models.MovePlanRow, error)
	TurnMovePlan(ctx context.Context, id string, from, to models.MovePlanState, now time.Time) (bool, error)
	NoteMove(ctx context.Context, item models.MovePlanItem) error
	Moves(ctx context.Context, plan string, state models.MoveState, cursor string, limit int) ([]models.MovePlanItem, string, error)
	OpenOfBundle(ctx context.Context, item, bundle, cursor string, limit int) ([]models.Lived, string, error)
}

// CheckMoves tries every open case of a plan on paper and notes which could go over and why others could not. Nothing is
// written on any case. A second run notes the same again.
func (m *Mover) CheckMoves(ctx context.Context, id string) error {
	plan, move, err := m.plan(ctx, id)
	if err != nil || plan.State != models.PlanChecking {
		return retryable(err)
	}
	for cursor := ""; ; {
		page, next, err := m.Plans.OpenOfBundle(ctx, plan.Item, plan.Source, cursor, pageSize)
		if err != nil {
			return retryable(err)
		}
		for _, c := range page {
			err := m.Gently(ctx, func() error { return m.check(ctx, plan, move, c) })
			if err != nil {
				return retryable(err)
			}
			beat(ctx, c.Number)
		}
		if cursor = next; next == "" {
			_, err := m.Plans.TurnMovePlan(ctx, id, models.PlanChecking, models.PlanChecked, m.Now())
			return retryable(err)
		}
	}
}

func (m *Mover) plan(ctx context.Context, id string) (models.MovePlanRow, *models.Move, error) {
	plan, err := m.Plans.MovePlan(ctx, id)
	if err != nil {
		return plan, nil, err
	}
	move := models.Move{Plan: plan.ID}
	if err := json.Unmarshal([]byte(plan.Steps), &move.Steps); err != nil {
		return plan, nil, fmt.Errorf("read the steps of plan %s: %w", id, err)
	}
	move.Procedure, err = m.Procedures.Procedure(plan.Target)
	return plan, &move, err
}

// check asks the gate of one case.
func (m *Mover) check(ctx context.Context, plan models.MovePlanRow, move *models.Move, c models.Lived) error {
	out, err := m.Load(ctx, LoadInput{Kind: models.CaseKind, Subject: c.ID})
	if models.CodeOf(err) == models.StoreAway {
		return err
	}
	item := models.MovePlanItem{Plan: plan.ID, Subject: c.ID, Number: c.Number, State: models.Movable}
	if err == nil {
		item.Step = openKeys(out.State.Case)
		err = out.State.Case.Gate(item.Command(plan, move, m.Now()))
	}
	if err != nil {
		item.State = models.Unmovable
		item.Code, item.Reason = why(err)
	}
	return m.Plans.NoteMove(ctx, item)
}

func openKeys(c *models.Case) string {
	var keys []string
	for _, i := range c.OpenSteps() {
		keys = append(keys, c.Steps[i].Key)
	}
	text := strings.Join(keys, " ")
	return text[:min(len(text), 200)]
}

// why is a refusal as a row keeps it.
func why(err error) (code, reason string) {
	var refused *models.Error
	if errors.As(err, &refused) && refused.Code != models.Internal {
		return string(refused.Code), refused.Reason
	}
	return string(models.Internal), "no_answer"
}

// CarryMoves moves one case after the other that could go, each by a line of its own, until all are done or the plan is
// stopped. One that its gate refuses by now stays as it is, with the reason. A second run goes on with what still waits; a
// case that was moved before that could be noted is found on record.
func (m *Mover) CarryMoves(ctx context.Context, id string) error {
	for {
		plan, move, err := m.plan(ctx, id)
		if err != nil || plan.State != models.PlanMoving {
			return retryable(err)
		}
		page, _, err := m.Plans.Moves(ctx, id, models.Movable, "", 1)
		if err != nil {
			return retryable(err)
		}
		if len(page) == 0 {
			_, err := m.Plans.TurnMovePlan(ctx, id, models.PlanMoving, models.PlanFinished, m.Now())
			return retryable(err)
		}
		if err := m.carry(ctx, plan, move, page[0]); err != nil {
			return retryable(err)
		}
		beat(ctx, page[0].Number)
	}
}

// carry moves one case and notes what has become of it.
func (m *Mover) carry(ctx context.Context, plan models.MovePlanRow, move *models.Move, item models.MovePlanItem) error {
	var answer *Answer
	err := m.Gently(ctx, func() (err error) {
		within, cancel := context.WithTimeout(ctx, oneMove)
		defer cancel()
		answer, err = m.Do(within, models.CaseKind, item.Command(plan, move, m.Now()))
		return err
	})
	switch {
	case err == nil:
		item.State, item.Line = models.HasMoved, answer.Line
	case ctx.Err() != nil || away(err):
		return err
	default:
		item.State = models.NotMoved
		item.Code, item.Reason = why(err)
	}
	return m.Plans.NoteMove(ctx, item)
}

// beat tells Temporal that the work goes on, if it is Temporal that asked for it.
func beat(ctx context.Context, at string) {
	if activity.IsActivity(ctx) {
		activity.RecordHeartbeat(ctx, at)
	}
}

// Register puts plans on a worker.
func (m *Mover) Register(w worker.ActivityRegistry) {
	w.RegisterActivityWithOptions(m.CheckMoves, activity.RegisterOptions{Name: "CheckMoves"})
	w.RegisterActivityWithOptions(m.CarryMoves, activity.RegisterOptions{Name: "CarryMoves"})
}

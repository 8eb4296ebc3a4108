package activities_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
)

// plans keeps one plan in memory; it can be killed before a note is written.
type plans struct {
	plan   models.MovePlanRow
	items  map[string]models.MovePlanItem
	killed bool
}

func (p *plans) MovePlan(context.Context, string) (models.MovePlanRow, error) { return p.plan, nil }

func (p *plans) TurnMovePlan(_ context.Context, _ string, from, to models.MovePlanState, _ time.Time) (bool, error) {
	if p.plan.State != from {
		return false, nil
	}
	p.plan.State = to
	return true, nil
}

func (p *plans) NoteMove(_ context.Context, item models.MovePlanItem) error {
	if p.killed {
		p.killed = false
		return models.Errorf(models.StoreAway, "store_unavailable", "killed")
	}
	p.items[item.Subject] = item
	return nil
}

func (p *plans) Moves(_ context.Context, _ string, state models.MoveState, _ string, _ int) ([]models.MovePlanItem, string, error) {
	for _, item := range p.items {
		if item.State == state {
			return []models.MovePlanItem{item}, "", nil
		}
	}
	return nil, "", nil
}

func (p *plans) OpenOfBundle(context.Context, string, string, string, int) ([]models.Lived, string, error) {
	return []models.Lived{{ID: "c1", Number: "N-c1"}}, "", nil
}

// versions knows the office's procedure and another version of it.
type versions struct {
	activities.Procedures
	other *models.Procedure
}

func (v versions) Procedure(bundle string) (*models.Procedure, error) {
	if bundle == v.other.Bundle {
		return v.other, nil
	}
	return v.Procedures.Procedure(bundle)
}

func TestMovePlan(t *testing.T) {
	d := openDesk(t, models.WindowChannel)
	other := *d.office.Process
	other.Bundle, other.Steps = "food-2", slices.Clone(other.Steps)
	other.Steps[1].Limit.N = 9
	d.act.Procedures = versions{d.act.Procedures, &other}
	steps, err := json.Marshal(models.SameSteps(d.office.Process, &other))
	require.NoError(t, err)
	p := &plans{items: map[string]models.MovePlanItem{}, plan: models.MovePlanRow{
		ID: "m1", Source: d.office.Process.Bundle, Target: "food-2", Steps: string(steps), Reason: "修订", State: models.PlanChecking, MadeBy: "admin",
	}}
	mover := &activities.Mover{
		Plans: p, Load: d.act.Load, Procedures: d.act.Procedures, Now: func() time.Time { return d.now },
		Gently: func(_ context.Context, piece func() error) error { return piece() },
		Do: func(_ context.Context, _ models.Kind, cmd models.Command) (*activities.Answer, error) {
			out := d.turn("c1", &cmd)
			if out.Refused != nil {
				return nil, out.Refused
			}
			return out.Answer, nil
		},
	}
	was := len(d.verbs())
	require.NoError(t, mover.CheckMoves(t.Context(), "m1"))
	require.Equal(t, models.Movable, p.items["c1"].State)
	require.Len(t, d.verbs(), was, "trying writes nothing")
	require.NoError(t, mover.CarryMoves(t.Context(), "m1"))
	require.Len(t, d.verbs(), was, "nothing moves before the plan is started")

	p.plan.State, p.killed = models.PlanMoving, true
	require.Error(t, mover.CarryMoves(t.Context(), "m1"), "killed between the line and its note")
	require.Equal(t, models.Movable, p.items["c1"].State)
	require.NoError(t, mover.CarryMoves(t.Context(), "m1"))
	require.Equal(t, models.HasMoved, p.items["c1"].State)
	require.Equal(t, models.PlanFinished, p.plan.State)
	require.Equal(t, string(models.MoveToBundle), d.verbs()[was])
	require.Len(t, d.verbs(), was+1, "one line, however often it was tried")

	again, err := d.act.Load(t.Context(), activities.LoadInput{Kind: models.CaseKind, Subject: "c1"})
	require.NoError(t, err)
	require.Equal(t, "food-2", again.Procedure.Bundle, "brought back from its record it goes on by the other version")
	require.Equal(t, "food-2", d.row().Bundle)
}

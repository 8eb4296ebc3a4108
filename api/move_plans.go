package api

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
)

// MovePlans keeps plans by which running cases go over to another version of their item, and carries them out.
type MovePlans interface {
	PutMovePlan(ctx context.Context, plan models.MovePlanRow) error
	MovePlan(ctx context.Context, id string) (models.MovePlanRow, error)
	MovePlans(ctx context.Context, item string, most int) ([]models.MovePlanRow, error)
	TurnMovePlan(ctx context.Context, id string, from, to models.MovePlanState, now time.Time) (bool, error)
	Moves(ctx context.Context, plan string, state models.MoveState, cursor string, limit int) ([]models.MovePlanItem, string, error)
	CountMoves(ctx context.Context, plan string) (map[models.MoveState]int, error)
	// CheckMoves makes sure that the cases of a plan are tried on paper, CarryMoves that they are moved; across restarts.
	CheckMoves(ctx context.Context, id string) error
	CarryMoves(ctx context.Context, id string) error
}

// mayMove asks for the right to publish items: it is they who decide what running cases follow.
func (s *Server) mayMove(ctx context.Context) error {
	return s.must(ctx, access.Publish, access.Object{Kind: access.Bundle})
}

// PlanMove makes a plan and tries each of its cases on paper. Nothing moves before it is started.
func (s *Server) PlanMove(ctx context.Context, req PlanMoveRequestObject) (PlanMoveResponseObject, error) {
	if err := s.mayMove(ctx); err != nil {
		return nil, err
	}
	digest, err := digestOf(models.MoveToBundle, req.Body)
	if err != nil {
		return nil, err
	}
	id := "m-" + hex.EncodeToString(keyedHash(s.Blinder, "move plan", me(ctx).id+"\x00"+req.Params.IdempotencyKey)[:12])
	plan, err := s.Moves.MovePlan(ctx, id)
	switch {
	case models.CodeOf(err) == models.NotFound:
		plan, err = s.newPlan(ctx, id, digest, *req.Body)
	case err == nil && plan.Digest != digest:
		return nil, models.Errorf(models.Reused, "key_reused", "this idempotency key came with another request before")
	}
	if err != nil {
		return nil, err
	}
	if plan.State == models.PlanChecking {
		if err := s.Moves.CheckMoves(ctx, id); err != nil {
			return nil, err
		}
	}
	out, err := s.planPage(ctx, id)
	return PlanMove201JSONResponse(out), err
}

func (s *Server) newPlan(ctx context.Context, id, digest string, body NewMovePlan) (models.MovePlanRow, error) {
	row, err := s.planned(ctx, body)
	if err != nil {
		return row, err
	}
	who := me(ctx)
	row.ID, row.Digest, row.Reason, row.State, row.MadeBy, row.Person, row.Made = id, digest, body.Reason, models.PlanChecking, who.id, who.ref, s.Now()
	verdict := s.Gate.Decide(s.asker(ctx), access.Publish, access.Object{Kind: access.Bundle})
	row.Role, row.Unit, row.Path = verdict.Appointment.Role, verdict.Appointment.Unit, verdict.Path
	if err := s.changed(ctx, "plan_move", row.Item, body.Reason, row.Source, row.Target); err != nil {
		return row, err
	}
	return row, s.Moves.PutMovePlan(ctx, row)
}

// planned checks a plan against both versions and names every fault.
func (s *Server) planned(ctx context.Context, body NewMovePlan) (models.MovePlanRow, error) {
	var row models.MovePlanRow
	from, err := s.Shelf.Bundle(body.From)
	if err != nil {
		return row, err
	}
	to, err := s.Shelf.Bundle(body.To)
	if err != nil {
		return row, err
	}
	var faults []models.Fault
	if from.Procedure.Item != to.Procedure.Item || from.Hash == to.Hash {
		faults = append(faults, models.Fault{Field: "/to", Rule: "other"})
	}
	taken, steps := map[string]bool{}, []models.StepMove{}
	for i, m := range body.Steps {
		switch {
		case from.Procedure.StepIndex(m.From) < 0:
			faults = append(faults, models.Fault{Field: "/steps/" + itoa(i) + "/from", Rule: "unknown"})
		case to.Procedure.StepIndex(m.To) < 0:
			faults = append(faults, models.Fault{Field: "/steps/" + itoa(i) + "/to", Rule: "unknown"})
		case taken["from "+m.From] || taken["to "+m.To]:
			faults = append(faults, models.Fault{Field: "/steps/" + itoa(i), Rule: "twice"})
		}
		taken["from "+m.From], taken["to "+m.To] = true, true
		steps = append(steps, models.StepMove{From: m.From, To: m.To})
	}
	text, err := json.Marshal(steps)
	if err != nil {
		return row, err
	}
	row.Item, row.Source, row.Target, row.Steps = from.Procedure.Item, from.Hash, to.Hash, string(text)
	return row, models.Faulty("the plan cannot be carried out", faults)
}

// ListMovePlans lists the latest plans of an item.
func (s *Server) ListMovePlans(ctx context.Context, req ListMovePlansRequestObject) (ListMovePlansResponseObject, error) {
	if err := s.mayMove(ctx); err != nil {
		return nil, err
	}
	plans, err := s.Moves.MovePlans(ctx, req.Params.Item, 20)
	if err != nil {
		return nil, err
	}
	rows := []MovePlan{}
	for _, p := range plans {
		out, err := s.planPage(ctx, p.ID)
		if err != nil {
			return nil, err
		}
		rows = append(rows, out)
	}
	return ListMovePlans200JSONResponse{Rows: rows}, nil
}

// ReadMovePlan tells how far a plan has come.
func (s *Server) ReadMovePlan(ctx context.Context, req ReadMovePlanRequestObject) (ReadMovePlanResponseObject, error) {
	if err := s.mayMove(ctx); err != nil {
		return nil, err
	}
	out, err := s.planPage(ctx, req.Id)
	return ReadMovePlan200JSONResponse(out), err
}

// ListMoves lists the cases of a plan.
func (s *Server) ListMoves(ctx context.Context, req ListMovesRequestObject) (ListMovesResponseObject, error) {
	if err := s.mayMove(ctx); err != nil {
		return nil, err
	}
	limit := req.Params.Limit
	if limit <= 0 {
		limit = 50
	}
	items, next, err := s.Moves.Moves(ctx, req.Id, models.MoveState(req.Params.State), req.Params.Cursor, limit)
	return ListMoves200JSONResponse{Next: next, Rows: each(items, func(i models.MovePlanItem) MovedCase {
		return MovedCase{
			Case: i.Subject, Number: i.Number, Step: i.Step, State: MoveState(i.State), Line: i.Line, Reason: i.Reason,
			Sentence: s.refusalSentence(ctx, i.Code, i.Reason),
		}
	})}, err
}

// TurnMovePlan starts a plan that was tried, or stops one.
func (s *Server) TurnMovePlan(ctx context.Context, req TurnMovePlanRequestObject) (TurnMovePlanResponseObject, error) {
	if err := s.mayMove(ctx); err != nil {
		return nil, err
	}
	plan, err := s.Moves.MovePlan(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	to, action := models.PlanMoving, s.startingMove
	if req.Turn == Stop {
		to, action = models.PlanStopped, s.stoppingMove
	}
	possible := to == models.PlanMoving && plan.State == models.PlanChecked || to == models.PlanStopped && stoppable(plan.State)
	switch {
	case plan.State == to: // the same click again
	case !possible:
		return nil, models.Errorf(models.Conflict, "plan_not_there", "that is not possible while the plan is %s", plan.State)
	default:
		if err := action(ctx, plan); err != nil {
			return nil, err
		}
		if _, err := s.Moves.TurnMovePlan(ctx, plan.ID, plan.State, to, s.Now()); err != nil {
			return nil, err
		}
	}
	if to == models.PlanMoving {
		if err := s.Moves.CarryMoves(ctx, plan.ID); err != nil {
			return nil, err
		}
	}
	out, err := s.planPage(ctx, req.Id)
	return TurnMovePlan200JSONResponse(out), err
}

func (s *Server) startingMove(ctx context.Context, plan models.MovePlanRow) error {
	return s.changed(ctx, "start_move_plan", plan.Item, plan.Reason, plan.Source, plan.Target)
}

func (s *Server) stoppingMove(ctx context.Context, plan models.MovePlanRow) error {
	return s.changed(ctx, "stop_move_plan", plan.Item, plan.Reason, plan.Source, plan.Target)
}

func stoppable(state models.MovePlanState) bool {
	return state == models.PlanChecking || state == models.PlanChecked || state == models.PlanMoving
}

func (s *Server) planPage(ctx context.Context, id string) (MovePlan, error) {
	plan, err := s.Moves.MovePlan(ctx, id)
	if err != nil {
		return MovePlan{}, err
	}
	counts, err := s.Moves.CountMoves(ctx, id)
	if err != nil {
		return MovePlan{}, err
	}
	var steps []StepMove
	if err := json.Unmarshal([]byte(plan.Steps), &steps); err != nil {
		return MovePlan{}, fmt.Errorf("read the steps of plan %s: %w", id, err)
	}
	n, err := s.naming(ctx, plan.MadeBy)
	if err != nil {
		return MovePlan{}, err
	}
	return MovePlan{
		Id: plan.ID, Item: n.item(plan.Item), From: plan.Source, To: plan.Target, Steps: steps, Reason: plan.Reason,
		State: MovePlanState(plan.State), By: n.person(plan.MadeBy), Made: plan.Made, Checked: orZero(plan.Checked), Finished: orZero(plan.Finished),
		Movable: counts[models.Movable], Unmovable: counts[models.Unmovable], Moved: counts[models.HasMoved], Refused: counts[models.NotMoved],
		CanStart: plan.State == models.PlanChecked && counts[models.Movable] > 0, CanStop: stoppable(plan.State),
	}, nil
}

package store

import (
	"context"
	"fmt"
	"time"

	"mingcha/models"
)

// PutMovePlan keeps a plan. One of this ID that is there is left as it is.
func (s *Store) PutMovePlan(ctx context.Context, plan models.MovePlanRow) error {
	if err := taken(put(s.into(ctx), []models.MovePlanRow{plan})); err != nil {
		return fmt.Errorf("keep a plan: %w", err)
	}
	return nil
}

// MovePlan returns a plan.
func (s *Store) MovePlan(ctx context.Context, id string) (models.MovePlanRow, error) {
	var plan models.MovePlanRow
	if err := s.from(ctx).Where("id = ?", id).Take(&plan).Error; err != nil {
		return plan, fmt.Errorf("read a plan: %w", missing(err, "no_such_plan", "there is no such plan"))
	}
	return plan, nil
}

// MovePlans returns the latest plans of an item.
func (s *Store) MovePlans(ctx context.Context, item string, most int) ([]models.MovePlanRow, error) {
	var rows []models.MovePlanRow
	if err := s.from(ctx).Where("item = ?", item).Order("made DESC, id").Limit(most).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list plans: %w", err)
	}
	return rows, nil
}

// TurnMovePlan brings a plan from one state into another and reports whether it was in the first.
func (s *Store) TurnMovePlan(ctx context.Context, id string, from, to models.MovePlanState, now time.Time) (bool, error) {
	change := map[string]any{"state": to}
	switch to {
	case models.PlanChecked:
		change["checked"] = instant(now)
	case models.PlanFinished, models.PlanStopped:
		change["finished"] = instant(now)
	}
	done := s.into(ctx).Model(&models.MovePlanRow{}).Where("id = ? AND state = ?", id, from).Updates(change)
	if done.Error != nil {
		return false, fmt.Errorf("turn a plan: %w", done.Error)
	}
	return done.RowsAffected == 1, nil
}

// NoteMove keeps what is known of one case of a plan, in the place of what was known before.
func (s *Store) NoteMove(ctx context.Context, item models.MovePlanItem) error {
	if err := s.into(ctx).Save(&item).Error; err != nil {
		return fmt.Errorf("note a case of a plan: %w", err)
	}
	return nil
}

// Moves returns one page of the cases of a plan in a state ("" in any), in the order of their IDs.
func (s *Store) Moves(ctx context.Context, plan string, state models.MoveState, cursor string, limit int) ([]models.MovePlanItem, string, error) {
	q := s.from(ctx).Where("plan = ? AND subject > ?", plan, cursor)
	if state != "" {
		q = q.Where("state = ?", state)
	}
	var rows []models.MovePlanItem
	if err := q.Order("subject").Limit(limit).Find(&rows).Error; err != nil {
		return nil, "", fmt.Errorf("list the cases of a plan: %w", err)
	}
	if len(rows) < limit {
		return rows, "", nil
	}
	return rows, rows[limit-1].Subject, nil
}

// CountMoves counts the cases of a plan by state.
func (s *Store) CountMoves(ctx context.Context, plan string) (map[models.MoveState]int, error) {
	var rows []struct {
		State models.MoveState
		N     int
	}
	err := s.from(ctx).Raw("SELECT state, COUNT(*) AS n FROM move_plan_items WHERE plan = ? GROUP BY state", plan).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("count the cases of a plan: %w", err)
	}
	out := map[models.MoveState]int{}
	for _, r := range rows {
		out[r.State] = r.N
	}
	return out, nil
}

// OpenOfBundle returns one page of the open cases that are bound to a version, in the order of their IDs.
func (s *Store) OpenOfBundle(ctx context.Context, item, bundle, cursor string, limit int) ([]models.Lived, string, error) {
	var page []models.Lived
	err := s.from(ctx).Raw("SELECT id, number, item, bundle, unit, path, status FROM case_rows WHERE live = 1 AND item = ? AND bundle = ? AND id > ? ORDER BY id LIMIT ?",
		item, bundle, cursor, limit).Scan(&page).Error
	if err != nil {
		return nil, "", fmt.Errorf("list the open cases of a bundle: %w", err)
	}
	if len(page) < limit {
		return page, "", nil
	}
	return page, page[limit-1].ID, nil
}

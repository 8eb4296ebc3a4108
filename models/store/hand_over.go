package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// OrderHandOver keeps an order with its list. An order of this ID that is there is left as it is.
func (s *Store) OrderHandOver(ctx context.Context, order models.HandOverRow, items []models.HandOverItem) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		if err := put(tx, []models.HandOverRow{order}); err != nil {
			return taken(err)
		}
		return put(tx, items)
	})
	if err != nil {
		return fmt.Errorf("order a hand-over: %w", err)
	}
	return nil
}

// HandOver returns an order and what has become of each piece of work.
func (s *Store) HandOver(ctx context.Context, id string) (models.HandOverRow, []models.HandOverItem, error) {
	var order models.HandOverRow
	if err := s.from(ctx).Where("id = ?", id).Take(&order).Error; err != nil {
		return order, nil, fmt.Errorf("read a hand-over: %w", missing(err, "no_such_hand_over", "there is no such hand-over"))
	}
	var items []models.HandOverItem
	if err := s.from(ctx).Where("hand_over = ?", id).Order("number, subject, step").Find(&items).Error; err != nil {
		return order, nil, fmt.Errorf("read a hand-over: %w", err)
	}
	return order, items, nil
}

// HandOvers returns the latest orders that concern somebody's work or that he gave.
func (s *Store) HandOvers(ctx context.Context, account string, most int) ([]models.HandOverRow, error) {
	var rows []models.HandOverRow
	err := s.from(ctx).Where("giver = ? OR made_by = ?", account, account).Order("made DESC, id").Limit(most).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list hand-overs: %w", err)
	}
	return rows, nil
}

// NoteHandOver notes what has become of one piece of work, also of one that was under way as the order was stopped.
func (s *Store) NoteHandOver(ctx context.Context, item models.HandOverItem) error {
	err := s.into(ctx).Model(&models.HandOverItem{}).
		Where("hand_over = ? AND subject = ? AND step = ?", item.HandOver, item.Subject, item.Step).
		Updates(map[string]any{"state": item.State, "code": item.Code, "reason": item.Reason, "line": item.Line}).Error
	if err != nil {
		return fmt.Errorf("note a hand-over: %w", err)
	}
	return nil
}

// EndHandOver notes that an order is carried out, or stopped: then what still waits stays where it is.
func (s *Store) EndHandOver(ctx context.Context, id string, stopped bool, now time.Time) error {
	column := "finished"
	if stopped {
		column = "stopped"
	}
	err := s.transact(ctx, func(tx *gorm.DB) error {
		ended := tx.Model(&models.HandOverRow{}).Where("id = ? AND finished IS NULL AND stopped IS NULL", id).Update(column, instant(now))
		if ended.Error != nil || !stopped || ended.RowsAffected == 0 {
			return ended.Error
		}
		return tx.Model(&models.HandOverItem{}).Where("hand_over = ? AND state = ?", id, models.ToHandOver).
			Update("state", models.HandStopped).Error
	})
	if err != nil {
		return fmt.Errorf("end a hand-over: %w", err)
	}
	return nil
}

// TasksOf returns everything that lies on a person's own desk, what is most urgent first.
func (s *Store) TasksOf(ctx context.Context, account string, most int) ([]models.TaskRow, error) {
	var records []taskRecord
	err := s.from(ctx).Where("desk = ?", personDesk(account)).Order("urgent_at, subject, step").Limit(most).Find(&records).Error
	if err != nil {
		return nil, fmt.Errorf("list the tasks of an account: %w", err)
	}
	return taskRows(records), nil
}

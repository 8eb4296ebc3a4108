package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// writeCopies notes who was told of a case. A copy that is there keeps its read mark.
func writeCopies(tx *gorm.DB, b models.Batch) error {
	return put(tx.Clauses(clause.OnConflict{DoNothing: true}), b.Copies)
}

// Copies returns one page of the copies that an account got, the newest first.
func (s *Store) Copies(ctx context.Context, account string, unread bool, p models.Page) (models.CopyPage, error) {
	a := arm{from: "copy_rows c", keys: []string{"c.made", "c.subject", "c.line"}}
	a.add("c.account = ?", account)
	if unread {
		a.add("c.`read` IS NULL")
	}
	sql, args, err := list{arms: []arm{a}, down: true}.query(p)
	if err != nil || account == "" {
		return models.CopyPage{}, err
	}
	var keys []copyKey
	if err := s.from(ctx).Raw(sql, args...).Scan(&keys).Error; err != nil {
		return models.CopyPage{}, fmt.Errorf("list copies: %w", err)
	}
	keys, more := cut(keys, p)
	subjects := make([]string, len(keys))
	for i, k := range keys {
		subjects[i] = k.Subject
	}
	var rows []models.CopyRow
	if err := s.from(ctx).Where("account = ? AND subject IN ?", account, subjects).Find(&rows).Error; err != nil {
		return models.CopyPage{}, fmt.Errorf("list copies: %w", err)
	}
	page := models.CopyPage{Copies: inOrder(keys, rows, func(r models.CopyRow) copyKey { return copyKey{r.Subject, r.Line} })}
	if more && len(page.Copies) > 0 {
		last := page.Copies[len(page.Copies)-1]
		page.Next = cursorOf(last.Made, last.Subject, strconv.Itoa(last.Line))
	}
	return page, nil
}

type copyKey struct {
	Subject string `gorm:"column:k1"`
	Line    int    `gorm:"column:k2"`
}

// CopiesOf returns everybody who was told of a case, oldest first.
func (s *Store) CopiesOf(ctx context.Context, subject string) ([]models.CopyRow, error) {
	var rows []models.CopyRow
	if err := s.from(ctx).Where("subject = ?", subject).Order("line, account").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the copies of %s: %w", subject, err)
	}
	return rows, nil
}

// MarkCopiesRead notes when somebody who was told of a case first looked.
func (s *Store) MarkCopiesRead(ctx context.Context, subject, account string, now time.Time) error {
	err := s.into(ctx).Model(&models.CopyRow{}).
		Where("subject = ? AND account = ? AND `read` IS NULL", subject, account).Update("read", instant(now)).Error
	if err != nil {
		return fmt.Errorf("mark copies as read: %w", err)
	}
	return nil
}

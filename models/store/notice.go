package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// writeNotices puts the notices of a batch into inboxes. Those of a card's record get the number of its case from the
// card's row.
func (s *Store) writeNotices(tx *gorm.DB, b models.Batch) error {
	notices := slices.Clone(b.Notices)
	if b.Kind == models.CardKind && len(notices) > 0 {
		var card []cardRecord
		if err := tx.Where("id = ?", b.Subject).Find(&card).Error; err != nil {
			return err
		}
		for i := range notices {
			if len(card) > 0 && notices[i].Number == "" {
				notices[i].Number, notices[i].Item, notices[i].Demo = card[0].Number, card[0].Item, card[0].Demo
			}
		}
	}
	instead, err := forStandIns(tx, notices)
	if err != nil {
		return err
	}
	return s.tell(tx, append(notices, instead...))
}

// forStandIns tells who stands in what an absent person is told, unless the same is told to him anyway.
func forStandIns(tx *gorm.DB, notices []models.Notice) ([]models.Notice, error) {
	if len(notices) == 0 {
		return nil, nil
	}
	accounts, at := make([]string, len(notices)), instant(notices[0].Made)
	for i, n := range notices {
		accounts[i] = n.Account
	}
	var away []models.AbsenceRow
	err := tx.Where("account IN ? AND begins <= ? AND ends > ? AND cancelled IS NULL AND stand_in <> ''", accounts, at, at).Find(&away).Error
	if err != nil {
		return nil, err
	}
	var out []models.Notice
	for _, a := range away {
		for _, n := range notices {
			told := slices.ContainsFunc(slices.Concat(notices, out), func(o models.Notice) bool {
				return o.Account == a.StandIn && o.Kind == n.Kind && o.Subject == n.Subject && o.Card == n.Card
			})
			if n.Account == a.Account && a.Covers(n.Item) && !told {
				n.ID, n.Account = n.ID+"~", a.StandIn
				out = append(out, n)
			}
		}
	}
	return out, nil
}

// Notices returns one page of an account's notices, the newest first, and how many of all are unread.
func (s *Store) Notices(ctx context.Context, account string, p models.Page) (models.NoticePage, error) {
	var page models.NoticePage
	a := arm{from: "notices c", keys: []string{"c.made", "c.id"}}
	a.add("c.account = ?", account)
	sql, args, err := list{arms: []arm{a}, down: true}.query(p)
	if err != nil || account == "" {
		return page, err
	}
	var ids []string
	if err := s.from(ctx).Raw(sql, args...).Scan(&ids).Error; err != nil {
		return page, fmt.Errorf("list notices: %w", err)
	}
	ids, more := cut(ids, p)
	var rows []models.Notice
	if err := s.from(ctx).Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return page, fmt.Errorf("list notices: %w", err)
	}
	page.Notices = inOrder(ids, rows, func(n models.Notice) string { return n.ID })
	if more && len(rows) > 0 {
		last := page.Notices[len(page.Notices)-1]
		page.Next = cursorOf(last.Made, last.ID)
	}
	page.Unread, err = s.Unread(ctx, account)
	return page, err
}

// Unread returns how many notices an account has not read.
func (s *Store) Unread(ctx context.Context, account string) (int, error) {
	var n int64
	err := s.from(ctx).Model(&models.Notice{}).Where("account = ? AND `read` IS NULL", account).Count(&n).Error
	if err != nil {
		return 0, fmt.Errorf("count unread notices: %w", err)
	}
	return int(n), nil
}

// MarkRead notes when an account first read some of its notices. Other accounts' notices stay as they are.
func (s *Store) MarkRead(ctx context.Context, account string, ids []string, now time.Time) error {
	err := s.into(ctx).Model(&models.Notice{}).
		Where("account = ? AND id IN ? AND `read` IS NULL", account, ids).Update("read", instant(now)).Error
	if err != nil {
		return fmt.Errorf("mark notices as read: %w", err)
	}
	return nil
}

// MarkAllRead notes that an account has read all its notices made until an instant, and returns how many that were.
func (s *Store) MarkAllRead(ctx context.Context, account string, until, now time.Time) (int, error) {
	marked := s.into(ctx).Model(&models.Notice{}).
		Where("account = ? AND `read` IS NULL AND made <= ?", account, instant(until)).Update("read", instant(now))
	if marked.Error != nil {
		return 0, fmt.Errorf("mark all notices as read: %w", marked.Error)
	}
	return int(marked.RowsAffected), nil
}

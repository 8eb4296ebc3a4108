package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// complaintRecord is a complaint's row with the column that only lists need.
type complaintRecord struct {
	models.ComplaintRow
	Live int
}

// TableName is where gorm finds complaints.
func (complaintRecord) TableName() string { return "complaint_rows" }

func writeComplaints(tx *gorm.DB, b models.Batch) error {
	for _, row := range b.Complaints {
		r := complaintRecord{ComplaintRow: row}
		if row.Ended == nil {
			r.Live = 1
		}
		var old []complaintRecord
		if b.From > 1 {
			if err := tx.Where("id = ?", row.ID).Find(&old).Error; err != nil {
				return err
			}
		}
		if err := writeOver(tx, old, r); err != nil {
			return err
		}
	}
	return nil
}

// Complaint returns the summary of a complaint.
func (s *Store) Complaint(ctx context.Context, id string) (models.ComplaintRow, error) {
	var r complaintRecord
	if err := s.from(ctx).Where("id = ?", id).Take(&r).Error; err != nil {
		return models.ComplaintRow{}, fmt.Errorf("read complaint %s: %w", id, missing(err, "no_such_complaint", "there is no such complaint"))
	}
	return r.ComplaintRow, nil
}

// Complaints returns one page of complaints in two statements: the keys of the page from an index, then its rows. Open
// ones stand in the order in which they fall due, all others with the newest first.
func (s *Store) Complaints(ctx context.Context, f models.ComplaintFilter) (models.ComplaintPage, error) {
	sql, args, err := complaintList(f).query(f.Page)
	if err != nil || sql == "" {
		return models.ComplaintPage{}, err
	}
	var ids []string
	if err := s.from(ctx).Raw(sql, args...).Scan(&ids).Error; err != nil {
		return models.ComplaintPage{}, fmt.Errorf("list complaints: %w", err)
	}
	ids, more := cut(ids, f.Page)
	var records []complaintRecord
	if err := s.from(ctx).Where("id IN ?", ids).Find(&records).Error; err != nil {
		return models.ComplaintPage{}, fmt.Errorf("list complaints: %w", err)
	}
	records = inOrder(ids, records, func(r complaintRecord) string { return r.ID })
	var page models.ComplaintPage
	for _, r := range records {
		page.Complaints = append(page.Complaints, r.ComplaintRow)
	}
	if last := len(records) - 1; more && last >= 0 {
		page.Next = cursorOf(complaintPlace(records[last].ComplaintRow, f), records[last].ID)
	}
	return page, nil
}

// CountComplaints says how many complaints a list has.
func (s *Store) CountComplaints(ctx context.Context, f models.ComplaintFilter) (int, error) {
	total := 0
	for _, a := range complaintList(f).arms {
		var n int
		sql := "SELECT COUNT(*) FROM " + a.from + " WHERE " + a.String()
		if err := s.from(ctx).Raw(sql, a.args...).Scan(&n).Error; err != nil {
			return 0, fmt.Errorf("count complaints: %w", err)
		}
		total += n
	}
	return total, nil
}

func complaintPlace(r models.ComplaintRow, f models.ComplaintFilter) time.Time {
	switch {
	case f.Public && r.Published != nil:
		return *r.Published
	case f.Open && r.Due != nil:
		return *r.Due
	default:
		return r.Lodged
	}
}

// complaintList walks the complaints of the scope and, apart from them, those for which units answer that lie elsewhere.
func complaintList(f models.ComplaintFilter) list {
	l := list{down: !f.Open}
	if f.Public {
		l.arms = []arm{complaintArm(f)}
		return l
	}
	scope := disjoint(f.Scope)
	if len(scope) > 0 {
		a := complaintArm(f)
		a.addAll(inScope("c.", scope))
		l.arms = append(l.arms, a)
	}
	if len(f.Responsible) > 0 {
		a := complaintArm(f)
		a.add("c.responsible IN ?", f.Responsible)
		if len(scope) > 0 {
			within := inScope("c.", scope)
			a.add("NOT ("+within.String()+")", within.args...)
		}
		l.arms = append(l.arms, a)
	}
	return l
}

func complaintArm(f models.ComplaintFilter) arm {
	a := arm{from: "complaint_rows c", keys: []string{"c.lodged", "c.id"}}
	switch {
	case f.Public:
		a.keys[0] = "c.published"
		a.add("c.published IS NOT NULL")
	case f.Open:
		a.keys[0] = "c.due"
		a.add("c.live = 1")
	}
	for _, narrow := range []struct{ column, value string }{
		{"source", f.Source}, {"unit", f.Unit}, {"about", f.About}, {"case_id", f.Case}, {"number", f.Number}, {"holder", f.Holder},
	} {
		if narrow.value != "" {
			a.add("c."+narrow.column+" = ?", narrow.value)
		}
	}
	if len(f.Statuses) > 0 {
		a.add("c.status IN ?", f.Statuses)
	}
	if f.OwesCall {
		a.add("c.owes_call = ?", true)
	}
	if !f.Before.IsZero() {
		a.add("c.due < ?", instant(f.Before))
	}
	if f.Hidden != "" {
		a.add("c.accused NOT LIKE ? ESCAPE '!'", "%,"+strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(f.Hidden)+",%")
	}
	return a
}

// EarlierComplaints returns the complaints of the same matter that were lodged since an instant, the latest first (M04).
func (s *Store) EarlierComplaints(ctx context.Context, matter string, since time.Time) ([]models.EarlierComplaint, error) {
	var out []models.EarlierComplaint
	err := s.from(ctx).Table("complaint_rows").Select("id, lodged").Where("matter = ? AND lodged >= ?", matter, instant(since)).
		Order("lodged DESC").Limit(mostEarlier).Scan(&out).Error
	if err != nil {
		return nil, fmt.Errorf("read earlier complaints: %w", err)
	}
	return out, nil
}

// mostEarlier bounds what one complaint is compared with.
const mostEarlier = 100

// EarlierAnswers returns what a unit has answered to other complaints since an instant, the latest first (M03).
func (s *Store) EarlierAnswers(ctx context.Context, unit, except string, since time.Time) ([]json.RawMessage, error) {
	var records []bodyRecord
	err := s.from(ctx).Raw("SELECT b.* FROM complaint_rows c JOIN bodies b ON b.subject = c.id AND b.n = c.answer_line "+
		"WHERE c.answered_by = ? AND c.answered >= ? AND c.id <> ? ORDER BY c.answered DESC LIMIT ?", unit, instant(since), except, mostEarlier).
		Scan(&records).Error
	if err != nil {
		return nil, fmt.Errorf("read earlier answers: %w", err)
	}
	var out []json.RawMessage
	for _, r := range records {
		body, err := s.openBody(r)
		if err != nil {
			return nil, fmt.Errorf("read earlier answers: %w", err)
		}
		out = append(out, body.Content)
	}
	return out, nil
}

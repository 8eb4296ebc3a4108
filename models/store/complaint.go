package store

import (
	"context"
	"encoding/json"
	"errors"
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

func (r complaintRecord) site() site { return site{models.ComplaintKind, r.ID, r.Path, r.Lodged} }

func writeComplaints(tx *gorm.DB, b models.Batch) error {
	for _, row := range b.Complaints {
		r := complaintRecord{ComplaintRow: row}
		if row.Ended == nil {
			r.Live = 1
		}
		old, err := earlier[complaintRecord](tx, b.From, row.ID)
		if err != nil {
			return err
		}
		var was *site
		if len(old) > 0 {
			where := old[0].site()
			was = &where
		}
		if err := errors.Join(r.site().move(tx, was), writeOver(tx, old, r)); err != nil {
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

// Complaints returns one page of complaints. Open ones stand in the order in which they fall due, all others with the newest first.
func (s *Store) Complaints(ctx context.Context, f models.ComplaintFilter) (models.ComplaintPage, error) {
	id := func(r complaintRecord) string { return r.ID }
	records, next, err := listed(ctx, s, complaintList(f), f.Page, id, func(r complaintRecord) any { return complaintPlace(r.ComplaintRow, f) })
	if err != nil {
		return models.ComplaintPage{}, fmt.Errorf("list complaints: %w", err)
	}
	page := models.ComplaintPage{Next: next}
	for _, r := range records {
		page.Complaints = append(page.Complaints, r.ComplaintRow)
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
	if f.Open || f.Unit != "" || f.About != "" || f.Case != "" || f.Number != "" {
		if len(scope) > 0 {
			a := complaintArm(f)
			a.addAll(inScope("c.", scope))
			l.arms = append(l.arms, a)
		}
	} else {
		for _, r := range scope {
			l.arms = append(l.arms, complaintsOf(f, r))
		}
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

// complaintsOf walks all complaints of a division, of the one unit that the range is about, or of the whole house.
func complaintsOf(f models.ComplaintFilter, r models.PathRange) arm {
	a := complaintArm(f)
	if r.Unit != "" || r.Root() == "" {
		a.addAll(inRange("c.", r))
		return a
	}
	a.from, a.keys = "places p JOIN complaint_rows c ON c.id = p.id", []string{"p.at", "p.id"}
	a.add("p.kind = ? AND p.place = ?", models.ComplaintKind, r.Root())
	return a
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

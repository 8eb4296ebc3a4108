package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// leadRecord is a lead's row with the column that only lists need.
type leadRecord struct {
	models.LeadRow
	Live int
}

// TableName is where gorm finds leads.
func (leadRecord) TableName() string { return "lead_rows" }

func writeLeads(tx *gorm.DB, b models.Batch) error {
	for _, row := range b.Leads {
		r := leadRecord{LeadRow: row}
		if row.Settled == nil {
			r.Live = 1
		}
		old, err := earlier[leadRecord](tx, b.From, row.ID)
		if err == nil {
			err = writeOver(tx, old, r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Lead returns the summary of a lead.
func (s *Store) Lead(ctx context.Context, id string) (models.LeadRow, error) {
	var r leadRecord
	if err := s.from(ctx).Where("id = ?", id).Take(&r).Error; err != nil {
		return models.LeadRow{}, fmt.Errorf("read lead %s: %w", id, missing(err, "no_such_lead", "there is no such lead"))
	}
	return r.LeadRow, nil
}

// Leads returns one page of leads. Open ones stand in the order in which they fall due, all others with the newest first.
func (s *Store) Leads(ctx context.Context, f models.LeadFilter) (models.LeadPage, error) {
	id := func(r leadRecord) string { return r.ID }
	records, next, err := listed(ctx, s, leadList(f), f.Page, id, func(r leadRecord) any { return leadPlace(r.LeadRow, f.Open) })
	if err != nil {
		return models.LeadPage{}, fmt.Errorf("list leads: %w", err)
	}
	page := models.LeadPage{Next: next}
	for _, r := range records {
		page.Leads = append(page.Leads, r.LeadRow)
	}
	return page, nil
}

func leadPlace(r models.LeadRow, open bool) time.Time {
	if open && r.Due != nil {
		return *r.Due
	}
	return r.Opened
}

// leadList walks the open leads, or those of a unit, a subject or a rule, or all of the scope.
func leadList(f models.LeadFilter) list {
	scope := disjoint(f.Scope)
	l := list{down: !f.Open}
	if len(scope) == 0 {
		return l
	}
	a := arm{from: "lead_rows c", keys: []string{"c.opened", "c.id"}}
	if f.Open {
		a.keys[0] = "c.due"
		a.add("c.live = 1")
	}
	for _, narrow := range []struct{ column, value string }{
		{"status", string(f.Status)}, {"rule", f.Rule}, {"unit", f.Unit}, {"item", f.Item}, {"about", f.About}, {"assignee", f.Assignee},
	} {
		if narrow.value != "" {
			a.add("c."+narrow.column+" = ?", narrow.value)
		}
	}
	if f.Rules != nil {
		a.add("c.rule IN ?", f.Rules)
	}
	a.during("c.opened", f.Opened)
	a.addAll(inScope("c.", scope))
	l.arms = []arm{a}
	return l
}

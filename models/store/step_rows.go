package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// stepRecord is a finished step as the database holds it.
type stepRecord struct{ models.StepRow }

// TableName is where gorm finds finished steps.
func (stepRecord) TableName() string { return "step_rows" }

func (r stepRecord) equal(o stepRecord) bool {
	if !same(r.Closed, o.Closed) {
		return false
	}
	r.Closed = o.Closed
	return r == o
}

// writeSteps makes the finished steps of a case those of the batch, touching only what differs.
func writeSteps(tx *gorm.DB, b models.Batch, days tally) error {
	if b.Case == nil {
		return nil
	}
	old := map[string]stepRecord{}
	if b.From > 1 {
		rows, err := find[stepRecord](tx, "subject = ?", b.Subject)
		if err != nil {
			return err
		}
		for _, r := range rows {
			old[r.Step] = r
		}
	}
	var changed []stepRecord
	for _, row := range b.Steps {
		r := stepRecord{row}
		r.Closed = instant(r.Closed)
		was, known := old[r.Step]
		delete(old, r.Step)
		if known && was.equal(r) {
			continue
		}
		if known {
			days.findStep(was.StepRow, -1)
		}
		days.findStep(r.StepRow, +1)
		changed = append(changed, r)
	}
	for step, was := range old {
		days.findStep(was.StepRow, -1)
		if err := tx.Where("subject = ? AND step = ?", b.Subject, step).Delete(&stepRecord{}).Error; err != nil {
			return err
		}
	}
	return put(tx.Clauses(clause.OnConflict{UpdateAll: true}), changed)
}

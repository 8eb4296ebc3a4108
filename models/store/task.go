package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// taskRecord is a task's row with the desk that it lies on.
type taskRecord struct {
	models.TaskRow
	Desk string
}

// TableName is where gorm finds tasks.
func (taskRecord) TableName() string { return "task_rows" }

// taskKey names one task.
type taskKey struct{ Subject, Step, Account string }

func (r taskRecord) key() taskKey { return taskKey{r.Subject, r.Step, r.Account} }

// A task lies on one desk: that of the participant, of the holder, or of the pool of a post.
func deskOf(row models.TaskRow) string {
	switch {
	case row.Account != "":
		return personDesk(row.Account)
	case row.Holder != "":
		return personDesk(row.Holder)
	default:
		return poolDesk(models.Post{Role: row.Role, Unit: row.Unit})
	}
}

func personDesk(account string) string         { return "person " + account }
func poolDesk(post models.Post) string         { return "pool " + post.Role + " " + post.Unit }
func same(a, b time.Time) bool                 { return instant(a).Equal(instant(b)) }
func taskRecordOf(r models.TaskRow) taskRecord { return taskRecord{TaskRow: r, Desk: deskOf(r)} }

// equal reports whether both rows would look the same in the database.
func (r taskRecord) equal(o taskRecord) bool {
	due := (r.StepDue == nil) == (o.StepDue == nil) && (r.StepDue == nil || same(*r.StepDue, *o.StepDue))
	if !due || !same(r.Opened, o.Opened) || !same(r.UrgentAt, o.UrgentAt) {
		return false
	}
	r.StepDue, r.Opened, r.UrgentAt = o.StepDue, o.Opened, o.UrgentAt
	return r == o
}

// writeTasks makes the subject's tasks those of the batch, touching only what differs.
func writeTasks(tx *gorm.DB, b models.Batch) error {
	old := map[taskKey]taskRecord{}
	if b.From > 1 {
		rows, err := find[taskRecord](tx, "subject = ?", b.Subject)
		if err != nil {
			return err
		}
		for _, r := range rows {
			old[r.key()] = r
		}
	}
	var changed []taskRecord
	for _, row := range b.Tasks {
		r := taskRecordOf(row)
		if was, known := old[r.key()]; !known || !was.equal(r) {
			changed = append(changed, r)
		}
		delete(old, r.key())
	}
	for key := range old {
		_, err := send(tx, "DELETE FROM task_rows WHERE subject = ? AND step = ? AND account = ?", key.Subject, key.Step, key.Account)
		if err != nil {
			return err
		}
	}
	return put(tx.Clauses(clause.OnConflict{UpdateAll: true}), changed)
}

// Tasks returns the tasks of one subject.
func (s *Store) Tasks(ctx context.Context, subject string) ([]models.TaskRow, error) {
	var records []taskRecord
	if err := s.from(ctx).Where("subject = ?", subject).Order("step, account").Find(&records).Error; err != nil {
		return nil, fmt.Errorf("read the tasks of %s: %w", subject, err)
	}
	return taskRows(records), nil
}

func taskRows(records []taskRecord) []models.TaskRow {
	rows := make([]models.TaskRow, len(records))
	for i, r := range records {
		rows[i] = r.TaskRow
	}
	return rows
}

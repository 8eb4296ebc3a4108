package officetest

import (
	"context"
	"encoding/json"
	"time"

	"mingcha/models"
)

// complaints returns the last row of every complaint of the record.
func (o *Office) complaints() map[string]models.ComplaintRow {
	out := map[string]models.ComplaintRow{}
	for _, b := range o.Batches {
		for _, also := range append([]models.Batch{b}, b.Also...) {
			for _, row := range also.Complaints {
				out[row.ID] = row
			}
		}
	}
	return out
}

// Complaint returns the row of a complaint.
func (o *Office) Complaint(id string) models.ComplaintRow {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.complaints()[id]
}

// EarlierComplaints returns those of the same matter.
func (o *Office) EarlierComplaints(_ context.Context, matter string, since time.Time) ([]models.EarlierComplaint, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var out []models.EarlierComplaint
	for _, row := range o.complaints() {
		if row.Matter == matter && !row.Lodged.Before(since) {
			out = append(out, models.EarlierComplaint{ID: row.ID, Lodged: row.Lodged})
		}
	}
	return out, o.answers()
}

// EarlierAnswers returns what a unit has answered to other complaints.
func (o *Office) EarlierAnswers(_ context.Context, unit, except string, _ time.Time) ([]json.RawMessage, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var out []json.RawMessage
	for _, row := range o.complaints() {
		if row.AnsweredBy == unit && row.ID != except {
			out = append(out, o.bodies[row.ID][row.AnswerLine-1].Content)
		}
	}
	return out, o.answers()
}

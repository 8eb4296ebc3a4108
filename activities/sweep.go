package activities

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"mingcha/models"
	"mingcha/models/clock"
)

// Sweeper moves the subjects that a changed calendar touches.
type Sweeper struct {
	// Touched lists a page of the subjects that the changed days may move.
	Touched func(ctx context.Context, in SweepInput, limit int) (page []models.Armed, next string, err error)
	// Moved reports whether the changed days can move any running clock of the subject.
	Moved func(ctx context.Context, s models.Armed, days []clock.Date) (bool, error)
	// Do carries out a command on a subject.
	Do  func(ctx context.Context, kind models.Kind, cmd models.Command) (*Answer, error)
	Now func() time.Time
}

// SweepInput says which days have changed for which division, and how far the sweep has come.
type SweepInput struct {
	Revision string       `json:"revision"` // of the calendar that is now in force
	Path     string       `json:"path"`     // division path
	Days     []clock.Date `json:"days"`     // that are working days now and were not, or the other way round
	From     time.Time    `json:"from"`
	To       time.Time    `json:"to"`
	Cursor   string       `json:"cursor"`
	Moved    int          `json:"moved"`
}

// Why a subject was judged anew: what stands as the ground of its line. Pages translate it.
const (
	ByCalendar = "calendar"
	ByRules    = "rules"
)

// pageSize is how many subjects one run of the activity looks at.
const pageSize = 100

// Sweep looks at one page and gives a line to each subject that has really moved, one after the other, so that people
// at work do not wait for it. A second run finds the lines that are there.
func (s *Sweeper) Sweep(ctx context.Context, in SweepInput) (SweepInput, error) {
	page, next, err := s.Touched(ctx, in, pageSize)
	if err != nil {
		return in, retryable(err)
	}
	for _, subject := range page {
		moved, err := s.Moved(ctx, subject, in.Days)
		if err != nil {
			return in, retryable(err)
		}
		if !moved {
			continue
		}
		_, err = s.Do(ctx, subject.Kind, models.Command{
			ID: "calendar/" + in.Revision, Subject: subject.ID, Verb: models.Recalendar, Actor: models.System(), Acted: s.Now(),
			Facts: models.Facts{Document: in.Revision},
		})
		if err != nil {
			return in, retryable(err)
		}
		in.Moved++
		activity.RecordHeartbeat(ctx, in.Moved)
	}
	in.Cursor = next
	return in, nil
}

// Register puts the sweep on a worker.
func (s *Sweeper) Register(w worker.ActivityRegistry) {
	w.RegisterActivityWithOptions(s.Sweep, activity.RegisterOptions{Name: "Sweep"})
}

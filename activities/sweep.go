package activities

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"mingcha/models"
	"mingcha/models/clock"
)

// Sweeper moves the subjects that a changed calendar, or a change of the rules in force, touches.
type Sweeper struct {
	// Current makes sure that this node judges by what is in force.
	Current func(ctx context.Context) error
	// Touched lists a page of the subjects that the change may move.
	Touched func(ctx context.Context, in SweepInput, limit int) (page []models.Armed, next string, err error)
	// Moved reports whether the change moves the subject.
	Moved func(ctx context.Context, s models.Armed, in SweepInput) (bool, error)
	// Do carries out a command on a subject.
	Do func(ctx context.Context, kind models.Kind, cmd models.Command) (*Answer, error)
	// Raise makes an incident known.
	Raise func(ctx context.Context, incident models.IncidentRow) error
	// Gently lets one piece of work pass, among all others that leave people at work their place.
	Gently func(ctx context.Context, piece func() error) error
	Now    func() time.Time
}

// SweepInput says what has changed, and how far the sweep has come.
type SweepInput struct {
	Change   string       `json:"change"`   // names this change among all others: no two sweeps share a line
	Ground   string       `json:"ground"`   // ByCalendar or ByRules
	Revision string       `json:"revision"` // of the calendar, or version of the rules, that is now in force
	Path     string       `json:"path"`     // division path
	Days     []clock.Date `json:"days"`     // that are working days now and were not, or the other way round
	From     time.Time    `json:"from"`
	To       time.Time    `json:"to"`
	Cursor   string       `json:"cursor"`
	Moved    int          `json:"moved"`
	Failed   int          `json:"failed"` // that could not take their line: each is an incident
}

// Why a subject was judged anew: what stands as the ground of its line. Pages translate it.
const (
	ByCalendar = "calendar"
	ByRules    = "rules"
)

// pageSize is how many subjects one run of the activity looks at.
const pageSize = 100

// oneMove is how long one subject may take. A workflow that is blocked never answers.
const oneMove = 15 * time.Second

// Sweep looks at one page and gives a line to each subject that has really moved, one after the other and gently. One that
// cannot take its line is an incident, and the sweep goes on. A second run finds the lines that are there.
func (s *Sweeper) Sweep(ctx context.Context, in SweepInput) (SweepInput, error) {
	if err := s.Current(ctx); err != nil {
		return in, retryable(err)
	}
	page, next, err := s.Touched(ctx, in, pageSize)
	if err != nil {
		return in, retryable(err)
	}
	for _, subject := range page {
		var moved bool
		err := s.Gently(ctx, func() (err error) {
			moved, err = s.move(ctx, in, subject)
			return err
		})
		switch {
		case ctx.Err() != nil:
			return in, ctx.Err()
		case away(err):
			return in, retryable(err)
		case err != nil:
			in.Failed++
			err = s.Raise(ctx, s.unmoved(in, subject, err))
		case moved:
			in.Moved++
		}
		if err != nil {
			return in, retryable(err)
		}
		activity.RecordHeartbeat(ctx, in.Moved)
	}
	in.Cursor = next
	return in, nil
}

func (s *Sweeper) move(ctx context.Context, in SweepInput, subject models.Armed) (bool, error) {
	moved, err := s.Moved(ctx, subject, in)
	if err != nil || !moved {
		return false, err
	}
	ctx, cancel := context.WithTimeout(ctx, oneMove)
	defer cancel()
	_, err = s.Do(ctx, subject.Kind, models.Command{
		ID: in.Ground + "/" + in.Change, Subject: subject.ID, Verb: models.Recalendar, Actor: models.System(), Acted: s.Now(),
		Facts: models.Facts{Ground: in.Ground, Document: in.Revision},
	})
	if ctx.Err() != nil {
		return false, models.Errorf(models.Internal, "no_answer", "its workflow does not answer")
	}
	return err == nil, err
}

// away reports whether it is the database or Temporal that does not answer, and not one subject.
func away(err error) bool {
	code := models.CodeOf(err)
	return code == models.StoreAway || code == models.EngineAway
}

// unmoved is the incident of a subject that sleeps on for what is no longer in force.
func (s *Sweeper) unmoved(in SweepInput, subject models.Armed, cause error) models.IncidentRow {
	return models.IncidentRow{
		ID: Unmoved + "/" + string(subject.Kind) + "/" + subject.ID, Kind: Unmoved, Subject: subject.ID,
		Detail: "the change of " + in.Ground + " to " + in.Revision + " did not reach it: " + cause.Error(),
		Unit:   subject.Unit, Path: subject.Path, Raised: s.Now(),
	}
}

// Unmoved is the kind of incident that says: a change of the calendar or the rules did not reach this subject.
const Unmoved = "unmoved"

// Register puts the sweep on a worker.
func (s *Sweeper) Register(w worker.ActivityRegistry) {
	w.RegisterActivityWithOptions(s.Sweep, activity.RegisterOptions{Name: "Sweep"})
}

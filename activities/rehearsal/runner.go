package rehearsal

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"

	"mingcha/models"
)

// Runner carries rehearsals out in the background, page by page. Killed in the middle, it goes on behind the last page.
type Runner struct {
	*Engine
	Store Store
	// Set says what a rehearsal tries: both sides, and how the past is read.
	Set func(ctx context.Context, row models.RehearsalRow) (Trial, Look, error)
	// Base says what is in force now, as far as a rehearsal rests on it.
	Base  func(ctx context.Context, row models.RehearsalRow) (string, error)
	Scope func(division string) models.PathRange
	Now   func() time.Time
}

// Store is where rehearsals are kept.
type Store interface {
	Rehearsal(ctx context.Context, id string) (models.RehearsalRow, error)
	NoteRehearsal(ctx context.Context, row models.RehearsalRow, found []models.RehearsalDifference) error
	CountRehearsalSubjects(ctx context.Context, scope models.PathRange, item string) (int, error)
}

// The phases of a rehearsal.
const (
	PhaseAhead = "ahead"
	PhasePast  = "past"
)

// page is how many subjects are looked at between two notes.
const page = 50

// errPage ends a look at the past for a note.
var errPage = fmt.Errorf("a page is full")

// Rehearse carries a rehearsal out. What was published meanwhile ends it: it would say nothing any more. A second run goes
// on behind the last page.
func (r *Runner) Rehearse(ctx context.Context, id string) error {
	for {
		row, err := r.Store.Rehearsal(ctx, id)
		if err != nil || row.State != models.Rehearsing {
			return again(err)
		}
		base, err := r.Base(ctx, row)
		if err != nil {
			return again(err)
		}
		if base != row.Base {
			return again(r.end(ctx, row, models.RehearsalOvertaken, ""))
		}
		if err := r.goOn(ctx, row); err != nil {
			if passes(ctx, err) {
				return again(err)
			}
			return again(r.end(ctx, row, models.RehearsalBrokeDown, err.Error()))
		}
		beat(ctx, row.Done)
	}
}

// passes reports whether trying again may help.
func passes(ctx context.Context, err error) bool {
	return ctx.Err() != nil || models.CodeOf(err) == models.StoreAway || models.CodeOf(err) == models.EngineAway
}

// again lets Temporal try once more: a store that is away comes back.
func again(err error) error {
	if err == nil || models.CodeOf(err) == models.StoreAway || models.CodeOf(err) == "" {
		return err
	}
	return temporal.NewNonRetryableApplicationError(err.Error(), string(models.CodeOf(err)), err)
}

func (r *Runner) end(ctx context.Context, row models.RehearsalRow, state models.RehearsalState, problem string) error {
	now := r.Now()
	row.State, row.Finished, row.Problem = state, &now, problem[:min(len(problem), 400)]
	return r.Store.NoteRehearsal(ctx, row, nil)
}

// goOn carries out one page and notes it.
func (r *Runner) goOn(ctx context.Context, row models.RehearsalRow) error {
	trial, look, err := r.Set(ctx, row)
	if err != nil {
		return err
	}
	counts := newCounts()
	if row.Counts != "" {
		if err := json.Unmarshal([]byte(row.Counts), &counts); err != nil {
			return fmt.Errorf("read the counts of a rehearsal: %w", err)
		}
	}
	var found []models.RehearsalDifference
	if row.Phase == PhaseAhead {
		found, err = r.ahead(ctx, &row, trial, &counts)
	} else {
		found, err = r.past(ctx, &row, look, &counts)
	}
	if err != nil {
		return err
	}
	text, err := json.Marshal(counts)
	if err != nil {
		return err
	}
	row.Counts = string(text)
	return r.Store.NoteRehearsal(ctx, row, found)
}

// ahead looks at one page of open subjects. One that cannot be judged is a difference of its own, with what is wrong.
func (r *Runner) ahead(ctx context.Context, row *models.RehearsalRow, trial Trial, counts *Counts) ([]models.RehearsalDifference, error) {
	scope := r.Scope(row.Division)
	if row.Total == 0 {
		total, err := r.Store.CountRehearsalSubjects(ctx, scope, row.Item)
		if err != nil {
			return nil, err
		}
		row.Total = total
	}
	subjects, next, err := r.Record.RehearsalSubjects(ctx, scope, row.Item, row.Cursor, page)
	if err != nil {
		return nil, err
	}
	var found []models.RehearsalDifference
	for _, s := range subjects {
		var got Comparison
		err := r.Gently(ctx, func() (err error) {
			trial.At = r.Now() // what was recorded meanwhile is no news
			got, err = r.Compare(ctx, trial, s)
			return err
		})
		switch {
		case err != nil && passes(ctx, err):
			return nil, err
		case err != nil:
			counts.Failed++
			got = Comparison{Difference: &Difference{Kind: s.Kind, Subject: s.ID, Unit: s.Unit, Path: s.Path, Fault: err.Error()}}
		}
		counts.add(got)
		found = keep(found, row.ID, PhaseAhead, got.Difference)
		beat(ctx, row.Done)
	}
	row.Done += len(subjects)
	if row.Cursor = next; next == "" {
		r.turn(row)
	}
	return found, nil
}

// turn begins the past period, or ends the rehearsal.
func (r *Runner) turn(row *models.RehearsalRow) {
	if row.Phase == PhaseAhead && row.PastFrom != nil && row.PastTo != nil {
		row.Phase = PhasePast
		return
	}
	now := r.Now()
	row.State, row.Finished = models.Rehearsed, &now
}

// past looks at one page of the cases that lived in the period.
func (r *Runner) past(ctx context.Context, row *models.RehearsalRow, look Look, counts *Counts) ([]models.RehearsalDifference, error) {
	var found []models.RehearsalDifference
	look.Cursor = row.Cursor
	seen := 0
	err := r.Past(ctx, look, func(c PastCase) error {
		found = keep(found, row.ID, PhasePast, counts.addPast(c))
		beat(ctx, row.Done)
		row.Cursor, seen = c.Cursor, seen+1
		if seen == page {
			return errPage
		}
		return nil
	})
	switch {
	case err == errPage:
	case err != nil:
		return nil, err
	default:
		r.turn(row)
	}
	return found, nil
}

func keep(found []models.RehearsalDifference, id, phase string, d *Difference) []models.RehearsalDifference {
	if d == nil {
		return found
	}
	detail, err := json.Marshal(d)
	if err != nil {
		return found // of plain fields: it does not happen
	}
	return append(found, models.RehearsalDifference{
		Rehearsal: id, Phase: phase, Subject: d.Subject, Kind: d.Kind, Number: d.Number, Item: d.Item, Unit: d.Unit, Path: d.Path, Detail: string(detail),
	})
}

// beat tells Temporal that the work goes on, if it is Temporal that asked for it.
func beat(ctx context.Context, done int) {
	if activity.IsActivity(ctx) {
		activity.RecordHeartbeat(ctx, done)
	}
}

// Register puts rehearsals on a worker.
func (r *Runner) Register(w worker.ActivityRegistry) {
	w.RegisterActivityWithOptions(r.Rehearse, activity.RegisterOptions{Name: "Rehearse"})
}

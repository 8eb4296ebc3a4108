package activities

import (
	"context"
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/activity"

	"mingcha/models"
)

// Patroller is what the patrol needs beyond the append.
type Patroller struct {
	Subjects  Subjects
	Trouble   func(ctx context.Context, kind models.Kind, id string) (string, error) // what Temporal says is wrong with its workflow, "" nothing
	Recompute func(ctx context.Context, kind models.Kind, id string) (models.Next, error)
	Anew      func(ctx context.Context) error                         // lets rules that have come into force reach every open subject
	Mind      func(ctx context.Context) error                         // settles incidents that are over and passes on those left lying
	Standing  func(ctx context.Context) ([]models.IncidentRow, error) // what is wrong with the house itself, such as a missing calendar
	Trust     *TimeTrust
	Now       func() time.Time
}

// Subjects is the part of the store that the patrol reads and writes.
type Subjects interface {
	// Armed returns open subjects whose armed_for lies before the instant.
	Armed(ctx context.Context, before time.Time, limit int) ([]models.Armed, error)
	// Sample returns some open subjects, going round the whole population in turn.
	Sample(ctx context.Context, limit int) ([]models.Armed, error)
	Raise(ctx context.Context, incidents []models.IncidentRow) error
	// EngineAhead notes how far Temporal's clock is ahead of the database's; every node reads it.
	EngineAhead(ctx context.Context, by time.Duration) error
	PatrolFinished(ctx context.Context, at time.Time) error
}

// InspectOutput says what one round of the patrol found.
type InspectOutput struct {
	Looked    int `json:"looked"`
	Incidents int `json:"incidents"`
}

// grace is how late a threshold may be before the patrol calls it missed: spread, retries and a busy minute.
const grace = 10 * time.Minute

// sampleSize is how many open subjects one round looks at besides the late ones.
const sampleSize = 200

// Inspect is one round of the patrol (巡检): it looks for thresholds that are past without a line, for subjects whose
// timer differs from what their record asks for, and for open subjects that Temporal does not know as running. It
// issues no card and repairs nothing; each finding is an incident with a holder. A second run finds the same.
func (p *Patroller) Inspect(ctx context.Context) (InspectOutput, error) {
	if err := p.measure(ctx); err != nil {
		return InspectOutput{}, retryable(err)
	}
	if err := p.Trust.Compare(ctx); err != nil {
		return InspectOutput{}, retryable(err)
	}
	if err := p.Anew(ctx); err != nil {
		return InspectOutput{}, retryable(err)
	}
	late, err := p.Subjects.Armed(ctx, p.Now().Add(-grace), sampleSize)
	if err != nil {
		return InspectOutput{}, retryable(err)
	}
	sample, err := p.Subjects.Sample(ctx, sampleSize)
	if err != nil {
		return InspectOutput{}, retryable(err)
	}
	found, err := p.Standing(ctx)
	if err != nil {
		return InspectOutput{}, retryable(err)
	}
	overdue, err := p.each(ctx, late, p.explainLate)
	if err != nil {
		return InspectOutput{}, retryable(err)
	}
	wrong, err := p.each(ctx, sample, p.examine)
	if err != nil {
		return InspectOutput{}, retryable(err)
	}
	found = slices.Concat(found, overdue, wrong)
	if err := p.Subjects.Raise(ctx, found); err != nil {
		return InspectOutput{}, retryable(err)
	}
	if err := p.Mind(ctx); err != nil {
		return InspectOutput{}, retryable(err)
	}
	return InspectOutput{Looked: len(late) + len(sample), Incidents: len(found)}, retryable(p.Subjects.PatrolFinished(ctx, p.Now()))
}

// each looks at subjects one after the other and returns a finding for each with which something is wrong.
func (p *Patroller) each(ctx context.Context, subjects []models.Armed, look func(context.Context, models.Armed) (kind, detail string, err error)) ([]models.IncidentRow, error) {
	var found []models.IncidentRow
	for _, s := range subjects {
		kind, detail, err := look(ctx, s)
		if err != nil {
			return nil, err
		}
		if kind != "" {
			found = append(found, finding(kind, s, detail, p.Now()))
		}
	}
	return found, nil
}

// explainLate says why a threshold is past without a line: its workflow is in trouble, or nobody knows.
func (p *Patroller) explainLate(ctx context.Context, s models.Armed) (kind, detail string, err error) {
	trouble, err := p.Trouble(ctx, s.Kind, s.ID)
	if err != nil || trouble != "" {
		return trouble, troubles[trouble], err
	}
	return "late", "threshold " + s.Key + " is past without a line", nil
}

// measure compares Temporal's clock, which dated the beginning of this round, with the database's. A slow moment looks
// like a wrong clock: what the first look finds is believed only if the second, a few seconds later, finds it too.
func (p *Patroller) measure(ctx context.Context) error {
	if !activity.IsActivity(ctx) {
		return nil
	}
	info := activity.GetInfo(ctx)
	ahead, told, err := p.Trust.Ahead(ctx, info.StartedTime)
	switch {
	case err != nil || !told:
		return err
	case ahead.Abs() > tolerance && info.Attempt == 1:
		return fmt.Errorf("the clock of Temporal is %s ahead of the database's; the next look will tell", ahead)
	default:
		return p.Subjects.EngineAhead(ctx, ahead)
	}
}

// What Temporal can say is wrong with the workflow of an open subject.
const (
	Lost    = "lost"
	Blocked = "blocked"
)

var troubles = map[string]string{
	Lost:    "the subject is open and no workflow runs for it",
	Blocked: "the workflow's code fails, or cannot continue what an older build began",
}

// examine looks at one open subject.
func (p *Patroller) examine(ctx context.Context, s models.Armed) (kind, detail string, err error) {
	trouble, err := p.Trouble(ctx, s.Kind, s.ID)
	if err != nil || trouble != "" {
		return trouble, troubles[trouble], err
	}
	next, err := p.Recompute(ctx, s.Kind, s.ID)
	switch code := models.CodeOf(err); {
	case code == models.StoreAway:
		return "", "", err
	case err != nil:
		return "damaged", err.Error(), nil
	}
	if !next.At.Equal(s.For) && next.At.Before(p.Now().Add(-grace)) {
		return "drift", "the record asks for " + next.Key + ", the workflow sleeps for " + s.Key, nil
	}
	return "", "", nil
}

// Troubled is the incident that something is wrong with a subject's workflow.
func Troubled(trouble string, s models.Armed, now time.Time) models.IncidentRow {
	return finding(trouble, s, troubles[trouble], now)
}

func finding(kind string, s models.Armed, detail string, now time.Time) models.IncidentRow {
	return models.IncidentRow{
		ID: kind + "/" + string(s.Kind) + "/" + s.ID, Kind: kind, Subject: s.ID, Detail: detail, Unit: s.Unit, Path: s.Path, Raised: now,
	}
}

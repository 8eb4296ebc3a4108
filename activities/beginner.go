package activities

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
)

// Beginner begins the evaluations of periods that are over.
type Beginner struct {
	Organs   func() []string // the supervision organs in which somebody measures
	Calendar func(organ string) *clock.Calendar
	// Begun reports whether an evaluation has a record.
	Begun func(ctx context.Context, id string) (bool, error)
	Begin func(ctx context.Context, cmd models.Command) (*Answer, error)
	Now   func() time.Time
}

// Why a period cannot be measured, now or ever.
const (
	MonthsOpen = "months_open" // of a half-year or year: its last month is not published
	NoScheme   = "no_scheme"   // none was in force as the period began

	NothingMeasured = "nothing_measured" // no unit of the organ had a case or card in it
)

// BeginEvaluations begins what is to be measured now, and answers when to look again. A second run finds what the first
// has begun.
func (b *Beginner) BeginEvaluations(ctx context.Context) (time.Time, error) {
	now := b.Now()
	today := clock.DateOf(now)
	next := firstOf(today).AddMonths(1).Opens()
	for _, organ := range b.Organs() {
		day, known := FirstWorkday(b.Calendar(organ), firstOf(today))
		if known && today < day {
			next = earlier(next, day.Opens())
			continue
		}
		for _, period := range Over(firstOf(today)) {
			waits, err := b.begin(ctx, organ, period, now)
			if err != nil {
				return next, retryable(err)
			}
			if waits {
				next = earlier(next, (today + 1).Opens())
			}
		}
	}
	return next, nil
}

// begin measures one period once. It reports whether that has to wait for months that are not published.
func (b *Beginner) begin(ctx context.Context, organ string, p score.Period, now time.Time) (waits bool, err error) {
	cmd := BeginEvaluation(organ, p, models.System(), now)
	begun, err := b.Begun(ctx, cmd.Subject)
	if err != nil || begun {
		return false, err
	}
	_, err = b.Begin(ctx, cmd)
	switch models.ReasonOf(err) {
	case MonthsOpen:
		return true, nil
	case NoScheme, NothingMeasured, "measured_already", "already_filed":
		return false, nil
	default:
		return false, err
	}
}

// BeginEvaluation is the command that measures a period for an organ. There is one for a period, whoever gives it.
func BeginEvaluation(organ string, p score.Period, by models.Actor, at time.Time) models.Command {
	id := models.EvaluationID(organ, p.From, p.To)
	return models.Command{
		ID: "measure/" + id, Subject: id, Verb: models.Measure, Actor: by, Acted: at,
		Facts: models.Facts{Evaluation: &models.EvaluationFacts{Organ: organ, From: p.From, To: p.To}},
	}
}

// Over lists the periods that were over when a month began: the month before it, and the last half-year and year.
func Over(month clock.Date) []score.Period {
	year, number, _ := month.Civil()
	half := score.HalfYear(year, 1)
	if number <= time.June {
		half = score.HalfYear(year-1, 2)
	}
	return []score.Period{{From: month.AddMonths(-1), To: month}, half, score.Year(year - 1)}
}

// FirstWorkday is the first working day from a day on; false if the calendar knows none within a month.
func FirstWorkday(cal *clock.Calendar, from clock.Date) (clock.Date, bool) {
	for d := from; d < from.AddMonths(1); d++ {
		if cal.Workday(d) {
			return d, true
		}
	}
	return 0, false
}

func firstOf(d clock.Date) clock.Date {
	year, month, _ := d.Civil()
	return clock.NewDate(year, month, 1)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// Register puts the beginning of evaluations on a worker.
func (b *Beginner) Register(w worker.ActivityRegistry) {
	w.RegisterActivityWithOptions(b.BeginEvaluations, activity.RegisterOptions{Name: "BeginEvaluations"})
}

package store

import (
	"fmt"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Tables in which the analysis counts.
const (
	caseCells = "analysis_days"
	stepCells = "step_days"
)

// everyItem is the item under which every case is counted besides its own.
const everyItem = ""

// cellKey is one row of a table of counts: a unit's day, an item's day in a unit, of a step in one of them.
type cellKey struct {
	table, item, day, path, unit, step string

	weekday time.Weekday // of cases
}

// monthOf is under which day the cases of a whole month are counted: behind every day, so that no span of days holds it.
func monthOf(d clock.Date) string { return "M" + d.String()[:len("2006-01")] }

// findCase counts what a case comes to, on the day of its submission and on that of its decision.
func (t tally) findCase(r models.CaseRow, sign int) {
	for _, item := range []string{everyItem, r.Item} {
		for _, f := range findings {
			at := f.cohort.of(r)
			if at == nil || !f.holds(r) {
				continue
			}
			day := clock.DateOf(*at)
			key := cellKey{table: caseCells, item: item, day: day.String(), path: r.Path, unit: r.Unit, weekday: day.Weekday()}
			t.find(key, f.name, r, sign)
			if item == everyItem {
				key.day = monthOf(day)
				t.find(key, f.name, r, sign)
			}
		}
		if r.Item == everyItem {
			break
		}
	}
}

func (t tally) find(key cellKey, name models.Finding, r models.CaseRow, sign int) {
	t.add(key, string(name), sign)
	if name == models.FoundMeasured {
		t.add(key, "days", sign*(*r.Days))
		t.add(key, classColumn(models.ClassOf(models.DayBounds(), *r.Days)), sign)
	}
}

// findStep counts a finished step on the day on which it was finished.
func (t tally) findStep(r models.StepRow, sign int) {
	key := cellKey{table: stepCells, item: r.Item, day: clock.DateOf(r.Closed).String(), path: r.Path, unit: r.Unit, step: r.Step}
	t.add(key, "cases", sign)
	t.add(key, "minutes", sign*r.Minutes)
	t.add(key, classColumn(models.ClassOf(models.MinuteBounds(), r.Minutes)), sign)
	if r.Late {
		t.add(key, "late", sign)
	}
}

func classColumn(i int) string { return fmt.Sprint("c", i) }

// primary are the columns of the row's key.
func (k cellKey) primary() []string {
	switch k.table {
	case dayCells:
		return []string{"day", "path", "unit"}
	case stepCells:
		return []string{"item", "day", "path", "unit", "step"}
	default:
		return []string{"item", "day", "path", "unit", "weekday"}
	}
}

// values are those of the key's columns.
func (k cellKey) values() []any {
	switch k.table {
	case dayCells:
		return []any{k.day, k.path, k.unit}
	case stepCells:
		return []any{k.item, k.day, k.path, k.unit, k.step}
	default:
		return []any{k.item, k.day, k.path, k.unit, int(k.weekday)}
	}
}

// cohort is by which instant a case belongs to a day.
type cohort string

const (
	bySubmission cohort = "c.submitted"
	byDecision   cohort = "c.decided"
)

func (c cohort) of(r models.CaseRow) *time.Time {
	if c == byDecision {
		return r.Decided
	}
	return &r.Submitted
}

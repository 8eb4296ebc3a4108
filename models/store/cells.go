package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

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

// cellKey is one row of a table of counts: an item's day in a unit, of a step in one of them.
type cellKey struct {
	table, item, day, path, unit, step string

	weekday time.Weekday // of cases
}

// monthOf is under which day the cases of a whole month are counted: behind every day, so that no span of days holds it.
func monthOf(d clock.Date) string { return "M" + d.String()[:len("2006-01")] }

func (t tally) add(key cellKey, column string, n int) {
	if t.cells[key] == nil {
		t.cells[key] = map[string]int{}
	}
	t.cells[key][column] += n
}

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

// writeCells adds to the counts of the analysis, always in the same order.
func (t tally) writeCells(tx *gorm.DB) error {
	order := func(a, b cellKey) int {
		return cmp.Or(strings.Compare(a.table, b.table), strings.Compare(a.item, b.item), strings.Compare(a.day, b.day),
			strings.Compare(a.path, b.path), strings.Compare(a.unit, b.unit), strings.Compare(a.step, b.step), cmp.Compare(a.weekday, b.weekday))
	}
	for _, key := range slices.SortedFunc(maps.Keys(t.cells), order) {
		row, sums := map[string]any{}, map[string]any{}
		for column, n := range t.cells[key] {
			if n != 0 {
				row[column], sums[column] = n, gorm.Expr(key.table+"."+column+" + ?", n)
			}
		}
		if len(sums) == 0 {
			continue
		}
		on := clause.OnConflict{DoUpdates: clause.Assignments(sums)}
		for column, value := range key.columns() {
			row[column] = value
		}
		for _, column := range key.primary() {
			on.Columns = append(on.Columns, clause.Column{Name: column})
		}
		if err := tx.Table(key.table).Clauses(on).Create(row).Error; err != nil {
			return err
		}
	}
	return nil
}

func (k cellKey) primary() []string {
	last := "weekday"
	if k.table == stepCells {
		last = "step"
	}
	return []string{"item", "day", "path", "unit", last}
}

func (k cellKey) columns() map[string]any {
	out := map[string]any{"item": k.item, "day": k.day, "path": k.path, "unit": k.unit}
	if k.table == stepCells {
		out["step"] = k.step
		return out
	}
	out["weekday"] = int(k.weekday)
	return out
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

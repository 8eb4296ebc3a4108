package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Analysis adds up what cases came to, in three statements at most, from the counts that appends keep: none touches a
// case. The first groups by unit and day of the week, the second by day, the third, if an item is asked for, by step.
func (s *Store) Analysis(ctx context.Context, f models.AnalysisFilter) (models.Analysis, error) {
	var out models.Analysis
	f.Scope = disjoint(f.Scope)
	if len(f.Scope) == 0 {
		return out, nil
	}
	for _, count := range []func(context.Context, models.AnalysisFilter, *models.Analysis) error{s.countUnits, s.countTrend, s.countSteps} {
		if err := count(ctx, f, &out); err != nil {
			return models.Analysis{}, fmt.Errorf("count what cases came to: %w", err)
		}
	}
	return out, nil
}

// cells is the condition for the counts that a filter asks for.
func cells(f models.AnalysisFilter) conds {
	var c conds
	c.add("item = ? AND day >= ? AND day <= ?", f.Item, f.First.String(), f.Last.String())
	if f.Unit != "" {
		c.add("unit = ?", f.Unit)
	}
	c.addAll(inScope("", f.Scope))
	return c
}

func added(columns []string) string {
	sums := make([]string, len(columns))
	for i, c := range columns {
		sums[i] = ", SUM(" + c + ")"
	}
	return strings.Join(sums, "")
}

func classColumns(bounds []int) []string {
	out := make([]string, len(bounds))
	for i := range bounds {
		out[i] = classColumn(i)
	}
	return out
}

// counted takes the counts of a row: days first, then the findings, then the classes.
func counted(names []models.Finding, counts []int64) models.Sums {
	sums := models.Sums{Days: int(counts[0]), Counts: map[models.Finding]int{}}
	for i, name := range names {
		sums.Counts[name] = int(counts[1+i])
	}
	for _, n := range counts[1+len(names):] {
		sums.Classes = append(sums.Classes, int(n))
	}
	return sums
}

func columnsOf(names []models.Finding) []string {
	out := []string{"days"}
	for _, name := range names {
		out = append(out, string(name))
	}
	return out
}

func (s *Store) countUnits(ctx context.Context, f models.AnalysisFilter, out *models.Analysis) error {
	names := Findings()
	columns := append(columnsOf(names), classColumns(models.DayBounds())...)
	where := cells(f)
	statement := "SELECT path, unit, weekday" + added(columns) + " FROM " + caseCells + " WHERE " + where.String() +
		" GROUP BY path, unit, weekday ORDER BY path, unit, weekday"
	return s.eachRow(ctx, statement, where.args, 3, len(columns), func(keys []string, counts []int64) {
		out.Units = append(out.Units, models.UnitSums{
			Path: keys[0], Unit: keys[1], Weekday: time.Weekday(keys[2][0] - '0'), Sums: counted(names, counts),
		})
	})
}

// trended is what the trend shows.
var trended = []models.Finding{
	models.FoundSubmitted, models.FoundDecided, models.FoundPromised, models.FoundOnTime, models.FoundEarly, models.FoundLate, models.FoundMeasured,
}

func (s *Store) countTrend(ctx context.Context, f models.AnalysisFilter, out *models.Analysis) error {
	columns, where := columnsOf(trended), cells(f)
	statement := "SELECT day" + added(columns) + " FROM " + caseCells + " WHERE " + where.String() + " GROUP BY day ORDER BY day"
	return s.eachRow(ctx, statement, where.args, 1, len(columns), func(keys []string, counts []int64) {
		day, _ := clock.ParseDate(keys[0]) // made of a date
		out.Days = append(out.Days, models.DaySums{Day: day, Sums: counted(trended, counts)})
	})
}

func (s *Store) countSteps(ctx context.Context, f models.AnalysisFilter, out *models.Analysis) error {
	if f.Item == everyItem {
		return nil
	}
	columns := append([]string{"cases", "late", "minutes"}, classColumns(models.MinuteBounds())...)
	where := cells(f)
	statement := "SELECT step" + added(columns) + " FROM " + stepCells + " WHERE " + where.String() + " GROUP BY step ORDER BY step"
	return s.eachRow(ctx, statement, where.args, 1, len(columns), func(keys []string, counts []int64) {
		step := models.StepSums{Step: keys[0], Cases: int(counts[0]), Late: int(counts[1]), Minutes: int(counts[2])}
		for _, n := range counts[3:] {
			step.Classes = append(step.Classes, int(n))
		}
		if step.Cases > 0 {
			out.Steps = append(out.Steps, step)
		}
	})
}

// probeList lists the cases behind a figure: those of a step by their submission, all others by the instant by which they
// were counted.
func (s *Store) probeList(f models.CaseFilter) (l list, keyOf func(caseRecord) any, err error) {
	p, scope := *f.Probe, disjoint(f.Scope)
	rest := f
	rest.Probe = nil
	if p.Finding == models.FoundStep || p.Finding == models.FoundStepLate || p.Finding == models.FoundStepClass {
		return stepList(p, rest, scope), func(r caseRecord) any { return r.Submitted }, nil
	}
	by, narrow, err := s.tongue().probed(p)
	if err != nil {
		return list{}, nil, err
	}
	narrow.addAll(caseConds(rest))
	if by == byDecision {
		keyOf = func(r caseRecord) any { return *r.Decided }
	} else {
		keyOf = func(r caseRecord) any { return r.Submitted }
	}
	l.down = true
	for _, r := range scope {
		a := keyedArm(string(by))
		if by == bySubmission && r.Unit == "" && f.Unit == "" && f.Item == "" { // the division's own list
			a = arm{from: "places p JOIN case_rows c ON c.id = p.id", keys: []string{"p.at", "p.id"}}
			a.add("p.kind = ? AND p.place = ?", models.CaseKind, r.Root())
			a.during("p.at", p.Span)
		}
		a.addAll(narrow)
		a.addAll(inRange("c.", r))
		l.arms = append(l.arms, a)
	}
	return l, keyOf, nil
}

func stepList(p models.Probe, rest models.CaseFilter, scope []models.PathRange) list {
	if len(scope) == 0 {
		return list{}
	}
	a := arm{from: "step_rows s JOIN case_rows c ON c.id = s.subject", keys: []string{"c.submitted", "c.id"}}
	a.add("s.item = ? AND s.step = ?", rest.Item, p.Step)
	a.during("s.closed", p.Span)
	switch p.Finding {
	case models.FoundStepLate:
		a.add("s.late = 1")
	case models.FoundStepClass:
		a.class("s.minutes", models.MinuteBounds(), p.Class)
	}
	a.addAll(caseConds(rest))
	a.addAll(inScope("c.", scope))
	return list{arms: []arm{a}, down: true}
}

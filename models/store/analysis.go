package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Analysis adds up what cases came to, in three statements at most, from the counts that appends keep: none touches a
// case. The first groups by unit and day of the week, the second by day, in a long time by month, the third, if an item is
// asked for, by step.
func (s *Store) Analysis(ctx context.Context, f models.AnalysisFilter) (models.Analysis, error) {
	var out models.Analysis
	f.Scope = disjoint(f.Scope)
	if len(f.Scope) == 0 {
		return out, nil
	}
	done, err := s.reading(ctx)
	if err != nil {
		return out, fmt.Errorf("count what cases came to: %w", err)
	}
	defer done()
	for _, count := range []func(context.Context, models.AnalysisFilter, *models.Analysis) error{s.countUnits, s.countTrend, s.countSteps} {
		if err := count(ctx, f, &out); err != nil {
			return models.Analysis{}, fmt.Errorf("count what cases came to: %w", err)
		}
	}
	return out, nil
}

// reading waits for a person until nobody else reads long; done lets the next one in. The night's work gives way.
func (s *Store) reading(ctx context.Context) (done func(), err error) {
	s.waiting.Add(1)
	defer s.waiting.Add(-1)
	if giveWay := s.night.Load(); giveWay != nil {
		(*giveWay)()
	}
	return s.place(ctx)
}

func (s *Store) place(ctx context.Context) (done func(), err error) {
	select {
	case s.long <- struct{}{}:
		return func() { <-s.long }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// stretch is a part of a time, by days or by whole months.
type stretch struct{ first, last string }

func stretchOf(first, last clock.Date) stretch { return stretch{first.String(), last.String()} }

// stretches cut a time into whole months and the days before and after them. One item's days are few enough.
func stretches(f models.AnalysisFilter) []stretch {
	opens := monthAfter(f.First - 1) // the first whole month
	year, month, _ := (f.Last + 1).Civil()
	ends := clock.NewDate(year, month, 1) // behind the last one
	if f.Item != everyItem || opens >= ends {
		return []stretch{stretchOf(f.First, f.Last)}
	}
	out := []stretch{{monthOf(opens), monthOf(ends - 1)}}
	if f.First < opens {
		out = append(out, stretchOf(f.First, opens-1))
	}
	if ends <= f.Last {
		out = append(out, stretchOf(ends, f.Last))
	}
	return out
}

// monthAfter is the first day of the month after a day.
func monthAfter(d clock.Date) clock.Date {
	year, month, _ := d.Civil()
	return clock.NewDate(year, month, 1).AddMonths(1)
}

// cells is the condition for the counts that a filter asks for during a stretch.
func cells(f models.AnalysisFilter, s stretch) conds {
	var c conds
	c.add("item = ? AND day >= ? AND day <= ?", f.Item, s.first, s.last)
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

// perStretch asks the same of every stretch in one statement.
func perStretch(head, tail string, f models.AnalysisFilter, all []stretch) (string, []any) {
	parts, args := make([]string, len(all)), []any{}
	for i, part := range all {
		where := cells(f, part)
		parts[i] = head + where.String() + tail
		args = append(args, where.args...)
	}
	return strings.Join(parts, " UNION ALL "), args
}

func (s *Store) countUnits(ctx context.Context, f models.AnalysisFilter, out *models.Analysis) error {
	names, columns := Findings(), counts()
	statement, args := perStretch("SELECT path, unit, weekday"+added(columns)+" FROM "+caseCells+" WHERE ", " GROUP BY path, unit, weekday", f, stretches(f))
	err := s.eachRow(ctx, statement, args, 3, len(columns), func(keys []string, counts []int64) {
		out.Units = append(out.Units, models.UnitSums{
			Path: keys[0], Unit: keys[1], Weekday: time.Weekday(keys[2][0] - '0'), Sums: counted(names, counts),
		})
	})
	slices.SortStableFunc(out.Units, func(a, b models.UnitSums) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Unit, b.Unit), cmp.Compare(a.Weekday, b.Weekday))
	})
	return err
}

// counts are all columns of what is counted of cases: days first, then the findings, then the classes.
func counts() []string { return append(columnsOf(Findings()), classColumns(models.DayBounds())...) }

// trended is what the trend shows.
var trended = []models.Finding{
	models.FoundSubmitted, models.FoundDecided, models.FoundPromised, models.FoundOnTime, models.FoundEarly, models.FoundLate, models.FoundMeasured,
}

// longTime is from how many days on the trend is by month.
const longTime = 183

func (s *Store) countTrend(ctx context.Context, f models.AnalysisFilter, out *models.Analysis) error {
	parts := []stretch{stretchOf(f.First, f.Last)}
	if f.Last-f.First > longTime {
		parts = stretches(f)
	}
	columns := columnsOf(trended)
	statement, args := perStretch("SELECT day"+added(columns)+" FROM "+caseCells+" WHERE ", " GROUP BY day", f, parts)
	err := s.eachRow(ctx, statement, args, 1, len(columns), func(keys []string, counts []int64) {
		text := keys[0]
		if month, whole := strings.CutPrefix(text, "M"); whole {
			text = month + "-01"
		}
		day, _ := clock.ParseDate(text) // made of a date
		out.Days = append(out.Days, models.DaySums{Day: day, Sums: counted(trended, counts)})
	})
	slices.SortFunc(out.Days, func(a, b models.DaySums) int { return cmp.Compare(a.Day, b.Day) })
	return err
}

func (s *Store) countSteps(ctx context.Context, f models.AnalysisFilter, out *models.Analysis) error {
	if f.Item == everyItem {
		return nil
	}
	columns := append([]string{"cases", "late", "minutes"}, classColumns(models.MinuteBounds())...)
	where := cells(f, stretchOf(f.First, f.Last))
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

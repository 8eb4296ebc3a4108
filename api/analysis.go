package api

import (
	"context"
	"slices"
	"strings"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Analyses is the part of the store that adds up what cases came to.
type Analyses interface {
	Analysis(ctx context.Context, f models.AnalysisFilter) (models.Analysis, error)
	Cases(ctx context.Context, f models.CaseFilter) (models.CasePage, error)
	UnitCounts(ctx context.Context, kind models.Kind, rules []string, scope []models.PathRange, during models.Span) (map[string]map[string]int, error)
	RuleCounts(ctx context.Context, kind models.Kind, scope []models.PathRange, during models.Span) (map[string]int, error)
}

// leastCompared is how many decided cases a unit must have to be compared with its like.
const leastCompared = 10

// analysed is what is asked of the analysis, whichever form it takes.
type analysed struct {
	Path string
	Unit Key
	Item Key
	From openapi_types.Date
	To   openapi_types.Date
}

// study (分析) is an analysis with what it is about.
type study struct {
	models.Analysis
	division directory.Division
	filter   models.AnalysisFilter
}

// ReadAnalysis adds up what the cases of a time came to.
func (s *Server) ReadAnalysis(ctx context.Context, req ReadAnalysisRequestObject) (ReadAnalysisResponseObject, error) {
	q := req.Params
	found, err := s.study(ctx, analysed{q.Path, q.Unit, q.Item, q.From, q.To})
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	return ReadAnalysis200JSONResponse(s.analysis(n, found)), nil
}

// study reads an analysis over what of the division the person may count.
func (s *Server) study(ctx context.Context, q analysed) (study, error) {
	out := study{}
	var err error
	out.division, out.filter.Scope, err = s.boardOf(ctx, q.Path)
	if err != nil {
		return out, err
	}
	out.filter.Unit, out.filter.Item = q.Unit, q.Item
	first, last := spanOf(q.From, q.To, s.Now())
	out.filter.First, out.filter.Last = clock.DateOf(first), clock.DateOf(last)
	out.Analysis, err = s.Analyses.Analysis(ctx, out.filter)
	return out, err
}

func (s *Server) analysis(n *naming, found study) Analysis {
	f := found.filter
	out := Analysis{
		Division: n.division(found.division), From: dateOf(f.First), To: dateOf(f.Last), Units: found.units(n),
		Trend: each(inTimes(found.Days, f), func(t timed) AnalysedTime {
			return AnalysedTime{From: dateOf(t.first), To: dateOf(t.last), Figures: analysisFigures(t.Sums)}
		}),
		Steps: n.analysedSteps(f.Item, found.Steps), DayBounds: models.DayBounds(), MinuteBounds: models.MinuteBounds(),
		Workday: clock.WorkdayMinutes, Least: leastCompared, Computed: s.Now(),
	}
	if f.Unit != "" {
		out.Unit = n.unit(f.Unit)
	}
	if f.Item != "" {
		out.Item = n.item(f.Item)
	}
	var all models.Sums
	for _, u := range found.Analysis.Units {
		all = plus(all, u.Sums)
	}
	out.Figures = analysisFigures(all)
	return out
}

// units puts the days of the week of each unit together.
func (found study) units(n *naming) []AnalysedUnit {
	rows, sums := []AnalysedUnit{}, []models.Sums{}
	for i, u := range found.Analysis.Units {
		if i == 0 || u.Unit != rows[len(rows)-1].Unit.Id || u.Path != found.Analysis.Units[i-1].Path {
			rows, sums = append(rows, AnalysedUnit{Unit: n.unit(u.Unit), Weekdays: make([]AnalysedWeekday, 7)}), append(sums, models.Sums{})
		}
		last := len(rows) - 1
		day := &rows[last].Weekdays[(u.Weekday+6)%7]
		day.Submitted += u.Counts[models.FoundSubmitted]
		day.Decided += u.Counts[models.FoundDecided]
		day.Promised += u.Counts[models.FoundPromised]
		day.Late += u.Counts[models.FoundLate]
		sums[last] = plus(sums[last], u.Sums)
	}
	for i := range rows {
		rows[i].Figures = analysisFigures(sums[i])
	}
	return rows
}

// plus adds up two groups of cases.
func plus(a, b models.Sums) models.Sums {
	out := models.Sums{Days: a.Days + b.Days, Counts: map[models.Finding]int{}, Classes: slices.Clone(a.Classes)}
	for _, counts := range []map[models.Finding]int{a.Counts, b.Counts} {
		for name, count := range counts {
			out.Counts[name] += count
		}
	}
	for i, count := range b.Classes {
		if i == len(out.Classes) {
			out.Classes = append(out.Classes, 0)
		}
		out.Classes[i] += count
	}
	return out
}

func analysisFigures(sums models.Sums) AnalysisFigures {
	out := AnalysisFigures{Counts: map[string]int{}, Days: sums.Days, Classes: each(sums.Classes, func(n int) int { return n })}
	for name, count := range sums.Counts {
		out.Counts[string(name)] = count
	}
	out.Half, out.Most = percentiles(sums.Classes)
	return out
}

// percentiles are the classes within which half and nine tenths are, -1 where there is nothing.
func percentiles(classes []int) (half, most int) {
	return models.Percentile(classes, 50), models.Percentile(classes, 90)
}

// timed is one point of the trend.
type timed struct {
	first, last clock.Date
	models.Sums
}

// inTimes puts days together: by week from five weeks on, by month from half a year on. Days without a case are there too.
func inTimes(days []models.DaySums, f models.AnalysisFilter) []timed {
	begins := func(d clock.Date) bool { return true }
	switch length := f.Last - f.First; {
	case length > 183:
		begins = func(d clock.Date) bool { _, _, day := d.Civil(); return day == 1 }
	case length > 35:
		begins = func(d clock.Date) bool { return d.Weekday() == time.Monday }
	}
	of := map[clock.Date]models.Sums{}
	for _, d := range days {
		of[d.Day] = d.Sums
	}
	var out []timed
	for d := f.First; d <= f.Last; d++ {
		if len(out) == 0 || begins(d) {
			out = append(out, timed{first: d})
		}
		last := &out[len(out)-1]
		last.last, last.Sums = d, plus(last.Sums, of[d])
	}
	return out
}

// analysedSteps are in the order of the procedure in force, then those it has no more.
func (n *naming) analysedSteps(item string, steps []models.StepSums) []AnalysedStep {
	place := func(string) int { return 0 }
	name := func(key string) (string, string) { return key, key }
	if bundle, known := n.shelf.Catalogue().Find(item); known {
		place = func(key string) int {
			if i := bundle.Procedure.StepIndex(key); i >= 0 {
				return i
			}
			return len(bundle.Procedure.Steps)
		}
		name = func(key string) (string, string) { return n.step(bundle.Hash, key) }
	}
	rows := each(steps, func(s models.StepSums) AnalysedStep {
		out := AnalysedStep{Step: s.Step, Cases: s.Cases, Late: s.Late, Minutes: s.Minutes, Classes: s.Classes}
		out.Name, out.NameEn = name(s.Step)
		out.Half, out.Most = percentiles(s.Classes)
		return out
	})
	slices.SortStableFunc(rows, func(a, b AnalysedStep) int { return place(a.Step) - place(b.Step) })
	return rows
}

// ListAnalysed lists the cases behind a figure.
func (s *Server) ListAnalysed(ctx context.Context, req ListAnalysedRequestObject) (ListAnalysedResponseObject, error) {
	q := req.Params
	_, ranges, err := s.boardOf(ctx, q.Path)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(string(q.Finding), "step") && (q.Step == "" || q.Item == "") {
		return nil, models.Faulty("a step is one of an item", []models.Fault{{Field: "/step", Rule: "required"}})
	}
	first, last := spanOf(q.From, q.To, s.Now())
	probe := models.Probe{
		Finding: models.Finding(q.Finding), Class: q.Class, Step: q.Step,
		Span: models.Span{From: clock.DateOf(first).Opens(), To: clock.DateOf(last).Ends()},
	}
	if q.Weekday > 0 {
		day := time.Weekday(q.Weekday % 7)
		probe.Weekday = &day
	}
	v := s.sight(ctx, access.Read, access.Case, q.Path)
	f := models.CaseFilter{Scope: ranges, Unit: q.Unit, Item: q.Item, Probe: &probe}
	rows, next, err := gathered(pageOf(q.Cursor, q.Limit), func(p models.Page) ([]models.CaseRow, string, error) {
		f.Page = p
		page, err := s.Analyses.Cases(ctx, f)
		return page.Cases, page.Next, err
	}, func(r models.CaseRow) bool { return v.covers(objectOf(r)) })
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(r models.CaseRow) string { return r.Holder })...)
	if err != nil {
		return nil, err
	}
	return ListAnalysed200JSONResponse{Rows: each(rows, func(r models.CaseRow) CaseRow { return n.caseRow(ctx, r) }), Next: next}, nil
}

package inforce

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
	"mingcha/policies/directory"
)

// Measurer measures performance with what is in force and what the store counts.
type Measurer struct {
	*InForce
	Counts Counts
	Now    func() time.Time
}

// Counts is the part of the store that counts.
type Counts interface {
	Figures(ctx context.Context, ask score.Ask) (map[string]score.Figures, error)
	PublishedMonths(ctx context.Context, organ, begins, ends string) ([]models.EvaluationRow, error)
	Scores(ctx context.Context, evaluation, kind string) ([]models.ScoreRow, error)
}

// Measure counts a period for the units of a supervision organ, their windows and their people. A half-year or year rests
// on its published months.
func (m Measurer) Measure(ctx context.Context, organ string, p score.Period) (*score.Basis, error) {
	scheme := m.Scheme(p)
	if scheme == nil {
		return nil, models.Errorf(models.Conflict, activities.NoScheme, "no scheme was in force as %s began", p)
	}
	if len(p.Months()) > 1 {
		b := basisOf(scheme, p)
		return b, m.months(ctx, organ, b)
	}
	b, err := m.MeasuredBy(ctx, organ, p, scheme)
	if err != nil {
		return nil, err
	}
	units, at := m.Measured(organ), p.To.Opens()
	if now := m.Now(); now.Before(at) {
		at = now
	}
	ask := m.ask(units, p, scheme)
	window, person := score.Group{Kind: score.WindowObject}, score.Group{Kind: score.PersonObject}
	window.Seats, window.Objects = m.Windows(units, at)
	person.Seats, person.Objects = m.People(units, at)
	for _, g := range []score.Group{window, person} {
		if ask.Seats = g.Seats; len(ask.Seats) == 0 {
			continue
		}
		if err := m.group(ctx, b, ask, g); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// MeasuredBy counts a month for the units of an organ by a scheme, be it in force or not.
func (m Measurer) MeasuredBy(ctx context.Context, organ string, p score.Period, scheme *score.Scheme) (*score.Basis, error) {
	b, units := basisOf(scheme, p), m.Measured(organ)
	if err := m.group(ctx, b, m.ask(units, p, scheme), score.Group{Kind: score.UnitObject, Objects: objectsOf(units)}); err != nil {
		return nil, err
	}
	if len(b.Groups[0].Objects) == 0 {
		return nil, models.Errorf(models.Conflict, activities.NothingMeasured, "no unit of %s had a case or card in %s", organ, p)
	}
	return b, nil
}

func basisOf(scheme *score.Scheme, p score.Period) *score.Basis {
	return &score.Basis{Version: scheme.Version, Hash: scheme.Hash, Scheme: scheme.Text, Period: p}
}

// ask asks for the base numbers of units.
func (m Measurer) ask(units []directory.Unit, p score.Period, scheme *score.Scheme) score.Ask {
	ask := score.Ask{Numbers: scheme.Numbers, Period: p, Calendar: m.Calendar}
	for _, u := range units {
		ask.Scope = append(ask.Scope, models.WithinUnit(u.Path, u.ID))
	}
	return ask
}

func objectsOf(units []directory.Unit) []score.Object {
	var out []score.Object
	for _, u := range units {
		out = append(out, score.Object{Kind: score.UnitObject, ID: u.ID, Unit: u.ID, UnitKind: u.Kind})
	}
	return out
}

// group counts for one kind of objects. Who has nothing to be measured by is left out.
func (m Measurer) group(ctx context.Context, b *score.Basis, ask score.Ask, g score.Group) error {
	figures, err := m.Counts.Figures(ctx, ask)
	if err != nil {
		return fmt.Errorf("measure %s: %w", ask.Period, err)
	}
	g.Objects = slices.DeleteFunc(g.Objects, func(o score.Object) bool { return figures[o.ID] == nil })
	g.Figures = map[string]score.Figures{}
	for _, o := range g.Objects {
		counted := score.Figures{}
		for name, value := range figures[o.ID] {
			if value != 0 {
				counted[name] = value
			}
		}
		g.Figures[o.ID] = counted
	}
	b.Groups = append(b.Groups, g)
	return nil
}

// months takes up the published months of a half-year or year, the last of which must be among them.
func (m Measurer) months(ctx context.Context, organ string, b *score.Basis) error {
	rows, err := m.Counts.PublishedMonths(ctx, organ, b.Period.From.String(), b.Period.To.String())
	if err != nil {
		return err
	}
	groups := map[score.ObjectKind]*score.Group{}
	last := clock.Date(0)
	for _, row := range rows {
		month, err := periodOf(row)
		if err != nil {
			return err
		}
		if len(month.Months()) > 1 {
			continue
		}
		last = month.To
		for _, kind := range []score.ObjectKind{score.UnitObject, score.WindowObject, score.PersonObject} {
			results, err := m.results(ctx, row.ID, kind)
			if err != nil {
				return err
			}
			if groups[kind] == nil {
				groups[kind] = &score.Group{Kind: kind}
			}
			groups[kind].Months = append(groups[kind].Months, score.Evaluation{Version: row.Scheme, Period: month, Results: results})
		}
	}
	if last != b.Period.To {
		return models.Errorf(models.Conflict, activities.MonthsOpen, "the last month of %s is not published", b.Period)
	}
	for _, kind := range []score.ObjectKind{score.UnitObject, score.WindowObject, score.PersonObject} {
		b.Groups = append(b.Groups, *groups[kind])
	}
	return nil
}

func periodOf(row models.EvaluationRow) (score.Period, error) {
	from, err := clock.ParseDate(row.Begins)
	if err != nil {
		return score.Period{}, fmt.Errorf("evaluation %s: %w", row.ID, err)
	}
	to, err := clock.ParseDate(row.Ends)
	if err != nil {
		return score.Period{}, fmt.Errorf("evaluation %s: %w", row.ID, err)
	}
	return score.Period{From: from, To: to}, nil
}

func (m Measurer) results(ctx context.Context, evaluation string, kind score.ObjectKind) ([]score.Result, error) {
	rows, err := m.Counts.Scores(ctx, evaluation, string(kind))
	if err != nil {
		return nil, err
	}
	out := make([]score.Result, len(rows))
	for i, row := range rows {
		if err := json.Unmarshal([]byte(row.Content), &out[i]); err != nil {
			return nil, fmt.Errorf("score of %s in %s: %w", row.Object, evaluation, err)
		}
	}
	return out, nil
}

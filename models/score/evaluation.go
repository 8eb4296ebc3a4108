package score

import (
	"fmt"
	"math"

	"mingcha/models"
)

// ObjectKind says what is measured.
type ObjectKind string

// The kinds of objects.
const (
	UnitObject   ObjectKind = "unit"
	WindowObject ObjectKind = "window" // 窗口: those who sit at one counter
	PersonObject ObjectKind = "person"
)

// Object (测评对象) is who is measured.
type Object struct {
	Kind     ObjectKind `json:"kind"`
	ID       string     `json:"id"`
	Unit     string     `json:"unit,omitempty"`      // of a window or person: the unit to which it belongs
	UnitKind string     `json:"unit_kind,omitempty"` // of the unit, for its factor
}

// Figures are the base numbers of one object, by name. What is missing is zero.
type Figures map[string]float64

// Evaluation (测评) is the result of a scheme for a period.
type Evaluation struct {
	Version string   `json:"version"` // of the scheme
	Period  Period   `json:"period"`
	Results []Result `json:"results"` // the ranked by rank, then the others
}

// Result is what one object achieved.
type Result struct {
	Object     Object     `json:"object"`
	Indicators []Measured `json:"indicators"`
	Heads      []Points   `json:"heads"`
	Classes    []Points   `json:"classes"`
	Bonus      float64    `json:"bonus"`
	Taken      float64    `json:"taken"` // from the total, by no head
	Factor     float64    `json:"factor"`
	Score      float64    `json:"score"` // to two decimals, as it is published
	Grade      string     `json:"grade,omitempty"`
	Sample     int        `json:"sample"`         // cases on which it rests
	Rank       int        `json:"rank,omitempty"` // 0: shown, not ranked
	Counters   Counters   `json:"counters"`
	Months     int        `json:"months"` // of which it is the mean; 1 for a month
}

// Points are those of a head or class.
type Points struct {
	Code   string  `json:"code"`
	Points float64 `json:"points"`
}

// Measured is one indicator of one object.
type Measured struct {
	Code   string   `json:"code"`
	Known  bool     `json:"known"` // it could be measured: there was something to divide by, or an entry
	Value  float64  `json:"value"`
	Points float64  `json:"points"`           // earned by a share, negative for a deduction
	Behind []Behind `json:"behind,omitempty"` // the cases and cards
	Made   []string `json:"made,omitempty"`   // IDs of the entries
}

// Behind names one list of cases or cards on which points rest. The store lists it for the object and the period.
type Behind struct {
	Number string      `json:"number"`
	List   models.Kind `json:"list"`
	Value  float64     `json:"value"`
}

// Evaluate measures every object by the figures of a month.
func (s *Scheme) Evaluate(p Period, objects []Object, figures map[string]Figures, entries []Entry) (Evaluation, error) {
	made, err := s.gather(p, OverPeriod, entries)
	if err != nil {
		return Evaluation{}, err
	}
	e := Evaluation{Version: s.Version, Period: p}
	for _, o := range objects {
		r := Result{
			Object: o, Months: 1, Factor: s.Factors.Of(o.UnitKind), Sample: int(figures[o.ID][s.Sample.Number]),
			Counters: s.Counters.of(figures[o.ID]),
		}
		for _, i := range s.Indicators {
			if !s.On(i) || i.Over != OverPeriod {
				continue
			}
			m, err := s.measure(i, figures[o.ID], made[entryKey{o.ID, i.Code}])
			if err != nil {
				return Evaluation{}, fmt.Errorf("measure %s of %s for %s: %w", i.Code, o.ID, p, err)
			}
			r.Indicators = append(r.Indicators, m)
		}
		s.add(&r)
		r.Grade = s.GradeOf(r.Score)
		e.Results = append(e.Results, r)
	}
	rank(e.Results, s.Sample.Least)
	return e, nil
}

// measure gives an indicator its value and points. What cannot be measured takes nothing and gives nothing.
func (s *Scheme) measure(i Indicator, figures Figures, made entered) (Measured, error) {
	m := Measured{Code: i.Code, Made: made.ids, Known: len(made.ids) > 0, Value: made.value}
	if i.formula != nil {
		known := map[string]float64{}
		for _, name := range i.formula.Names() {
			known[name] = s.Constants[name]
			if n, is := s.Number(name); is {
				known[name] = figures[name]
				m.Behind = append(m.Behind, Behind{Number: name, List: n.Of.Kind(), Value: figures[name]})
			}
		}
		value, err := i.formula.Value(known)
		if err != nil {
			return m, err
		}
		if m.Known = !math.IsNaN(value) && !math.IsInf(value, 0); m.Known {
			m.Value = value
		}
	}
	m.Points = i.points(m)
	return m, nil
}

// points turns a value into points. The value itself stays as it was measured; its points stay within the clamps.
func (i Indicator) points(m Measured) float64 {
	switch {
	case !m.Known && i.Kind == Share:
		return i.Weight
	case !m.Known || i.Kind == Shown:
		return 0
	}
	value := min(max(m.Value, i.Min), i.Max)
	switch i.Kind {
	case Deduction:
		return -value
	case Bonus:
		return value
	default:
		mark := (value - i.Min) / (i.Max - i.Min)
		if i.Direction == Down {
			mark = 1 - mark
		}
		return i.Weight * mark
	}
}

// add adds the points up: every head from its weight down to zero at most, then the classes, then the total.
func (s *Scheme) add(r *Result) {
	lost := map[string]float64{}
	for k, i := range s.active() {
		switch points := r.Indicators[k].Points; i.Kind {
		case Share:
			lost[i.Head] += i.Weight - points
		case Deduction:
			lost[i.Head] -= points
		case Bonus:
			r.Bonus += points
		}
	}
	r.Taken = lost[""]
	total := 0.0
	for _, h := range s.Heads {
		points := max(h.Weight-lost[h.Code], 0)
		total += points
		r.Heads = append(r.Heads, Points{h.Code, points})
		r.Classes = addTo(r.Classes, h.Class, points)
	}
	r.Score = cents(max(total+r.Bonus-r.Taken, 0) * r.Factor)
}

// active lists the indicators that a month measures.
func (s *Scheme) active() []Indicator {
	var out []Indicator
	for _, i := range s.Indicators {
		if s.On(i) && i.Over == OverPeriod {
			out = append(out, i)
		}
	}
	return out
}

func addTo(sums []Points, code string, points float64) []Points {
	for i := range sums {
		if sums[i].Code == code {
			sums[i].Points += points
			return sums
		}
	}
	return append(sums, Points{code, points})
}

// cents rounds to two decimals, as scores are published.
func cents(points float64) float64 { return math.Round(points*100) / 100 }

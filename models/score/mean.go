package score

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"mingcha/models"
)

// Mean evaluates a half-year or a year as the mean of its months as published, over those months in which an object was
// measured. What counts once a year is taken from the year alone. Behind a mean stand its months.
func (s *Scheme) Mean(p Period, months []Evaluation, entries []Entry) (Evaluation, error) {
	months = slices.SortedFunc(slices.Values(months), func(a, b Evaluation) int { return cmp.Compare(a.Period.From, b.Period.From) })
	for i, m := range months {
		twice := i > 0 && months[i-1].Period.To > m.Period.From
		if twice || m.Period.From < p.From || m.Period.To > p.To {
			return Evaluation{}, models.Errorf(models.Invalid, "foreign_month", "%s is not a month of %s, or is there twice", m.Period, p)
		}
	}
	once := map[entryKey]entered{}
	if p.WholeYear() {
		var err error
		if once, err = s.gather(p, OverYear, entries); err != nil {
			return Evaluation{}, fmt.Errorf("evaluate %s: %w", p, err)
		}
	}
	parts := map[Object][]Result{}
	for _, m := range months {
		for _, r := range m.Results {
			key := Object{Kind: r.Object.Kind, ID: r.Object.ID}
			parts[key] = append(parts[key], r)
		}
	}
	e := Evaluation{Version: s.Version, Period: p}
	for _, o := range slices.SortedFunc(maps.Keys(parts), func(a, b Object) int { return cmp.Compare(a.ID, b.ID) }) {
		e.Results = append(e.Results, s.yearly(mean(parts[o]), once))
	}
	rank(e.Results, s.Sample.Least)
	return e, nil
}

// mean is the mean of an object's months. Its kind, factor and counters are those of the last one.
func mean(months []Result) Result {
	last, n := months[len(months)-1], float64(len(months))
	out := Result{Object: last.Object, Factor: last.Factor, Counters: last.Counters, Months: len(months)}
	for _, m := range months {
		out.Sample += m.Sample
		out.Bonus += m.Bonus / n
		out.Taken += m.Taken / n
		out.Score += m.Score / n
		for _, h := range m.Heads {
			out.Heads = addTo(out.Heads, h.Code, h.Points/n)
		}
		for _, c := range m.Classes {
			out.Classes = addTo(out.Classes, c.Code, c.Points/n)
		}
	}
	out.Indicators = meanOf(months)
	out.Score = cents(out.Score)
	return out
}

// meanOf is the mean of each indicator: of its points over the months that had it, of its value over those that knew it.
func meanOf(months []Result) []Measured {
	var out []Measured
	place, had, knew := map[string]int{}, map[string]float64{}, map[string]float64{}
	for _, m := range months {
		for _, i := range m.Indicators {
			at, seen := place[i.Code]
			if !seen {
				at = len(out)
				place[i.Code], out = at, append(out, Measured{Code: i.Code})
			}
			had[i.Code]++
			out[at].Points += i.Points
			out[at].Made = append(out[at].Made, i.Made...)
			if i.Known {
				knew[i.Code]++
				out[at].Known, out[at].Value = true, out[at].Value+i.Value
			}
		}
	}
	for i := range out {
		out[i].Points /= had[out[i].Code]
		out[i].Value /= max(knew[out[i].Code], 1)
	}
	return out
}

// yearly takes and gives what counts once in the year.
func (s *Scheme) yearly(r Result, once map[entryKey]entered) Result {
	for _, i := range s.Indicators {
		made, there := once[entryKey{r.Object.ID, i.Code}]
		if !there || !s.On(i) {
			continue
		}
		m := Measured{Code: i.Code, Known: true, Value: made.value, Made: made.ids}
		m.Points = i.points(m)
		r.Indicators = append(r.Indicators, m)
		if i.Kind == Bonus {
			r.Bonus += m.Points
		} else {
			r.Taken -= m.Points
		}
		r.Score = cents(max(r.Score+m.Points*r.Factor, 0))
	}
	r.Grade = s.GradeOf(r.Score)
	return r
}

package score_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
)

var march = score.Month(2026, time.March)

// sum is a formula that adds up, or divides the first number by the second.
type sum struct {
	names  []string
	divide bool
}

func (f sum) Names() []string { return slices.Sorted(slices.Values(f.names)) }

func (f sum) Value(numbers map[string]float64) (float64, error) {
	if f.divide {
		return numbers[f.names[0]] / numbers[f.names[1]], nil
	}
	total := 0.0
	for _, name := range f.names {
		total += numbers[name]
	}
	return total, nil
}

// formulas are those of the small scheme. They are compiled for real in models/process.
var formulas = map[string]sum{
	"rate":  {names: []string{"good", "closed"}, divide: true},
	"cards": {names: []string{"cards"}},
	"early": {names: []string{"early"}},
}

// small is a scheme with one indicator of every kind.
func small(t testing.TB) *score.Scheme {
	t.Helper()
	cases, cards := score.Decided, score.Cards
	s := &score.Scheme{
		Version: "test", From: march.From, Sample: score.Sample{Number: "closed", Least: 30}, Switches: map[string]bool{"speed": true},
		Factors: score.Factors{Default: 1, Kinds: map[string]float64{"hall": 1.1}},
		Heads: []score.Head{
			{Code: "time", NameZH: "期限", NameEN: "time", Class: "lawfulness", Weight: 60},
			{Code: "fees", NameZH: "收费", NameEN: "fees", Class: "lawfulness", Weight: 30},
			{Code: "clean", NameZH: "廉洁", NameEN: "clean", Class: "clean", Weight: 10},
		},
		Numbers: []score.Number{
			{Name: "closed", NameZH: "数", NameEN: "n", Of: cases}, {Name: "good", NameZH: "数", NameEN: "n", Of: cases},
			{Name: "early", NameZH: "数", NameEN: "n", Of: cases}, {Name: "cards", NameZH: "牌", NameEN: "n", Of: cards},
			{Name: "year", NameZH: "牌", NameEN: "n", Of: cards, Over: score.OverYear},
		},
		Grades:   []score.Grade{{Code: "good", NameZH: "良好", NameEN: "good", Least: 80}, {Code: "fail", NameZH: "不合格", NameEN: "fail"}},
		Appeal:   clock.Limit{N: 5, Unit: clock.UnitWorkday},
		Counters: score.Counting{WarningsAsYellow: 3, AdmonitionYellow: 3, AccountabilityYellow: 5, AccountabilityRed: 1, Warnings: "year", Yellows: "year", Reds: "year"},
		Indicators: []score.Indicator{
			{Code: "on_time", Kind: score.Share, Head: "time", Weight: 20, Formula: "rate", Min: 0.5, Max: 1, Direction: score.Up},
			{Code: "slow", Kind: score.Share, Head: "fees", Weight: 10, Formula: "rate", Max: 1, Direction: score.Down},
			{Code: "cards", Kind: score.Deduction, Head: "time", Formula: "cards", Max: 100},
			{Code: "shown", Kind: score.Shown, Formula: "rate", Max: 1},
			{Code: "survey", Kind: score.Share, Head: "clean", Weight: 10, Manual: true, Max: 1, Direction: score.Up},
			{Code: "off_total", Kind: score.Deduction, Manual: true, Max: 100},
			{Code: "bonus", Kind: score.Bonus, Formula: "early", Max: 5, Switch: "speed"},
			{Code: "sanctions", Kind: score.Deduction, Manual: true, Max: 100, Over: score.OverYear, Reasons: []score.Reason{{Code: "warning", Points: 10}, {Code: "demerit", Points: 15}}},
		},
	}
	for i := range s.Indicators {
		s.Indicators[i].NameZH, s.Indicators[i].NameEN = "指标", "indicator"
	}
	require.Empty(t, s.Bind(func(text string, _ []string) (score.Formula, error) {
		f, known := formulas[text]
		if !known {
			return nil, errors.New("no such formula")
		}
		return f, nil
	}))
	return s
}

func unit(id string) score.Object {
	return score.Object{Kind: score.UnitObject, ID: id, UnitKind: "bureau"}
}

// alone evaluates one unit.
func alone(t testing.TB, s *score.Scheme, f score.Figures, entries ...score.Entry) score.Result {
	t.Helper()
	e, err := s.Evaluate(march, []score.Object{unit("a")}, map[string]score.Figures{"a": f}, entries)
	require.NoError(t, err)
	require.Len(t, e.Results, 1)
	return e.Results[0]
}

// covers S98: one row per way in which a value becomes points, and points a score.
func TestPoints(t *testing.T) {
	for _, c := range []struct {
		name    string
		figures score.Figures
		entries []score.Entry
		points  map[string]float64
		score   float64
	}{
		{
			"a unit without cases, cards and entries keeps all its points", nil, nil,
			map[string]float64{"on_time": 20, "slow": 10, "cards": 0, "shown": 0, "survey": 10, "off_total": 0, "bonus": 0}, 100,
		},
		{
			"a share earns in proportion between its clamps, upwards or downwards",
			score.Figures{"closed": 40, "good": 30}, nil, // 0.75: half way from 0.5 to 1; three quarters of the way from 1 to 0
			map[string]float64{"on_time": 10, "slow": 2.5, "shown": 0, "survey": 10}, 82.5,
		},
		{
			"what lies beyond the clamps counts as they do", score.Figures{"closed": 40, "good": 10}, nil,
			map[string]float64{"on_time": 0, "slow": 7.5}, 77.5,
		},
		{
			"a deduction empties its head and no more", score.Figures{"closed": 40, "good": 40, "cards": 75}, nil,
			map[string]float64{"on_time": 20, "slow": 0, "cards": -75}, 30, // 0 + 20 + 10
		},
		{
			"a deduction never exceeds its clamp", score.Figures{"closed": 40, "good": 40, "cards": 1000}, nil,
			map[string]float64{"cards": -100}, 30,
		},
		{
			"a bonus comes on top, to its clamp", score.Figures{"closed": 40, "good": 40, "early": 9}, nil,
			map[string]float64{"bonus": 5}, 95,
		},
		{
			"entries count, and what belongs to no head is taken from the total", score.Figures{"closed": 40, "good": 40},
			[]score.Entry{
				{ID: "1", Object: "a", Indicator: "survey", At: march.From, Value: 0.8},
				{ID: "2", Object: "a", Indicator: "off_total", At: march.From + 3, Value: 7},
				{ID: "3", Object: "b", Indicator: "off_total", At: march.From, Value: 50},
				{ID: "4", Object: "a", Indicator: "off_total", At: march.To, Value: 50},
				{ID: "2", Object: "a", Indicator: "off_total", At: march.From + 3, Value: 7},
			},
			map[string]float64{"survey": 8, "off_total": -7}, 81,
		},
		{
			"a month takes nothing for what counts once in the year", score.Figures{"closed": 40, "good": 40},
			[]score.Entry{{ID: "1", Object: "a", Indicator: "sanctions", At: march.From, Reason: "demerit"}}, nil, 90,
		},
		{
			"the total is not below zero", score.Figures{"closed": 40, "good": 0, "cards": 100},
			[]score.Entry{{ID: "2", Object: "a", Indicator: "off_total", At: march.From, Value: 100}}, nil, 0,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := alone(t, small(t), c.figures, c.entries...)
			got := map[string]float64{}
			for _, m := range r.Indicators {
				got[m.Code] = m.Points
			}
			for code, want := range c.points {
				require.InDelta(t, want, got[code], 1e-9, code)
			}
			require.NotContains(t, got, "sanctions")
			require.InDelta(t, c.score, r.Score, 1e-9)
		})
	}

	t.Run("the factor of the unit's kind multiplies the sum", func(t *testing.T) {
		e, err := small(t).Evaluate(march, []score.Object{{ID: "h", UnitKind: "hall"}}, nil, nil)
		require.NoError(t, err)
		require.InDelta(t, 110, e.Results[0].Score, 1e-9)
	})

	t.Run("classes add their heads up", func(t *testing.T) {
		r := alone(t, small(t), score.Figures{"closed": 40, "good": 30})
		require.Equal(t, []score.Points{{Code: "lawfulness", Points: 72.5}, {Code: "clean", Points: 10}}, r.Classes)
	})

	t.Run("a switch that is off leaves its indicators out", func(t *testing.T) {
		s := small(t)
		s.Switches["speed"] = false
		r := alone(t, s, score.Figures{"early": 5})
		require.InDelta(t, 100, r.Score, 0)
		require.False(t, slices.ContainsFunc(r.Indicators, func(m score.Measured) bool { return m.Code == "bonus" }))
	})

	t.Run("every point names the lists and entries behind it", func(t *testing.T) {
		r := alone(t, small(t), score.Figures{"closed": 40, "good": 30, "cards": 2}, score.Entry{ID: "e1", Object: "a", Indicator: "survey", At: march.From, Value: 1})
		behind := map[string]score.Measured{}
		for _, m := range r.Indicators {
			behind[m.Code] = m
		}
		require.Equal(t, []score.Behind{{Number: "closed", List: models.CaseKind, Value: 40}, {Number: "good", List: models.CaseKind, Value: 30}}, behind["on_time"].Behind)
		require.Equal(t, []score.Behind{{Number: "cards", List: models.CardKind, Value: 2}}, behind["cards"].Behind)
		require.Equal(t, []string{"e1"}, behind["survey"].Made)
	})
}

// covers S98
func TestEntriesThatCannotCountAreAllNamed(t *testing.T) {
	_, err := small(t).Evaluate(march, []score.Object{unit("a")}, nil, []score.Entry{
		{ID: "1", Object: "a", Indicator: "on_time", At: march.From, Value: 1},
		{ID: "2", Object: "a", Indicator: "moon", At: march.From, Value: 1},
		{ID: "3", Object: "a", Indicator: "survey", At: march.From, Value: 1.01},
		{ID: "4", Object: "a", Indicator: "survey", At: march.From, Value: math.NaN()},
		{ID: "5", Object: "a", Indicator: "sanctions", At: march.From, Reason: "beheading"},
		{ID: "6", Object: "a", Indicator: "survey", At: march.From, Value: 0.5},
		{ID: "7", Object: "a", Indicator: "survey", At: march.From, Value: 0.6},
	})
	var refusal *models.Error
	require.ErrorAs(t, err, &refusal)
	require.Equal(t, []models.Fault{
		{Field: "/entries/1", Rule: "unknown_entry", Detail: "on_time"},
		{Field: "/entries/2", Rule: "unknown_entry", Detail: "moon"},
		{Field: "/entries/3", Rule: "out_of_range", Detail: "survey"},
		{Field: "/entries/4", Rule: "out_of_range", Detail: "survey"},
		{Field: "/entries/5", Rule: "unknown_reason", Detail: "beheading"},
		{Field: "/entries/7", Rule: "entered_twice", Detail: "survey"},
	}, refusal.Faults)
}

// covers S98
func TestRanks(t *testing.T) {
	figures := map[string]score.Figures{
		"a": {"closed": 40, "good": 40, "cards": 5}, "b": {"closed": 40, "good": 40}, "c": {"closed": 40, "good": 40, "cards": 5},
		"d": {"closed": 29, "good": 29}, "e": {"closed": 30, "good": 30, "cards": 6}, "f": {},
	}
	var objects []score.Object
	for id := range figures {
		objects = append(objects, unit(id))
	}
	e, err := small(t).Evaluate(march, objects, figures, nil)
	require.NoError(t, err)
	ranks := map[string]int{}
	var order string
	for _, r := range e.Results {
		ranks[r.Object.ID] = r.Rank
		order += r.Object.ID
	}
	require.Equal(t, map[string]int{"b": 1, "a": 2, "c": 2, "e": 4, "d": 0, "f": 0}, ranks, "equals share a rank; under thirty cases there is none")
	require.Equal(t, "bacefd", order, "who is not ranked is shown, by points")
}

// covers S98
func TestAHalfYearAndAYearAreTheMeanOfTheirMonths(t *testing.T) {
	s := small(t)
	month := func(m time.Month, cards float64) score.Evaluation {
		e, err := s.Evaluate(score.Month(2026, m), []score.Object{unit("a")}, map[string]score.Figures{"a": {"closed": 20, "good": 20, "cards": cards}}, nil)
		require.NoError(t, err)
		return e
	}
	jan, feb, july := month(time.January, 0), month(time.February, 20), month(time.July, 40) // 90, 70, 50
	sanction := []score.Entry{{ID: "s", Object: "a", Indicator: "sanctions", At: march.From, Reason: "warning"}}

	half, err := s.Mean(score.HalfYear(2026, 1), []score.Evaluation{feb, jan}, sanction)
	require.NoError(t, err)
	require.InDelta(t, 80, half.Results[0].Score, 1e-9)
	require.Equal(t, 40, half.Results[0].Sample)
	require.Equal(t, 1, half.Results[0].Rank, "twice twenty cases are enough")
	require.Equal(t, 2, half.Results[0].Months)
	require.Equal(t, "2026-H1", half.Period.String())

	year, err := s.Mean(score.Year(2026), []score.Evaluation{jan, july, feb}, sanction)
	require.NoError(t, err)
	require.InDelta(t, 60, year.Results[0].Score, 1e-9, "seventy, less ten for the warning, once")
	require.InDelta(t, 10, year.Results[0].Taken, 1e-9)
	last := year.Results[0].Indicators[len(year.Results[0].Indicators)-1]
	require.Equal(t, score.Measured{Code: "sanctions", Known: true, Value: 10, Points: -10, Made: []string{"s"}}, last)

	t.Run("a month of another half-year, or one given twice, is refused", func(t *testing.T) {
		for _, months := range [][]score.Evaluation{{jan, july}, {jan, jan}} {
			_, err := s.Mean(score.HalfYear(2026, 1), months, nil)
			require.Equal(t, models.Invalid, models.CodeOf(err))
		}
	})
}

func TestPeriods(t *testing.T) {
	require.Equal(t, "2026-03", march.String())
	require.Equal(t, "2026-H2", score.HalfYear(2026, 2).String())
	require.Equal(t, "2026", score.Year(2026).String())
	require.Equal(t, "2026-03-01…2026-03-10", score.Period{From: march.From, To: march.From + 10}.String())
	require.Len(t, score.Year(2026).Months(), 12)
	require.Equal(t, []score.Period{march}, march.Months())
	require.Equal(t, "2026-02-28T16:00:00Z", march.Span().From.UTC().Format(time.RFC3339))
	require.Equal(t, score.Period{From: score.Month(2025, time.April).From, To: march.To}, march.Rolling())
	require.True(t, score.Year(2026).WholeYear())
	require.False(t, score.HalfYear(2026, 1).WholeYear())
}

func TestThePeriodsSchemeIsTheNewestInForceWhenItBegan(t *testing.T) {
	old, next := &score.Scheme{Version: "1", From: march.From}, &score.Scheme{Version: "2", From: march.From + 1}
	require.Nil(t, score.InForce([]*score.Scheme{old, next}, score.Month(2026, time.February)))
	require.Equal(t, old, score.InForce([]*score.Scheme{next, old}, march))
	require.Equal(t, next, score.InForce([]*score.Scheme{next, old}, score.Month(2026, time.April)))
}

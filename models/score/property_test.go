package score_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/score"
)

// randomMonth makes up objects with figures and entries.
func randomMonth(r *rand.Rand) (objects []score.Object, figures map[string]score.Figures, entries []score.Entry) {
	figures = map[string]score.Figures{}
	for i := range 1 + r.IntN(12) {
		o := unit(fmt.Sprint("unit-", i))
		o.UnitKind = []string{"bureau", "hall"}[r.IntN(2)]
		objects = append(objects, o)
		f := score.Figures{}
		for _, name := range []string{"closed", "good", "early", "cards", "year"} {
			f[name] = float64(r.IntN(60))
		}
		figures[o.ID] = f
		for n := range r.IntN(4) {
			entries = append(entries, score.Entry{
				ID: fmt.Sprint(o.ID, "/", n), Object: o.ID, Indicator: "sanctions", At: march.From, Reason: []string{"warning", "demerit"}[r.IntN(2)],
			})
		}
		if r.IntN(2) == 0 {
			entries = append(entries, score.Entry{ID: o.ID + "/survey", Object: o.ID, Indicator: "survey", At: march.From, Value: r.Float64()})
		}
	}
	return objects, figures, entries
}

func shuffled[T any](r *rand.Rand, in []T) []T {
	out := slices.Clone(in)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// covers S98: whatever the figures, points stay within their clamps, no head leaves its range, and no order matters.
func TestScoresHoldWhateverTheFigures(t *testing.T) {
	s := small(t)
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 98))
		objects, figures, entries := randomMonth(r)
		e, err := s.Evaluate(march, objects, figures, entries)
		require.NoError(t, err)
		withinClamps(t, s, e)
		again, err := s.Evaluate(march, shuffled(r, objects), figures, shuffled(r, entries))
		require.NoError(t, err)
		require.Equal(t, e, again, "no order matters")

		year, err := s.Mean(score.Year(2026), []score.Evaluation{e}, entries)
		require.NoError(t, err)
		other, err := s.Evaluate(score.Month(2026, time.April), objects, figures, nil)
		require.NoError(t, err)
		one, err := s.Mean(score.Year(2026), []score.Evaluation{e, other}, entries)
		require.NoError(t, err)
		two, err := s.Mean(score.Year(2026), []score.Evaluation{other, e}, shuffled(r, entries))
		require.NoError(t, err)
		require.Equal(t, one, two, "no order of months matters")
		for _, y := range year.Results {
			i := slices.IndexFunc(e.Results, func(r score.Result) bool { return r.Object.ID == y.Object.ID })
			require.LessOrEqual(t, y.Score, e.Results[i].Score, "the year of one month is that month, less its sanctions")
		}
	}
}

func withinClamps(t *testing.T, s *score.Scheme, e score.Evaluation) {
	t.Helper()
	for i, r := range e.Results {
		require.GreaterOrEqual(t, r.Score, 0.0)
		require.LessOrEqual(t, r.Score, (100+5)*r.Factor+0.005)
		for k, h := range s.Heads {
			require.GreaterOrEqual(t, r.Heads[k].Points, 0.0)
			require.LessOrEqual(t, r.Heads[k].Points, h.Weight)
		}
		for _, m := range r.Indicators {
			at := slices.IndexFunc(s.Indicators, func(i score.Indicator) bool { return i.Code == m.Code })
			switch ind := s.Indicators[at]; ind.Kind {
			case score.Share:
				require.GreaterOrEqual(t, m.Points, 0.0)
				require.LessOrEqual(t, m.Points, ind.Weight)
			case score.Deduction:
				require.LessOrEqual(t, m.Points, -ind.Min)
				require.GreaterOrEqual(t, m.Points, -ind.Max)
			case score.Bonus:
				require.LessOrEqual(t, m.Points, ind.Max)
			case score.Shown:
				require.Zero(t, m.Points)
			}
		}
		require.Equal(t, r.Sample < 30, r.Rank == 0)
		if r.Rank > 0 && i > 0 {
			require.LessOrEqual(t, r.Score, e.Results[i-1].Score)
		}
	}
}

// covers S98, S99
func TestWithdrawnCardsNeverMatter(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		var standing, gone []score.Signal
		for i := range r.IntN(40) {
			s := score.Signal{ID: fmt.Sprint(i), Level: models.Level(1 + r.IntN(3)), Issued: march.Span().To.AddDate(0, 0, -r.IntN(500))}
			if s.Withdrawn = r.IntN(3) == 0; s.Withdrawn {
				gone = append(gone, s)
			} else {
				standing = append(standing, s)
			}
		}
		want := counting.Count(standing, march.To-1)
		require.Equal(t, want, counting.Count(shuffled(r, slices.Concat(standing, gone)), march.To-1))
	}
}

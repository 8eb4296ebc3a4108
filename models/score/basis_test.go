package score_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/score"
)

// monthly is the result of one month of one unit.
func monthly(t *testing.T, s *score.Scheme, month time.Month, cards float64) score.Evaluation {
	t.Helper()
	b := score.Basis{Period: score.Month(2026, month), Groups: []score.Group{{
		Kind: score.UnitObject, Objects: []score.Object{unit("a")},
		Figures: map[string]score.Figures{"a": {"closed": 20, "good": 20, "cards": cards}},
	}}}
	out, err := b.Evaluate(s, nil)
	require.NoError(t, err)
	return out[0]
}

// covers S98
func TestBasis(t *testing.T) {
	s := small(t)
	sanction := models.EnteredScore{Line: 7, Entry: models.ScoreEntry{
		Object: models.ScoreObject{Kind: "unit", ID: "a", Unit: "a"}, Indicator: "sanctions", Reason: "demerit",
	}}

	t.Run("an entry counts for its own kind of object alone", func(t *testing.T) {
		b := score.Basis{Period: score.Month(2026, time.March), Groups: []score.Group{
			{Kind: score.UnitObject, Objects: []score.Object{unit("a")}}, {Kind: score.PersonObject, Objects: []score.Object{{Kind: score.PersonObject, ID: "a", Unit: "a"}}},
		}}
		survey := models.EnteredScore{Line: 2, Entry: models.ScoreEntry{Object: models.ScoreObject{Kind: "person", ID: "a", Unit: "a"}, Indicator: "survey", Value: 0}}
		out, err := b.Evaluate(s, []models.EnteredScore{survey})
		require.NoError(t, err)
		require.InDelta(t, 10, out[0].Results[0].Score-out[1].Results[0].Score, 1e-9)
		require.True(t, b.Measures(models.ScoreObject{Kind: "person", ID: "a"}))
		require.False(t, b.Measures(models.ScoreObject{Kind: "window", ID: "a"}))
	})
	t.Run("a half-year is the mean of its published months, a year takes the sanctions once", func(t *testing.T) {
		months := []score.Evaluation{monthly(t, s, time.January, 0), monthly(t, s, time.February, 4)}
		mean := (months[0].Results[0].Score + months[1].Results[0].Score) / 2
		half := score.Basis{Period: score.HalfYear(2026, 1), Groups: []score.Group{{Kind: score.UnitObject, Months: months}}}
		out, err := half.Evaluate(s, nil)
		require.NoError(t, err)
		require.InDelta(t, mean, out[0].Results[0].Score, 0.005)
		require.Equal(t, 2, out[0].Results[0].Months)
		require.Len(t, half.Objects(), 1)
		year := score.Basis{Period: score.Year(2026), Groups: half.Groups}
		out, err = year.Evaluate(s, []models.EnteredScore{sanction})
		require.NoError(t, err)
		require.InDelta(t, mean-15, out[0].Results[0].Score, 0.005)
	})
	t.Run("what counts over the year is entered for the year, everything else for a month", func(t *testing.T) {
		refuses := func(p score.Period, e models.ScoreEntry, standing ...models.ScoreEntry) string {
			return s.Refuses(p, e, standing)
		}
		survey := models.ScoreEntry{Indicator: "survey", Value: 0.5}
		require.Equal(t, "unknown_entry", refuses(score.Month(2026, time.March), sanction.Entry))
		require.Equal(t, "unknown_entry", refuses(score.HalfYear(2026, 1), sanction.Entry))
		require.Empty(t, refuses(score.Year(2026), sanction.Entry, sanction.Entry))
		require.Equal(t, "unknown_entry", refuses(score.Year(2026), survey))
		require.Empty(t, refuses(score.Month(2026, time.March), survey))
		require.Equal(t, "entered_twice", refuses(score.Month(2026, time.March), survey, survey))
		require.Equal(t, "out_of_range", refuses(score.Month(2026, time.March), models.ScoreEntry{Indicator: "survey", Value: 2}))
		require.Equal(t, "unknown_reason", refuses(score.Year(2026), models.ScoreEntry{Indicator: "sanctions", Reason: "tea"}))
	})
	t.Run("periods are named and read back; nothing else is a period", func(t *testing.T) {
		for _, p := range []score.Period{score.Month(2026, time.March), score.HalfYear(2026, 2), score.Year(2026)} {
			read, err := score.ParsePeriod(p.String())
			require.NoError(t, err)
			require.Equal(t, p, read)
		}
		for _, name := range []string{"", "2026-13", "2026-H3", "26-01", "2026-1"} {
			_, err := score.ParsePeriod(name)
			require.Error(t, err, name)
		}
	})
}

package score_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
)

var counting = score.Counting{WarningsAsYellow: 3, AdmonitionYellow: 3, AccountabilityYellow: 5, AccountabilityRed: 1}

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, clock.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// covers S98, S99: the counters of domain.md 2.4 (8), one row per threshold and the step before it.
func TestSignalsOfARollingYearLeadSomewhere(t *testing.T) {
	for _, c := range []struct {
		warnings, yellows, reds, scoring int
		leads                            score.Consequence
	}{
		{0, 0, 0, 0, score.NoConsequence},
		{2, 0, 0, 0, score.NoConsequence},
		{3, 0, 0, 1, score.NoConsequence},
		{8, 1, 0, 3, score.NoConsequence}, // warnings turned into yellow cards count for scoring only
		{0, 2, 0, 2, score.NoConsequence},
		{0, 3, 0, 3, score.Admonition},
		{9, 4, 0, 7, score.Admonition},
		{0, 5, 0, 5, score.Accountability},
		{0, 0, 1, 0, score.Accountability},
		{0, 3, 2, 3, score.Accountability},
	} {
		got := counting.Judge(c.warnings, c.yellows, c.reds)
		require.Equal(t, score.Counters{Warnings: c.warnings, Yellows: c.yellows, Reds: c.reds, Scoring: c.scoring, Leads: c.leads}, got)
	}

	t.Run("thresholds are data: a village may count otherwise, and a zero never speaks", func(t *testing.T) {
		village := score.Counting{AdmonitionYellow: 4, AccountabilityRed: 2}
		require.Equal(t, score.NoConsequence, village.Judge(99, 3, 1).Leads)
		require.Equal(t, score.Admonition, village.Judge(0, 99, 1).Leads)
		require.Equal(t, score.Accountability, village.Judge(0, 0, 2).Leads)
		require.Zero(t, village.Judge(99, 0, 0).Scoring)
	})
}

// covers S98, S99
func TestWhatCountsInARollingYear(t *testing.T) {
	day := clock.NewDate(2026, 3, 31)
	signals := []score.Signal{
		{ID: "late", Level: models.Yellow, Issued: at("2026-04-01 00:00")},
		{ID: "last", Level: models.Yellow, Issued: at("2026-03-31 23:59")},
		{ID: "first", Level: models.Yellow, Issued: at("2025-04-01 00:00")},
		{ID: "old", Level: models.Red, Issued: at("2025-03-31 23:59")},
		{ID: "withdrawn", Level: models.Red, Issued: at("2026-01-05 10:00"), Withdrawn: true},
		{ID: "corrected", Level: models.Red, Issued: at("2026-01-05 10:00"), SelfCorrected: true},
		{ID: "warning", Level: models.Warning, Issued: at("2026-01-05 10:00")},
	}
	require.Equal(t, score.Counters{Warnings: 1, Yellows: 2, Scoring: 2, Behind: []string{"first", "warning", "last"}}, counting.Count(signals, day))
	require.Equal(t, score.Admonition, counting.Count(append(signals, score.Signal{ID: "third", Level: models.Yellow, Issued: at("2026-03-01 10:00")}), day).Leads)

	t.Run("the year of the last day of February begins a year before", func(t *testing.T) {
		leap := []score.Signal{{ID: "a", Level: models.Yellow, Issued: at("2023-03-01 00:00")}, {ID: "b", Level: models.Yellow, Issued: at("2023-02-28 12:00")}}
		require.Equal(t, []string{"a"}, counting.Count(leap, clock.NewDate(2024, 2, 29)).Behind)
	})
}

// covers S98: three warned cases in a row.
func TestInARow(t *testing.T) {
	for _, c := range []struct {
		positions []int
		n, rows   int
		members   []int
	}{
		{nil, 3, 0, nil},
		{[]int{1, 2}, 3, 0, nil},
		{[]int{1, 2, 3}, 3, 1, []int{1, 2, 3}},
		{[]int{1, 2, 4, 5, 7}, 3, 0, nil},
		{[]int{2, 4, 5, 6, 7, 8}, 3, 1, []int{4, 5, 6}},
		{[]int{4, 5, 6, 7, 8, 9}, 3, 2, []int{4, 5, 6, 7, 8, 9}},
		{[]int{1, 2, 3, 5, 6, 7}, 3, 2, []int{1, 2, 3, 5, 6, 7}},
		{[]int{1, 5}, 1, 2, []int{1, 5}},
		{[]int{1, 2, 3}, 0, 0, nil},
	} {
		t.Run(fmt.Sprint(c.positions, c.n), func(t *testing.T) {
			rows, members := score.InRow(c.positions, c.n)
			require.Equal(t, c.rows, rows)
			require.Equal(t, c.members, members)
		})
	}
}

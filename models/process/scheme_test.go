package process_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/process"
	"mingcha/models/score"
)

// covers S98: every formula that ships, by what it makes of the figures: the published deductions and bonuses of domain.md 3.1
// and the default indicators of 3.3.
func TestEveryShippedFormula(t *testing.T) {
	scheme, err := process.ParseScheme("2026-01.yaml", []byte(schemeText(t)))
	require.NoError(t, err)
	scheme.Switches["speed"] = true
	shown := map[string]bool{}
	for _, c := range []struct {
		code    string
		figures score.Figures
		value   float64
		points  float64
	}{
		{"on_time", score.Figures{"closed_in_time": 30, "closed_promised": 40}, 0.75, 3},
		{"lawful_time", score.Figures{"closed_lawful": 39, "closed_statutory": 40}, 0.975, 3.9},
		{"early", score.Figures{"closed_early": 10, "closed_promised": 40}, 0.25, 0},
		{"close", score.Figures{"closed": 44, "accepted": 40}, 1.1, 0},
		{"time_ratio", score.Figures{"used_days": 120, "promised_days": 200}, 0.6, 0},
		{"one_notice", score.Figures{"accepted_one_notice": 9, "accepted": 10}, 0.9, 3.6},
		{"refusal_reason", score.Figures{"denied": 3, "declined": 2, "denied_reasoned": 3, "declined_reasoned": 1}, 0.8, 3.2},
		{"card_density", score.Figures{"closed": 200, "reds": 2, "yellows": 5, "warnings": 20}, 7.5, 2.5},
		{"card_density", score.Figures{"closed": 200, "reds_self": 2, "yellows_self": 2, "warnings_self": 10}, 2.5, 3.5},
		{"card_density", score.Figures{"closed": 10, "reds": 9}, 270, 0}, // beyond the clamp
		{"feedback_in_time", score.Figures{"answers_in_time": 3, "answers_due": 4}, 0.75, 3},
		{"data_quality", score.Figures{"closed": 50, "closed_incomplete": 2}, 0.96, 0},
		{"time_cards", score.Figures{"time_yellow": 1, "time_red": 1}, 15, -15},
		{"time_cards", score.Figures{"time_yellow_self": 1, "time_red_self": 1}, 7.5, -7.5}, // corrected before discovery: half
		{"process_cards", score.Figures{"process_yellow": 2, "process_red_self": 1}, 15, -15},
		{"fee_cards", score.Figures{"fee_red": 3}, 30, -30},
		{"other_cards", score.Figures{"other_yellow": 1, "other_yellow_self": 1}, 7.5, -7.5},
		{"warned_in_a_row", score.Figures{"warned_rows": 2}, 6, -6},
		{"satisfaction", score.Figures{"rated": 4, "rated_1": 2, "rated_3": 1, "rated_5": 1}, 0.7, 7},
		{"bad_review_rectified", score.Figures{"bad_reviews_due": 4, "bad_reviews_in_time": 3}, 0.75, 3.75},
		{"complaints", score.Figures{"closed": 500, "complaints_founded": 2}, 4, 3},
		{"complaints", score.Figures{"closed": 20, "complaints_founded": 1}, 50, 0},      // beyond the clamp
		{"incomplete_data", score.Figures{"closed": 100, "closed_incomplete": 3}, 3, -3}, // one per cent, one point
		{"incomplete_data", score.Figures{"closed": 150, "closed_incomplete": 4}, 2, -2}, // 2.67 per cent
		{"incomplete_data", score.Figures{"closed": 100, "closed_incomplete": 40}, 40, -5},
		{"early_bonus", score.Figures{"closed": 100, "closed_early": 9}, 0, 0},
		{"early_bonus", score.Figures{"closed": 100, "closed_early": 10}, 1, 1},
		{"early_bonus", score.Figures{"closed": 30, "closed_early": 9}, 3, 3},
		{"promise_bonus", score.Figures{"bound_promised_days": 71, "bound_statutory_days": 100}, 0, 0},
		{"promise_bonus", score.Figures{"bound_promised_days": 70, "bound_statutory_days": 100}, 3, 3},
		{"promise_bonus", score.Figures{"bound_promised_days": 55, "bound_statutory_days": 100}, 4, 4},
	} {
		shown[c.code] = true
		e, err := scheme.Evaluate(score.Month(2026, time.March), []score.Object{{ID: "a"}}, map[string]score.Figures{"a": c.figures}, nil)
		require.NoError(t, err)
		for _, m := range e.Results[0].Indicators {
			if m.Code == c.code {
				require.True(t, m.Known, c.code)
				require.InDelta(t, c.value, m.Value, 1e-9, "%s of %v", c.code, c.figures)
				require.InDelta(t, c.points, m.Points, 1e-9, "points of %s of %v", c.code, c.figures)
			}
		}
	}
	for _, i := range scheme.Indicators {
		require.Equal(t, i.Formula != "", shown[i.Code], "%s is shown here if it has a formula", i.Code)
	}

	t.Run("a unit with nothing to measure keeps its hundred points", func(t *testing.T) {
		e, err := scheme.Evaluate(score.Month(2026, time.March), []score.Object{{ID: "a"}}, nil, nil)
		require.NoError(t, err)
		require.InDelta(t, 100, e.Results[0].Score, 0)
		require.Zero(t, e.Results[0].Rank)
	})

	t.Run("whether a corrected card counts nothing or half is data", func(t *testing.T) {
		scheme.Constants["self_corrected"] = 0
		e, err := scheme.Evaluate(score.Month(2026, time.March), []score.Object{{ID: "a"}}, map[string]score.Figures{"a": {"time_red_self": 1}}, nil)
		require.NoError(t, err)
		require.InDelta(t, 100, e.Results[0].Score, 0)
	})
}

// covers S98: whatever rule a card names, its points are taken in one head and in no second one.
func TestTheCardOfEveryShippedRuleIsCountedInOneHead(t *testing.T) {
	scheme, err := process.ParseScheme("2026-01.yaml", []byte(schemeText(t)))
	require.NoError(t, err)
	set, err := process.ParseRules("2026-01.yaml", shippedRules(t))
	require.NoError(t, err)
	names := map[string]string{"process_yellow": "R-P1", "fee_yellow": "R-F1", "other_yellow": "", "time_yellow": ""}
	heads := func(code string) []string {
		var found []string
		for _, n := range scheme.Numbers {
			_, asked := names[n.Name]
			if asked && slices.ContainsFunc(n.Rules, func(rule string) bool {
				return rule == code || !score.Whole(rule) && strings.HasPrefix(code, rule)
			}) {
				found = append(found, n.Name)
			}
		}
		return found
	}
	for _, r := range set.Rules {
		if r.Effect != "" {
			continue // it issues nothing
		}
		found := heads(r.Code)
		require.Len(t, found, 1, r.Code)
		if own := names[found[0]]; own != "" || r.Family == "R-P1" || r.Family == "R-F1" {
			require.Equal(t, own, r.Family, r.Code)
		}
	}
	for _, code := range []string{"A04", "A09", "A11", "A14", "A16", "M01", "M06", "R-T7", "R-P1", "R-C1", "R-R1"} {
		require.Len(t, heads(code), 1, code)
	}
}

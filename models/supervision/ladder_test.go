package supervision_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// issued is a card as its first line makes it.
func issued(level models.Level, when string) *models.Card {
	card := models.NewCard("k1")
	facts := &models.CardFacts{ID: "k1", Key: "R-T1/red/decision#1", Level: level, Unit: "bureau"}
	if err := card.Fold(models.Line{
		Subject: "k1", N: 1, Verb: models.IssueCard, Acted: at(when), Actor: models.System(),
		Facts: models.Facts{Card: facts, About: &models.Ref{Kind: models.CaseKind, ID: "c1"}, Planned: workdays(5)},
	}); err != nil {
		panic(err)
	}
	return card
}

func record(t *testing.T, card *models.Card, verb models.Verb, when time.Time, facts models.CardFacts) {
	t.Helper()
	require.NoError(t, card.Fold(models.Line{Subject: "k1", N: card.N + 1, Verb: verb, Acted: when, Facts: models.Facts{Card: &facts}}))
}

// rung returns the next rung that lies ahead of a card, and when.
func rung(set *supervision.RuleSet, card *models.Card) (int, string) {
	for _, th := range set.Ahead(card, clock.National()) {
		if th.Effect == models.Climb {
			return th.Rung, th.At.In(clock.Zone).Format("2006-01-02")
		}
	}
	return 0, ""
}

func TestLadder(t *testing.T) {
	set := shipped(t)
	// climbed says when each rung is climbed while nobody answers.
	climbed := func(t *testing.T, card *models.Card, most int) []string {
		t.Helper()
		var out []string
		for range most {
			number, when := rung(set, card)
			if number == 0 {
				return out
			}
			require.Equal(t, card.Rung+1, number, "in order")
			out = append(out, when)
			record(t, card, models.Climb, at(when), models.CardFacts{Rung: number, Due: at(when)})
		}
		return out
	}

	t.Run("an unopened yellow card climbs after one working day, then two, then three, and no further", func(t *testing.T) {
		// Issued on Thursday 05-07: 08 is the first day. Two after Saturday 05-09, which is worked and opens then: 11, 12. Three
		// after 05-13: 14, 15, 18.
		require.Equal(t, []string{"2026-05-09", "2026-05-13", "2026-05-19"}, climbed(t, issued(models.Yellow, "2026-05-07 00:01"), 9))
	})

	t.Run("an opened yellow card climbs after five working days without an answer", func(t *testing.T) {
		card := issued(models.Yellow, "2026-05-07 00:01")
		record(t, card, models.OpenCard, at("2026-05-08 09:00"), models.CardFacts{})
		_, when := rung(set, card)
		require.Equal(t, "2026-05-14", when, "08, 09 (worked), 11, 12, 13")
	})

	t.Run("a red card goes to the leader after three working days, and to each tier above three later", func(t *testing.T) {
		// Issued on Friday 2025-09-26: 28 (Sunday, worked), 29, 30. Three after 10-01: 10-09, 10, 11 (Saturday, worked). Three
		// after Sunday 10-12: 13, 14, 15. Three after 10-16: 17, 20, 21.
		require.Equal(t, []string{"2025-10-01", "2025-10-12", "2025-10-16", "2025-10-22"}, climbed(t, issued(models.Red, "2025-09-26 10:00"), 4))
	})

	t.Run("opening a red card does not stop its climb, answering or withdrawing it does", func(t *testing.T) {
		for verb, climbs := range map[models.Verb]bool{models.OpenCard: true, models.AnswerCard: false, models.WithdrawCard: false} {
			card := issued(models.Red, "2026-03-02 10:00")
			record(t, card, verb, at("2026-03-03 09:00"), models.CardFacts{ID: "k1"})
			number, _ := rung(set, card)
			require.Equal(t, climbs, number == 1, verb)
		}
	})

	t.Run("the top of the ladder is the end of it", func(t *testing.T) {
		card := issued(models.Red, "2026-03-02 10:00")
		record(t, card, models.Climb, at("2026-03-06"), models.CardFacts{Rung: 3, Due: at("2026-03-06"), Cause: models.TopOfLadder})
		number, _ := rung(set, card)
		require.Zero(t, number)
	})

	t.Run("each rung above the last tells one tier more", func(t *testing.T) {
		require.Equal(t, []int{1, 1, 2, 3, 4}, []int{
			set.TiersAbove(models.Red, 1), set.TiersAbove(models.Red, 2), set.TiersAbove(models.Red, 3), set.TiersAbove(models.Red, 4),
			set.TiersAbove(models.Red, 5),
		})
		_, fourth := set.RungOf(models.Yellow, 4)
		require.False(t, fourth)
	})

	t.Run("a late answer brings a card about the card, and none about that one (R-T8)", func(t *testing.T) {
		first := issued(models.Red, "2026-03-02 10:00")
		require.Len(t, set.Thresholds(first, clock.National()), 5, "three of the answer, one that speaks to the supervisor, one rung")
		second := issued(models.Red, "2026-03-02 10:00")
		second.About.Kind = models.CardKind
		for _, th := range set.Thresholds(second, clock.National()) {
			require.Equal(t, models.Climb, th.Effect)
		}
	})

	t.Run("recipients add up from level to level", func(t *testing.T) {
		for _, r := range set.Tell.At(models.Warning) {
			require.Contains(t, set.Tell.At(models.Red), r)
		}
		for _, r := range set.Tell.At(models.Yellow) {
			require.Contains(t, set.Tell.At(models.Red), r)
		}
	})
}

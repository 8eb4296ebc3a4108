package supervision_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// A clock of seven working days from Monday 2026-03-02 on: yellow falls as Thursday the 12th opens, red with it one day
// later, since both limits are the same. A stricter set warns when five days are left: as Thursday the 5th opens.
func TestEffective(t *testing.T) {
	stricter := *shipped(t)
	stricter.Rules = append(stricter.Rules[:0:0], stricter.Rules...)
	stricter.Rules[0].Warning = clock.Left(5)
	legal := models.LegalClock{
		Name: "decision#1", Kind: clock.KindDecision, Timeline: clock.Timeline{Start: at("2026-03-02 09:00"), Promised: workdays(7)},
	}
	speaks := func(effective string, l models.LegalClock) map[models.Level]time.Time {
		set, out := stricter, map[models.Level]time.Time{}
		if effective != "" {
			set.Effective = at(effective)
		}
		for _, th := range set.Thresholds(subject{l}, clock.National()) {
			out[th.Level] = th.At
		}
		return out
	}

	t.Run("a rule says nothing of what was over before it came into force", func(t *testing.T) {
		ended := legal
		ended.End = at("2026-03-09 10:00")
		require.Equal(t, at("2026-03-05"), speaks("2026-03-04", ended)[models.Warning])
		require.Empty(t, speaks("2026-03-10", ended))
	})

	t.Run("an instant that lay behind when the rule came into force is the instant at which it came into force", func(t *testing.T) {
		require.Equal(t, at("2026-03-09 15:30"), speaks("2026-03-09 15:30", legal)[models.Warning])
	})

	t.Run("what lies ahead stays where it is", func(t *testing.T) {
		require.Equal(t, at("2026-03-05"), speaks("2026-03-05", legal)[models.Warning])
		require.Equal(t, speaks("", legal)[models.Yellow], speaks("2026-03-09 15:30", legal)[models.Yellow])
		require.Equal(t, speaks("", legal)[models.Red], speaks("2026-03-09 15:30", legal)[models.Red])
	})

	t.Run("a shorter ladder does not run up all its rungs on the day it comes into force", func(t *testing.T) {
		card := issued(models.Red, "2026-03-02 10:00")
		set := stricter
		set.Effective = at("2026-04-01")
		ahead := set.Ahead(card, clock.National())
		rung := ahead[len(ahead)-1]
		require.Equal(t, models.Climb, rung.Effect)
		require.Equal(t, at("2026-04-01"), rung.At)
		record(t, card, models.Climb, rung.At, models.CardFacts{Rung: 1, Due: rung.At})
		ahead = set.Ahead(card, clock.National())
		require.True(t, ahead[len(ahead)-1].At.After(at("2026-04-03")), "the next one counts from there")
	})

	t.Run("a signal is judged again by the rule that gave it, as its clock was counted then", func(t *testing.T) {
		set := stricter
		due, speaks := set.Again("R-T1", models.Warning, legal.Timeline, clock.National())
		require.True(t, speaks)
		require.Equal(t, at("2026-03-05"), due)
		off := clock.National().Overridden([]clock.Day{{Name: "停工", Date: clock.NewDate(2026, 3, 3), Off: true}})
		due, _ = set.Again("R-T1", models.Warning, legal.Timeline, off)
		require.Equal(t, at("2026-03-06"), due)
		_, speaks = set.Again("R-T99", models.Warning, legal.Timeline, off)
		require.False(t, speaks)
		_, speaks = set.Again("R-T3", models.Yellow, legal.Timeline, off)
		require.False(t, speaks, "R-T3 has no yellow card")
	})
}

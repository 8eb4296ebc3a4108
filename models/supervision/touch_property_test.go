package supervision_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mingcha/models"
	"mingcha/models/clock"
)

// anyClock draws a running clock of the spring of 2026, with holidays and make-up days around it.
func anyClock(t *rapid.T) models.LegalClock {
	units := []clock.Unit{
		clock.UnitWorkday, clock.UnitWorkday, clock.UnitDay, clock.UnitWorkhour, clock.UnitHour, clock.UnitMonth, clock.UnitWorkminute,
	}
	limit := func(name string) clock.Limit {
		l := clock.Limit{N: rapid.IntRange(1, 25).Draw(t, name), Unit: rapid.SampledFrom(units).Draw(t, name+" unit")}
		l.Roll = rapid.Bool().Draw(t, name+" rolls")
		if l.Unit == clock.UnitMonth {
			l.N = min(l.N, 3)
		}
		return l
	}
	start := at("2026-04-13").Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "start")) * time.Minute)
	timeline := clock.Timeline{Start: start, Promised: limit("promised")}
	if rapid.Bool().Draw(t, "two limits") {
		timeline.Statutory = limit("statutory")
	}
	if rapid.Bool().Draw(t, "stopped") {
		from := start.Add(time.Duration(rapid.IntRange(0, 10*24).Draw(t, "from")) * time.Hour)
		timeline.Stops = []clock.Stop{{From: from}}
		if rapid.IntRange(0, 3).Draw(t, "still") > 0 {
			timeline.Stops[0].To = from.Add(time.Duration(rapid.IntRange(1, 10*24).Draw(t, "to")) * time.Hour)
		}
	}
	kind := rapid.SampledFrom([]clock.Kind{
		clock.KindDecision, clock.KindStep, clock.KindAcceptance, clock.KindSpecial, clock.KindDelivery, clock.KindSupplement,
		clock.KindFeedback, models.PrereviewClock,
	}).Draw(t, "kind")
	return models.LegalClock{Name: "c#1", Kind: kind, Timeline: timeline}
}

// TestWhatIsNotTouchedDoesNotMove shows that a change of days which touches nothing of a subject leaves every instant of it
// as it was, in any unit, with stops, and whichever days change.
func TestWhatIsNotTouchedDoesNotMove(t *testing.T) {
	set, moved, untouched := shipped(t), 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := subject{anyClock(t)}
		before := clock.National()
		first := clock.NewDate(2026, 3, 20) + clock.Date(rapid.IntRange(0, 120).Draw(t, "day"))
		var days []clock.Date
		var named []clock.Day
		for i := range rapid.IntRange(1, 4).Draw(t, "days") {
			d := first + clock.Date(i)
			days, named = append(days, d), append(named, clock.Day{Name: "changed", Date: d, Off: before.Workday(d)})
		}
		after := before.Overridden(named)
		was, is := set.Thresholds(s, before), set.Thresholds(s, after)
		if set.Touches(s, after, days) {
			moved++
			return
		}
		untouched++
		require.Len(t, is, len(was))
		for i := range was {
			require.Equal(t, was[i].At, is[i].At, was[i].Key)
		}
	})
	require.Positive(t, moved)
	require.Positive(t, untouched)
}

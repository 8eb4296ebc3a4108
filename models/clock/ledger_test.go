package clock_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/clock"
)

func decision() *clock.Ledger {
	return &clock.Ledger{
		Kind: clock.KindDecision, Promised: limit(10, clock.UnitWorkday), Statutory: limit(20, clock.UnitWorkday),
	}
}

func entry(instant string) clock.Entry {
	return clock.Entry{At: at(instant), Actor: "li", Reason: "expert review", Document: "D-1"}
}

func TestLedgerRefusesIllegalMoves(t *testing.T) {
	t.Run("nothing moves before the start", func(t *testing.T) {
		l := decision()
		require.ErrorContains(t, l.Stop(entry("2025-06-03T10:00:00")), "stop the decision clock: it does not run")
		require.ErrorContains(t, l.Resume(entry("2025-06-03T10:00:00")), "it is not stopped")
		require.ErrorContains(t, l.Extend(clock.Entry{At: at("2025-06-03T10:00:00"), N: 1}), "it was not started")
		require.ErrorContains(t, l.Recompute(entry("2025-06-03T10:00:00")), "it was not started")
		_, started := l.Timeline()
		require.False(t, started)
		require.False(t, l.Running() || l.Stopped())
		require.Empty(t, l.Entries)
	})
	t.Run("a clock starts once, at an instant, with limits that can be counted", func(t *testing.T) {
		require.ErrorContains(t, (&clock.Ledger{}).Start(entry("2025-06-03T10:00:00")), `unit "" is not known`)
		l := decision()
		require.ErrorContains(t, l.Start(clock.Entry{}), "the instant is missing")
		require.NoError(t, l.Start(entry("2025-06-03T10:00:00")))
		require.ErrorContains(t, l.Start(entry("2025-06-04T10:00:00")), "it was started before")
	})
	t.Run("stop and resume take turns", func(t *testing.T) {
		l := decision()
		require.NoError(t, l.Start(entry("2025-06-03T10:00:00")))
		require.ErrorContains(t, l.Resume(entry("2025-06-03T10:00:00")), "it is not stopped")
		require.NoError(t, l.Stop(entry("2025-06-05T10:00:00")))
		require.ErrorContains(t, l.Stop(entry("2025-06-06T10:00:00")), "it does not run")
		require.ErrorContains(t, l.Resume(entry("2025-06-05T09:59:59")), "before the stop")
		require.True(t, l.Stopped())
		require.NoError(t, l.Resume(entry("2025-06-09T10:00:00")))
		require.True(t, l.Running())
	})
	t.Run("an extension adds at least one unit", func(t *testing.T) {
		l := decision()
		require.NoError(t, l.Start(entry("2025-06-03T10:00:00")))
		require.ErrorContains(t, l.Extend(entry("2025-06-05T10:00:00")), "0 units")
	})
}

func TestLedgerTellsItsTimeline(t *testing.T) {
	l := decision()
	require.NoError(t, l.Start(entry("2025-06-03T10:00:00")))
	require.NoError(t, l.Stop(clock.Entry{At: at("2025-06-05T10:00:00"), WholeDay: true, Planned: limit(3, clock.UnitWorkday)}))
	require.NoError(t, l.Resume(entry("2025-06-05T16:00:00")))
	require.NoError(t, l.Extend(clock.Entry{At: at("2025-06-06T10:00:00"), N: 5}))
	require.NoError(t, l.Recompute(entry("2025-06-07T10:00:00")))
	before := *l
	require.NoError(t, l.Stop(entry("2025-06-10T10:00:00")))

	t.Run("an open stop holds the cards off and keeps the remainder", func(t *testing.T) {
		timeline, started := l.Timeline()
		require.True(t, started && l.Stopped())
		require.Equal(t, []clock.Stop{
			{From: at("2025-06-05T10:00:00"), To: at("2025-06-05T16:00:00"), WholeDay: true}, {From: at("2025-06-10T10:00:00")},
		}, timeline.Stops)
		result := clock.National().Judge(timeline)
		require.Equal(t, 15, result.N)
		require.True(t, result.Yellow.IsZero())
		require.Equal(t, 12, clock.National().StateAt(timeline, at("2025-09-01T10:00:00")).Remaining) // 06-04, 06-06, 06-09
	})
	t.Run("a copy taken earlier knows nothing of it", func(t *testing.T) {
		other := before
		require.NoError(t, other.Extend(clock.Entry{At: at("2025-06-11T10:00:00"), N: 1}))
		require.Equal(t, clock.MoveStop, l.Entries[5].Move)
		require.True(t, before.Running() && len(before.Entries) == 5)
	})
	t.Run("it travels as JSON", func(t *testing.T) {
		written, err := json.Marshal(l)
		require.NoError(t, err)
		var read clock.Ledger
		require.NoError(t, json.Unmarshal(written, &read))
		one, _ := l.Timeline()
		other, _ := read.Timeline()
		require.Equal(t, clock.National().Judge(one), clock.National().Judge(other))
		again, err := json.Marshal(read)
		require.NoError(t, err)
		require.JSONEq(t, string(written), string(again))
	})
	t.Run("a clock with one limit has it as both", func(t *testing.T) {
		step := &clock.Ledger{Kind: clock.KindStep, Name: "review", Promised: limit(630, clock.UnitWorkminute)}
		require.NoError(t, step.Start(entry("2025-06-03T10:00:00")))
		timeline, _ := step.Timeline()
		require.Equal(t, timeline.Promised, timeline.Statutory)
		step = &clock.Ledger{Kind: clock.KindStep, Statutory: limit(5, clock.UnitDay)}
		require.NoError(t, step.Start(entry("2025-06-03T10:00:00")))
		timeline, _ = step.Timeline()
		require.Equal(t, timeline.Statutory, timeline.Promised)
	})
	t.Run("a ledger from elsewhere that resumes without a stop does no harm", func(t *testing.T) {
		odd := clock.Ledger{Entries: []clock.Entry{{Move: clock.MoveResume, At: at("2025-06-03T10:00:00")}}}
		timeline, started := odd.Timeline()
		require.False(t, started)
		require.Empty(t, timeline.Stops)
	})
}

package clock_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mingcha/models/clock"
)

// hours are times of day in seconds; the edges of days and working hours come up often.
var hours = rapid.OneOf(
	rapid.Int64Range(0, 86399),
	rapid.SampledFrom([]int64{0, 1, 9 * 3600, 12*3600 - 1, 12 * 3600, 13*3600 + 1800, 17*3600 + 1800, 86399}),
)

// instants draws a second within some days of a day.
func instants(t *rapid.T, label string, day, before, after int64) time.Time {
	d := rapid.Int64Range(day-before, day+after).Draw(t, label+" day")
	return instantOf(d*86400 + hours.Draw(t, label+" hour"))
}

func drawLimit(t *rapid.T, label string) clock.Limit {
	unit := rapid.SampledFrom([]clock.Unit{
		clock.UnitWorkday, clock.UnitWorkday, clock.UnitDay, clock.UnitDay,
		clock.UnitWorkhour, clock.UnitHour, clock.UnitWorkminute, clock.UnitMinute,
	}).Draw(t, label+" unit")
	most := map[clock.Unit]int{
		clock.UnitWorkday: 45, clock.UnitDay: 90, clock.UnitWorkhour: 24, clock.UnitHour: 200,
		clock.UnitWorkminute: 900, clock.UnitMinute: 3000,
	}[unit]
	n := rapid.OneOf(rapid.IntRange(1, most), rapid.IntRange(1, 3)).Draw(t, label+" n")
	return clock.Limit{N: n, Unit: unit, Roll: rapid.Bool().Draw(t, label+" roll")}
}

func drawStops(t *rapid.T, day int64) []clock.Stop {
	stops := []clock.Stop{}
	for range rapid.IntRange(0, 4).Draw(t, "stops") {
		from := instants(t, "from", day, 4, 30)
		to := instants(t, "to", dayOf(secondsOf(from)), 0, rapid.SampledFrom([]int64{0, 1, 12}).Draw(t, "long"))
		if from.Before(to) {
			stops = append(stops, clock.Stop{From: from, To: to, WholeDay: rapid.Bool().Draw(t, "whole day")})
		}
	}
	return stops
}

// drawTimeline draws a timeline that begins in the years 2019 to 2027: the first and the last two are not loaded or
// partly so.
func drawTimeline(t *rapid.T) clock.Timeline {
	first, last := dayOf(secondsOf(date(2019, 12, 1))), dayOf(secondsOf(date(2027, 2, 1)))
	day := rapid.Int64Range(first, last).Draw(t, "start day")
	promised := drawLimit(t, "promised")
	statutory := promised
	if !rapid.Bool().Draw(t, "same limit") {
		statutory = drawLimit(t, "statutory")
	}
	timeline := clock.Timeline{
		Start: instantOf(day*86400 + hours.Draw(t, "start hour")), Promised: promised, Statutory: statutory,
		Stops: drawStops(t, day),
	}
	for range rapid.IntRange(0, 3).Draw(t, "extensions") {
		at := instants(t, "at", day, 2, rapid.SampledFrom([]int64{3, 20, 60}).Draw(t, "soon"))
		timeline.Extensions = append(timeline.Extensions, clock.Extension{At: at, N: rapid.IntRange(1, 12).Draw(t, "added")})
	}
	return timeline
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, shanghai)
}

// same compares results by their instants, whatever the zone's name.
func same(t require.TestingT, want, got clock.Result) {
	for _, r := range []*clock.Result{&want, &got} {
		for _, instant := range []*time.Time{&r.DuePromised, &r.DueStatutory, &r.Warning, &r.Yellow, &r.Red} {
			*instant = instant.UTC()
		}
	}
	require.Equal(t, want, got)
}

// covers S22
func TestRT1AgreesWithCountingByHand(t *testing.T) {
	o := newOracle(t)
	rapid.Check(t, func(t *rapid.T) {
		timeline := drawTimeline(t)
		start := dayOf(secondsOf(timeline.Start))
		queries := []time.Time{
			instants(t, "query", start, 2, 10), instants(t, "query", start, 0, 60), timeline.Start,
		}
		want, states, _ := o.judge(timeline, queries)
		got := clock.National().Judge(timeline)
		same(t, want, got)
		for i, query := range queries {
			require.Equal(t, states[i], clock.National().StateAt(timeline, query), query)
		}
		for _, edge := range []time.Time{got.Warning, got.Yellow, got.Red} { // the very instant is already the level
			require.NotEqual(t, clock.LevelNone, clock.National().StateAt(timeline, edge).Level)
		}
	})
}

func TestThresholdsAgreeWithCountingByHand(t *testing.T) {
	o := newOracle(t)
	rapid.Check(t, func(t *rapid.T) {
		timeline := drawTimeline(t)
		k := rapid.IntRange(0, 12).Draw(t, "k")
		permille := rapid.IntRange(1, 1000).Draw(t, "permille")
		_, _, limits := o.judge(timeline, []time.Time{timeline.Start.AddDate(0, 0, 1)})
		for i, which := range []clock.Which{clock.Promised, clock.Statutory} {
			f := limits[i]
			left := f.positions[max(0, f.n-k)]
			margin := 1
			for margin*1000 < permille*f.n {
				margin++
			}
			past := dayOf(f.due - 1)
			for range k + 1 {
				past = o.nextWorkday(timeline, past)
			}
			for threshold, want := range map[clock.Threshold]int64{
				clock.Left(k):         left,
				clock.Share(permille): f.positions[f.n-margin],
				clock.Past():          f.due,
				clock.PastDays(k + 1): (past + 1) * 86400,
				clock.Times(1):        f.positions[f.n],
			} {
				instant, _, ok := clock.National().At(timeline, which, threshold)
				require.True(t, ok)
				require.Equal(t, instantOf(want).UTC(), instant.UTC(), "%s %s", which, threshold)
			}
		}
	})
}

// An open stop knows neither more nor less than what holds for every way in which it may end.
func TestAnOpenStopShowsWhatHoldsHoweverItEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		open := drawTimeline(t)
		start := dayOf(secondsOf(open.Start))
		from := instants(t, "open from", start, 2, 60)
		for i := range open.Extensions {
			if open.Extensions[i].At.After(from) {
				open.Extensions[i].At = from
			}
		}
		closed := open
		ends := instants(t, "ends", dayOf(secondsOf(from))+1, 0, 400)
		open.Stops = append(open.Stops[:len(open.Stops):len(open.Stops)], clock.Stop{From: from})
		closed.Stops = append(closed.Stops[:len(closed.Stops):len(closed.Stops)], clock.Stop{From: from, To: ends})
		now, later := clock.National().Judge(open), clock.National().Judge(closed)
		known := func(instant time.Time) time.Time {
			if instant.After(from) {
				return time.Time{}
			}
			return instant
		}
		later.DuePromised, later.DueStatutory = known(later.DuePromised), known(later.DueStatutory)
		later.Warning, later.Yellow, later.Red = known(later.Warning), known(later.Yellow), known(later.Red)
		later.Provisional = now.Provisional // an instant that does not exist rests on nothing
		same(t, later, now)
		query := instants(t, "query", start, 0, 60)
		if !query.After(from) {
			require.Equal(t, clock.National().StateAt(closed, query), clock.National().StateAt(open, query))
		}
		require.Equal(t, clock.National().StateAt(open, from).Used, clock.National().StateAt(open, from.AddDate(1, 0, 0)).Used)
	})
}

package clock_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/clock"
)

func at(text string) time.Time {
	instant, err := time.Parse(time.RFC3339, text+"+08:00")
	if err != nil {
		panic(err)
	}
	return instant
}

func limit(n int, unit clock.Unit) clock.Limit { return clock.Limit{N: n, Unit: unit} }

func TestParseLimit(t *testing.T) {
	t.Run("what gives no limit is refused", func(t *testing.T) {
		for _, bad := range []struct {
			number float64
			unit   string
		}{
			{1, "year"}, {1, "working-day"}, {1, ""}, {0, "working_day"}, {-1, "working_day"}, {10001, "hour"},
			{0.5, "hour"}, {0.5, "calendar_day"}, {1.5, "month"}, {1.0 / 999, "working_day"}, {30.5, "working_day"},
			{math.NaN(), "working_day"}, {math.Inf(1), "working_day"}, {math.Inf(1), "month"},
		} {
			_, err := clock.ParseLimit(bad.number, bad.unit)
			require.Error(t, err, "%v %s", bad.number, bad.unit)
		}
	})
	for _, good := range []struct {
		number float64
		unit   string
		want   clock.Limit
	}{
		{20, "working_day", limit(20, clock.UnitWorkday)},
		{0.5, "working_day", limit(210, clock.UnitWorkminute)},
		{1.5, "working_day", limit(630, clock.UnitWorkminute)},
		{0.1, "working_day", limit(42, clock.UnitWorkminute)},
		{30, "calendar_day", limit(30, clock.UnitDay)},
		{0, "on_the_spot", limit(1, clock.UnitWorkday)},
		{3, "month", limit(3, clock.UnitMonth)},
		{24, "hour", limit(24, clock.UnitHour)},
		{30, "minute", limit(30, clock.UnitWorkminute)},
	} {
		t.Run(good.unit, func(t *testing.T) {
			got, err := clock.ParseLimit(good.number, good.unit)
			require.NoError(t, err)
			require.Equal(t, good.want, got)
			require.NoError(t, got.Validate())
		})
	}
}

// pain 13
func TestLimitValidate(t *testing.T) {
	err := clock.Limit{N: 0, Unit: "fortnight"}.Validate()
	require.ErrorContains(t, err, "n 0 is not within 1 to 10000")
	require.ErrorContains(t, err, `unit "fortnight" is not known`)
	require.Error(t, limit(10001, clock.UnitDay).Validate())
}

// covers S22
// pain 12
func TestWorkingDayVectors(t *testing.T) { // domain.md 4.8; the day of the event is not counted
	for _, v := range []struct {
		start string
		n     int
		due   string
	}{
		{"2024-02-08", 5, "2024-02-21"}, {"2025-01-24", 5, "2025-02-07"}, {"2025-09-26", 5, "2025-10-10"},
		{"2026-02-13", 5, "2026-02-27"}, {"2026-02-13", 20, "2026-03-19"}, {"2026-09-18", 5, "2026-09-24"},
		{"2026-09-30", 1, "2026-10-08"}, {"2025-12-31", 1, "2026-01-04"}, {"2024-09-27", 20, "2024-10-30"},
		{"2026-01-05", 45, "2026-03-13"},
	} {
		t.Run(v.start, func(t *testing.T) {
			result := clock.National().Judge(clock.Timeline{
				Start: at(v.start + "T10:00:00"), Promised: limit(v.n, clock.UnitWorkday),
			})
			require.Equal(t, day(v.due).Ends(), result.DuePromised)
			require.Equal(t, result.DuePromised, result.DueStatutory)
			require.False(t, result.Provisional)
		})
	}
}

func TestDueInUnitsOfTheProduct(t *testing.T) {
	lunch := clock.Stop{From: at("2025-09-28T12:00:00"), To: at("2025-09-28T14:00:00")}
	for name, v := range map[string]struct {
		timeline clock.Timeline
		due      string
	}{
		"half a working day ends at noon, though the afternoon opens later": {
			clock.Timeline{Start: at("2025-09-28T08:00:00"), Promised: limit(180, clock.UnitWorkminute)}, "2025-09-28T12:00:00"},
		"minutes at the counter run over a make-up Sunday and its stop": {
			clock.Timeline{Start: at("2025-09-28T11:50:00"), Promised: limit(30, clock.UnitWorkminute), Stops: []clock.Stop{lunch}},
			"2025-09-28T14:20:00"},
		"a stop that begins exactly there does not move it": {
			clock.Timeline{Start: at("2025-09-28T11:30:00"), Promised: limit(30, clock.UnitWorkminute), Stops: []clock.Stop{lunch}},
			"2025-09-28T12:00:00"},
		"plain minutes of a drill run at night": {
			clock.Timeline{Start: at("2025-10-01T23:59:30"), Promised: limit(2, clock.UnitMinute)}, "2025-10-02T00:01:30"},
		"a month ends with the same day of the next": {
			clock.Timeline{Start: at("2025-01-15T10:00:00"), Promised: limit(1, clock.UnitMonth)}, "2025-02-16T00:00:00"},
		"a month from the 31st ends with the last day": {
			clock.Timeline{Start: at("2025-01-31T10:00:00"), Promised: limit(1, clock.UnitMonth)}, "2025-03-01T00:00:00"},
		"stopped days push a month on": {
			clock.Timeline{Start: at("2025-01-15T10:00:00"), Promised: limit(1, clock.UnitMonth),
				Stops: []clock.Stop{{From: at("2025-02-01T09:00:00"), To: at("2025-02-04T09:00:00")}}}, "2025-02-19T00:00:00"},
		"a stop on the days that were won pushes it on once more": {
			clock.Timeline{Start: at("2025-01-15T10:00:00"), Promised: limit(1, clock.UnitMonth),
				Stops: []clock.Stop{{From: at("2025-02-01T09:00:00"), To: at("2025-02-04T09:00:00")},
					{From: at("2025-02-17T09:00:00"), To: at("2025-02-18T09:00:00")}}}, "2025-02-20T00:00:00"},
		"a month that ends on a holiday rolls if the limit says so": {
			clock.Timeline{Start: at("2025-09-03T10:00:00"), Promised: clock.Limit{N: 1, Unit: clock.UnitMonth, Roll: true}},
			"2025-10-10T00:00:00"},
		"an extension adds months": {
			clock.Timeline{Start: at("2025-01-15T10:00:00"), Promised: limit(1, clock.UnitMonth),
				Extensions: []clock.Extension{{At: at("2025-02-15T10:00:00"), N: 2}}}, "2025-04-16T00:00:00"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, at(v.due).UTC(), clock.National().Judge(v.timeline).DuePromised.UTC())
		})
	}
}

func TestMonthsUsed(t *testing.T) {
	timeline := clock.Timeline{Start: at("2025-01-31T10:00:00"), Promised: limit(3, clock.UnitMonth)}
	for instant, used := range map[string]int{
		"2025-01-30T00:00:00": 0, "2025-02-28T23:59:59": 0, "2025-03-01T00:00:00": 1, "2025-03-31T23:59:59": 1,
		"2025-04-01T00:00:00": 2, "2025-05-01T00:00:00": 3, "2026-02-01T00:00:00": 12,
	} {
		require.Equal(t, used, clock.National().StateAt(timeline, at(instant)).Used, instant)
	}
}

func TestFarAway(t *testing.T) {
	t.Run("ten thousand working days from the last year that may be written", func(t *testing.T) {
		result := clock.National().Judge(clock.Timeline{Start: at("2099-12-31T10:00:00"), Promised: limit(10000, clock.UnitWorkday)})
		require.Equal(t, day("2138-05-01").Ends(), result.DuePromised) // a Thursday too, 2000 weeks later
		require.True(t, result.Provisional)
	})
	t.Run("ten thousand months", func(t *testing.T) {
		result := clock.National().Judge(clock.Timeline{Start: at("2099-12-31T10:00:00"), Promised: limit(10000, clock.UnitMonth)})
		require.Equal(t, day("2933-04-30").Ends(), result.DuePromised)
	})
	t.Run("a unit that is not known is never due", func(t *testing.T) {
		result := clock.National().Judge(clock.Timeline{Start: at("2025-12-31T10:00:00"), Promised: limit(1, "fortnight")})
		require.True(t, result.Yellow.IsZero() && result.Red.IsZero() && result.Warning.IsZero())
	})
}

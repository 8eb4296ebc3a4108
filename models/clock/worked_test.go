package clock_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/clock"
)

func TestWorked(t *testing.T) {
	cal := clock.National()
	at := func(text string) time.Time {
		instant, err := time.ParseInLocation("2006-01-02 15:04", text, clock.Zone)
		require.NoError(t, err)
		return instant
	}
	limit := func(n int) clock.Limit { return clock.Limit{N: n, Unit: clock.UnitWorkday} }
	t.Run("a limit of so many working days is kept exactly while no more of them have begun", func(t *testing.T) {
		start := at("2026-09-28 16:30") // before the holidays of October, with make-up days
		for hour := range 24 * 40 {
			now := start.Add(time.Duration(hour) * time.Hour)
			line := clock.Timeline{Start: start, Promised: limit(6), Stops: []clock.Stop{{From: at("2026-10-12 10:00"), To: at("2026-10-14 09:00")}}}
			due := cal.Judge(line).DuePromised
			require.Equal(t, now.Before(due), cal.Workdays(line, now) <= 6, now)
		}
	})
	t.Run("the day of the start is none, a weekend neither", func(t *testing.T) {
		line := clock.Timeline{Start: at("2026-03-06 09:00")} // a Friday
		require.Zero(t, cal.Workdays(line, at("2026-03-06 17:00")))
		require.Zero(t, cal.Workdays(line, at("2026-03-08 17:00")))
		require.Equal(t, 1, cal.Workdays(line, at("2026-03-09 08:00")))
	})
	t.Run("minutes run in working hours only and not while the clock stands", func(t *testing.T) {
		line := clock.Timeline{Start: at("2026-03-06 16:30")}
		require.Equal(t, 60, cal.Workminutes(line, at("2026-03-06 23:00")))
		require.Equal(t, 60+180+30, cal.Workminutes(line, at("2026-03-09 14:00")))
		line.Stops = []clock.Stop{{From: at("2026-03-09 09:00"), To: at("2026-03-09 12:00")}}
		require.Equal(t, 90, cal.Workminutes(line, at("2026-03-09 14:00")))
		require.Equal(t, 7*60, clock.WorkdayMinutes)
	})
}

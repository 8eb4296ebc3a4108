package clock_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"mingcha/models/clock"
)

func day(text string) clock.Date {
	d, err := clock.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func off(text string) clock.Day { return clock.Day{Name: "local", Date: day(text), Off: true} }

func worked(text string) clock.Day { return clock.Day{Name: "local", Date: day(text)} }

func TestDate(t *testing.T) {
	t.Run("what is not a date is refused", func(t *testing.T) {
		for _, text := range []string{"", "2025-02-29", "2025-2-01", "25-02-01", "2025-02-01T00:00:00", "0000-01-01", "2025/02/01"} {
			_, err := clock.ParseDate(text)
			require.Error(t, err, text)
		}
	})
	t.Run("an instant belongs to its day in Shanghai, the midnight to the day it opens", func(t *testing.T) {
		require.Equal(t, day("2025-10-01"), clock.DateOf(time.Date(2025, 9, 30, 16, 0, 0, 0, time.UTC)))
		require.Equal(t, day("2025-09-30"), clock.DateOf(time.Date(2025, 9, 30, 15, 59, 59, 999, time.UTC)))
		require.Equal(t, "2025-10-02T00:00:00+08:00", day("2025-10-01").Ends().Format(time.RFC3339))
		require.Equal(t, "2025-10-01T00:00:00+08:00", day("2025-10-01").Opens().Format(time.RFC3339))
	})
	t.Run("every day of four centuries agrees with the time package", func(t *testing.T) {
		d := day("1900-01-01")
		for at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2300; at = at.AddDate(0, 0, 1) {
			require.Equal(t, d, clock.NewDate(at.Date()))
			require.Equal(t, at.Weekday(), d.Weekday())
			require.Equal(t, at.Year(), d.Year())
			d++
		}
	})
	t.Run("a month later is the same day, or the last one there is", func(t *testing.T) {
		require.Equal(t, day("2025-02-28"), day("2025-01-31").AddMonths(1))
		require.Equal(t, day("2024-02-29"), day("2023-11-30").AddMonths(3))
		require.Equal(t, day("2026-01-15"), day("2025-12-15").AddMonths(1))
		require.Equal(t, day("2026-12-31"), day("2025-12-31").AddMonths(12))
	})
	t.Run("it travels as text, no date as the empty text", func(t *testing.T) {
		written, err := json.Marshal(map[clock.Date]clock.Date{day("2025-05-01"): 0})
		require.NoError(t, err)
		require.JSONEq(t, `{"2025-05-01": ""}`, string(written))
		var read map[clock.Date]clock.Date
		require.NoError(t, json.Unmarshal(written, &read))
		require.Equal(t, map[clock.Date]clock.Date{day("2025-05-01"): 0}, read)
		require.Error(t, json.Unmarshal([]byte(`{"2025-05-32": ""}`), &read))
		var rule struct{ From clock.Date }
		require.NoError(t, yaml.Unmarshal([]byte("from: 2025-05-01"), &rule))
		require.Equal(t, day("2025-05-01"), rule.From)
	})
}

func TestNationalCalendar(t *testing.T) {
	national := clock.National()
	t.Run("a make-up Sunday is worked and a named Wednesday is off", func(t *testing.T) {
		require.True(t, national.Workday(day("2025-09-28")))
		require.False(t, national.Workday(day("2025-10-01")))
		require.True(t, national.Workday(day("2025-09-30")))
		require.False(t, national.Workday(day("2025-09-27")))
	})
	t.Run("2020 to 2026 are loaded, their neighbours not", func(t *testing.T) {
		for year := 2018; year <= 2030; year++ {
			require.Equal(t, year >= 2020 && year <= 2026, national.Loaded(year), year)
		}
	})
	t.Run("the years have as many working days as the notices leave", func(t *testing.T) { // domain.md 4.8
		for year, want := range map[int]int{2024: 251, 2025: 248, 2026: 248} {
			got := 0
			for d := clock.NewDate(year, 1, 1); d.Year() == year; d++ {
				if national.Workday(d) {
					got++
				}
			}
			require.Equal(t, want, got, year)
		}
	})
	t.Run("a file may name a day of the year before", func(t *testing.T) {
		require.Len(t, national.Named(day("2022-12-31"), day("2022-12-31")), 1)
		require.Empty(t, national.Named(day("2023-01-01"), day("2022-12-31")))
		require.Len(t, national.Named(day("2025-10-01"), day("2025-10-11")), 9)
	})
}

func TestWanting(t *testing.T) {
	next := clock.YearFile{Year: 2027, Days: []clock.Day{{Name: "元旦", Date: clock.NewDate(2027, 1, 1), Off: true}}}
	for _, v := range []struct {
		calendar      *clock.Calendar
		at            string
		want          int
		certain, says string
	}{
		{clock.National(), "2026-10-31T23:59:59+08:00", 0, "2026-12-31", "nothing is asked before November"},
		{clock.National(), "2026-11-01T00:00:00+08:00", 2027, "2026-12-31", "the next year is asked for from November on"},
		{clock.National(), "2027-01-01T00:00:00+08:00", 2027, "2026-12-31", "and goes on being asked for when it has begun"},
		{clock.National(), "2027-06-01T09:00:00+08:00", 2027, "2026-12-31", "in its middle too"},
		{clock.National(), "2029-12-01T09:00:00+08:00", 2029, "2026-12-31", "the running year comes first"},
		{clock.National(), "2025-12-01T09:00:00+08:00", 0, "2026-12-31", "what is loaded ahead is enough"},
		{clock.National().With(next), "2026-12-01T09:00:00+08:00", 0, "2027-12-31", "loaded in time"},
		{clock.National().With(next), "2027-11-01T09:00:00+08:00", 2028, "2027-12-31", "a year later it is the next one's turn"},
	} {
		t.Run(v.says, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, v.at)
			require.NoError(t, err)
			require.Equal(t, v.want, v.calendar.Wanting(at))
			require.Equal(t, v.certain, v.calendar.LoadedUntil(at).String())
		})
	}
}

func TestYearFileFaults(t *testing.T) {
	for name, file := range map[string]struct{ data, fault string }{
		"not JSON":        {`{`, "read year file"},
		"no year":         {`{"days": []}`, "its year is not within 2000–2099"},
		"no list of days": {`{"year": 2027}`, "2027: has no list of days"},
		"a day not real": {`{"year": 2027, "days": [{"name": "x", "date": "2027-02-29", "isOffDay": true}]}`,
			"day 1 (2027-02-29) is not a date"},
		"a far year": {`{"year": 2027, "days": [{"name": "x", "date": "2029-01-01", "isOffDay": true}]}`,
			"day 1 (2029-01-01) is not within the years 2026–2028"},
		"a day named twice": {`{"year": 2027, "days": [{"name": "x", "date": "2027-01-01", "isOffDay": true},
			{"name": "x", "date": "2027-01-01", "isOffDay": false}]}`, "day 2 (2027-01-01) is named twice"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := clock.ParseYearFile([]byte(file.data))
			require.ErrorContains(t, err, file.fault)
		})
	}
	t.Run("one error names every faulty day and all its faults", func(t *testing.T) {
		_, err := clock.ParseYearFile([]byte(`{"year": 2027, "days": [{"date": "2027-01-01"}, {"name": "x", "isOffDay": true},
			{"name": "x", "date": "2027-01-02", "isOffDay": true}]}`))
		require.EqualError(t, err, "year file 2027: day 1 (2027-01-01) has no name and does not say isOffDay; day 2 has no date")
		var faults clock.FileFaults
		require.ErrorAs(t, err, &faults)
		require.Equal(t, clock.FileFaults{{Day: 1, Date: "2027-01-01", Rule: "day_no_name"}, {Day: 1, Date: "2027-01-01", Rule: "day_no_off"},
			{Day: 2, Rule: "day_no_date"}}, faults)
	})
	t.Run("local days are checked the same way", func(t *testing.T) {
		_, err := clock.ParseDays([]byte(`[{"name": "x", "date": "1999-01-01", "isOffDay": true}]`))
		require.ErrorContains(t, err, "day 1 (1999-01-01) is not within the years 2000–2099")
		_, err = clock.ParseDays([]byte(`{}`))
		require.ErrorContains(t, err, "read local days")
		days, err := clock.ParseDays([]byte(`[{"name": "壮族三月三", "date": "2025-03-31", "isOffDay": true}]`))
		require.NoError(t, err)
		require.Equal(t, []clock.Day{{Name: "壮族三月三", Date: day("2025-03-31"), Off: true}}, days)
	})
}

func TestCalendarLayers(t *testing.T) {
	national := clock.National()
	file := func(text string) clock.YearFile {
		read, err := clock.ParseYearFile([]byte(text))
		require.NoError(t, err)
		return read
	}
	t.Run("a new year is loaded and the old calendar stays as it was", func(t *testing.T) {
		loaded := national.With(file(`{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}`))
		require.True(t, loaded.Loaded(2027))
		require.False(t, loaded.Workday(day("2027-01-01")))
		require.False(t, national.Loaded(2027))
		require.True(t, national.Workday(day("2027-01-01")))
	})
	t.Run("a file without days loads nothing", func(t *testing.T) {
		empty := national.With(file(`{"year": 2027, "days": []}`))
		require.False(t, empty.Loaded(2027))
		require.Equal(t, national.Revision(), empty.Revision())
		require.Empty(t, clock.Diff(national, empty))
	})
	t.Run("the later year wins over a day of its neighbour", func(t *testing.T) {
		later := national.With(file(`{"year": 2027, "days": [{"name": "元旦", "date": "2026-10-10", "isOffDay": true}]}`))
		require.False(t, later.Workday(day("2026-10-10")), "2026 has it as a make-up day")
		earlier := national.With(file(`{"year": 2027, "days": [{"name": "x", "date": "2028-01-03", "isOffDay": true}]}`)).
			With(file(`{"year": 2028, "days": [{"name": "x", "date": "2028-01-03", "isOffDay": false}]}`))
		require.True(t, earlier.Workday(day("2028-01-03")))
	})
	t.Run("local days win over national ones, also over those loaded later, and load no year", func(t *testing.T) {
		local := national.Overridden([]clock.Day{off("2025-09-28"), worked("2025-10-05"), off("2027-01-04")})
		require.False(t, local.Workday(day("2025-09-28")))
		require.True(t, local.Workday(day("2025-10-05")))
		require.False(t, local.Workday(day("2027-01-04")))
		require.False(t, local.Loaded(2027))
		later := local.With(file(`{"year": 2027, "days": [{"name": "x", "date": "2027-01-04", "isOffDay": false}]}`))
		require.False(t, later.Workday(day("2027-01-04")))
	})
	t.Run("a county is laid over its province", func(t *testing.T) {
		county := national.Overridden([]clock.Day{off("2025-03-31")}).Overridden([]clock.Day{worked("2025-03-31")})
		require.True(t, county.Workday(day("2025-03-31")))
	})
	t.Run("the difference has the days that changed and all days of a year that was loaded", func(t *testing.T) {
		local := national.Overridden([]clock.Day{off("2025-03-31"), off("2025-10-01"), off("2025-03-30")})
		require.Equal(t, []clock.Date{day("2025-03-31")}, clock.Diff(national, local))
		require.Equal(t, []clock.Date{day("2025-03-31")}, clock.Diff(local, national))
		loaded := local.With(file(`{"year": 2028, "days": [{"name": "x", "date": "2027-12-31", "isOffDay": true}]}`))
		changed := clock.Diff(local, loaded)
		require.Len(t, changed, 367)
		require.Equal(t, day("2027-12-31"), changed[0])
		require.Equal(t, day("2028-12-31"), changed[366])
	})
	t.Run("the revision follows what the calendar says, however it came to say so", func(t *testing.T) {
		one := national.Overridden([]clock.Day{off("2025-03-31")})
		other := national.Overridden([]clock.Day{worked("2025-03-31")}).Overridden([]clock.Day{off("2025-03-31")})
		require.Len(t, one.Revision(), 64)
		require.Equal(t, one.Revision(), other.Revision())
		require.NotEqual(t, one.Revision(), national.Revision())
	})
}

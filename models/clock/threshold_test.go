package clock_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"mingcha/models/clock"
)

func threshold(text string) clock.Threshold {
	th, err := clock.ParseThreshold(text)
	if err != nil {
		panic(err)
	}
	return th
}

func TestThresholdText(t *testing.T) {
	t.Run("what is none of the forms is refused", func(t *testing.T) {
		for _, text := range []string{
			"", "left", "left()", "left(-1)", "left( 2)", "left(2.5)", "left(10001)", "Left(2)", "left(2) ", "share(20)",
			"share(0%)", "share(100.1%)", "share(2.55%)", "share(.5%)", "past()", "past(0 WD)", "past(1WD)", "past(1 d)",
			"past(10001 WD)", "times(0)", "times(1.5)", "times(1000)", "red(1)", "orange",
		} {
			_, err := clock.ParseThreshold(text)
			require.ErrorContains(t, err, "threshold", text)
		}
	})
	t.Run("every form is read and written the same", func(t *testing.T) {
		for text, th := range map[string]clock.Threshold{
			"left(0)": clock.Left(0), "left(2)": clock.Left(2), "share(20%)": clock.Share(200), "share(2.5%)": clock.Share(25),
			"share(100%)": clock.Share(1000), "past": clock.Past(), "past(1 WD)": clock.PastDays(1), "times(2)": clock.Times(2),
			"warning": clock.Warning(), "yellow": clock.Yellow(), "red": clock.Red(),
		} {
			require.Equal(t, th, threshold(text))
			require.Equal(t, text, th.String())
		}
	})
	t.Run("it stands in rule sets as YAML and JSON, no threshold as nothing", func(t *testing.T) {
		var rule struct{ Warning, Yellow, Red clock.Threshold }
		require.NoError(t, yaml.Unmarshal([]byte("warning: share(20%)\nred: past(1 WD)\n"), &rule))
		require.Equal(t, clock.Share(200), rule.Warning)
		require.True(t, rule.Yellow.IsZero())
		written, err := json.Marshal(rule)
		require.NoError(t, err)
		require.JSONEq(t, `{"Warning": "share(20%)", "Yellow": "", "Red": "past(1 WD)"}`, string(written))
		again := rule
		require.NoError(t, json.Unmarshal(written, &again))
		require.Equal(t, rule, again)
		require.Error(t, yaml.Unmarshal([]byte("warning: share(20)"), &rule))
	})
}

// A case with everything inside: make-up days Sunday 09-28 and Saturday 10-11, National Day, a stop on Monday 09-29, and
// three working days granted to both limits. Counted days: 09-25, 26, 28, 30, 10-09, 10, 11, 13, 14, 15, 16, 17, 20 …
var eventful = clock.Timeline{
	Start:    at("2025-09-24T15:20:00"),
	Promised: limit(5, clock.UnitWorkday), Statutory: limit(10, clock.UnitWorkday),
	Stops:      []clock.Stop{{From: at("2025-09-29T10:00:00"), To: at("2025-09-30T09:00:00")}},
	Extensions: []clock.Extension{{At: at("2025-09-28T10:00:00"), N: 3}},
}

// Calendar days over the same weeks: 09-25 is day 1, 09-28 day 4, 09-30 day 5. Promised day 11 is Monday 10-06, off.
var rolling = clock.Timeline{
	Start:    at("2025-09-24T15:20:00"),
	Promised: clock.Limit{N: 9, Unit: clock.UnitDay, Roll: true}, Statutory: limit(20, clock.UnitDay),
	Stops:      eventful.Stops,
	Extensions: []clock.Extension{{At: at("2025-09-28T10:00:00"), N: 2}},
}

// Working hours over the same weeks. Used up at the end of each day: 09-24 2 h 10 min, 09-25 9:10, 09-26 16:10, 09-28
// 23:10, 09-29 24:10 (the stop leaves one hour), 09-30 31:10, 10-09 38:10, 10-10 45:10.
var hourly = clock.Timeline{
	Start:    at("2025-09-24T15:20:00"),
	Promised: limit(14, clock.UnitWorkhour), Statutory: limit(21, clock.UnitWorkhour),
	Stops:      eventful.Stops,
	Extensions: []clock.Extension{{At: at("2025-09-25T10:00:00"), N: 7}},
}

// covers S22
func TestThresholdsOnTheWay(t *testing.T) {
	for _, v := range []struct {
		rule      string
		timeline  clock.Timeline
		limit     clock.Which
		threshold string
		want      string
	}{
		{"R-T4 two days left", eventful, clock.Promised, "left(2)", "2025-10-11T00:00:00"},
		{"R-T6 two days left of the other limit", eventful, clock.Statutory, "left(2)", "2025-10-17T00:00:00"},
		{"more left than there is: the end of the start day", eventful, clock.Promised, "left(9)", "2025-09-25T00:00:00"},
		{"R-T2 a fifth left, rounded up", eventful, clock.Promised, "share(20%)", "2025-10-11T00:00:00"},
		{"a share of exactly one unit", eventful, clock.Promised, "share(12.5%)", "2025-10-12T00:00:00"},
		{"a share below one unit is one unit", eventful, clock.Promised, "share(0.1%)", "2025-10-12T00:00:00"},
		{"the whole", eventful, clock.Promised, "share(100%)", "2025-09-25T00:00:00"},
		{"R-T2 past", eventful, clock.Promised, "past", "2025-10-14T00:00:00"},
		{"R-T3 past the statutory limit", eventful, clock.Statutory, "past", "2025-10-21T00:00:00"},
		{"R-T4 one day past", eventful, clock.Promised, "past(1 WD)", "2025-10-15T00:00:00"},
		{"R-T8 three days past", eventful, clock.Statutory, "past(3 WD)", "2025-10-24T00:00:00"},
		{"R-T2 twice the limit", eventful, clock.Promised, "times(2)", "2025-10-24T00:00:00"},
		{"R-T1 warning", eventful, clock.Statutory, "warning", "2025-10-12T00:00:00"},
		{"R-T1 yellow", eventful, clock.Statutory, "yellow", "2025-10-14T00:00:00"},
		{"R-T1 red", eventful, clock.Promised, "red", "2025-10-21T00:00:00"},

		{"left is not rolled", rolling, clock.Promised, "left(0)", "2025-10-07T00:00:00"},
		{"left calendar days", rolling, clock.Promised, "left(8)", "2025-09-28T00:00:00"},
		{"a share is not rolled", rolling, clock.Promised, "share(10%)", "2025-10-05T00:00:00"},
		{"past waits for the working day", rolling, clock.Promised, "past", "2025-10-10T00:00:00"},
		{"working days past a calendar limit", rolling, clock.Promised, "past(2 WD)", "2025-10-12T00:00:00"},
		{"times is not rolled", rolling, clock.Promised, "times(1)", "2025-10-07T00:00:00"},
		{"the warning is not rolled", rolling, clock.Promised, "warning", "2025-10-05T00:00:00"},
		{"the rolled yellow", rolling, clock.Promised, "yellow", "2025-10-10T00:00:00"},
		{"the red of a limit without roll", rolling, clock.Promised, "red", "2025-10-18T00:00:00"},

		{"hours left", hourly, clock.Promised, "left(2)", "2025-09-28T11:50:00"},
		{"a share of hours", hourly, clock.Promised, "share(20%)", "2025-09-26T17:20:00"},
		{"past hours", hourly, clock.Promised, "past", "2025-09-28T15:20:00"},
		{"working days past hours", hourly, clock.Promised, "past(1 WD)", "2025-10-01T00:00:00"},
		{"twice the hours", hourly, clock.Promised, "times(2)", "2025-10-10T14:20:00"},
		{"the warning in hours", hourly, clock.Promised, "warning", "2025-09-28T10:50:00"},
		{"the red in hours", hourly, clock.Promised, "red", "2025-09-30T14:20:00"},
	} {
		t.Run(v.rule, func(t *testing.T) {
			instant, provisional, ok := clock.National().At(v.timeline, v.limit, threshold(v.threshold))
			require.True(t, ok)
			require.False(t, provisional)
			require.Equal(t, at(v.want).UTC().String(), instant.UTC().String())
		})
	}
}

func TestOpenStopHoldsThresholdsOff(t *testing.T) {
	open := eventful
	open.Stops = append([]clock.Stop{{From: at("2025-10-13T11:00:00")}}, eventful.Stops...)
	national := clock.National()
	t.Run("what was reached before stays, what was not does not exist yet", func(t *testing.T) {
		instant, _, ok := national.At(open, clock.Promised, clock.Warning())
		require.True(t, ok)
		require.Equal(t, at("2025-10-12T00:00:00").UTC(), instant.UTC())
		for _, th := range []clock.Threshold{clock.Past(), clock.PastDays(1), clock.Times(2), clock.Yellow(), clock.Red(), clock.Left(0), {}} {
			instant, provisional, ok := national.At(open, clock.Promised, th)
			require.False(t, ok, th)
			require.False(t, provisional, th)
			require.True(t, instant.IsZero(), th)
		}
		result := national.Judge(open)
		require.True(t, result.DuePromised.IsZero() && result.DueStatutory.IsZero() && result.Yellow.IsZero() && result.Red.IsZero())
	})
	t.Run("the remainder is kept for as long as the clock stands", func(t *testing.T) {
		want := clock.State{Used: 7, Remaining: 1, Level: clock.LevelWarning}
		require.Equal(t, want, national.StateAt(open, at("2025-10-13T11:00:00")))
		require.Equal(t, want, national.StateAt(open, at("2026-10-13T11:00:00")))
	})
	t.Run("an extension is granted while the clock stands", func(t *testing.T) {
		open.Extensions = append(open.Extensions[:1:1], clock.Extension{At: at("2025-12-01T09:00:00"), N: 2})
		require.Equal(t, clock.Outcome{Promised: clock.Granted, Statutory: clock.Granted}, national.Judge(open).Extensions[1])
	})
	t.Run("both limits due, the day before red is held off", func(t *testing.T) {
		same := clock.Timeline{Start: at("2025-10-13T09:00:00"), Promised: limit(1, clock.UnitWorkday),
			Stops: []clock.Stop{{From: at("2025-10-15T09:00:00")}}}
		result := national.Judge(same)
		require.Equal(t, day("2025-10-14").Ends(), result.Yellow)
		require.True(t, result.Red.IsZero())
		require.Equal(t, clock.LevelYellow, national.StateAt(same, at("2026-01-01T00:00:00")).Level)
	})
	t.Run("a clock that stands from its first day has not even its position 0", func(t *testing.T) {
		stood := clock.Timeline{Start: at("2025-10-13T09:00:00"), Promised: limit(1, clock.UnitWorkday),
			Stops: []clock.Stop{{From: at("2025-10-13T10:00:00")}}}
		require.True(t, national.Judge(stood).Warning.IsZero())
		stood.Promised.Unit = clock.UnitWorkhour
		require.Equal(t, at("2025-10-13T09:00:00").UTC(), national.Judge(stood).Warning.UTC())
	})
	t.Run("of two open stops the earlier one holds", func(t *testing.T) {
		stood := clock.Timeline{Start: at("2025-10-13T09:00:00"), Promised: limit(1, clock.UnitWorkday),
			Stops: []clock.Stop{{From: at("2025-10-13T10:00:00")}, {From: at("2025-10-15T10:00:00")}}}
		require.True(t, national.Judge(stood).Warning.IsZero())
	})
	t.Run("what is reached exactly as the stop begins exists", func(t *testing.T) {
		timeline := clock.Timeline{Start: at("2025-10-13T09:00:00"), Promised: limit(2, clock.UnitWorkday),
			Stops: []clock.Stop{{From: at("2025-10-16T00:00:00")}}}
		require.Equal(t, day("2025-10-15").Ends(), national.Judge(timeline).Yellow)
		timeline.Promised.Unit, timeline.Stops[0].From = clock.UnitWorkhour, at("2025-10-13T11:00:00")
		require.Equal(t, at("2025-10-13T11:00:00").UTC(), national.Judge(timeline).Yellow.UTC())
	})
}

func TestProvisional(t *testing.T) {
	for _, v := range []struct {
		name      string
		start     string
		promised  clock.Limit
		statutory clock.Limit
		threshold string
		want      bool
	}{
		{"working days within loaded years", "2026-12-01", limit(10, clock.UnitWorkday), limit(20, clock.UnitWorkday), "red", false},
		{"the due day is the last of a loaded year", "2026-12-30", limit(1, clock.UnitWorkday), limit(5, clock.UnitWorkday), "yellow", false},
		{"a warning before the new year of a due day after it", "2026-12-29", limit(3, clock.UnitWorkday), limit(20, clock.UnitWorkday), "warning", false},
		{"the due day after it", "2026-12-29", limit(3, clock.UnitWorkday), limit(20, clock.UnitWorkday), "yellow", true},
		{"a start in a year that is not loaded", "2019-12-31", limit(5, clock.UnitWorkday), limit(20, clock.UnitDay), "yellow", true},
		{"calendar days rest on nothing", "2027-03-01", limit(10, clock.UnitDay), limit(20, clock.UnitDay), "yellow", false},
		{"hours rest on nothing", "2027-03-01", limit(10, clock.UnitHour), limit(20, clock.UnitHour), "past", false},
		{"working hours do", "2027-03-01", limit(10, clock.UnitWorkhour), limit(20, clock.UnitHour), "past", true},
		{"working minutes do", "2027-03-01", limit(10, clock.UnitWorkminute), limit(20, clock.UnitHour), "left(1)", true},
		{"a roll rests on its last counted day", "2027-03-01", clock.Limit{N: 10, Unit: clock.UnitDay, Roll: true}, limit(20, clock.UnitDay), "yellow", true},
		{"its warning rests on nothing", "2027-03-01", clock.Limit{N: 10, Unit: clock.UnitDay, Roll: true}, limit(20, clock.UnitDay), "warning", false},
		{"a roll within a loaded year", "2026-12-01", clock.Limit{N: 30, Unit: clock.UnitDay, Roll: true}, limit(20, clock.UnitDay), "yellow", false},
		{"a roll out of a year that is not loaded", "2019-12-01", clock.Limit{N: 30, Unit: clock.UnitDay, Roll: true}, limit(60, clock.UnitDay), "yellow", true},
		{"working days past a certain due day", "2026-12-21", limit(10, clock.UnitDay), limit(20, clock.UnitDay), "past(1 WD)", true},
		{"working days past, all loaded", "2026-12-20", limit(10, clock.UnitDay), limit(20, clock.UnitDay), "past(1 WD)", false},
		{"red compares both limits and rests on both", "2026-12-30", limit(2, clock.UnitWorkday), limit(1, clock.UnitDay), "red", true},
		{"red of its own day", "2026-12-21", limit(10, clock.UnitDay), limit(10, clock.UnitDay), "red", true},
		{"yellow without it", "2026-12-21", limit(10, clock.UnitDay), limit(10, clock.UnitDay), "yellow", false},
	} {
		t.Run(v.name, func(t *testing.T) {
			timeline := clock.Timeline{Start: at(v.start + "T10:00:00"), Promised: v.promised, Statutory: v.statutory}
			_, provisional, ok := clock.National().At(timeline, clock.Promised, threshold(v.threshold))
			require.True(t, ok)
			require.Equal(t, v.want, provisional)
			if v.want {
				require.True(t, clock.National().Judge(timeline).Provisional || v.threshold == "past(1 WD)")
			}
		})
	}
	t.Run("a start at midnight makes its own year count, not the one before", func(t *testing.T) {
		timeline := clock.Timeline{Start: at("2027-01-01T00:00:00"), Promised: limit(1, clock.UnitWorkhour)}
		_, provisional, _ := clock.National().At(timeline, clock.Promised, clock.Left(1))
		require.True(t, provisional)
		timeline.Start = at("2020-01-01T00:00:00")
		require.False(t, clock.National().Judge(timeline).Provisional)
	})
	t.Run("a roll across the new year rests on both of its ends", func(t *testing.T) {
		timeline := clock.Timeline{Start: at("2019-12-19T10:00:00"), Statutory: limit(90, clock.UnitDay),
			Promised: clock.Limit{N: 10, Unit: clock.UnitDay, Roll: true}, // Sunday 12-29
			Stops:    []clock.Stop{{From: at("2019-12-30T10:00:00"), To: at("2020-01-01T10:00:00")}}}
		result := clock.National().Judge(timeline)
		require.Equal(t, day("2020-01-02").Ends(), result.Yellow)
		require.True(t, result.Provisional)
		timeline.Start = at("2026-12-17T10:00:00") // Sunday 12-27
		timeline.Stops = []clock.Stop{{From: at("2026-12-28T10:00:00"), To: at("2027-01-01T10:00:00")}}
		result = clock.National().Judge(timeline)
		require.Equal(t, day("2027-01-01").Ends(), result.Yellow)
		require.True(t, result.Provisional)
	})
	t.Run("the day before red rests on the days after the due day only", func(t *testing.T) {
		timeline := clock.Timeline{Start: at("2019-12-31T10:00:00"), Promised: limit(2, clock.UnitHour)}
		result := clock.National().Judge(timeline)
		require.Equal(t, day("2020-01-02").Ends(), result.Red)
		require.False(t, result.Provisional)
	})
	t.Run("working days past a provisional due day are provisional too", func(t *testing.T) {
		timeline := clock.Timeline{Start: at("2019-12-31T10:00:00"), Promised: limit(2, clock.UnitWorkday)}
		_, provisional, _ := clock.National().At(timeline, clock.Promised, clock.PastDays(1))
		require.True(t, provisional)
	})
	t.Run("a year that is loaded later makes it certain", func(t *testing.T) {
		timeline := clock.Timeline{Start: at("2026-12-31T10:00:00"), Promised: limit(1, clock.UnitWorkday)}
		require.True(t, clock.National().Judge(timeline).Provisional)
		loaded := clock.National().With(clock.YearFile{Year: 2027, Days: []clock.Day{off("2027-01-01")}})
		result := loaded.Judge(timeline)
		require.False(t, result.Provisional)
		require.Equal(t, day("2027-01-04").Ends(), result.Yellow)
	})
}

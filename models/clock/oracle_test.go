package clock_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/clock"
)

// oracle counts as a patient clerk would: day by day and second by second, with nothing but the words of the
// specification. It shares no arithmetic with the package.
type oracle struct {
	off    map[string]bool // named days: true off, false to be worked
	loaded map[int]bool
	works  map[int64]bool // remembers workday by day number
}

func newOracle(t testing.TB) *oracle {
	o := &oracle{off: map[string]bool{}, loaded: map[int]bool{}, works: map[int64]bool{}}
	paths, err := filepath.Glob("holidays/*.json")
	require.NoError(t, err)
	sort.Strings(paths)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		var file struct {
			Year int
			Days []struct {
				Date     string
				IsOffDay bool
			}
		}
		require.NoError(t, json.Unmarshal(data, &file))
		for _, day := range file.Days {
			o.off[day.Date] = day.IsOffDay
			o.loaded[file.Year] = true
		}
	}
	return o
}

var shanghai = time.FixedZone("", 8*3600)

// secondsOf counts the seconds of Shanghai time, so that days open at multiples of 86400.
func secondsOf(t time.Time) int64 { return t.Unix() + 8*3600 }

func instantOf(second int64) time.Time { return time.Unix(second-8*3600, 0).In(shanghai) }

func dayOf(second int64) int64 { return second / 86400 }

func (o *oracle) workday(day int64) bool {
	if works, known := o.works[day]; known {
		return works
	}
	t := instantOf(day * 86400)
	off, named := o.off[t.Format("2006-01-02")]
	works := named && !off || !named && t.Weekday() != time.Saturday && t.Weekday() != time.Sunday
	o.works[day] = works
	return works
}

func (o *oracle) workingSecond(second int64) bool {
	clockTime := second % 86400
	inHours := clockTime >= 9*3600 && clockTime < 12*3600 || clockTime >= 13*3600+1800 && clockTime < 17*3600+1800
	return inHours && o.workday(dayOf(second))
}

func stoppedDay(stops []clock.Stop, day int64) bool {
	for _, s := range stops {
		from, to := dayOf(secondsOf(s.From)), dayOf(secondsOf(s.To))
		if from == to && s.WholeDay && day == from || from <= day && day < to {
			return true
		}
	}
	return false
}

func stoppedSecond(stops []clock.Stop, second int64) bool {
	for _, s := range stops {
		if secondsOf(s.From) <= second && second < secondsOf(s.To) {
			return true
		}
	}
	return false
}

// positions walks from the start and notes the position of each unit up to k and beyond the second given.
func (o *oracle) positions(t clock.Timeline, unit clock.Unit, k int, through int64) []int64 {
	start := secondsOf(t.Start)
	if unit == clock.UnitWorkday || unit == clock.UnitDay {
		return o.dayPositions(t, unit, k, through)
	}
	size := map[clock.Unit]int{
		clock.UnitHour: 3600, clock.UnitWorkhour: 3600, clock.UnitMinute: 60, clock.UnitWorkminute: 60,
	}[unit]
	working := unit == clock.UnitWorkhour || unit == clock.UnitWorkminute
	found := []int64{start}
	counted := 0
	for second := start; len(found) <= k || second <= through; second++ {
		if working && !o.workday(dayOf(second)) {
			second = (dayOf(second)+1)*86400 - 1
			continue
		}
		if working && !o.workingSecond(second) || stoppedSecond(t.Stops, second) {
			continue
		}
		if counted++; counted%size == 0 {
			found = append(found, second+1)
		}
	}
	return found
}

func (o *oracle) dayPositions(t clock.Timeline, unit clock.Unit, k int, through int64) []int64 {
	day := dayOf(secondsOf(t.Start)) + 1
	found := []int64{day * 86400}
	for ; len(found) <= k || day*86400 <= through; day++ {
		if stoppedDay(t.Stops, day) || unit == clock.UnitWorkday && !o.workday(day) {
			continue
		}
		found = append(found, (day+1)*86400)
	}
	return found
}

// nextWorkday returns the next day after day that is worked and not stopped.
func (o *oracle) nextWorkday(t clock.Timeline, day int64) int64 {
	for day++; !o.workday(day) || stoppedDay(t.Stops, day); day++ {
	}
	return day
}

func (o *oracle) unloaded(from, to int64) bool {
	for day := from; day <= to; day++ {
		if !o.loaded[instantOf(day*86400).Year()] {
			return true
		}
	}
	return false
}

// finding is one limit as the oracle sees it.
type finding struct {
	positions   []int64
	n           int
	due         int64
	provisional bool
	verdicts    []clock.Verdict
}

func (o *oracle) limit(t clock.Timeline, limit clock.Limit, through int64) finding {
	most := limit.N
	for _, e := range t.Extensions {
		most += e.N
	}
	f := finding{positions: o.positions(t, limit.Unit, most, through), n: limit.N}
	due := func() int64 {
		at := f.positions[f.n]
		if day := dayOf(at - 1); limit.Unit == clock.UnitDay && limit.Roll && !o.workday(day) {
			return (o.nextWorkday(t, day) + 1) * 86400
		}
		return at
	}
	f.verdicts = make([]clock.Verdict, len(t.Extensions))
	for range t.Extensions {
		next := -1 // the earliest that has not been tried
		for i, e := range t.Extensions {
			if f.verdicts[i] == "" && (next < 0 || e.At.Before(t.Extensions[next].At)) {
				next = i
			}
		}
		f.verdicts[next] = clock.Rejected
		if secondsOf(t.Extensions[next].At) < due() {
			f.verdicts[next] = clock.Granted
			f.n += t.Extensions[next].N
		}
	}
	f.due = due()
	switch {
	case limit.Unit == clock.UnitWorkday || limit.Unit == clock.UnitWorkhour || limit.Unit == clock.UnitWorkminute:
		f.provisional = o.unloaded(dayOf(secondsOf(t.Start)), dayOf(f.due-1))
	case limit.Unit == clock.UnitDay && limit.Roll:
		f.provisional = o.unloaded(dayOf(f.positions[f.n]-1), dayOf(f.due-1))
	}
	return f
}

// judge answers as Calendar.Judge and, for the queries, Calendar.StateAt should. The limits as seen come along.
func (o *oracle) judge(t clock.Timeline, queries []time.Time) (clock.Result, []clock.State, [2]finding) {
	through := int64(0)
	for _, q := range queries {
		through = max(through, secondsOf(q))
	}
	promised, statutory := o.limit(t, t.Promised, through), o.limit(t, t.Statutory, through)
	w := max(1, (promised.n+9)/10)
	warning, yellow, red := promised.positions[promised.n-w], promised.due, statutory.due
	provisional := promised.provisional || statutory.provisional
	if promised.due == statutory.due {
		dueDay := dayOf(red - 1)
		next := o.nextWorkday(t, dueDay)
		red = (next + 1) * 86400
		provisional = provisional || o.unloaded(dueDay+1, next)
	}
	r := clock.Result{
		DuePromised: instantOf(promised.due), DueStatutory: instantOf(statutory.due),
		Warning: instantOf(warning), Yellow: instantOf(yellow), Red: instantOf(red),
		Provisional: provisional, Extensions: []clock.Outcome{}, N: promised.n,
	}
	for i := range t.Extensions {
		r.Extensions = append(r.Extensions, clock.Outcome{Promised: promised.verdicts[i], Statutory: statutory.verdicts[i]})
	}
	states := []clock.State{}
	for _, q := range queries {
		at := secondsOf(q)
		used := 0
		for k, position := range promised.positions {
			if position <= at {
				used = k
			}
		}
		level := clock.LevelNone
		switch {
		case at >= red:
			level = clock.LevelRed
		case at >= yellow:
			level = clock.LevelYellow
		case at >= warning:
			level = clock.LevelWarning
		}
		states = append(states, clock.State{Used: used, Remaining: promised.n - used, Level: level})
	}
	return r, states, [2]finding{promised, statutory}
}

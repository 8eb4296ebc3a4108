package clock

import (
	"cmp"
	"slices"
)

// scale is what there is to count between two moments.
type scale int

const (
	everyDay scale = iota
	everyWorkday
	everySecond
	everyWorksecond
)

// tally counts what lies wholly before m, from Date 1 on.
func (c *Calendar) tally(s scale, m moment) int64 {
	switch s {
	case everyDay:
		return int64(m.date())
	case everyWorkday:
		return c.workdaysBefore(m.date())
	case everyWorksecond:
		return c.worksecondsBefore(m)
	default:
		return int64(m)
	}
}

// find returns the earliest moment at which the tally is n, which is at least 1.
func (c *Calendar) find(s scale, n int64) moment {
	switch s {
	case everyDay:
		return Date(n).opens()
	case everyWorkday:
		return c.afterWorkdays(n).opens()
	case everyWorksecond:
		return c.afterWorkseconds(n)
	default:
		return moment(n)
	}
}

// span is a stretch of time, from included, to excluded.
type span struct{ from, to moment }

// course is a timeline laid on a calendar, ready to be counted along.
type course struct {
	calendar *Calendar
	start    moment
	days     []span // the stopped days: they open and end at midnight, in order, apart
	seconds  []span // the stopped seconds, in order, apart
	stands   moment // the clock still stands from here on; never if it runs
}

func (c *Calendar) lay(t Timeline) course {
	laid := course{calendar: c, start: momentOf(t.Start), stands: never}
	for _, stop := range t.Stops {
		whole, exact := stop.spans()
		if whole.from < whole.to {
			laid.days = append(laid.days, whole)
		}
		if exact.from < exact.to {
			laid.seconds = append(laid.seconds, exact)
		}
		if stop.To.IsZero() {
			laid.stands = min(laid.stands, exact.from)
		}
	}
	laid.days, laid.seconds = unite(laid.days), unite(laid.seconds)
	return laid
}

// spans returns the days and the seconds that the stop takes by itself; an empty span takes none.
func (s Stop) spans() (days, seconds span) {
	from := momentOf(s.From)
	first := from.date()
	if s.To.IsZero() {
		return span{first.opens(), never}, span{from, never}
	}
	to := momentOf(s.To)
	days = span{first.opens(), to.date().opens()}
	if s.WholeDay && to.date() == first {
		days.to = first.ends()
	}
	return days, span{from, to}
}

// unite sorts spans and joins those that overlap or touch.
func unite(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	united := spans[:0]
	for _, s := range spans {
		if last := len(united) - 1; last >= 0 && s.from <= united[last].to {
			united[last].to = max(united[last].to, s.to)
			continue
		}
		united = append(united, s)
	}
	return united
}

// stopped returns what is left out of the count on a scale.
func (c *course) stopped(s scale) []span {
	if s == everyDay || s == everyWorkday {
		return c.days
	}
	return c.seconds
}

// reach returns the earliest moment at which an amount has been counted from a moment on; never if a stop without end
// comes first.
func (c *course) reach(s scale, from moment, amount int64) moment {
	if amount == 0 {
		return from
	}
	for _, stop := range c.stopped(s) {
		if stop.to <= from {
			continue
		}
		if from < stop.from {
			free := c.calendar.tally(s, stop.from) - c.calendar.tally(s, from)
			if amount <= free {
				break
			}
			amount -= free
		}
		if stop.to == never {
			return never
		}
		from = stop.to
	}
	return c.calendar.find(s, c.calendar.tally(s, from)+amount)
}

// count returns the amount counted from one moment to another.
func (c *course) count(s scale, from, to moment) int64 {
	if to <= from {
		return 0
	}
	amount := c.calendar.tally(s, to) - c.calendar.tally(s, from)
	for _, stop := range c.stopped(s) {
		if begin, end := max(stop.from, from), min(stop.to, to); begin < end {
			amount -= c.calendar.tally(s, end) - c.calendar.tally(s, begin)
		}
	}
	return amount
}

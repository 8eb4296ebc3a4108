package clock

import (
	"sort"
	"time"
)

// weekday reports whether d is a Monday to Friday.
func weekday(d Date) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday }

// weekdaysBefore counts the Mondays to Fridays before d, from Date 1 on, a Monday.
func weekdaysBefore(d Date) int64 {
	days := int64(d) - 1
	return days/7*5 + min(days%7, 5)
}

// afterWeekdays returns the day after the Monday to Friday that is number n from Date 1 on.
func afterWeekdays(n int64) Date { return Date((n-1)/5*7 + (n-1)%5 + 2) }

// shiftsBefore counts the shifts before d.
func (c *Calendar) shiftsBefore(d Date) int {
	return sort.Search(len(c.shifts), func(i int) bool { return c.shifts[i].date >= d })
}

// workdaysBefore counts the working days before d, from Date 1 on.
func (c *Calendar) workdaysBefore(d Date) int64 {
	i := c.shiftsBefore(d)
	if i == 0 {
		return weekdaysBefore(d)
	}
	last := c.shifts[i-1]
	return last.through() + weekdaysBefore(d) - weekdaysBefore(last.date+1)
}

// afterWorkdays returns the day after working day number n from Date 1 on.
func (c *Calendar) afterWorkdays(n int64) Date {
	i := sort.Search(len(c.shifts), func(i int) bool { return c.shifts[i].before >= n })
	if i == 0 {
		return afterWeekdays(n)
	}
	last := c.shifts[i-1]
	if last.through() == n {
		return last.date + 1
	}
	return afterWeekdays(n - last.through() + weekdaysBefore(last.date+1))
}

// through counts the working days before the end of the shift.
func (s shift) through() int64 {
	if s.works {
		return s.before + 1
	}
	return s.before
}

// Working hours, in seconds of the day: 09:00–12:00 and 13:30–17:30.
const (
	morningOpens   = 9 * 3600
	morning        = 3 * 3600
	afternoonOpens = 13*3600 + 1800
	afternoon      = 4 * 3600
	workingDay     = morning + afternoon // 7 hours
)

// worksecondsBefore counts the seconds inside working hours before m, from Date 1 on.
func (c *Calendar) worksecondsBefore(m moment) int64 {
	day := m.date()
	seconds := c.workdaysBefore(day) * workingDay
	if !c.Workday(day) {
		return seconds
	}
	ofDay := int64(m - day.opens())
	return seconds + min(max(ofDay-morningOpens, 0), morning) + min(max(ofDay-afternoonOpens, 0), afternoon)
}

// afterWorkseconds returns the end of working second number n from Date 1 on: as the morning closes it is 12:00:00.
func (c *Calendar) afterWorkseconds(n int64) moment {
	day := c.afterWorkdays((n-1)/workingDay+1) - 1
	ofDay := (n-1)%workingDay + 1
	if ofDay <= morning {
		return day.opens() + morningOpens + moment(ofDay)
	}
	return day.opens() + afternoonOpens + moment(ofDay-morning)
}

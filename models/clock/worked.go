package clock

import "time"

// Workdays returns how many working days of a timeline have begun by an instant: those after the day of its start, up to
// and with the day of the instant, without stopped days. A limit in working days is kept while this is no more than the
// limit.
func (c *Calendar) Workdays(t Timeline, at time.Time) int {
	course := c.lay(t)
	return int(course.count(everyWorkday, course.origin(everyWorkday), DateOf(at).ends()))
}

// Workminutes returns the whole minutes inside working hours from the start of a timeline to an instant, without stops.
func (c *Calendar) Workminutes(t Timeline, at time.Time) int {
	course := c.lay(t)
	return int(course.count(everyWorksecond, course.origin(everyWorksecond), momentOf(at)) / 60)
}

// WorkdayMinutes is how many minutes of work a day has.
const WorkdayMinutes = workingDay / 60

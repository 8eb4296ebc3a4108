package clock

// position returns the moment at which k units are used up: for units of days the end of the counted day, for units of
// seconds the earliest moment. It is never while an open stop holds it off, and for a unit that is not known.
func (c *course) position(unit Unit, k int) moment {
	g, known := gauges[unit]
	if !known {
		return never
	}
	at := c.reach(g.scale, c.origin(g.scale), c.amount(unit, k))
	if at > c.stands { // position 0 needs no counting, yet it does not come while the clock stands
		return never
	}
	return at
}

// used returns how many whole units are used up at a moment: the greatest k whose position is not after it, or 0.
func (c *course) used(unit Unit, at moment) int {
	g, known := gauges[unit]
	if !known {
		return 0
	}
	counted := c.count(g.scale, c.origin(g.scale), at)
	if unit == UnitMonth {
		start := c.start.date()
		return start.monthsUntil(start + Date(counted))
	}
	return int(counted / g.size)
}

// origin returns the moment from which a scale is counted: the start day is never counted, seconds run from the start.
func (c *course) origin(s scale) moment {
	if s == everyDay || s == everyWorkday {
		return c.start.date().ends()
	}
	return c.start
}

// amount returns what k units are on their scale. Months are the days to the same day k months later, so that every
// stopped day on the way pushes the position on by one.
func (c *course) amount(unit Unit, k int) int64 {
	if unit == UnitMonth {
		start := c.start.date()
		return int64(start.AddMonths(k) - start)
	}
	return int64(k) * gauges[unit].size
}

// due returns the due instant of a limit of n units. With roll it waits for a counted working day.
func (c *course) due(limit Limit, n int) moment {
	at := c.position(limit.Unit, n)
	if at == never || !limit.rolls() || c.calendar.Workday(at.lastDay()) {
		return at
	}
	return c.afterCountedWorkdays(at.lastDay(), 1)
}

// afterCountedWorkdays returns the end of the k-th working day after a day that is not stopped.
func (c *course) afterCountedWorkdays(day Date, k int) moment {
	return c.reach(everyWorkday, day.ends(), int64(k))
}

// guessedPosition reports whether a position of a unit rests on a year that is not loaded: working days and hours rest
// on all days from the start day on, the others on none.
func (c *course) guessedPosition(unit Unit, at moment) bool {
	scale := gauges[unit].scale
	if at == never || (scale != everyWorkday && scale != everyWorksecond) {
		return false
	}
	start := c.start.date()
	return c.calendar.guessed(start, max(start, at.lastDay()))
}

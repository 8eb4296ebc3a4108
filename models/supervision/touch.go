package supervision

import (
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Touches reports whether a change of these days can move any running clock of the subject: one that has
// a changed day where it counts working days: between its start, or its due instant if it counts plain time, and its
// last threshold. A clock that stands is touched by every changed
// day since its start.
func (set *RuleSet) Touches(s models.Subject, cal *clock.Calendar, days []clock.Date) bool {
	last := map[string]time.Time{}
	for _, t := range set.Thresholds(s, cal) {
		last[t.Clock.Name] = t.At
	}
	for _, c := range s.Clocks() {
		if !c.End.IsZero() {
			continue
		}
		begin := c.Timeline.Start
		if !resting(c.Timeline.Promised) && !resting(c.Timeline.Statutory) {
			begin = cal.Judge(c.Timeline).DuePromised // working days count only for the thresholds after it
		}
		end, reached := last[c.Name]
		touched := func(d clock.Date) bool {
			return d.Ends().After(begin) && (!reached || !d.Opens().After(end))
		}
		if slices.ContainsFunc(days, touched) {
			return true
		}
	}
	return false
}

// resting reports whether a limit rests on which days are working days.
func resting(l clock.Limit) bool {
	switch l.Unit {
	case clock.UnitWorkday, clock.UnitWorkhour, clock.UnitWorkminute:
		return true
	default:
		return l.Roll
	}
}

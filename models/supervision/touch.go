package supervision

import (
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Touches reports whether a change of these days can move any running clock of the subject: one that counts working
// time and has a changed day between its start and its last threshold. A clock that stands is touched by every changed
// day since its start.
func (set *RuleSet) Touches(s models.Subject, cal *clock.Calendar, days []clock.Date) bool {
	last := map[string]time.Time{}
	for _, t := range set.Thresholds(s, cal) {
		last[t.Clock.Name] = t.At
	}
	for _, c := range s.Clocks() {
		if !c.End.IsZero() || !(resting(c.Timeline.Promised) || resting(c.Timeline.Statutory)) {
			continue
		}
		end, reached := last[c.Name]
		touched := func(d clock.Date) bool {
			return d.Ends().After(c.Timeline.Start) && (!reached || !d.Opens().After(end))
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

package supervision

import (
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Touches reports whether a change of these days can move a threshold that the subject sleeps for, or undo a signal that
// stands: whether one of them lies where a clock, or the ladder, counts working days. A clock that has ended counts
// no more, but what was said on it is judged anew.
func (set *RuleSet) Touches(s models.Subject, cal *clock.Calendar, days []clock.Date) bool {
	thresholds := set.Thresholds(s, cal)
	for _, c := range s.Clocks() {
		if c.End.IsZero() || spokenOn(s, c.Name) {
			if slices.ContainsFunc(days, counts(c, cal, thresholds)) {
				return true
			}
		}
	}
	card, is := s.(*models.Card)
	return is && set.rungTouched(card, thresholds, days)
}

// spokenOn reports whether a signal on the clock stands.
func spokenOn(s models.Subject, name string) bool {
	return slices.ContainsFunc(s.Signals(), func(m models.Mark) bool { return m.Clock == name && m.Stands() })
}

// counts tells of a day whether the clock rests on it: between its start, or its due instant if it counts plain time, and
// its last threshold. A clock that stands rests on every day since its start.
func counts(c models.LegalClock, cal *clock.Calendar, thresholds []Threshold) func(clock.Date) bool {
	begin := c.Timeline.Start
	if !resting(c.Timeline.Promised) && !resting(c.Timeline.Statutory) {
		begin = cal.Judge(c.Timeline).DuePromised // working days count only for the thresholds after it
	}
	var last time.Time
	for _, t := range thresholds { // in the order of time
		if t.Clock.Name == c.Name {
			last = t.At
		}
	}
	if !c.End.IsZero() {
		last = later(last, c.End)
	}
	return func(d clock.Date) bool { return d.Ends().After(begin) && (last.IsZero() || !d.Opens().After(last)) }
}

// rungTouched reports whether one of the days lies before the next rung of a card and after the instant that it counts from.
func (set *RuleSet) rungTouched(card *models.Card, thresholds []Threshold, days []clock.Date) bool {
	i := slices.IndexFunc(thresholds, func(t Threshold) bool { return t.Effect == models.Climb })
	if i < 0 {
		return false
	}
	begin := card.Waited()
	if rung, _ := set.RungOf(card.Grade(), thresholds[i].Rung); rung.Unopened > 0 && card.Opened.IsZero() {
		begin = later(card.Issued, card.Stood)
	}
	return slices.ContainsFunc(days, func(d clock.Date) bool { return d.Ends().After(begin) && !d.Opens().After(thresholds[i].At) })
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
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

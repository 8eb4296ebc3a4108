package models

import (
	"fmt"
	"time"

	"mingcha/models/clock"
)

// Clocks returns every clock of the card that has begun, round by round, in a fixed order. Those of the supervisor are
// the business of the supervising body: it is late, not the unit.
func (c *Card) Clocks() []LegalClock {
	var out []LegalClock
	add := func(n int, l clock.Ledger, unit, holder string, ends ...time.Time) {
		if t, begun := l.Timeline(); begun {
			name := fmt.Sprintf("%s#%d", l.Kind, n)
			out = append(out, LegalClock{Name: name, Kind: l.Kind, Timeline: t, End: earliest(ends...), Unit: unit, Holder: holder})
		}
	}
	for i, r := range c.Rounds {
		add(i+1, r.Asked, c.Unit, c.Facts.Holder, r.Answered, r.Judged, c.Ended)
		add(i+1, r.Correction, c.Unit, c.Facts.Holder, r.Corrected, r.Judged, c.Ended)
		add(i+1, r.Verification, c.Terms.Supervisor, "", r.Judged, c.Ended)
	}
	if a := c.Appeal; a != nil {
		add(1, a.Clock, c.Terms.Judge, "", a.Decided, c.Ended)
	}
	return out
}

// Ledger is the ledger behind the clock with this name, nil if there is none.
func (c *Card) Ledger(name string) *clock.Ledger {
	for i := range c.Rounds {
		for _, l := range []*clock.Ledger{&c.Rounds[i].Asked, &c.Rounds[i].Correction, &c.Rounds[i].Verification} {
			if fmt.Sprintf("%s#%d", l.Kind, i+1) == name {
				return l
			}
		}
	}
	if c.Appeal != nil {
		return &c.Appeal.Clock
	}
	return nil
}

// Pressing is the clock of what the card waits for, false if it waits for nothing.
func (c *Card) Pressing() (clock.Timeline, bool) {
	switch c.Awaits() {
	case AwaitsAnswer:
		return c.round().Asked.Timeline()
	case AwaitsVerification:
		return c.round().Verification.Timeline()
	case AwaitsAppeal:
		return c.Appeal.Clock.Timeline()
	default:
		return clock.Timeline{}, false
	}
}

// running lists the clocks that run now.
func (c *Card) running() []*clock.Ledger {
	r := c.round()
	all := map[*clock.Ledger]bool{
		&r.Asked: r.Answered.IsZero() && r.Judged.IsZero(), &r.Correction: r.Corrected.IsZero() && r.Judged.IsZero(),
		&r.Verification: r.Judged.IsZero(),
	}
	order := []*clock.Ledger{&r.Asked, &r.Correction, &r.Verification}
	if c.Appeal != nil {
		all[&c.Appeal.Clock] = c.Appealed()
		order = append(order, &c.Appeal.Clock)
	}
	var out []*clock.Ledger
	for _, l := range order {
		if all[l] && l.Running() {
			out = append(out, l)
		}
	}
	return out
}

package models

import (
	"fmt"
	"time"

	"mingcha/models/clock"
)

// PrereviewClock is the window's time to take in an application that came online (R-T5).
const PrereviewClock clock.Kind = "prereview"

// CaseClocks are the kinds of clock that a case has, sooner or later; the others are those of cards, leads, complaints and scores.
var CaseClocks = []clock.Kind{
	PrereviewClock, clock.KindAcceptance, clock.KindSupplement, clock.KindDecision, clock.KindDelivery,
	clock.KindStep, StageClock, JointClock, clock.KindSpecial,
}

// LegalClock (时限) is one clock of a subject as supervision sees it.
type LegalClock struct {
	Name     string         `json:"name"` // unique in the subject: "decision#1", "step/review#2"
	Kind     clock.Kind     `json:"kind"`
	Step     string         `json:"step,omitempty"`
	Stage    string         `json:"stage,omitempty"`
	Timeline clock.Timeline `json:"timeline"`
	End      time.Time      `json:"end,omitzero"` // when it stopped to matter; zero while it runs
	Unit     string         `json:"unit"`
	Holder   string         `json:"holder,omitempty"`
}

// OfCase reports whether the clock is one of the case as a whole: whoever holds the file answers for it. Others say
// themselves who does.
func (l LegalClock) OfCase() bool { return l.Step == "" && l.Kind != JointClock }

// Clocks returns every clock that has begun, in a fixed order.
func (c *Case) Clocks() []LegalClock {
	var out []LegalClock
	add := func(name string, l clock.Ledger, end time.Time) {
		if t, begun := l.Timeline(); begun {
			out = append(out, LegalClock{Name: name, Kind: l.Kind, Timeline: t, End: end, Unit: c.Filed.Unit})
		}
	}
	add("prereview#1", c.Prereview, earliest(c.Received, c.Ended))
	add(fmt.Sprintf("acceptance#%d", max(c.Runs.Acceptance, 1)), c.Acceptance, c.acceptanceEnd())
	add(fmt.Sprintf("supplement#%d", max(c.Runs.Supply, 1)), c.Supply, c.supplyEnd())
	add(fmt.Sprintf("decision#%d", max(c.Runs.Decision, 1)), c.Decision, earliest(c.Decided, c.Ended))
	add(fmt.Sprintf("delivery#%d", max(c.Runs.Decision, 1)), c.Delivery, c.deliveryEnd())
	out = append(out, c.stepClocks()...)
	if len(c.Steps) > 0 {
		out = append(out, c.stageClocks()...)
		out = append(out, c.closingClock()...)
	}
	return append(out, c.specialClocks()...)
}

// stepClocks gives a clock to every step that is or was open in its current round. It stands whenever the clock does
// that it is a part of. That of the acceptance begins with each receipt of the material and ends with a notice of what
// is missing, as K02's does.
func (c *Case) stepClocks() []LegalClock {
	acceptance, _ := c.Acceptance.Timeline()
	decision, _ := c.Decision.Timeline()
	var out []LegalClock
	for i, s := range c.Steps {
		step := c.procedure.Steps[i]
		limit := s.limitOf(step)
		l := LegalClock{
			Kind: clock.KindStep, Step: s.Key, Unit: s.Unit, Holder: s.Holder, End: earliest(s.Done, c.Ended),
			Timeline: clock.Timeline{Start: s.Opened, Promised: limit, Statutory: limit},
		}
		if step.Joint {
			l.Kind = JointClock
		}
		run := s.Round
		switch {
		case step.Kind == CheckStep:
			l.Timeline.Stops, l.End = acceptance.Stops, earliest(s.Done, c.acceptanceEnd())
		case step.Counts == "acceptance":
			l.Timeline.Start, l.Timeline.Stops, l.End = acceptance.Start, acceptance.Stops, c.acceptanceEnd()
			run = c.Runs.Acceptance
		case step.Counts == "decision":
			l.Timeline.Stops = decision.Stops
		}
		if l.Timeline.Start.IsZero() || s.Phase == Passed || limit.N == 0 {
			continue
		}
		l.Name = stepClockName(s.clockKey(), run)
		out = append(out, l)
	}
	return out
}

// stepClockName tells the clock of a step in one round from all others of the case.
func stepClockName(key string, run int) string { return fmt.Sprintf("step/%s#%d", key, run) }

func (c *Case) specialClocks() []LegalClock {
	var out []LegalClock
	for i, run := range c.Special {
		if run.Planned.N == 0 {
			continue
		}
		out = append(out, LegalClock{
			Name: fmt.Sprintf("special#%d", i+1), Kind: clock.KindSpecial,
			Timeline: clock.Timeline{Start: run.Started, Promised: run.Planned, Statutory: run.Planned},
			End:      earliest(run.Finished, c.Ended), Unit: c.Filed.Unit,
		})
	}
	return out
}

func (c *Case) acceptanceEnd() time.Time { return earliest(c.Noticed, c.Accepted, c.Ended) }

// supplyEnd is when the material came, or when the case ended without it.
func (c *Case) supplyEnd() time.Time {
	switch {
	case c.Noticed.IsZero() && !c.Supplied.IsZero():
		return c.Supplied
	case c.Noticed.IsZero():
		return c.Received
	}
	return c.Ended
}

func (c *Case) deliveryEnd() time.Time {
	if c.Status.Decided() {
		return time.Time{}
	}
	for i := range c.Steps {
		if c.procedure.Steps[i].Kind == DeliverStep && !c.Steps[i].Done.IsZero() {
			return c.Steps[i].Done
		}
	}
	return c.Ended
}

// earliest returns the first instant that is set, in the order of time; zero if none is.
func earliest(instants ...time.Time) time.Time {
	var first time.Time
	for _, t := range instants {
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	return first
}

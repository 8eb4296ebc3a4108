package process

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"mingcha/models"
	"mingcha/models/clock"
)

const workdayMinutes = 420 // a working day of seven hours

// workMinutes measures a limit in working minutes, so that limits of different units can be compared. Calendar days
// count five for seven, rounded down to whole working days but at least one; a month is taken as thirty days.
func workMinutes(l clock.Limit) int {
	switch l.Unit {
	case clock.UnitWorkday:
		return l.N * workdayMinutes
	case clock.UnitWorkhour:
		return l.N * 60
	case clock.UnitDay:
		return max(1, l.N*5/7) * workdayMinutes
	case clock.UnitMonth:
		return l.N * 30 * 5 / 7 * workdayMinutes
	case clock.UnitHour:
		return l.N * workdayMinutes * 5 / 7 / 24
	default:
		return l.N
	}
}

// over reports whether a takes longer than b.
func over(a, b clock.Limit) bool {
	if a.Unit == b.Unit {
		return a.N > b.N
	}
	return workMinutes(a) > workMinutes(b)
}

// exceeds writes how far one time goes over another, for a person.
func exceeds(a, b int) string { return fmt.Sprintf("%s > %s", inWords(a), inWords(b)) }

func inWords(minutes int) string {
	if minutes < workdayMinutes {
		return fmt.Sprintf("%d min", minutes)
	}
	return strconv.FormatFloat(math.Round(float64(minutes)/workdayMinutes*100)/100, 'f', -1, 64) + " WD"
}

// permitKind is GB/T 39046's code of an administrative permit: after its acceptance nothing is asked of the applicant.
const permitKind = "01"

func (c *compilation) judgeLimits() {
	l := &c.Limits
	among(c, "unknown_start", &l.Start, clockStarts, l.Start, l)
	if l.AskLater && c.Kind == permitKind {
		c.blame("permit_asks_once", "", &l.AskLater)
	}
	for _, wanted := range []struct {
		name string
		span *Span
	}{
		{"acceptance", &l.Acceptance}, {"promised", &l.Promised}, {"delivery", &l.Delivery},
		{"supplement", &l.Supplement}, {"prereview", &l.Prereview},
	} {
		if *wanted.span == (Span{}) {
			c.blame("missing", wanted.name, wanted.span, l)
		}
	}
	if _, written := c.places[&l.Statutory]; !written {
		c.blame("missing", "statutory", l)
	} else {
		c.judgeExtension()
	}
	promised, statutory := limitOf(l.Promised), limitOf(l.Statutory)
	if !statutory.IsZero() && over(promised, statutory) {
		c.blame("promised_over_statutory", exceeds(workMinutes(promised), workMinutes(statutory)), &l.Promised)
	}
	if !promised.IsZero() {
		c.judgeTimes(workMinutes(promised))
	}
}

func (c *compilation) judgeExtension() {
	e := c.Limits.Extension
	if e == nil {
		return
	}
	if limitOf(e.By).Unit != limitOf(c.Limits.Statutory).Unit || e.By == (Span{}) {
		c.blame("extension_unit", e.By.Unit, &e.By, e, &c.Limits.Statutory)
	}
	if e.Times < 1 {
		c.blame("extension_times", strconv.Itoa(e.Times), &e.Times, e)
	}
	if !c.directory.RoleExists(e.Head) {
		c.blame("unknown_role", e.Head, &e.Head, e)
	}
}

// judgeTimes holds every step, every stage and the longest way through the procedure against the promise.
func (c *compilation) judgeTimes(promised int) {
	before := len(c.faults)
	for _, s := range c.steps {
		if own := c.minutes(s); own > promised {
			c.blame("step_over_promised", exceeds(own, promised), &s.limit)
		}
	}
	if len(c.faults) > before {
		return // their stages and the whole are over it too
	}
	staged := false
	for i := range c.stages {
		s := &c.stages[i]
		longest := c.longest(func(step *authored) bool { return step.stage == s })
		limit := workMinutes(limitOf(s.limit))
		switch {
		case s.limit != (Span{}) && longest > limit:
			c.blame("steps_over_stage", exceeds(longest, limit), &s.limit)
		case max(longest, limit) > promised:
			c.blame("stage_over_promised", exceeds(max(longest, limit), promised), s)
			staged = true
		}
	}
	if all := c.longest(func(*authored) bool { return true }); all > promised && !staged {
		c.blame("steps_over_promised", exceeds(all, promised), &c.Limits.Promised)
	}
}

// minutes is the share of a step in the promise; time that the law leaves out has none, nor what lies before the acceptance
// beside it.
func (c *compilation) minutes(s *authored) int {
	if kind := stepKinds[s.kind]; s.counts == "excluded" || kind == models.ForwardStep || kind == models.CheckStep {
		return 0
	}
	return workMinutes(limitOf(s.limit))
}

// longest is the longest way through the steps that are asked for: branches run at once, so only the slowest counts.
func (c *compilation) longest(asked func(*authored) bool) int {
	ends := make([]int, len(c.steps))
	for i, s := range c.steps {
		for _, prior := range c.procedure.Steps[i].After {
			ends[i] = max(ends[i], ends[prior])
		}
		if asked(s) {
			ends[i] += c.minutes(s)
		}
	}
	return slices.Max(append(ends, 0))
}

package models

import (
	"slices"
	"strconv"
	"time"

	"mingcha/models/clock"
)

// JointClock is the kind of clock that a joint approval adds (A16): that of each co-department, and the lead's to close.
const JointClock clock.Kind = "joint"

// Joint (联合审批) says that several departments approve one application together: one of them, the lead (牵头部门),
// accepts it once; it lies before every co-department (协办部门) at the same instant, without anybody sending a copy.
type Joint struct {
	Close clock.Limit `json:"close,omitzero"` // the lead's time from the last opinion to the decision
}

// Part is what one co-department has said about its part of the checklist before the acceptance.
type Part struct {
	Step      string    `json:"step"`
	Line      int       `json:"line"`
	Materials []Checked `json:"materials"`
}

// Missing lists the numbers of the materials that the department has not found there.
func (p Part) Missing() []int {
	var out []int
	for _, m := range p.Materials {
		if !m.There() {
			out = append(out, m.No)
		}
	}
	return out
}

// foldContribute keeps a co-department's part of the one notice.
func foldContribute(c *Case, l Line) {
	if i := c.procedure.StepIndex(l.Facts.Step); i >= 0 {
		c.Parts = append(c.Parts, Part{Step: l.Facts.Step, Line: l.N, Materials: l.Facts.Materials})
		c.finish(i, l)
	}
}

// Heard returns the places of the steps at which co-departments of another unit have spoken. They go on reading the case.
func (c *Case) Heard() []int {
	if c.procedure.Joint == nil {
		return nil
	}
	var out []int
	for i, s := range c.procedure.Steps {
		if s.Joint && c.Steps[i].Unit != c.Filed.Unit && len(c.Steps[i].Hands) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// passChecks ends what co-departments look at before the acceptance: the notice is given once, or the case accepted.
func (c *Case) passChecks(l Line) {
	for i, s := range c.procedure.Steps {
		if s.Kind == CheckStep && c.Steps[i].unfinished() {
			c.leave(i, Passed, l)
		}
	}
}

// PartsMissing lists the materials that co-departments have not found there, each once, in order.
func (c *Case) PartsMissing() []int {
	var out []int
	for _, p := range c.Parts {
		out = append(out, p.Missing()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ownPart asks a co-department for its judgement of every material that concerns it, and of no other.
func ownPart(c *Case, cmd Command) error {
	concerns := c.procedure.Steps[c.procedure.StepIndex(cmd.Facts.Step)].Materials
	var faults []Fault
	for _, m := range cmd.Facts.Materials {
		if !slices.Contains(concerns, m.No) {
			faults = append(faults, Fault{Field: "/materials/" + strconv.Itoa(m.No), Rule: "not_concerned"})
		}
	}
	for _, no := range concerns {
		if !slices.ContainsFunc(cmd.Facts.Materials, func(m Checked) bool { return m.No == no && m.State != "" }) {
			faults = append(faults, Fault{Field: "/materials/" + strconv.Itoa(no), Rule: "missing"})
		}
	}
	if len(faults) > 0 {
		return Faulty("a co-department judges its own part of the materials, and all of it", faults)
	}
	return wants(cmd.Facts.Reasoned || len(Part{Materials: cmd.Facts.Materials}.Missing()) == 0, "/reason")
}

// gathered lets the one notice and the acceptance wait for every co-department that still has time. One whose time is
// over (A16) does not hold the applicant up any longer, and has nothing more to ask for (K02).
func gathered(c *Case, _ Command) error {
	for i, s := range c.Steps {
		if c.procedure.Steps[i].Kind == CheckStep && s.Phase == Open && !c.overdue(s) {
			return Errorf(Conflict, "awaits_part", "step %s: a co-department still looks at its part of the materials", s.Key)
		}
	}
	return nil
}

// overdue reports whether a card stands on the clock of the step in its round.
func (c *Case) overdue(s StepState) bool {
	return slices.ContainsFunc(c.Marks, func(m Mark) bool {
		return m.Clock == stepClockName(s.clockKey(), s.Round) && m.Level >= Yellow && m.Stands()
	})
}

// tellsAllParts asks that the one notice holds what every co-department misses.
func tellsAllParts(c *Case, cmd Command) error {
	var faults []Fault
	for _, no := range c.PartsMissing() {
		if !slices.ContainsFunc(cmd.Facts.Materials, func(m Checked) bool { return m.No == no && m.State == "missing" }) {
			faults = append(faults, Fault{Field: "/materials/" + strconv.Itoa(no), Rule: "part_left_out"})
		}
	}
	return Faulty("the one notice tells what every department misses (K02)", faults)
}

// heedsParts refuses to accept as received what a co-department misses and nobody has asked for.
func heedsParts(c *Case, cmd Command) error {
	if c.Notified > 0 {
		return nil
	}
	var faults []Fault
	for _, no := range c.PartsMissing() {
		if slices.ContainsFunc(cmd.Facts.Materials, func(m Checked) bool { return m.No == no && (m.State == "received" || m.State == "shared") }) {
			faults = append(faults, Fault{Field: "/materials/" + strconv.Itoa(no), Rule: "part_left_out"})
		}
	}
	return Faulty("a co-department misses what would be accepted as received", faults)
}

// closingClock is the lead's time to close: from the last opinion of a co-department to the decision.
func (c *Case) closingClock() []LegalClock {
	if c.procedure.Joint == nil || c.procedure.Joint.Close.N == 0 {
		return nil
	}
	var last time.Time
	run := 0
	for i, step := range c.procedure.Steps {
		s := c.Steps[i]
		if !step.Joint || step.Kind != OpinionStep {
			continue
		}
		if s.unfinished() {
			return nil
		}
		if s.Phase == Done && s.Done.After(last) {
			last = s.Done
		}
		run = max(run, s.Round)
	}
	if last.IsZero() {
		return nil
	}
	decision, _ := c.Decision.Timeline()
	limit := c.procedure.Joint.Close
	return []LegalClock{{
		Name: "closing#" + strconv.Itoa(run), Kind: JointClock, Unit: c.Filed.Unit, End: earliest(c.Decided, c.Ended),
		Timeline: clock.Timeline{Start: last, Promised: limit, Statutory: limit, Stops: decision.Stops},
	}}
}

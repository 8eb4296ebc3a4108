package models

import (
	"fmt"
	"time"

	"mingcha/models/clock"
)

// StageClock is the clock of a stage that has a limit of its own (C22).
const StageClock clock.Kind = "stage"

// Stage (阶段) is a named run of steps with a limit of its own. Stages without one are only names.
type Stage struct {
	Name   string      `json:"name"`
	NameEN string      `json:"name_en"`
	Limit  clock.Limit `json:"limit"`
}

// stageClocks gives a clock to every stage that has a limit: from the instant at which its first step opened to that at
// which its last one was done, in the present round. It stands whenever the clock does that its steps are a part of.
func (c *Case) stageClocks() []LegalClock {
	var out []LegalClock
	for n, stage := range c.procedure.Stages {
		begun, over, run, counts := c.course(stage.Name)
		l := LegalClock{
			Kind: StageClock, Stage: stage.Name, Unit: c.Filed.Unit, End: earliest(over, c.Ended),
			Timeline: clock.Timeline{Start: begun, Promised: stage.Limit, Statutory: stage.Limit},
		}
		switch counts {
		case "acceptance":
			acceptance, _ := c.Acceptance.Timeline()
			l.Timeline.Start, l.Timeline.Stops, l.End, run = acceptance.Start, acceptance.Stops, c.acceptanceEnd(), c.Runs.Acceptance
		case "decision":
			decision, _ := c.Decision.Timeline()
			l.Timeline.Stops = decision.Stops
		}
		if l.Timeline.Start.IsZero() {
			continue
		}
		l.Name = fmt.Sprintf("stage/%d#%d", n+1, run)
		out = append(out, l)
	}
	return out
}

// course says when a stage began and when all its steps were done, in which round it is, and which clock of the case its
// steps are a part of. A zero over: it is not done.
func (c *Case) course(stage string) (begun, over time.Time, run int, counts string) {
	done := true
	for i, step := range c.procedure.Steps {
		if step.Stage != stage {
			continue
		}
		s := c.Steps[i]
		begun, run = earliest(begun, s.Opened), max(run, s.Round)
		if counts == "" || counts == "excluded" {
			counts = step.Counts
		}
		done = done && !s.unfinished()
		if s.Done.After(over) {
			over = s.Done
		}
	}
	if !done {
		over = time.Time{}
	}
	return begun, over, run, counts
}

package models

import (
	"fmt"
	"slices"
	"time"

	"mingcha/models/clock"
)

// Case (办件) is the state of one application: what folding its lines gives. It holds no personal data.
type Case struct {
	ID         string       `json:"id"`
	Filed      Filed        `json:"filed"`
	Status     CaseStatus   `json:"status"`
	Before     CaseStatus   `json:"before,omitempty"`  // where it stood when it ended, for reopen
	Outcome    CaseStatus   `json:"outcome,omitempty"` // granted or denied, once decided
	Steps      []StepState  `json:"steps"`
	Submitted  time.Time    `json:"submitted"`
	Received   time.Time    `json:"received,omitzero"` // of the material on which acceptance is judged
	Accepted   time.Time    `json:"accepted,omitzero"`
	Decided    time.Time    `json:"decided,omitzero"`
	Ended      time.Time    `json:"ended,omitzero"`
	Deemed     bool         `json:"deemed,omitempty"`   // accepted by silence (K02)
	Prereview  clock.Ledger `json:"prereview"`          // the window's time to take the application in
	Acceptance clock.Ledger `json:"acceptance"`         // K02
	Supply     clock.Ledger `json:"supply"`             // the applicant's time to supply
	Decision   clock.Ledger `json:"decision"`           // promised and statutory
	Delivery   clock.Ledger `json:"delivery"`           // K07
	Runs       Runs         `json:"runs"`               // how often each clock has begun
	Special    []SpecialRun `json:"special,omitempty"`  // K08, oldest first
	Extended   int          `json:"extended,omitempty"` // how often
	Notified   int          `json:"notified,omitempty"` // supplement notices given
	Missing    []Checked    `json:"missing,omitempty"`  // what the notice asked for
	Marks      []Mark       `json:"marks,omitempty"`    // thresholds that have spoken
	Demands    []Demand     `json:"demands,omitempty"`  // urges and demands, answered or not
	Pending    []Pending    `json:"pending,omitempty"`  // overrides that wait for the second supervisor
	Incidents  []Incident   `json:"incidents,omitempty"`
	N          int          `json:"n"`     // number of the last line
	Head       string       `json:"head"`  // its hash
	Acted      time.Time    `json:"acted"` // when the last person acted; no later command may be dated before

	procedure *Procedure
}

// Runs counts how often each of a case's clocks has begun, to tell one run's thresholds from the next one's.
type Runs struct {
	Acceptance int `json:"acceptance,omitempty"`
	Decision   int `json:"decision,omitempty"`
	Supply     int `json:"supply,omitempty"`
}

// StepPhase is how far one step has come in its current round.
type StepPhase string

// The phases.
const (
	Waiting StepPhase = "waiting" // what comes before it is not done
	Open    StepPhase = "open"    // somebody has to act
	Done    StepPhase = "done"
	Passed  StepPhase = "passed" // its condition does not hold, or a supervisor passed it
)

// StepState is one step of one case in its current round (轮次).
type StepState struct {
	Key     string    `json:"key"`
	Phase   StepPhase `json:"phase"`
	Round   int       `json:"round"`
	Unit    string    `json:"unit"`
	Holder  string    `json:"holder,omitempty"` // who has claimed it or was assigned; "" while it lies in the pool
	Opened  time.Time `json:"opened,omitzero"`
	Done    time.Time `json:"done,omitzero"`
	Votes   []Vote    `json:"votes,omitempty"`   // seats of a shared step, in order
	Adverse bool      `json:"adverse,omitempty"` // the opinion advises against
	Hands   []string  `json:"hands,omitempty"`   // everybody who acted here in any round (A07)
	GoTo    string    `json:"go_to,omitempty"`   // after a return that resumes at the returner
}

// Vote is what one participant of a shared step has said.
type Vote struct {
	Account string `json:"account"`
	Said    Verb   `json:"said,omitempty"` // "" not yet
	Adverse bool   `json:"adverse,omitempty"`
}

// SpecialRun is one special procedure (K08) or supervisor's stop of a case.
type SpecialRun struct {
	Kind     string      `json:"kind"`
	Started  time.Time   `json:"started"`
	Planned  clock.Limit `json:"planned"`
	Stops    bool        `json:"stops"`
	Override bool        `json:"override,omitempty"` // stopped by a supervisor
	Finished time.Time   `json:"finished,omitzero"`
}

// MarkState is what became of a threshold that was passed.
type MarkState string

// The states of a mark.
const (
	Issued        MarkState = "issued"
	Withheld      MarkState = "withheld"  // the brake holds, or the calendar is not published
	Dropped       MarkState = "dropped"   // a named person dropped it while withheld
	CardWithdrawn MarkState = "withdrawn" // by rule
)

// Mark says that a threshold has spoken, so that it never does so twice.
type Mark struct {
	Key   string    `json:"key"`
	ID    string    `json:"id"`
	Rule  string    `json:"rule"`
	Level Level     `json:"level"`
	Clock string    `json:"clock"`
	Due   time.Time `json:"due"`
	State MarkState `json:"state"`
}

// Demand is an urge (催办) or a demand for an explanation that wants an answer.
type Demand struct {
	Line     int  `json:"line"`
	Verb     Verb `json:"verb"`
	Answered int  `json:"answered,omitempty"` // number of the answering line
}

// Pending is an override that takes effect when a second supervisor confirms it.
type Pending struct {
	Line    int    `json:"line"`
	Verb    Verb   `json:"verb"`
	Account string `json:"account"`
	Facts   Facts  `json:"facts"`
}

// Incident (异常) says that nobody can act. It has a holder of its own, outside the case.
type Incident struct {
	Key     string    `json:"key"`
	Raised  time.Time `json:"raised"`
	Settled time.Time `json:"settled,omitzero"`
}

// NewCase returns a case without lines, bound to the procedure it is or will be filed under.
func NewCase(id string, p *Procedure) *Case {
	return &Case{ID: id, Status: Draft, procedure: p}
}

// Bind gives a case that came out of storage its procedure.
func (c *Case) Bind(p *Procedure) *Case {
	c.procedure = p
	return c
}

// Procedure returns what the case is bound to.
func (c *Case) Procedure() *Procedure { return c.procedure }

// Step returns the state of the step with this key, or nil.
func (c *Case) Step(key string) *StepState {
	i := slices.IndexFunc(c.Steps, func(s StepState) bool { return s.Key == key })
	if i < 0 {
		return nil
	}
	return &c.Steps[i]
}

// OpenSteps returns the places of the steps that wait for somebody.
func (c *Case) OpenSteps() []int {
	if c.Status.Ended() {
		return nil
	}
	var open []int
	for i, s := range c.Steps {
		if s.Phase == Open {
			open = append(open, i)
		}
	}
	return open
}

// Mark returns the mark with this key, or nil if that threshold has not spoken.
func (c *Case) Mark(key string) *Mark {
	i := slices.IndexFunc(c.Marks, func(m Mark) bool { return m.Key == key })
	if i < 0 {
		return nil
	}
	return &c.Marks[i]
}

// RunningSpecial returns the special procedure or stop that runs now, or nil.
func (c *Case) RunningSpecial() *SpecialRun {
	for i := range c.Special {
		if c.Special[i].Finished.IsZero() {
			return &c.Special[i]
		}
	}
	return nil
}

// Stands reports whether the decision clock is stopped.
func (c *Case) Stands() bool {
	run := c.RunningSpecial()
	return run != nil && run.Stops
}

// PrereviewClock is the window's time to take in an application that came online (R-T5).
const PrereviewClock clock.Kind = "prereview"

// LegalClock (时限) is one clock of a subject as supervision sees it.
type LegalClock struct {
	Name     string         `json:"name"` // unique in the subject: "decision#1", "step/review#2"
	Kind     clock.Kind     `json:"kind"`
	Step     string         `json:"step,omitempty"`
	Timeline clock.Timeline `json:"timeline"`
	End      time.Time      `json:"end,omitzero"` // when it stopped to matter; zero while it runs
	Unit     string         `json:"unit"`
	Holder   string         `json:"holder,omitempty"`
}

// Clocks returns every clock that has begun, in a fixed order.
func (c *Case) Clocks() []LegalClock {
	var out []LegalClock
	add := func(name string, l clock.Ledger, end time.Time) {
		if t, begun := l.Timeline(); begun {
			out = append(out, LegalClock{Name: name, Kind: l.Kind, Timeline: t, End: end, Unit: c.Filed.Unit})
		}
	}
	add("prereview#1", c.Prereview, c.earliest(c.Received, c.Ended))
	add(fmt.Sprintf("acceptance#%d", max(c.Runs.Acceptance, 1)), c.Acceptance, c.acceptanceEnd())
	add(fmt.Sprintf("supplement#%d", max(c.Runs.Supply, 1)), c.Supply, c.supplyEnd())
	add(fmt.Sprintf("decision#%d", max(c.Runs.Decision, 1)), c.Decision, c.earliest(c.Decided, c.Ended))
	add(fmt.Sprintf("delivery#%d", max(c.Runs.Decision, 1)), c.Delivery, c.deliveryEnd())
	out = append(out, c.stepClocks()...)
	return append(out, c.specialClocks()...)
}

// stepClocks gives a clock to every step of the decision that is or was open in its current round. A step's clock
// stands whenever the decision's does.
func (c *Case) stepClocks() []LegalClock {
	var out []LegalClock
	decision, _ := c.Decision.Timeline()
	for i, s := range c.Steps {
		step := c.procedure.Steps[i]
		if s.Opened.IsZero() || s.Phase == Passed || step.Limit.N == 0 {
			continue
		}
		t := clock.Timeline{Start: s.Opened, Promised: step.Limit, Statutory: step.Limit}
		if step.Counts == "decision" {
			t.Stops = decision.Stops
		}
		out = append(out, LegalClock{
			Name: fmt.Sprintf("step/%s#%d", s.Key, s.Round), Kind: clock.KindStep, Step: s.Key,
			Timeline: t, End: c.earliest(s.Done, c.Ended), Unit: s.Unit, Holder: s.Holder,
		})
	}
	return out
}

func (c *Case) specialClocks() []LegalClock {
	var out []LegalClock
	for i, run := range c.Special {
		if run.Planned.N == 0 {
			continue
		}
		out = append(out, LegalClock{
			Name: fmt.Sprintf("special#%d", i+1), Kind: clock.KindSpecial,
			Timeline: clock.Timeline{Start: run.Started, Promised: run.Planned, Statutory: run.Planned},
			End:      c.earliest(run.Finished, c.Ended), Unit: c.Filed.Unit,
		})
	}
	return out
}

func (c *Case) acceptanceEnd() time.Time {
	if c.Status == Supplement {
		return lastStart(c.Supply)
	}
	return c.earliest(c.Accepted, c.Ended)
}

func (c *Case) supplyEnd() time.Time {
	if c.Status == Supplement {
		return time.Time{}
	}
	return c.earliest(lastStart(c.Acceptance), c.Accepted, c.Ended)
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
func (c *Case) earliest(instants ...time.Time) time.Time {
	var first time.Time
	for _, t := range instants {
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	return first
}

func lastStart(l clock.Ledger) time.Time {
	t, _ := l.Timeline()
	return t.Start
}

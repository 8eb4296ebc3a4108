package models

import (
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
	Noticed    time.Time    `json:"noticed,omitzero"`  // when what is missing was told; zero again once it is supplied
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
	Parts      []Part       `json:"parts,omitempty"`    // what co-departments said of the material before the acceptance
	Lacking    []int        `json:"lacking,omitempty"`  // required materials that nobody has found there (A02)
	Leads      []string     `json:"leads,omitempty"`    // suspicions that were raised on it
	Bills      []Bill       `json:"bills,omitempty"`    // what was charged, oldest first
	Unbilled   []Payment    `json:"unbilled,omitempty"` // money that came in for no bill (A09)
	Marks      Marks        `json:"marks,omitempty"`    // thresholds that have spoken
	Demands    []Demand     `json:"demands,omitempty"`  // urges and demands, answered or not
	Pending    []Pending    `json:"pending,omitempty"`  // overrides that wait for the second supervisor
	Incidents  []Incident   `json:"incidents,omitempty"`
	Deeds      []Deed       `json:"deeds,omitempty"`   // what people did, in order, at the instants that hold now
	Onward     string       `json:"onward,omitempty"`  // the case that another organ goes on with
	Recused    []string     `json:"recused,omitempty"` // accounts that have withdrawn because of interest (回避)
	Asked      int          `json:"asked,omitempty"`   // how often the applicant was asked after acceptance
	Supplied   time.Time    `json:"supplied,omitzero"` // when the answer to that came
	Ratings    []Rating     `json:"ratings,omitempty"` // what the applicant thinks of the service
	N          int          `json:"n"`                 // number of the last line
	Head       string       `json:"head"`              // its hash
	Acted      time.Time    `json:"acted"`             // when the last person acted; no later command may be dated before

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
	Went    string    `json:"went,omitempty"`    // where it went when it was done, if that was not the next step
	Signs   []Signer  `json:"signs,omitempty"`   // people asked into the step, in order
	Spoken  Verb      `json:"spoken,omitempty"`  // the word that settled it, while signers after it are awaited
	By      string    `json:"by,omitempty"`      // whose word settled it
	Kept    *Kept     `json:"kept,omitempty"`    // of another version, since a move
	Read    time.Time `json:"read,omitzero"`     // when somebody for whom it waits first opened it
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
	For     string `json:"for,omitempty"`    // for whom the proposer stood in
	Person  string `json:"person,omitempty"` // the proposer, whatever account is used
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
func (c *Case) Mark(key string) *Mark { return c.Marks.of(key) }

// Troubled reports whether an incident with this key, or any if key is "", is not settled.
func (c *Case) Troubled(key string) bool {
	return slices.ContainsFunc(c.Incidents, func(i Incident) bool { return i.Settled.IsZero() && (key == "" || i.Key == key) })
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

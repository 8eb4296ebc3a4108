package models

import (
	"slices"

	"mingcha/models/clock"
)

// Procedure is the part of a published bundle that a case is bound to: who does what in which order, and the limits
// in force when the applicant applied. It is pinned: a later version touches later cases only.
type Procedure struct {
	Item       string         `json:"item"`
	Bundle     string         `json:"bundle"` // content hash of the whole bundle
	Steps      []Step         `json:"steps"`  // in the order of the text; blocks are flattened into After
	Acceptance clock.Limit    `json:"acceptance"`
	Deemed     bool           `json:"deemed"` // silence on acceptance counts as acceptance (K02)
	Promised   clock.Limit    `json:"promised"`
	Statutory  clock.Limit    `json:"statutory"`
	ClockStart ClockStart     `json:"clock_start"`
	Extension  *ExtensionRule `json:"extension,omitempty"`
	Delivery   clock.Limit    `json:"delivery"`
	Supplement clock.Limit    `json:"supplement"` // the applicant's time to supply
	Prereview  clock.Limit    `json:"prereview"`  // the window's time to take in an online application (R-T5)
	Special    []SpecialKind  `json:"special,omitempty"`
	Required   []int          `json:"required,omitempty"`    // numbers of the materials that must be there to accept
	Standards  []Standard     `json:"standards,omitempty"`   // what is charged; none: nothing
	PaidBefore StepKind       `json:"paid_before,omitempty"` // the kind of step that waits for payment
	AskLater   bool           `json:"ask_later,omitempty"`   // after acceptance the applicant may be asked once more; never in a permit
	Joint      *Joint         `json:"joint,omitempty"`       // several departments approve together; nil: one decides, others may be heard
	Stages     []Stage        `json:"stages,omitempty"`      // those that have a limit of their own
}

// ClockStart is the event from which the decision clock of an item counts.
type ClockStart string

// The starts that the catalogue knows.
const (
	FromAcceptance ClockStart = "acceptance"
	FromReceipt    ClockStart = "receipt"
	FromComplete   ClockStart = "complete_documents"
)

// ExtensionRule is the one lawful extension of the decision clock (K04, K05).
type ExtensionRule struct {
	N     int    `json:"n"`     // units of the statutory limit
	Role  string `json:"role"`  // the head whom the law names
	Times int    `json:"times"` // how often at most
}

// SpecialKind is one kind of time that the law leaves out of the count (K08): hearing, testing, expert review ….
type SpecialKind struct {
	Kind       string      `json:"kind"`
	Name       string      `json:"name"`
	StopsClock bool        `json:"stops_clock"`
	Planned    clock.Limit `json:"planned"`
}

// StepKind is what a step is for. It decides which verbs act on it.
type StepKind string

// The kinds.
const (
	AcceptStep  StepKind = "accept"  // 受理: receive, accept, decline, notify_supplement
	OpinionStep StepKind = "opinion" // 审查、审核、现场核查、征求意见: approve or return
	DecideStep  StepKind = "decide"  // 决定: approve grants, refuse denies
	DeliverStep StepKind = "deliver" // 送达、发证
	ServiceStep StepKind = "service" // done by the system
	CheckStep   StepKind = "check"   // 材料核对 by a co-department before acceptance: contribute
	ForwardStep StepKind = "forward" // 代办转报 by the town's window that took the application in: forward
)

// Step (环节) is one piece of work in a procedure.
type Step struct {
	Key          string       `json:"key"`
	Name         string       `json:"name"`
	NameEN       string       `json:"name_en"`
	Stage        string       `json:"stage"`
	Kind         StepKind     `json:"kind"`
	Act          string       `json:"act,omitempty"`  // the catalogue's finer kind: onsite, consult, publicity …
	Role         string       `json:"role,omitempty"` // whose role acts
	Unit         string       `json:"unit,omitempty"` // "" the item's own unit, else a kind of unit
	Rule         DecisionRule `json:"rule"`
	Limit        clock.Limit  `json:"limit"`
	Counts       string       `json:"counts"`                  // acceptance, decision, excluded delivery or agency: the case clock that runs meanwhile
	After        []int        `json:"after,omitempty"`         // steps that must be done or passed before this one opens
	When         string       `json:"when,omitempty"`          // CEL condition over the form; "" always
	Service      string       `json:"service,omitempty"`       // what the system does in a service step
	SeparateFrom []int        `json:"separate_from,omitempty"` // four eyes: nobody who acted there acts here (A07)
	Batch        bool         `json:"batch,omitempty"`         // may be approved in a batch, each case with its own opinion
	Joint        bool         `json:"joint,omitempty"`         // a co-department's: its clock is watched by A16
	Materials    []int        `json:"materials,omitempty"`     // numbers of the materials that concern a co-department
}

// DecisionRule says when a step with several participants is decided.
type DecisionRule struct {
	Kind    RuleKind `json:"kind"`
	Percent int      `json:"percent,omitempty"` // ratio and weighted: share of approvals needed, 1–100
	Weights []int    `json:"weights,omitempty"` // weighted: by order of the participants
	Count   int      `json:"count,omitempty"`   // how many participants are wanted at least; 0 means one
	Veto    string   `json:"veto,omitempty"`    // role: the refusal of a participant who holds it decides
	Refusal Refusal  `json:"refusal,omitempty"` // what one refusal does; "" counts
}

// Refusal says what a single refusal does to a step that several decide.
type Refusal string

// The behaviours. A step ends by every one of them once all have spoken.
const (
	RefusalCounts Refusal = "count"        // it counts against; the step ends as soon as it can no longer be carried
	RefusalVetoes Refusal = "veto"         // the step ends at once
	RefusalWaits  Refusal = "wait_for_all" // everybody is heard before anything is settled
)

// RuleKind is the kind of a decision rule.
type RuleKind string

// The kinds: 或签, 会签, 比例会签, 依次审批, 票签.
const (
	AnyOne     RuleKind = "any"
	All        RuleKind = "all"
	Ratio      RuleKind = "ratio"
	Sequential RuleKind = "sequential"
	Weighted   RuleKind = "weighted"
)

// Shared reports whether the step is decided by several named participants, who are fixed when it opens.
func (s Step) Shared() bool { return s.Rule.Kind != "" && s.Rule.Kind != AnyOne }

// Wanted is how many participants the rule needs at least.
func (r DecisionRule) Wanted() int { return max(1, r.Count) }

// StepIndex returns the place of the step with this key, or -1.
func (p *Procedure) StepIndex(key string) int {
	return slices.IndexFunc(p.Steps, func(s Step) bool { return s.Key == key })
}

// SpecialKind returns the special procedure of this kind, if the item has it.
func (p *Procedure) SpecialKind(kind string) (SpecialKind, bool) {
	for _, s := range p.Special {
		if s.Kind == kind {
			return s, true
		}
	}
	return SpecialKind{}, false
}

// Apart reports whether four eyes keep the people of two steps apart.
func (p *Procedure) Apart(a, b int) bool {
	return slices.Contains(p.Steps[a].SeparateFrom, b) || slices.Contains(p.Steps[b].SeparateFrom, a)
}

// Before reports whether step a lies somewhere before step b.
func (p *Procedure) Before(a, b int) bool {
	for _, prior := range p.Steps[b].After {
		if prior == a || p.Before(a, prior) {
			return true
		}
	}
	return false
}

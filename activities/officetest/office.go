// Package officetest is a small office for tests: the shipped rules, one procedure, a few officials and a record kept
// in memory under the same conditions as the store's.
package officetest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/supervision"
	"mingcha/policies/subsystems"
)

// Bundle is the content hash under which the office knows its procedure.
const Bundle = "food-1"

// Office answers everything that the activities ask of the world.
type Office struct {
	mu        sync.Mutex
	lines     map[string][]models.Line
	bodies    map[string][]models.Body
	Batches   []models.Batch // as they were written
	Away      bool           // the store does not answer
	HeldBy    string         // why the brake holds; "" it does not
	Staff     map[string][]string
	Process   *models.Procedure
	Holds     map[string]bool // outcome of conditions
	Offered   supervision.Offer
	Cal       *clock.Calendar // change it between turns only
	Set       *supervision.RuleSet
	Former    []*supervision.RuleSet // that were in force before
	Published int64                  // revision of the law as the store has it
	known     int64                  // as this node knows it
	OnRefresh func()                 // what this node takes up then
	Time      func() time.Time
	Measures  activities.Scores // nil: nothing is measured here
	issued    int
	BeforeAct func(models.Batch) // runs before a batch is written
}

// New opens the office with the shipped rules and calendar.
func New(now func() time.Time) *Office {
	text, err := subsystems.Files.ReadFile("administrative-approval/rules/2026-01.yaml")
	if err != nil {
		panic(err)
	}
	set, err := process.ParseRules("2026-01.yaml", text)
	if err != nil {
		panic(err)
	}
	return &Office{
		lines: map[string][]models.Line{}, bodies: map[string][]models.Body{}, Staff: staff(), Process: Food(),
		Holds: map[string]bool{}, Cal: clock.National(), Set: set, Time: now,
	}
}

// Activities are the office's, as a worker would run them.
func (o *Office) Activities() *activities.Activities {
	return &activities.Activities{
		Record: o, Law: o, Procedures: o, Offices: o, Brake: o, Scores: o.Measures, Complaints: o,
		Now: func() time.Time { return o.Time().UTC() }, NewID: o.newID,
	}
}

// Food is a procedure of five human steps with two hands kept apart and the licence's number in between.
func Food() *models.Procedure {
	day := func(n int) clock.Limit { return clock.Limit{N: n, Unit: clock.UnitWorkday} }
	one := models.DecisionRule{Kind: models.AnyOne}
	return &models.Procedure{
		Item: "food-business-catering", Bundle: Bundle, Acceptance: day(5), Deemed: true, Promised: day(7), Statutory: day(20),
		ClockStart: models.FromAcceptance, Extension: &models.ExtensionRule{N: 10, Role: "department_head", Times: 1},
		Delivery: day(10), Supplement: day(10), Prereview: day(2), Required: []int{1, 2},
		Special: []models.SpecialKind{{Kind: "testing", Name: "检测", StopsClock: true, Planned: day(10)}},
		Steps: []models.Step{
			{Key: "accept", Name: "受理", Kind: models.AcceptStep, Role: "window_clerk", Rule: one, Limit: day(1), Counts: "acceptance"},
			{Key: "review", Name: "审查", Kind: models.OpinionStep, Role: "handler", Rule: one, Limit: day(2), Counts: "decision", After: []int{0}},
			{Key: "audit", Name: "审核", Kind: models.OpinionStep, Role: "reviewer", Rule: one, Limit: day(2), Counts: "decision", After: []int{1}, SeparateFrom: []int{1}},
			{Key: "decide", Name: "决定", Kind: models.DecideStep, Role: "approver", Rule: one, Limit: day(1), Counts: "decision", After: []int{2}, SeparateFrom: []int{0, 1, 2}},
			{Key: "licence", Name: "制证", Kind: models.ServiceStep, Service: "issue_licence", Counts: "delivery", After: []int{3}},
			{Key: "deliver", Name: "送达", Kind: models.DeliverStep, Role: "delivery_clerk", Rule: one, Limit: day(1), Counts: "delivery", After: []int{4}},
		},
	}
}

func staff() map[string][]string {
	return map[string][]string{
		"bureau/window_clerk": {"wang"}, "bureau/handler": {"li", "liu"}, "bureau/reviewer": {"zhao"},
		"bureau/approver": {"sun"}, "bureau/delivery_clerk": {"qian"}, "bureau/department_head": {"zhou"},
		"stationed/stationed_supervisor": {"chen"}, "city-organ/supervisor": {"han"},
		"city-organ/supervision_leader": {"feng"}, "province-organ/supervisor": {"tang"},
	}
}

// Officer is an actor of the office.
func Officer(account, role string) models.Actor {
	return models.Actor{Account: account, Role: role, Unit: "bureau", Path: "/44/4419/"}
}

// Filing is a whole application made at the given channel.
func Filing(id, channel string, acted time.Time) models.Command {
	actor := models.Actor{Account: models.ApplicantAccount}
	if channel == models.WindowChannel {
		actor = Officer("wang", "window_clerk")
	}
	return models.Command{
		ID: "submit-" + id, Subject: id, Verb: models.Submit, Actor: actor, Acted: acted, Digest: "d",
		Facts: models.Facts{Filed: &models.Filed{
			Number: "N-" + id, Item: "food-business-catering", Bundle: Bundle, Unit: "bureau", Division: "441900000000",
			Path: "/44/4419/", Channel: channel, Applicant: "hash-of-applicant",
		}},
		Body: json.RawMessage(`{"applicant":{"name":"某某餐饮店"},"form":{}}`),
	}
}

// Change lets a test change the office while work goes on.
func (o *Office) Change(how func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	how()
}

func (o *Office) answers() error {
	if o.Away {
		return models.Errorf(models.StoreAway, "store_unavailable", "the store does not answer")
	}
	return nil
}

// Append keeps the conditions of the store: a batch is written whole, once, at its place, and no command twice.
func (o *Office) Append(_ context.Context, b models.Batch) ([]models.Line, error) {
	if o.BeforeAct != nil {
		o.BeforeAct(b)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.answers(); err != nil {
		return nil, err
	}
	if b.Law != nil && *b.Law != o.Published {
		return nil, models.Errorf(models.Conflict, models.StaleLaw, "the law has changed")
	}
	if existing := o.standing(b); len(existing) > 0 {
		return existing, nil
	}
	if have := len(o.lines[b.Subject]); have != b.From-1 {
		return nil, fmt.Errorf("append to %s at %d: the record has %d lines", b.Subject, b.From, have)
	}
	o.write(b)
	for _, also := range b.Also {
		if len(o.lines[also.Subject]) == 0 {
			o.write(also)
		}
	}
	return nil, nil
}

// standing returns what stands in the way of a batch.
func (o *Office) standing(b models.Batch) []models.Line {
	var out []models.Line
	for _, l := range o.lines[b.Subject] {
		known := slices.ContainsFunc(b.Lines, func(ours models.Line) bool { return ours.Command == l.Command })
		if l.N >= b.From || known {
			out = append(out, l)
		}
	}
	return out
}

func (o *Office) write(b models.Batch) {
	o.lines[b.Subject] = append(o.lines[b.Subject], b.Lines...)
	o.bodies[b.Subject] = append(o.bodies[b.Subject], b.Bodies...)
	o.Batches = append(o.Batches, b)
}

// Lines returns the record of a subject from a line on.
func (o *Office) Lines(_ context.Context, subject string, from int) ([]models.Line, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.answers(); err != nil || len(o.lines[subject]) < from {
		return nil, err
	}
	return slices.Clone(o.lines[subject][from-1:]), nil
}

// LineOf returns the line of a command, or nil.
func (o *Office) LineOf(_ context.Context, subject, command string) (*models.Line, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.answers(); err != nil {
		return nil, err
	}
	for _, l := range o.lines[subject] {
		if l.Command == command {
			return &l, nil
		}
	}
	return nil, nil
}

// Body returns the personal part of a line.
func (o *Office) Body(_ context.Context, subject string, n int) (json.RawMessage, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.bodies[subject][n-1].Content, o.answers()
}

// Verbs lists the record of a subject by what happened, for whole stories in one comparison.
func (o *Office) Verbs(subject string) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	var out []string
	for _, l := range o.lines[subject] {
		word := string(l.Verb)
		if l.Facts.Card != nil && l.Facts.Card.Rule != "" && l.Subject != l.Facts.Card.ID {
			word += " " + l.Facts.Card.Rule + " " + l.Facts.Card.Level.String()
		}
		out = append(out, word)
	}
	return out
}

// Notices lists who was told of what, in order.
func (o *Office) Notices() []models.Notice {
	o.mu.Lock()
	defer o.mu.Unlock()
	var out []models.Notice
	for _, b := range o.Batches {
		out = append(out, b.Notices...)
	}
	return out
}

// Held says whether the brake holds.
func (o *Office) Held() (string, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.HeldBy, o.HeldBy != ""
}

func (o *Office) newID() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.issued++
	return fmt.Sprintf("card-%d", o.issued)
}

package models_test

import (
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// monday is a working Monday without a holiday within four weeks: 09:00 in Dongguan.
var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, clock.Zone)

// tester is what testing and rapid have in common.
type tester interface {
	require.TestingT
	Helper()
}

// docket is a case and its record, written line by line: each command passes the gate, is sealed and folded.
type docket struct {
	t     tester
	c     *models.Case
	lines []models.Line
	now   time.Time
	holds []models.Condition
	seats []models.Seat
}

func open(t tester, p *models.Procedure) *docket {
	return &docket{t: t, c: models.NewCase("c1", p), now: monday}
}

// filed opens a docket with an application made at the window.
func filed(t testing.TB, p *models.Procedure) *docket {
	d := open(t, p)
	d.must(wang, models.Submit, models.Facts{Filed: filing(models.WindowChannel)})
	return d
}

// accepted opens a docket whose case is accepted.
func accepted(t testing.TB, p *models.Procedure) *docket {
	d := filed(t, p)
	d.must(wang, models.Accept, accepting())
	return d
}

func filing(channel string) *models.Filed {
	return &models.Filed{
		Number: "N-1", Item: "food", Bundle: "b", Unit: "bureau", Division: "441900000000", Path: "/44/4419/",
		Channel: channel, Applicant: "hash-of-applicant", Account: "citizen-1",
	}
}

// try gives a command an hour after the one before and says why it was refused.
func (d *docket) try(actor models.Actor, verb models.Verb, facts models.Facts) error {
	d.t.Helper()
	return d.tryAt(d.now.Add(time.Hour), actor, verb, facts)
}

func (d *docket) tryAt(at time.Time, actor models.Actor, verb models.Verb, facts models.Facts) error {
	d.t.Helper()
	facts.Conditions, facts.Seats = d.holds, append(facts.Seats, d.seats...)
	cmd := models.Command{ID: fmt.Sprintf("%s-%d", verb, d.c.N), Subject: d.c.ID, Verb: verb, Actor: actor, Acted: at, Facts: facts}
	if err := d.c.Gate(cmd); err != nil {
		return err
	}
	d.now = at
	d.write(cmd)
	return nil
}

func (d *docket) write(cmd models.Command) {
	d.t.Helper()
	if cmd.Facts.Fee != nil {
		cmd.Facts.Fee = new(d.c.Priced(cmd.Verb, *cmd.Facts.Fee))
	}
	cmd.Facts.Correction = d.c.Dated(cmd)
	line := models.Line{
		Subject: cmd.Subject, N: d.c.N + 1, Command: cmd.ID, Verb: cmd.Verb, Actor: cmd.Actor, Acted: cmd.Acted,
		Recorded: cmd.Acted, Facts: cmd.Facts, Alg: models.SHA256, Previous: d.c.Head,
	}
	require.NoError(d.t, line.Seal(sha256.New))
	require.NoError(d.t, d.c.Fold(line))
	d.lines = append(d.lines, line)
}

func (d *docket) must(actor models.Actor, verb models.Verb, facts models.Facts) {
	d.t.Helper()
	require.NoError(d.t, d.try(actor, verb, facts))
}

func (d *docket) refuses(reason string, actor models.Actor, verb models.Verb, facts models.Facts) {
	d.t.Helper()
	err := d.try(actor, verb, facts)
	require.Error(d.t, err, "%s should be refused", verb)
	require.Equal(d.t, reason, models.ReasonOf(err), "%v", err)
}

// open lists the keys of the steps that wait for somebody.
func (d *docket) open() []string {
	var keys []string
	for _, i := range d.c.OpenSteps() {
		keys = append(keys, d.c.Steps[i].Key)
	}
	return keys
}

func officer(account, role string) models.Actor {
	return models.Actor{Account: account, Role: role, Unit: "bureau", Path: "/44/4419/"}
}

// The people of the tests.
var (
	wang      = officer("wang", "window_clerk")
	li        = officer("li", "handler")
	liu       = officer("liu", "handler")
	zhao      = officer("zhao", "reviewer")
	sun       = officer("sun", "approver")
	qian      = officer("qian", "delivery_clerk")
	zhou      = officer("zhou", "department_head")
	han       = models.Actor{Account: "han", Role: "supervisor", Unit: "city-organ", Path: "/44/4419/"}
	feng      = models.Actor{Account: "feng", Role: "supervision_leader", Unit: "city-organ", Path: "/44/4419/"}
	applicant = models.Actor{Account: models.ApplicantAccount}
)

var whole = []models.Checked{{No: 1, State: "received"}, {No: 2, State: "shared"}}

var lacking = []models.Checked{{No: 1, State: "received"}, {No: 2, State: "missing"}}

func accepting() models.Facts { return models.Facts{Step: "accept", Materials: whole} }

func at(step string) models.Facts { return models.Facts{Step: step} }

// reasons is what a grave command wants to be given.
func reasons(step string) models.Facts {
	return models.Facts{Step: step, Reasoned: true, Remedy: true, Ground: "hearing", Document: "D-1", Planned: days(5), To: "liu", ToUnit: "upper", Extend: 5}
}

func days(n int) clock.Limit { return clock.Limit{N: n, Unit: clock.UnitWorkday} }

var anyone = models.DecisionRule{Kind: models.AnyOne}

// food is the plain procedure: acceptance, review, audit, decision, licence, delivery.
func food() *models.Procedure {
	p := frame()
	p.Steps = []models.Step{
		{Key: "accept", Kind: models.AcceptStep, Role: "window_clerk", Rule: anyone, Limit: days(1), Counts: "acceptance"},
		{Key: "review", Kind: models.OpinionStep, Role: "handler", Rule: anyone, Limit: days(2), Counts: "decision", After: []int{0}},
		{Key: "audit", Kind: models.OpinionStep, Role: "reviewer", Rule: anyone, Limit: days(2), Counts: "decision", After: []int{1}, SeparateFrom: []int{1}},
		{Key: "decide", Kind: models.DecideStep, Role: "approver", Rule: anyone, Limit: days(1), Counts: "decision", After: []int{2}, SeparateFrom: []int{0, 1, 2}},
		{Key: "licence", Kind: models.ServiceStep, Service: "issue_licence", Counts: "delivery", After: []int{3}},
		{Key: "deliver", Kind: models.DeliverStep, Role: "delivery_clerk", Rule: anyone, Limit: days(1), Counts: "delivery", After: []int{4}},
	}
	return p
}

// joint has two opinions at once that join, and a step on condition.
func joint() *models.Procedure {
	p := frame()
	opinion := func(key string, after ...int) models.Step {
		return models.Step{Key: key, Kind: models.OpinionStep, Role: "handler", Rule: anyone, Limit: days(1), Counts: "decision", After: after}
	}
	p.Steps = []models.Step{
		{Key: "accept", Kind: models.AcceptStep, Role: "window_clerk", Rule: anyone, Limit: days(1), Counts: "acceptance"},
		opinion("review", 0),
		opinion("site", 1), opinion("site-report", 2),
		opinion("consult", 1),
		opinion("legal", 3, 4),
		{Key: "decide", Kind: models.DecideStep, Role: "approver", Rule: anyone, Limit: days(1), Counts: "decision", After: []int{5}},
		{Key: "deliver", Kind: models.DeliverStep, Role: "delivery_clerk", Rule: anyone, Limit: days(1), Counts: "delivery", After: []int{6}},
	}
	p.Steps[2].When = "form.area > 100"
	return p
}

// frame is what procedures of the tests have in common.
func frame() *models.Procedure {
	return &models.Procedure{
		Item: "food", Bundle: "b", Acceptance: days(5), Deemed: true, Promised: days(7), Statutory: days(20),
		ClockStart: models.FromAcceptance, Extension: &models.ExtensionRule{N: 10, Role: "department_head", Times: 1},
		Delivery: days(10), Supplement: days(10), Prereview: days(2), Required: []int{1, 2},
		Special: []models.SpecialKind{
			{Kind: "testing", StopsClock: true, Planned: days(10)}, {Kind: "publicity", Planned: days(3)},
		},
		Standards: []models.Standard{{Code: "place", Price: 8000, Per: "m2", Account: "10304"}},
	}
}

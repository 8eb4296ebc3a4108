package models_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// together is a joint approval: the window and two co-departments look at the material at once, then three opinions at
// once, and the lead closes. The stage of the opinions has a limit of its own.
func together() *models.Procedure {
	p := frame()
	co := func(key string, kind models.StepKind, unit string, material int, after ...int) models.Step {
		counts := "decision"
		if kind == models.CheckStep {
			counts = "acceptance"
		}
		return models.Step{
			Key: key, Stage: "审查", Kind: kind, Role: "handler", Unit: unit, Rule: anyone, Limit: days(2), Counts: counts,
			Joint: true, Materials: []int{material}, After: after,
		}
	}
	p.Statutory, p.Extension = days(45), &models.ExtensionRule{N: 15, Role: "leader", Times: 1}
	p.Joint, p.Stages = &models.Joint{Close: days(3)}, []models.Stage{{Name: "审查", Limit: days(3)}}
	p.Steps = []models.Step{
		{Key: "accept", Kind: models.AcceptStep, Role: "window_clerk", Rule: anyone, Limit: days(1), Counts: "acceptance"},
		co("check-water", models.CheckStep, "water", 1), co("check-fire", models.CheckStep, "fire", 2),
		{Key: "review", Stage: "审查", Kind: models.OpinionStep, Role: "handler", Rule: anyone, Limit: days(2), Counts: "decision", After: []int{0, 1, 2}},
		co("water", models.OpinionStep, "water", 1, 0, 1, 2), co("fire", models.OpinionStep, "fire", 2, 0, 1, 2),
		{Key: "decide", Kind: models.DecideStep, Role: "approver", Rule: anyone, Limit: days(1), Counts: "decision", After: []int{3, 4, 5}},
		{Key: "deliver", Kind: models.DeliverStep, Role: "delivery_clerk", Rule: anyone, Limit: days(1), Counts: "delivery", After: []int{6}},
	}
	for i := range p.Steps {
		if p.Steps[i].Kind == models.CheckStep {
			p.Steps[i].Stage = "受理"
		}
	}
	return p
}

// gathering files an application to be approved jointly, at the window.
func gathering(t testing.TB) *docket {
	filed := filing(models.WindowChannel)
	for _, step := range []string{"check-water", "water"} {
		filed.Units = append(filed.Units, models.StepUnit{Step: step, Unit: "water-bureau"})
	}
	for _, step := range []string{"check-fire", "fire"} {
		filed.Units = append(filed.Units, models.StepUnit{Step: step, Unit: "fire-brigade"})
	}
	return open(t, together()).with(wang, models.Submit, models.Facts{Filed: filed})
}

var (
	shui = models.Actor{Account: "shui", Role: "handler", Unit: "water-bureau", Path: "/44/4419/"}
	huo  = models.Actor{Account: "huo", Role: "handler", Unit: "fire-brigade", Path: "/44/4419/"}
)

func part(step string, no int, state string) models.Facts {
	return models.Facts{Step: step, Materials: []models.Checked{{No: no, State: state}}, Reasoned: state == "missing"}
}

func clockIn(t testing.TB, d *docket, name string) models.LegalClock {
	for _, c := range d.c.Clocks() {
		if c.Name == name {
			return c
		}
	}
	require.Failf(t, "no such clock", "%s among %v", name, d.c.Clocks())
	return models.LegalClock{}
}

// covers S35
func TestJointApproval(t *testing.T) {
	t.Run("one receipt lays it before the window and every co-department at the same instant", func(t *testing.T) {
		d := gathering(t)
		require.Equal(t, []string{"accept", "check-water", "check-fire"}, d.open())
		for _, name := range []string{"step/check-water#1", "step/check-fire#1"} {
			c := clockIn(t, d, name)
			require.Equal(t, models.JointClock, c.Kind)
			require.Equal(t, d.c.Received, c.Timeline.Start)
		}
		require.Equal(t, "water-bureau", clockIn(t, d, "step/check-water#1").Unit)
	})

	t.Run("a co-department judges its own part of the material, all of it, with a reason for what it misses", func(t *testing.T) {
		d := gathering(t)
		d.refuses("faulty_fields", shui, models.Contribute, part("check-water", 2, "received"))
		d.refuses("faulty_fields", shui, models.Contribute, at("check-water"))
		d.refuses("faulty_fields", shui, models.Contribute, models.Facts{Step: "check-water", Materials: []models.Checked{{No: 1, State: "missing"}}})
		d.refuses("other_unit", huo, models.Contribute, part("check-water", 1, "received"))
		d.refuses("wrong_step", wang, models.Contribute, part("accept", 1, "received"))
		d.must(shui, models.Contribute, part("check-water", 1, "received"))
		d.refuses("step_not_open", shui, models.Contribute, part("check-water", 1, "missing"))
	})

	t.Run("the one notice waits for every department and tells all that any of them misses", func(t *testing.T) {
		d := gathering(t)
		notice := models.Facts{Step: "accept", Materials: lacking, Reasoned: true}
		d.refuses("awaits_part", wang, models.NotifySupplement, notice)
		d.refuses("awaits_part", wang, models.Accept, accepting())
		d.must(shui, models.Contribute, part("check-water", 1, "missing"))
		d.must(huo, models.Contribute, part("check-fire", 2, "received"))
		require.Equal(t, []int{1}, d.c.PartsMissing())
		d.refuses("faulty_fields", wang, models.NotifySupplement, notice)
		d.refuses("faulty_fields", wang, models.Accept, accepting())
		d.must(wang, models.NotifySupplement, models.Facts{Step: "accept", Reasoned: true, Materials: []models.Checked{{No: 1, State: "missing"}, {No: 2, State: "received"}}})
		require.Equal(t, 1, d.c.Notified)

		d.must(applicant, models.Supply, models.Facts{Materials: whole})
		require.Equal(t, []string{"accept"}, d.open(), "nobody looks for more a second time (K02)")
		d.refuses("step_not_open", shui, models.Contribute, part("check-water", 1, "missing"))
		d.refuses("once_only", wang, models.NotifySupplement, notice)
		d.must(wang, models.Accept, accepting())
		require.Equal(t, []string{"review", "water", "fire"}, d.open())
	})

	t.Run("a department whose time is over (A16) holds the applicant up no longer, and has nothing more to ask for", func(t *testing.T) {
		d := gathering(t).with(shui, models.Contribute, part("check-water", 1, "received"))
		d.must(models.System(), models.IssueCard, models.Facts{Card: &models.CardFacts{
			ID: "card", Key: "A16/yellow/step/check-fire#1", Rule: "A16", Level: models.Yellow, Clock: "step/check-fire#1",
		}})
		d.must(wang, models.Accept, accepting())
		require.Equal(t, models.Passed, d.c.Step("check-fire").Phase)
		require.Equal(t, []string{"review", "water", "fire"}, d.open())
	})

	t.Run("silence of the window accepts (K02), whatever a co-department has not said", func(t *testing.T) {
		d := gathering(t).with(models.System(), models.DeemAccepted, models.Facts{})
		require.Equal(t, []string{"review", "water", "fire"}, d.open())
	})

	t.Run("each opinion has its own clock and unit, and the lead's time to close begins with the last of them", func(t *testing.T) {
		d := agreed(t)
		require.Equal(t, models.JointClock, clockIn(t, d, "step/fire#1").Kind)
		require.Equal(t, "fire-brigade", clockIn(t, d, "step/fire#1").Unit)
		require.Equal(t, clock.KindStep, clockIn(t, d, "step/review#1").Kind, "the lead's own step is no co-department's")
		d.must(shui, models.Approve, at("water"))
		for _, c := range d.c.Clocks() {
			require.NotEqual(t, "closing#1", c.Name, "somebody is still to be heard")
		}
		d.must(huo, models.Approve, at("fire"))
		closing := clockIn(t, d, "closing#1")
		require.Equal(t, d.now, closing.Timeline.Start)
		require.Equal(t, "bureau", closing.Unit)
		d.must(li, models.Approve, at("review"))
		d.must(sun, models.Approve, at("decide"))
		require.Equal(t, d.now, clockIn(t, d, "closing#1").End)
	})

	t.Run("K05 fires: the head of government extends a joint approval; the head of a department must not", func(t *testing.T) {
		d := agreed(t)
		longer := models.Facts{Extend: 15, Reasoned: true, Document: "D-1"}
		d.refuses("other_role", zhou, models.Extend, longer)
		mayor := models.Actor{Account: "mayor", Role: "leader", Unit: "city", Path: "/44/4419/"}
		d.refuses("faulty_fields", mayor, models.Extend, models.Facts{Extend: 16, Reasoned: true, Document: "D-1"})
		d.must(mayor, models.Extend, longer)
		d.refuses("extended_already", mayor, models.Extend, longer)
	})
}

// agreed is a joint approval whose opinions are asked for.
func agreed(t testing.TB) *docket {
	d := gathering(t).with(shui, models.Contribute, part("check-water", 1, "received"))
	return d.with(huo, models.Contribute, part("check-fire", 2, "received")).with(wang, models.Accept, accepting())
}

func TestStageClock(t *testing.T) {
	t.Run("a stage's own limit runs from its first step to its last", func(t *testing.T) {
		d := agreed(t)
		began := d.now
		stage := clockIn(t, d, "stage/1#1")
		require.Equal(t, began, stage.Timeline.Start)
		require.Equal(t, days(3), stage.Timeline.Promised)
		require.Equal(t, "审查", stage.Stage)
		for _, who := range []struct {
			actor models.Actor
			step  string
		}{{li, "review"}, {huo, "fire"}} {
			d.must(who.actor, models.Approve, at(who.step))
			require.True(t, clockIn(t, d, "stage/1#1").End.IsZero(), "a step of it is open")
		}
		d.must(shui, models.Approve, at("water"))
		require.Equal(t, d.now, clockIn(t, d, "stage/1#1").End)
	})

	t.Run("a return within it begins the stage anew, and it stands while the decision clock does", func(t *testing.T) {
		p := food()
		p.Stages = []models.Stage{{Name: "审查", Limit: days(3)}}
		p.Steps[1].Stage, p.Steps[2].Stage = "审查", "审查"
		d := accepted(t, p).with(li, models.Approve, at("review"))
		d.must(zhao, models.Return, models.Facts{Step: "audit", Target: "review", Reasoned: true})
		require.Equal(t, d.now, clockIn(t, d, "stage/1#2").Timeline.Start)
		d.must(li, models.StartSpecial, testing10())
		require.Len(t, clockIn(t, d, "stage/1#2").Timeline.Stops, 1)
	})

	t.Run("stages without a limit have no clock", func(t *testing.T) {
		for _, c := range accepted(t, food()).c.Clocks() {
			require.NotEqual(t, models.StageClock, c.Kind)
		}
	})
}

// carried is an application that a town's service centre has taken in for the bureau.
func carried(t testing.TB, channel string) *docket {
	p := food()
	forward := models.Step{Key: "forward", Kind: models.ForwardStep, Role: "window_clerk", Rule: anyone, Limit: days(1), Counts: "agency"}
	p.Steps = append([]models.Step{forward}, p.Steps...)
	for i := 1; i < len(p.Steps); i++ {
		for k := range p.Steps[i].After {
			p.Steps[i].After[k]++
		}
		for k := range p.Steps[i].SeparateFrom {
			p.Steps[i].SeparateFrom[k]++
		}
	}
	p.Steps[1].After = []int{0}
	f := filing(channel)
	if channel == models.WindowChannel {
		f.Agent, f.Units = "town-hall", []models.StepUnit{{Step: "forward", Unit: "town-hall"}}
	}
	return open(t, p).with(wang, models.Submit, models.Facts{Filed: f})
}

// covers S34
func TestTownCarriesForTheCity(t *testing.T) {
	town := models.Actor{Account: "zhen", Role: "window_clerk", Unit: "town-hall", Path: "/44/4419/441900110/"}

	t.Run("what the town takes in lies with it, on its own clock, and not before the city", func(t *testing.T) {
		d := carried(t, models.WindowChannel)
		require.Equal(t, models.Submitted, d.c.Status)
		require.True(t, d.c.Carried())
		require.Equal(t, []string{"forward"}, d.open())
		require.Equal(t, "town-hall", clockIn(t, d, "step/forward#1").Unit)
		require.Len(t, d.c.Clocks(), 1, "no time of the city's runs before the file is there")
		d.refuses("step_not_open", wang, models.Receive, at("accept"))
		d.refuses("other_unit", wang, models.Forward, at("forward"))
	})

	t.Run("passed on, the city's time to take it in begins", func(t *testing.T) {
		d := carried(t, models.WindowChannel).with(town, models.Forward, at("forward"))
		require.False(t, d.c.Carried())
		require.Equal(t, []string{"accept"}, d.open())
		require.Equal(t, d.now, clockIn(t, d, "prereview#1").Timeline.Start)
		require.Equal(t, d.now, clockIn(t, d, "step/forward#1").End)
		d.must(wang, models.Receive, at("accept"))
		require.Equal(t, models.Received, d.c.Status)
	})

	t.Run("what comes to the city itself never lies with a town", func(t *testing.T) {
		d := carried(t, "2")
		require.Equal(t, []string{"accept"}, d.open())
		require.Equal(t, models.Passed, d.c.Step("forward").Phase)
	})
}

func TestForwardAndVoid(t *testing.T) {
	up := models.Facts{Step: "review", ToUnit: "province-bureau", Reasoned: true}

	t.Run("K01 fires: an organ directs to the one whose business it is, with a reason, and its own case ends; it must not to itself or to none", func(t *testing.T) {
		d := accepted(t, food())
		d.refuses("faulty_fields", li, models.Forward, models.Facts{Step: "review", Reasoned: true})
		d.refuses("faulty_fields", li, models.Forward, models.Facts{Step: "review", ToUnit: "bureau", Reasoned: true})
		d.refuses("faulty_fields", li, models.Forward, models.Facts{Step: "review", ToUnit: "province-bureau"})
		d.refuses("other_role", wang, models.Forward, up)
		d.must(li, models.Forward, up)
		require.Equal(t, models.Forwarded, d.c.Status)
		require.Empty(t, d.open())
	})

	t.Run("what the other organ sends back goes on where it stood, without the time in between", func(t *testing.T) {
		d := accepted(t, food()).with(li, models.Forward, up)
		left := d.now
		d.now = left.Add(7 * 24 * time.Hour)
		d.must(zhou, models.Reopen, models.Facts{Reasoned: true})
		require.Equal(t, models.Accepted, d.c.Status)
		stops := clockIn(t, d, "decision#1").Timeline.Stops
		require.Len(t, stops, 1)
		require.Equal(t, left, stops[0].From)
	})

	t.Run("an entry is void for a mistake that is named, with a reason, and only before it is accepted", func(t *testing.T) {
		mistake := models.Facts{Step: "accept", Ground: "entered_twice", Reasoned: true}
		d := filed(t, food())
		d.refuses("faulty_fields", wang, models.VoidCase, models.Facts{Step: "accept", Ground: "entered_twice"})
		d.refuses("faulty_fields", wang, models.VoidCase, models.Facts{Step: "accept", Ground: "not_wanted", Reasoned: true})
		d.must(wang, models.VoidCase, mistake)
		require.Equal(t, models.Voided, d.c.Status)
		d.refuses("not_in_status", zhou, models.Reopen, models.Facts{Reasoned: true})
		accepted(t, food()).refuses("not_in_status", wang, models.VoidCase, mistake)
	})
}

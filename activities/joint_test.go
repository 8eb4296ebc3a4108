package activities_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// jointly is a procedure in which water and fire look at their part of the material and give their opinion.
func jointly() *models.Procedure {
	p := officetest.Food()
	limit := func(n int) clock.Limit { return clock.Limit{N: n, Unit: clock.UnitWorkday} }
	co := func(key string, kind models.StepKind, counts, unit string, material int, after ...int) models.Step {
		return models.Step{
			Key: key, Stage: "审查", Kind: kind, Role: "handler", Unit: unit, Rule: models.DecisionRule{Kind: models.AnyOne}, Limit: limit(2),
			Counts: counts, Joint: true, Materials: []int{material}, After: after,
		}
	}
	accept, decide, deliver := p.Steps[0], p.Steps[3], p.Steps[5]
	decide.After, deliver.After, decide.SeparateFrom = []int{3, 4}, []int{5}, nil
	p.Joint, p.Stages = &models.Joint{Close: limit(2)}, []models.Stage{{Name: "审查", Limit: limit(4)}}
	check := func(key, unit string, material int) models.Step {
		s := co(key, models.CheckStep, "acceptance", unit, material)
		s.Stage = "受理"
		return s
	}
	p.Steps = []models.Step{
		accept, check("check-water", "water", 1), check("check-fire", "fire", 2),
		co("water", models.OpinionStep, "decision", "water", 1, 0, 1, 2), co("fire", models.OpinionStep, "decision", "fire", 2, 0, 1, 2),
		decide, deliver,
	}
	return p
}

var (
	shui = models.Actor{Account: "shui", Role: "handler", Unit: "water-bureau", Path: "/44/4419/"}
	huo  = models.Actor{Account: "huo", Role: "handler", Unit: "fire-brigade", Path: "/44/4419/"}
)

// jointDesk is the office with an application that several departments approve, taken in at the window on Monday.
func jointDesk(t *testing.T) *desk {
	d := &desk{t: t, now: monday, states: map[string]models.State{}}
	d.office = officetest.New(func() time.Time { return d.now })
	d.act, d.office.Process = d.office.Activities(), jointly()
	d.office.Staff["water-bureau/handler"], d.office.Staff["fire-brigade/handler"] = []string{"shui"}, []string{"huo"}
	d.office.Offered = supervision.Offer{Rules: []string{"A16"}, Materials: 2, Listed: true}
	filing := officetest.Filing("c1", models.WindowChannel, monday)
	for step, unit := range map[string]string{"check-water": "water-bureau", "water": "water-bureau", "check-fire": "fire-brigade", "fire": "fire-brigade"} {
		filing.Facts.Filed.Units = append(filing.Facts.Filed.Units, models.StepUnit{Step: step, Unit: unit})
	}
	d.states["c1"] = models.Begin(models.CaseKind, "c1", nil)
	require.Nil(t, d.turn("c1", &filing).Refused)
	return d
}

func judged(step string, no int, state string) models.Facts {
	return models.Facts{Step: step, Materials: []models.Checked{{No: no, State: state}}, Reasoned: state == "missing"}
}

// opined is a joint desk at which both opinions are asked for, on Monday.
func opined(t *testing.T) *desk {
	d := jointDesk(t)
	d.does(shui, models.Contribute, judged("check-water", 1, "received"))
	d.does(huo, models.Contribute, judged("check-fire", 2, "received"))
	d.does(wang, models.Accept, models.Facts{Step: "accept", Materials: []models.Checked{{No: 1, State: "received"}, {No: 2, State: "received"}}})
	return d
}

// signalsOf lists the signals of a rule with the unit on which each was issued.
func (d *desk) signalsOf(rule string) []string {
	var out []string
	for _, b := range d.office.Batches {
		for _, l := range b.Lines {
			if f := l.Facts.Card; f != nil && l.Subject == "c1" && f.Rule == rule {
				out = append(out, f.Level.String()+" "+f.Clock+" "+f.Unit)
			}
		}
	}
	return out
}

// covers S35
func TestJointApprovalIsWatched(t *testing.T) {
	t.Run("A16: a co-department's late opinion is a card on that department, of which the other one is not told", func(t *testing.T) {
		d := opined(t)
		d.does(huo, models.Approve, step("fire"))
		d.wakes(midnight(4))
		require.Equal(t, []string{"warning step/water#1 water-bureau", "yellow step/water#1 water-bureau"}, d.signalsOf("A16"))
		require.Empty(t, d.signalsOf("R-T2"), "the same clock is not watched twice")
		card := d.states[d.out.Cards[0]].Card
		require.Equal(t, "water-bureau", card.Facts.Unit)
		require.NotContains(t, card.Facts.Told, "huo")
		d.wakes(midnight(6))
		require.Contains(t, d.signalsOf("A16"), "red step/water#1 water-bureau")
	})

	t.Run("A16: the lead that does not close after the last opinion answers for it", func(t *testing.T) {
		d := opined(t)
		d.does(huo, models.Approve, step("fire"))
		d.does(shui, models.Approve, step("water"))
		d.wakes(midnight(4))
		require.Equal(t, []string{"warning closing#1 bureau", "yellow closing#1 bureau"}, d.signalsOf("A16"))
	})

	t.Run("A16: a joint approval in time is silent", func(t *testing.T) {
		d := opined(t)
		d.does(huo, models.Approve, step("fire"))
		d.does(shui, models.Approve, step("water"))
		d.does(sun, models.Approve, step("decide"))
		d.wakes(midnight(31))
		require.Empty(t, d.signalsOf("A16"))
	})

	t.Run("A16: a department late with its part of the notice is named, and the applicant is told without it", func(t *testing.T) {
		d := jointDesk(t)
		d.does(shui, models.Contribute, judged("check-water", 1, "missing"))
		notice := models.Facts{Step: "accept", Reasoned: true, Materials: []models.Checked{{No: 1, State: "missing"}, {No: 2, State: "received"}}}
		require.Equal(t, "awaits_part", d.says(wang, models.NotifySupplement, notice).Reason)
		d.now = midnight(4)
		d.does(wang, models.NotifySupplement, notice)
		require.Equal(t, []string{"warning step/check-fire#1 fire-brigade", "yellow step/check-fire#1 fire-brigade"}, d.signalsOf("A16"))
		require.Equal(t, models.Supplement, d.c().Status)
	})

	t.Run("A16C: a docked lead that has not copied the application is a certain finding, one that has is none", func(t *testing.T) {
		d := jointDesk(t)
		d.does(models.System(), models.Report, models.Facts{Deviation: "reported_late"})
		require.Empty(t, d.signalsOf("A16C"))
		d.does(models.System(), models.Report, models.Facts{Deviation: "copy_not_sent"})
		require.Equal(t, []string{"yellow act#3 bureau"}, slices.Compact(d.signalsOf("A16C")))
	})

	t.Run("R-T6S: a stage over its own limit speaks, one within it is silent", func(t *testing.T) {
		d := opined(t)
		d.does(huo, models.Approve, step("fire"))
		d.wakes(midnight(6))
		require.Equal(t, []string{"warning stage/1#1 water-bureau", "yellow stage/1#1 water-bureau"}, d.signalsOf("R-T6S"), "who holds the stage up answers for it")
		d = opined(t)
		d.does(huo, models.Approve, step("fire"))
		d.does(shui, models.Approve, step("water"))
		d.wakes(midnight(31))
		require.Empty(t, d.signalsOf("R-T6S"))
	})

	t.Run("the window is told when the last department has said what it misses", func(t *testing.T) {
		d := jointDesk(t)
		told := func() int {
			n := 0
			for _, b := range d.office.Batches {
				for _, notice := range b.Notices {
					if notice.Kind == string(models.Contribute) && notice.Account == "wang" {
						n++
					}
				}
			}
			return n
		}
		d.does(shui, models.Contribute, judged("check-water", 1, "received"))
		require.Zero(t, told())
		d.does(huo, models.Contribute, judged("check-fire", 2, "received"))
		require.Equal(t, 1, told())
	})
}

package models_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// other is food in another version, which change alters.
func other(change func(p *models.Procedure)) *models.Procedure {
	p := food()
	p.Bundle = "b2"
	p.Steps = slices.Clone(p.Steps)
	change(p)
	return p
}

func going(from, to *models.Procedure) models.Facts {
	return models.Facts{Move: &models.Move{Procedure: to, Steps: models.SameSteps(from, to), Plan: "m-1"}}
}

// renamed maps every step to the one of the same key, and some to others.
func renamed(from, to *models.Procedure, others ...models.StepMove) models.Facts {
	facts := going(from, to)
	facts.Move.Steps = append(facts.Move.Steps, others...)
	return facts
}

func TestMoveToBundle(t *testing.T) {
	t.Run("a case goes on where it stood, by the other version, with its clocks and marks", func(t *testing.T) {
		d := accepted(t, food())
		card := models.CardFacts{ID: "k1", Key: "R-T2/yellow/step/review#1", Rule: "R-T2", Level: models.Yellow, Clock: "step/review#1", Due: d.now}
		d.must(models.System(), models.IssueCard, models.Facts{Card: &card})
		d.must(li, models.Claim, at("review"))
		was, marks := clocksOf(d.c), slices.Clone(d.c.Marks)
		to := other(func(p *models.Procedure) {
			p.Steps[1].Limit, p.Promised, p.Steps[2].Limit = days(9), days(1), days(7)
		})
		d.must(admin, models.MoveToBundle, going(food(), to))
		require.Equal(t, "b2", d.c.Filed.Bundle)
		require.Same(t, to, d.c.Procedure())
		require.Equal(t, []string{"review"}, d.open())
		require.Equal(t, "li", d.c.Step("review").Holder)
		require.Equal(t, was, clocksOf(d.c), "what has begun keeps its limit")
		require.Equal(t, marks, d.c.Marks)
		require.True(t, d.c.Spoken("R-T2/yellow/step/review#1"), "and speaks only once")
		d.must(li, models.Approve, at("review"))
		require.Equal(t, []string{"audit"}, d.open())
		require.Equal(t, days(7), clocksOf(d.c)["step/audit#1"].Promised, "what begins later has the new limit")
	})
	t.Run("a step that is called otherwise keeps its round, its hands and the name of its clock", func(t *testing.T) {
		d := accepted(t, food())
		d.must(li, models.Claim, at("review"))
		was := clocksOf(d.c)
		to := other(func(p *models.Procedure) { p.Steps[1].Key = "examine" })
		d.must(admin, models.MoveToBundle, renamed(food(), to, models.StepMove{From: "review", To: "examine"}))
		require.Equal(t, was, clocksOf(d.c))
		d.must(li, models.Approve, at("examine"))
		_, barred := d.c.KeptApart(to.StepIndex("audit"), "li")
		require.True(t, barred, "four eyes hold over the move (A07)")
		d.must(zhao, models.Return, models.Facts{Step: "audit", Target: "examine", Reasoned: true})
		require.Contains(t, clocksOf(d.c), "step/examine#2", "the next round is the new version's")
	})
	t.Run("what is new where the case has been is passed, what is new ahead is done", func(t *testing.T) {
		d := accepted(t, food()).with(li, models.Approve, at("review"))
		to := other(func(p *models.Procedure) {
			early, late := p.Steps[1], p.Steps[2]
			early.Key, early.After = "screen", []int{0}
			late.Key, late.After, late.SeparateFrom = "consult", []int{2}, nil
			p.Steps = append(p.Steps, early, late)
			p.Steps[1].After = append(p.Steps[1].After, len(p.Steps)-2)
			p.Steps[3].After = append(slices.Clone(p.Steps[3].After), len(p.Steps)-1)
		})
		d.must(admin, models.MoveToBundle, going(food(), to))
		require.Equal(t, models.Passed, d.c.Step("screen").Phase)
		require.Equal(t, []string{"audit"}, d.open())
		d.must(zhao, models.Approve, at("audit"))
		require.Equal(t, []string{"consult"}, d.open())
	})
	t.Run("the record folds to the same state again, and after a journey through storage", func(t *testing.T) {
		d := accepted(t, food())
		to := other(func(p *models.Procedure) { p.Steps[1].Limit = days(9) })
		d.must(admin, models.MoveToBundle, going(food(), to))
		d.must(li, models.Approve, at("review"))
		text, err := json.Marshal(d.lines)
		require.NoError(t, err)
		var stored []models.Line
		require.NoError(t, json.Unmarshal(text, &stored))
		again := models.NewCase(d.c.ID, food()) // it begins by the version under which it was filed
		for _, l := range stored {
			require.NoError(t, again.Fold(l))
		}
		require.Equal(t, "b2", again.Procedure().Bundle)
		want, err := json.Marshal(d.c)
		require.NoError(t, err)
		got, err := json.Marshal(again)
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(got))
	})
	t.Run("looking at what would stand changes nothing", func(t *testing.T) {
		d := accepted(t, food())
		before, err := json.Marshal(d.c)
		require.NoError(t, err)
		moved, err := d.c.Moved(models.Line{Acted: d.now, Facts: going(food(), other(func(*models.Procedure) {}))})
		require.NoError(t, err)
		require.Equal(t, "b2", moved.Filed.Bundle)
		after, err := json.Marshal(d.c)
		require.NoError(t, err)
		require.Equal(t, string(before), string(after))
		require.Equal(t, food().Bundle, d.c.Procedure().Bundle)
	})
}

func TestWhatCannotMove(t *testing.T) {
	same := func(*models.Procedure) {}
	for name, test := range map[string]struct {
		reason string
		stage  func(t testing.TB) *docket
		facts  func() models.Facts
	}{
		"to another item": {"other_item", inReview, func() models.Facts {
			return going(food(), other(func(p *models.Procedure) { p.Item = "drugs" }))
		}},
		"to where it is": {"already_there", inReview, func() models.Facts { return going(food(), food()) }},
		"nowhere":        {"faulty_fields", inReview, func() models.Facts { return models.Facts{} }},
		"whose open step has no place": {"step_without_place", inReview, func() models.Facts {
			return going(food(), other(func(p *models.Procedure) { p.Steps[1].Key = "examine" }))
		}},
		"whose open step is of another kind": {"step_of_other_kind", inReview, func() models.Facts {
			return going(food(), other(func(p *models.Procedure) { p.Steps[1].Rule = models.DecisionRule{Kind: models.All} }))
		}},
		"whose steps fall together": {"two_steps_in_one_place", inReview, func() models.Facts {
			to := other(func(p *models.Procedure) { p.Steps[1].Key = "examine" })
			facts := going(food(), to)
			facts.Move.Steps = []models.StepMove{{From: "accept", To: "accept"}, {From: "audit", To: "examine"}, {From: "review", To: "examine"}}
			return facts
		}},
		"whose order has turned round": {"order_otherwise", inReview, func() models.Facts {
			return going(food(), other(func(p *models.Procedure) { p.Steps[1].After, p.Steps[2].After = []int{2}, []int{0} }))
		}},
		"whose materials are not complete while others are asked for": {"materials_otherwise", func(t testing.TB) *docket { return filed(t, food()) }, func() models.Facts {
			return going(food(), other(func(p *models.Procedure) { p.Required = []int{1, 2, 3} }))
		}},
		"with an override that waits": {"second_awaited", func(t testing.TB) *docket {
			return inReview(t).with(han, models.Terminate, reasons("review"))
		}, func() models.Facts { return going(food(), other(same)) }},
		"that has ended": {"not_in_status", func(t testing.TB) *docket {
			return inReview(t).with(applicant, models.Withdraw, models.Facts{})
		}, func() models.Facts { return going(food(), other(same)) }},
	} {
		t.Run("a case "+name+" stays as it is", func(t *testing.T) {
			d := test.stage(t)
			was := d.c.N
			d.refuses(test.reason, admin, models.MoveToBundle, test.facts())
			require.Equal(t, was, d.c.N)
			require.Equal(t, food().Bundle, d.c.Procedure().Bundle)
		})
	}
}

func inReview(t testing.TB) *docket { return accepted(t, food()) }

var admin = models.Actor{Account: "admin", Role: "system_admin", Unit: "dg", Path: "/44/4419/"}

func clocksOf(c *models.Case) map[string]clock.Timeline {
	out := map[string]clock.Timeline{}
	for _, l := range c.Clocks() {
		out[l.Name] = l.Timeline
	}
	return out
}

package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// covers S33
func TestGatePersons(t *testing.T) {
	t.Run("a step is the business of its role in its unit, and of its holder once it has one", func(t *testing.T) {
		d := accepted(t, food())
		d.refuses("other_role", zhao, models.Approve, at("review"))
		d.refuses("other_unit", models.Actor{Account: "li", Role: "handler", Unit: "elsewhere"}, models.Approve, at("review"))
		d.must(li, models.Claim, at("review"))
		d.refuses("held_by_other", liu, models.Approve, at("review"))
		d.refuses("held_by_other", liu, models.Claim, at("review"))
		d.refuses("faulty_fields", li, models.Transfer, models.Facts{Step: "review", To: "li", Reasoned: true})
		d.must(li, models.Transfer, models.Facts{Step: "review", To: "liu", Reasoned: true})
		d.refuses("held_by_other", li, models.Approve, at("review"))
		d.must(liu, models.Approve, at("review"))
	})

	t.Run("a page that is out of date acts on no other round", func(t *testing.T) {
		d := atDecision(t)
		d.must(sun, models.Return, models.Facts{Step: "decide", Target: "review", Reasoned: true})
		d.refuses("wrong_round", li, models.Approve, models.Facts{Step: "review", Round: 1})
		d.refuses("step_not_open", sun, models.Approve, at("decide"))
		d.refuses("faulty_fields", li, models.Approve, at("nowhere"))
		d.must(li, models.Approve, models.Facts{Step: "review", Round: 2})
	})

	t.Run("handler, reviewer and approver are different people (A07)", func(t *testing.T) {
		d := accepted(t, food()).with(li, models.Approve, at("review"))
		d.refuses("four_eyes", officer("li", "reviewer"), models.Approve, at("audit"))
		d.refuses("four_eyes", officer("li", "reviewer"), models.Claim, at("audit"))
		d.must(zhao, models.Approve, at("audit"))
		d.refuses("four_eyes", officer("wang", "approver"), models.Approve, at("decide"))
		d.refuses("four_eyes", officer("zhao", "approver"), models.Refuse, reasons("decide"))
		d.must(sun, models.Approve, at("decide"))
	})

	t.Run("whoever reviewed in an earlier round does not handle in a later one: four eyes look both ways (A07)", func(t *testing.T) {
		d := atDecision(t).with(sun, models.Return, models.Facts{Step: "decide", Target: "review", Reasoned: true})
		d.refuses("four_eyes", officer("zhao", "handler"), models.Approve, at("review"))
		d.refuses("four_eyes", officer("sun", "handler"), models.Approve, at("review"))
		d.must(liu, models.Approve, at("review"))
	})

	t.Run("a file is not given to somebody whom four eyes or the own application bar (A07)", func(t *testing.T) {
		d := accepted(t, food()).with(li, models.Approve, at("review"))
		to := func(account string) models.Facts {
			f := reasons("audit")
			f.To = account
			return f
		}
		d.refuses("four_eyes", zhao, models.Transfer, to("li"))
		d.refuses("four_eyes", han, models.Reassign, to("li"))
		d.refuses("four_eyes", han, models.TakeOver, to("li"))
		d.refuses("own_case", han, models.Reassign, to("citizen-1"))
		d.must(han, models.Reassign, to("chen"))
		require.Equal(t, "chen", d.c.Step("audit").Holder)
	})

	t.Run("nobody acts on the own application, official or supervisor; applying, supplying, urging and withdrawing is one's right (A07)", func(t *testing.T) {
		own := func(a models.Actor) models.Actor { a.Person = "hash-of-applicant"; return a }
		for _, s := range stands[1:] {
			d := s.walk(t)
			for _, verb := range models.CaseVerbs() {
				cmd := rightful(d, verb)
				cmd.Actor = own(cmd.Actor)
				err, before := d.c.Gate(cmd), d.c.Gate(rightful(d, verb))
				if verb == models.Supply || verb == models.Withdraw || verb == models.Urge {
					require.Equal(t, models.ReasonOf(before), models.ReasonOf(err), "%s in %s", verb, s.name)
				} else if models.ReasonOf(before) != "not_in_status" {
					require.Equal(t, "own_case", models.ReasonOf(err), "%s in %s", verb, s.name)
				}
			}
		}
		d := filed(t, food())
		d.refuses("own_case", officer("citizen-1", "window_clerk"), models.Accept, accepting())
	})

	t.Run("what the superior takes over is done by its official, and by nobody of the unit", func(t *testing.T) {
		d := accepted(t, food())
		facts := reasons("review")
		facts.To, facts.ToUnit = "mei", "upper"
		d.must(han, models.TakeOver, facts)
		d.refuses("held_by_other", li, models.Approve, at("review"))
		d.must(models.Actor{Account: "mei", Role: "handler", Unit: "upper"}, models.Approve, at("review"))
		require.Equal(t, "upper", d.c.Step("review").Unit)
	})

	t.Run("who stands in acts in the place of the absent person, and both count as hands (A07)", func(t *testing.T) {
		d := accepted(t, food())
		d.must(li, models.Claim, at("review"))
		instead := liu
		instead.For = "li"
		d.must(instead, models.Approve, at("review"))
		require.Equal(t, []string{"liu", "li"}, d.c.Step("review").Hands)
		d.refuses("four_eyes", officer("li", "reviewer"), models.Approve, at("audit"))
		d.refuses("four_eyes", officer("liu", "reviewer"), models.Approve, at("audit"))
		barred := zhao
		barred.For = "li"
		d.refuses("four_eyes", barred, models.Approve, at("audit"))
		own := zhao
		own.For = "citizen-1"
		d.refuses("own_case", own, models.Approve, at("audit"))
		d.must(zhao, models.Approve, at("audit"))
	})

	t.Run("what is claimed for somebody lies on that person's desk, and can be given on from there", func(t *testing.T) {
		d := accepted(t, food())
		instead := liu
		instead.For = "li"
		d.must(instead, models.Claim, at("review"))
		require.Equal(t, "li", d.c.Step("review").Holder)
		d.refuses("held_by_other", liu, models.Approve, at("review"))
		d.must(instead, models.Transfer, models.Facts{Step: "review", To: "chen", Reasoned: true})
		require.Equal(t, "chen", d.c.Step("review").Holder)
	})

	t.Run("in a step that several decide, one who stands in speaks from the other's seat, and for nobody else", func(t *testing.T) {
		_, d := voted(t, models.DecisionRule{Kind: models.All}, "abcd", "a+")
		instead := func(account, absent string) models.Actor {
			a := officer(account, "handler")
			a.For = absent
			return a
		}
		d.refuses("one_seat", instead("a", "b"), models.Approve, at("review"))
		d.refuses("one_seat", instead("c", "b"), models.Approve, at("review"))
		d.refuses("no_seat", instead("x", "y"), models.Approve, at("review"))
		d.must(instead("x", "b"), models.Approve, at("review"))
		d.refuses("already_said", instead("x", "b"), models.Approve, at("review"))
		d.refuses("one_seat", instead("x", "c"), models.Approve, at("review"))
		require.Equal(t, models.Vote{Account: "b", Said: models.Approve, By: "x"}, d.c.Step("review").Votes[1])
		d.must(officer("c", "handler"), models.Approve, at("review"))
		require.Equal(t, models.Open, d.c.Step("review").Phase)
		d.must(officer("d", "handler"), models.Approve, at("review"))
		require.NotEqual(t, models.Open, d.c.Step("review").Phase)
	})
}

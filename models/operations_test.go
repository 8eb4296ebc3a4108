package models_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func slots(d *docket, step string) []models.Slot { return d.c.Slots(d.c.Procedure().StepIndex(step)) }

// pain 6
func TestSigners(t *testing.T) {
	t.Run("before: the one who asks waits, and then answers for the step", func(t *testing.T) {
		d := held(t).with(li, models.AddSign, asked(models.SignBefore, "xu"))
		require.Equal(t, []models.Slot{{Account: "xu", Kind: models.SignBefore}, {Account: "li", Waits: true}}, slots(d, "review"))
		d.refuses("awaits_sign", li, models.Approve, at("review"))
		d.must(xu, models.Sign, signing(true))
		d.refuses("already_said", xu, models.Sign, signing(false))
		d.must(li, models.Approve, at("review"))
		require.False(t, d.c.Step("review").Adverse, "advice given before is the asker's to weigh")
		require.Equal(t, []string{"audit"}, d.open())
	})

	t.Run("after: the step is left when the last of them has spoken, and one against makes it adverse", func(t *testing.T) {
		d := held(t).with(li, models.AddSign, asked(models.SignAfter, "xu")).with(li, models.AddSign, asked(models.SignAfter, "chen"))
		d.refuses("not_your_turn", xu, models.Sign, signing(false))
		d.must(li, models.Approve, at("review"))
		require.Equal(t, []string{"review"}, d.open())
		require.Len(t, slots(d, "review"), 2)
		d.must(xu, models.Sign, signing(true))
		d.must(officer("chen", "handler"), models.Sign, signing(false))
		require.Equal(t, []string{"audit"}, d.open())
		require.True(t, d.c.Step("review").Adverse)
		d.refuses("final_word", li, models.TakeBack, at("review"))
	})

	t.Run("who asked releases the last one he waits for, and the step goes on", func(t *testing.T) {
		d := held(t).with(li, models.AddSign, asked(models.SignAfter, "xu")).with(li, models.Approve, at("review"))
		d.refuses("not_asker", liu, models.RemoveSign, asked("", "xu"))
		d.must(li, models.RemoveSign, asked("", "xu"))
		require.Equal(t, []string{"audit"}, d.open())
	})

	t.Run("a return closes everybody's place, and the next round begins with none", func(t *testing.T) {
		d := atDecision(t)
		d.must(sun, models.AddSign, models.Facts{Step: "decide", To: "xu", Order: models.SignBefore, Reasoned: true})
		d.must(sun, models.Return, models.Facts{Step: "decide", Target: "review", Reasoned: true})
		d.refuses("step_not_open", xu, models.Sign, at("decide"))
		d.with(li, models.Approve, at("review")).with(zhao, models.Approve, at("audit"))
		require.Empty(t, d.c.Step("decide").Signs)
	})

	t.Run("nobody is heard after a decision, and a refusal waits for who was asked before it", func(t *testing.T) {
		d := atDecision(t)
		d.refuses("decision_final", sun, models.AddSign, models.Facts{Step: "decide", To: "xu", Order: models.SignAfter, Reasoned: true})
		d.must(sun, models.AddSign, models.Facts{Step: "decide", To: "xu", Order: models.SignBefore, Reasoned: true})
		d.refuses("awaits_sign", sun, models.Refuse, reasons("decide"))
	})

	t.Run("of several who decide only the one who asked waits; a step settled without him still hears whom he asked", func(t *testing.T) {
		d := sharedReview(t, models.DecisionRule{Kind: models.Ratio, Percent: 60})
		d.must(li, models.AddSign, asked(models.SignBefore, "xu"))
		d.must(li, models.AddSign, asked(models.SignAfter, "chen"))
		d.must(officer("a", "handler"), models.Approve, at("review"))
		d.must(officer("b", "handler"), models.Approve, at("review"))
		require.Equal(t, []string{"review"}, d.open())
		require.Equal(t, []models.Slot{{Account: "xu", Kind: models.SignBefore}, {Account: "chen", Kind: models.SignAfter}}, slots(d, "review"))
		d.must(officer("chen", "handler"), models.Sign, signing(false))
		require.Equal(t, []string{"audit"}, d.open())
	})

	t.Run("asking is no way to put a decision off: ten people at most, nobody twice, not himself", func(t *testing.T) {
		d := held(t)
		d.refuses("faulty_fields", li, models.AddSign, asked(models.SignBefore, "li"))
		d.refuses("faulty_fields", li, models.AddSign, asked("beside", "xu"))
		for _, to := range "abcdefghij" {
			d.must(li, models.AddSign, asked(models.SignBefore, string(to)))
			if to == 'a' {
				d.refuses("faulty_fields", li, models.AddSign, asked(models.SignBefore, "a"))
			}
		}
		d.refuses("too_many_signers", li, models.AddSign, asked(models.SignBefore, "k"))
	})
}

func TestDelegation(t *testing.T) {
	d := held(t).with(li, models.Delegate, asked("", "xu"))
	d.refuses("delegated_already", li, models.Delegate, asked("", "chen"))
	d.refuses("one_seat", xu, models.Transfer, models.Facts{Step: "review", To: "chen", Reasoned: true})
	d.refuses("awaits_sign", li, models.Approve, at("review"))
	d.must(xu, models.Sign, signing(false))
	require.Equal(t, []models.Slot{{Account: "li"}}, slots(d, "review"), "it comes back to who delegated it")
	d.must(li, models.Approve, at("review"))
	require.Equal(t, []string{"li", "xu"}, slices.Sorted(slices.Values(d.c.Step("review").Hands)), "both have had a hand in it (A07)")
}

// pain 8, pain 9
func TestRecusal(t *testing.T) {
	interest := func(step, to string) models.Facts { return models.Facts{Step: step, To: to, Reasoned: true} }

	t.Run("gives the step back to the pool and bars the person from the whole case", func(t *testing.T) {
		d := held(t).with(li, models.Recuse, interest("review", ""))
		require.Empty(t, d.c.Step("review").Holder)
		for _, verb := range []models.Verb{models.Claim, models.Approve, models.Correct, models.StartSpecial} {
			d.refuses("recused", li, verb, reasons("review"))
		}
		proxy := liu
		proxy.For = "li"
		d.refuses("recused", proxy, models.Approve, at("review"))
		d.refuses("recused", han, models.Reassign, models.Facts{Step: "review", To: "li", Reasoned: true, Ground: "g"})
		d.must(liu, models.Approve, at("review"))
	})

	t.Run("leaves no place of his anywhere else in the case", func(t *testing.T) {
		d := branched(t, true).with(li, models.Claim, at("site")).with(liu, models.Claim, at("consult"))
		d.must(liu, models.AddSign, models.Facts{Step: "consult", To: "li", Order: models.SignBefore, Reasoned: true})
		d.must(li, models.Recuse, interest("site", "chen"))
		require.Equal(t, "chen", d.c.Step("site").Holder)
		d.must(liu, models.Approve, at("consult"))
	})

	t.Run("from a shared step names who follows, and the follower is kept apart like everybody", func(t *testing.T) {
		d := sharedReview(t, everybody)
		d.refuses("faulty_fields", li, models.Recuse, interest("review", ""))
		d.refuses("faulty_fields", li, models.Recuse, interest("review", "a"))
		d.must(li, models.Recuse, interest("review", "liu"))
		d.must(liu, models.Approve, at("review"))
	})
}

func TestHandOver(t *testing.T) {
	handing := func(step, from, to string) models.Facts {
		return models.Facts{Step: step, From: from, To: to, Ground: "departure"}
	}

	t.Run("passes what somebody holds to a colleague, or back to the pool", func(t *testing.T) {
		d := held(t).with(zhou, models.HandOver, handing("review", "li", "liu"))
		require.Equal(t, "liu", d.c.Step("review").Holder)
		d.refuses("nothing_to_hand", zhou, models.HandOver, handing("review", "li", "liu"))
		d.must(zhou, models.HandOver, handing("review", "liu", ""))
		require.Empty(t, d.c.Step("review").Holder)
	})

	t.Run("passes a vote and an opinion asked for, with those who were asked by it", func(t *testing.T) {
		d := sharedReview(t, everybody).with(li, models.AddSign, asked(models.SignBefore, "xu"))
		d.must(zhou, models.HandOver, handing("review", "li", "liu"))
		d.must(zhou, models.HandOver, handing("review", "xu", "chen"))
		d.refuses("awaits_sign", liu, models.Approve, at("review"))
		d.must(officer("chen", "handler"), models.Sign, signing(false))
		d.must(liu, models.Approve, at("review"))
	})

	t.Run("never to somebody the law keeps apart, on a ground that is none, or from nobody", func(t *testing.T) {
		d := atDecision(t).with(sun, models.Claim, at("decide"))
		d.refuses("four_eyes", zhou, models.HandOver, handing("decide", "sun", "li"))
		d.refuses("own_case", zhou, models.HandOver, handing("decide", "sun", "citizen-1"))
		d.refuses("faulty_fields", zhou, models.HandOver, models.Facts{Step: "decide", From: "sun", To: "x", Ground: "whim"})
		d.refuses("faulty_fields", zhou, models.HandOver, handing("decide", "", "x"))
	})
}

func TestCopy(t *testing.T) {
	d := accepted(t, food())
	for _, to := range [][]string{nil, {"li"}, {"x", "x"}, {""}, {"citizen-1"}} {
		d.refuses("faulty_fields", li, models.Copy, models.Facts{Copies: to})
	}
	before := d.open()
	d.must(li, models.Copy, models.Facts{Copies: []string{"zhao", "sun"}})
	require.Equal(t, before, d.open())
}

// pain 3, pain 4
func TestReturnToTheApplicant(t *testing.T) {
	back := func(resume bool) models.Facts {
		return models.Facts{Step: "audit", Target: models.ToApplicant, Resume: resume, Reasoned: true, Materials: lacking}
	}
	later := food()
	later.AskLater = true
	atAudit := func(t testing.TB, p *models.Procedure) *docket {
		return accepted(t, p).with(li, models.Approve, at("review"))
	}

	t.Run("is not lawful for a permit: what is missing is told once, before acceptance (K02)", func(t *testing.T) {
		atAudit(t, food()).refuses("not_to_applicant", zhao, models.Return, back(false))
		atAudit(t, later).refuses("faulty_fields", han, models.ForceReturn, models.Facts{Step: "audit", Target: models.ToApplicant, Reasoned: true, Ground: "g"})
	})

	t.Run("stops the decision clock and starts the applicant's; the answer runs everything again", func(t *testing.T) {
		d := atAudit(t, later).with(zhao, models.Return, back(false))
		require.Equal(t, models.Supplement, d.c.Status)
		require.True(t, d.c.Decision.Stopped())
		require.Empty(t, d.open())
		d.refuses("faulty_fields", applicant, models.Supply, models.Facts{Materials: lacking})
		d.must(applicant, models.Supply, models.Facts{Materials: whole})
		require.Equal(t, models.Accepted, d.c.Status)
		require.True(t, d.c.Decision.Running())
		require.Equal(t, []string{"review"}, d.open())
		require.Equal(t, 2, d.c.Step("review").Round)
	})

	t.Run("or comes straight back to who asked, and a second time nobody asks", func(t *testing.T) {
		d := atAudit(t, later).with(zhao, models.Return, back(true))
		d.must(applicant, models.Supply, models.Facts{Materials: whole})
		require.Equal(t, []string{"audit"}, d.open())
		d.refuses("once_only", zhao, models.Return, back(true))
		timeline, _ := d.c.Decision.Timeline()
		require.Equal(t, time.Hour, timeline.Stops[0].To.Sub(timeline.Stops[0].From))
	})

	t.Run("silence ends the case by the applicant's clock, and it may be reopened", func(t *testing.T) {
		d := atAudit(t, later).with(zhao, models.Return, back(true)).with(models.System(), models.Lapse, models.Facts{})
		require.Equal(t, models.Lapsed, d.c.Status)
		d.must(zhou, models.Reopen, models.Facts{Reasoned: true})
		require.Equal(t, models.Supplement, d.c.Status)
		require.True(t, d.c.Decision.Stopped())
		d.must(applicant, models.Supply, models.Facts{Materials: whole})
		require.Equal(t, []string{"audit"}, d.open())
	})
}

// Nobody speaks for two, whatever way he has come by his places.
func TestOneSeatWithSigners(t *testing.T) {
	xuForLi := xu
	xuForLi.For, xuForLi.Role = "li", "handler"
	d := held(t).with(li, models.AddSign, asked(models.SignBefore, "xu")).with(xu, models.Sign, signing(false))
	d.refuses("one_seat", xuForLi, models.Approve, at("review"))

	liForXu := li
	liForXu.For = "xu"
	held(t).with(li, models.AddSign, asked(models.SignBefore, "xu")).refuses("one_seat", liForXu, models.Sign, signing(false))

	d = held(t).with(li, models.AddSign, asked(models.SignBefore, "xu")).with(zhou, models.HandOver, models.Facts{Step: "review", From: "li", Ground: "leave"})
	asHandler := xu
	asHandler.Role = "handler"
	d.refuses("one_seat", asHandler, models.Claim, at("review"))
	d.refuses("awaits_sign", liu, models.Approve, at("review"))
	d.must(xu, models.Sign, signing(false))
	d.refuses("one_seat", asHandler, models.Approve, at("review"))
	d.must(liu, models.Approve, at("review"))

	t.Run("four eyes hold for who is asked", func(t *testing.T) {
		d := atDecision(t)
		d.refuses("four_eyes", sun, models.AddSign, models.Facts{Step: "decide", To: "li", Order: models.SignBefore, Reasoned: true})
		d.refuses("own_case", sun, models.AddSign, models.Facts{Step: "decide", To: "citizen-1", Order: models.SignBefore, Reasoned: true})
		d.refuses("four_eyes", sun, models.Delegate, models.Facts{Step: "decide", To: "zhao", Reasoned: true})
	})
}

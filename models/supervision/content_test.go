package supervision_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// families are what every item of the field subscribes to.
var families = []string{"R-P1", "R-F1", "R-C1", "A10"}

// judging is one act on a case, as the shipped rules see it.
type judging struct {
	before, after models.Case
	offer         supervision.Offer
	line          models.Line
}

// acting is an act of a working Tuesday morning on an accepted case with nothing wrong in it.
func acting(verb models.Verb, facts models.Facts) *judging {
	p := &models.Procedure{
		Promised: workdays(10), Statutory: workdays(20), Required: []int{1, 2},
		Special: []models.SpecialKind{{Kind: "testing", StopsClock: true, Planned: workdays(5)}},
		Steps: []models.Step{
			{Key: "accept", Kind: models.AcceptStep}, {Key: "review", Kind: models.OpinionStep, After: []int{0}},
			{Key: "decide", Kind: models.DecideStep, After: []int{1}},
		},
	}
	c := models.NewCase("c1", p)
	c.Status = models.Accepted
	c.Steps = []models.StepState{
		{Key: "accept", Phase: models.Done, Hands: []string{"wang"}}, {Key: "review", Phase: models.Done, Hands: []string{"li"}},
		{Key: "decide", Phase: models.Open},
	}
	c.Decision = clock.Ledger{Kind: clock.KindDecision, Promised: p.Promised, Statutory: p.Statutory, Entries: []clock.Entry{
		{Move: clock.MoveStart, At: at("2026-03-02 09:00")},
	}}
	when := at("2026-03-03 10:00")
	return &judging{
		before: *c, after: *c, offer: supervision.Offer{Rules: families, Materials: 4, Shared: []int{3}, Listed: true, Standards: 1},
		line: models.Line{N: 7, Verb: verb, Actor: models.Actor{Account: "sun"}, Acted: when, Recorded: when, Facts: facts},
	}
}

func (j *judging) but(change func(*judging)) *judging {
	change(j)
	return j
}

// found says what the rules find, as rule/level.
func (j *judging) found(t *testing.T) []string {
	t.Helper()
	findings, err := shipped(t).Find(supervision.Act{
		Line: j.line, Before: &j.before, After: &j.after, Offer: j.offer, Calendar: clock.National(),
	})
	require.NoError(t, err)
	var out []string
	for _, f := range findings {
		word := f.Level.String()
		if f.Class == supervision.Suspicion {
			word = "lead"
		}
		out = append(out, f.Rule+" "+word)
	}
	return out
}

func refusal(reasoned, remedied bool, words int) models.Facts {
	return models.Facts{Step: "decide", Reasoned: reasoned, Remedy: remedied, Words: words}
}

// paid is a payment for a bill that asked for so much, all else in order.
func paid(asked, amount models.Fen) models.Facts {
	return models.Facts{Fee: &models.FeeFacts{Bill: 3, Asked: asked, Amount: amount, Voucher: "V-1", Account: "10304"}}
}

func reported(deviation, step string) models.Facts {
	return models.Facts{Step: step, Deviation: deviation}
}

func special(ground string, days int) models.Facts {
	return models.Facts{Ground: ground, Document: "T-1", Reasoned: true, Planned: workdays(days)}
}

func missing(no ...int) models.Facts {
	f := models.Facts{Step: "accept", Reasoned: true}
	for _, n := range no {
		f.Materials = append(f.Materials, models.Checked{No: n, State: "missing"})
	}
	return f
}

var deciding = models.Facts{Step: "decide"}

// Every rule over acts, with an act on which it speaks and one, as near as may be, on which it must not.
// covers S21, S23, S24
func TestContentRules(t *testing.T) {
	onTime := func(*judging) {}
	for _, each := range []struct {
		story string
		act   *judging
		want  []string
	}{
		{"A01 fires: a refusal whose reason is a word or two is pointed out (行政许可法 38 knows no length)", acting(models.Refuse, refusal(true, true, 4)), []string{"A01 warning"}},
		{"A01 fires: a refusal without the remedy", acting(models.Refuse, refusal(true, false, 40)), []string{"A01 yellow"}},
		{"A01 fires, R-C1 red, K13: neither reason nor remedy", acting(models.Refuse, refusal(false, false, 0)), []string{"A01 red"}},
		{"A01 fires: a docked system reports a refusal without a reason", acting(models.Report, reported("no_reason", "decide")), []string{"A01 yellow"}},
		{"A01, R-C1, K13 must not: a reason of ten characters and the remedy", acting(models.Refuse, refusal(true, true, 10)), nil},
		{"A01 must not: a reason that nobody counted", acting(models.Decline, refusal(true, true, 0)), nil},
		{"A02 fires, R-C1 red: granted with a required material that nobody has found there", acting(models.Approve, deciding).but(func(j *judging) { j.before.Lacking = []int{2} }), []string{"A02 red"}},
		{"A02 must not: everything required was there", acting(models.Approve, deciding), nil},
		{"A02 must not: an opinion is no grant", acting(models.Approve, models.Facts{Step: "review"}).but(func(j *judging) { j.before.Lacking = []int{2} }), nil},
		{"A03 fires, R-P1 yellow: links in another order", acting(models.Report, reported("reordered", "review")), []string{"A03 yellow"}},
		{"A03 fires, R-P1 red: a decision without acceptance", acting(models.Report, reported("decision_without_acceptance", "decide")), []string{"A03 red"}},
		{"A03, R-P1 must not: a reported step in order", acting(models.Report, reported("", "review")), nil},
		{"A05 fires: a second notice of what is missing", acting(models.NotifySupplement, missing(1)).but(func(j *judging) { j.after.Notified = 2 }), []string{"A05 yellow"}},
		{"A05 fires: a material that is not on the checklist", acting(models.NotifySupplement, missing(1, 5)).but(func(j *judging) { j.after.Notified = 1 }), []string{"A05 yellow"}},
		{"A05 fires: a special procedure in the last tenth of the time", acting(models.StartSpecial, special("testing", 5)).but(func(j *judging) { j.line.Acted = at("2026-03-16 10:00") }), []string{"A05 yellow"}},
		{"A05 must not: one notice of what the checklist asks for", acting(models.NotifySupplement, missing(1)).but(func(j *judging) { j.after.Notified = 1 }), nil},
		{"A05, A06 must not: a special procedure in good time, with document and plan", acting(models.StartSpecial, special("testing", 5)), nil},
		{"A06 fires: more time than the item publishes for it", acting(models.StartSpecial, special("testing", 6)), []string{"A06 yellow"}},
		{"A06 fires: while another one runs", acting(models.StartSpecial, special("testing", 5)).but(func(j *judging) {
			j.before.Special = []models.SpecialRun{{Kind: "testing", Started: at("2026-03-02 10:00")}}
		}), []string{"A06 yellow"}},
		{"A06 fires: without a written notice", acting(models.StopClock, models.Facts{Ground: "hearing", Planned: workdays(5)}), []string{"A06 yellow"}},
		{"A07 fires: who examined it decides", acting(models.Approve, deciding).but(func(j *judging) { j.line.Actor.Account = "li" }), []string{"A07 red"}},
		{"A07 fires: who accepted it decides for somebody who is away", acting(models.Refuse, refusal(true, true, 30)).but(func(j *judging) {
			j.line.Actor = models.Actor{Account: "wang", For: "sun"}
		}), []string{"A07 red"}},
		{"A07 must not: who examined it gives a further opinion", acting(models.Approve, models.Facts{Step: "review"}).but(func(j *judging) { j.line.Actor.Account = "li" }), nil},
		{"A08 fires: a reported step of a person who is not filed", acting(models.Report, reported("unauthorised", "review")), []string{"A08 yellow"}},
		{"A08 fires, R-P1 red: a reported decision of such a person", acting(models.Report, reported("unauthorised", "decide")), []string{"A08 red"}},
		{"A08 must not: a decision in office hours", acting(models.Approve, deciding), nil},
		{"A08N fires: a decision at eleven in the night is a lead", acting(models.Approve, deciding).but(func(j *judging) { j.line.Acted = at("2026-03-03 23:00") }), []string{"A08N lead"}},
		{"A08N fires: a decision on a Sunday is a lead", acting(models.Approve, deciding).but(func(j *judging) { j.line.Acted = at("2026-03-08 10:00") }), []string{"A08N lead"}},
		{"A08N must not: an opinion at night", acting(models.Approve, models.Facts{Step: "review"}).but(func(j *judging) { j.line.Acted = at("2026-03-03 23:00") }), nil},
		{"A09 fires, R-F1 yellow: less than the bill asks", acting(models.RecordPayment, paid(8000, 7900)), []string{"A09 yellow"}},
		{"A09 fires: more than standard and quantity", acting(models.RecordPayment, paid(8000, 8001)), []string{"A09 yellow"}},
		{"A09 fires: into another account", acting(models.RecordPayment, paid(8000, 8000)).but(func(j *judging) { j.line.Facts.Fee.Astray = true }), []string{"A09 yellow"}},
		{"A09 fires: without a voucher", acting(models.RecordPayment, paid(8000, 8000)).but(func(j *judging) { j.line.Facts.Fee.Voucher = "" }), []string{"A09 yellow"}},
		{"A09 fires: paid before it was charged", acting(models.RecordPayment, paid(0, 8000)).but(func(j *judging) { j.line.Facts.Fee.Bill = 0 }), []string{"A09 yellow"}},
		{"A09 fires, R-F1 red, K14: money on a free item", acting(models.RecordPayment, paid(0, 100)).but(func(j *judging) { j.offer.Standards = 0 }), []string{"A09 red"}},
		{"A09 fires: a docked system reports a wrong amount", acting(models.Report, reported("fee_wrong", "accept")), []string{"A09 yellow"}},
		{"A09 fires, R-F1 red: a docked system reports a fee without a basis", acting(models.Report, reported("fee_no_basis", "accept")), []string{"A09 red"}},
		{"A09, R-F1, K14 must not: what the bill asks, into the treasury's account, with its voucher", acting(models.RecordPayment, paid(8000, 8000)), nil},
		{"A09U fires: delivered while a bill is open", acting(models.Deliver, models.Facts{}).but(func(j *judging) { j.after.Bills = []models.Bill{{Amount: 100}} }), []string{"A09U lead"}},
		{"A09U must not: the bill is settled", acting(models.Deliver, models.Facts{}).but(func(j *judging) {
			j.after.Bills = []models.Bill{{Amount: 100, Payments: []models.Payment{{Amount: 100}}}}
		}), nil},
		{"A09R fires: money given back after delivery", acting(models.Refund, models.Facts{Fee: &models.FeeFacts{Amount: 1}}).but(func(j *judging) { j.after.Status = models.Delivered }), []string{"A09R lead"}},
		{"A09R must not: while the case is worked on", acting(models.Refund, models.Facts{Fee: &models.FeeFacts{Amount: 1}}), nil},
		{"A10 fires: asked for what the government has itself", acting(models.NotifySupplement, missing(3)).but(func(j *judging) { j.after.Notified = 1 }), []string{"A10 warning"}},
		{"A10 must not: asked for what only the applicant has", acting(models.NotifySupplement, missing(4)).but(func(j *judging) { j.after.Notified = 1 }), nil},
		{"A12 fires: terminated without a reason", acting(models.Terminate, models.Facts{Remedy: true}), []string{"A12 yellow"}},
		{"A12 must not: terminated with one", acting(models.Terminate, models.Facts{Reasoned: true}), nil},
		{"A13 fires: entered two working days afterwards", acting(models.Report, reported("", "review")).but(func(j *judging) { j.line.Recorded = at("2026-03-05 10:00") }), []string{"A13 yellow"}},
		{"A13 must not: entered on the next working day, after a weekend", acting(models.Report, reported("", "review")).but(func(j *judging) {
			j.line.Acted, j.line.Recorded = at("2026-03-06 16:00"), at("2026-03-09 09:00")
		}), nil},
		{"A15 fires: filed under an item that is not in force", acting(models.Submit, models.Facts{}).but(func(j *judging) { j.offer.Listed = false }), []string{"A15 red"}},
		{"A15 must not: filed under one that is", acting(models.Submit, models.Facts{}).but(onTime), nil},
		{"A16C fires: a docked system reports that a department was not given its copy", acting(models.Report, reported("copy_not_sent", "accept")).but(subscribed("A16")), []string{"A16C yellow"}},
		{"A16C must not: a joint approval whose copies went out", acting(models.Report, reported("", "accept")).but(subscribed("A16")), nil},
	} {
		t.Run(each.story, func(t *testing.T) { require.Equal(t, each.want, each.act.found(t)) })
	}
}

func TestWhatContentRulesSee(t *testing.T) {
	t.Run("an item that subscribes to none is watched by none", func(t *testing.T) {
		j := acting(models.Refuse, refusal(false, false, 0)).but(func(j *judging) { j.offer.Rules = []string{"R-T1", "R-T2"} })
		require.Empty(t, j.found(t))
	})

	t.Run("an item may subscribe to one rule by its code", func(t *testing.T) {
		j := acting(models.Refuse, refusal(false, false, 0)).but(func(j *judging) { j.offer.Rules = []string{"A01"} })
		require.Equal(t, []string{"A01 red"}, j.found(t))
	})

	t.Run("acts on which no rule speaks are not looked at", func(t *testing.T) {
		require.True(t, shipped(t).Watches(models.Refuse))
		require.False(t, shipped(t).Watches(models.Claim))
	})

	t.Run("a finding names the line and every fact that was read, and nothing else", func(t *testing.T) {
		j := acting(models.StartSpecial, special("testing", 6))
		findings, err := shipped(t).Find(supervision.Act{Line: j.line, Before: &j.before, After: &j.after, Offer: j.offer, Calendar: clock.National()})
		require.NoError(t, err)
		require.Len(t, findings, 1)
		require.Equal(t, "A06/yellow/act#7", findings[0].Key())
		require.Equal(t, models.Judged{Line: 7, Verb: models.StartSpecial, Saw: map[string]string{
			"line.verb": "start_special", "line.deviation": "", "line.ground": "testing", "line.documented": "true",
			"case.special_runs": "false", "line.over_plan": "true",
		}}, findings[0].Judged)
	})

	// covers S17
	t.Run("the risk points of a procedure are its steps with the rules that watch them", func(t *testing.T) {
		codes := func(kind models.StepKind) (out []string) {
			for _, r := range shipped(t).Points(supervision.Offer{Rules: []string{"R-C1"}}, kind) {
				out = append(out, r.Code)
			}
			return out
		}
		require.Equal(t, []string{"A01", "A02", "A10"}, codes(models.AcceptStep))
		require.Equal(t, []string{"A01", "A02"}, codes(models.DecideStep))
		require.Empty(t, codes(models.DeliverStep))
	})
}

// subscribed lets the item be watched by a rule or family more.
func subscribed(code string) func(*judging) {
	return func(j *judging) { j.offer.Rules = append(j.offer.Rules, code) }
}

// covers S20, S33
func TestRulesOverItems(t *testing.T) {
	finds := func(c supervision.Change) (out []string) {
		findings, err := shipped(t).FindItem(c)
		require.NoError(t, err)
		for _, f := range findings {
			out = append(out, f.Rule)
		}
		return out
	}
	for _, each := range []struct {
		story  string
		change supervision.Change
		want   []string
	}{
		{"S33T, S33M, S33C, S33P, S33D, S33W must not: a version that changes nothing for the applicant", supervision.Change{}, nil},
		{"S33T, S33M, S33C must not: the first version of an item", supervision.Change{First: true}, nil},
		{"S33T must not: a step takes longer inside the promise", supervision.Change{StepsLonger: []string{"review"}}, nil},
		{"S33T fires: a longer promise", supervision.Change{PromisedLonger: true}, []string{"S33T"}},
		{"S33T fires: a longer statutory limit", supervision.Change{StatutoryLonger: true}, []string{"S33T"}},
		{"S33M fires: a material more", supervision.Change{Materials: []string{"a"}}, []string{"S33M"}},
		{"S33C fires: a condition more", supervision.Change{Conditions: []string{"a"}}, []string{"S33C"}},
		{"S33P fires: a step for which nobody is appointed", supervision.Change{Unmanned: []string{"review"}}, []string{"S33P"}},
		{"S33D fires: who examines may decide (A07)", supervision.Change{NotApart: []string{"decide"}}, []string{"S33D"}},
		{"S33W fires: not at the window of the centre (S96)", supervision.Change{OutsideWindow: true}, []string{"S33W"}},
	} {
		t.Run(each.story, func(t *testing.T) { require.Equal(t, each.want, finds(each.change)) })
	}
}

// A lead lies ten working days with who has to settle it (R-S3).
func TestTheClockOfALead(t *testing.T) {
	lead := models.NewLead("l1")
	require.NoError(t, lead.Fold(models.Line{
		Subject: "l1", N: 1, Verb: models.OpenLead, Acted: at("2026-03-02 10:00"), Actor: models.System(),
		Facts: models.Facts{
			Lead: &models.LeadFacts{ID: "l1", Rule: "A11", Unit: "bureau", Organ: "organ"}, About: &models.Ref{Kind: models.CaseKind, ID: "c1"},
			Planned: shipped(t).Leads,
		},
	}))
	ahead := map[models.Level]time.Time{}
	for _, th := range shipped(t).Ahead(lead, clock.National()) {
		require.Equal(t, "R-S3", th.Rule)
		require.Equal(t, "organ", th.Clock.Unit)
		ahead[th.Level] = th.At
	}
	require.Equal(t, map[models.Level]time.Time{models.Warning: at("2026-03-13"), models.Yellow: at("2026-03-17")}, ahead, "never a red card")
	require.NoError(t, lead.Fold(models.Line{Subject: "l1", N: 2, Verb: models.DismissLead, Acted: at("2026-03-05 10:00"), Actor: models.Actor{Account: "han"}}))
	require.Empty(t, shipped(t).Ahead(lead, clock.National()), "R-S3 must not speak of a settled lead")
}

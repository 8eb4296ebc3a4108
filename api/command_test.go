package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

func TestCommands(t *testing.T) {
	o := openOffice(t)
	// refusedAs gives a command that must be refused, without the engine, with a line in the audit.
	refusedAs := func(as, id string, verb models.Verb, body CaseCommand, status int, reason string) {
		t.Helper()
		before, lines := o.engine.count(), len(o.audited(string(verb)))
		o.do(as, id, verb, body).problem(status, reason)
		require.Equal(t, before, o.engine.count(), "the engine was asked")
		require.NoError(t, o.server.auditor.flush(t.Context()))
		require.Greater(t, len(o.audited(string(verb))), lines, "no audit line")
	}
	id := o.accepted()

	t.Run("a page that is out of date is told so", func(t *testing.T) {
		refusedAs(handler, id, models.Approve, CaseCommand{Step: "review", Round: 7}, 409, "wrong_round")
		refusedAs(reviewer, id, models.Approve, CaseCommand{Step: "audit"}, 409, "step_not_open")
		refusedAs(clerk, id, models.Receive, CaseCommand{Step: "accept"}, 409, "not_in_status")
	})
	t.Run("who is not appointed to a step, or to its unit, is refused", func(t *testing.T) {
		refusedAs(clerk, id, models.Approve, CaseCommand{Step: "review"}, 403, "out_of_reach")
		refusedAs("dg-jw.supervisor-01", id, models.Approve, CaseCommand{Step: "review"}, 403, "not_in_role")
		refusedAs(handler, id, models.TakeOver, CaseCommand{Step: "review", To: handler, ToUnit: "gd-scjgj", Reason: "超期", Ground: "S27"}, 403, "not_in_role")
	})
	t.Run("a case of another division or unit is not there for this person", func(t *testing.T) {
		for _, as := range []string{"dg-jyj.handler-01", systemRole, "security_admin"} {
			before := o.engine.count()
			o.get(as, "/cases/"+id).problem(404, "no_such_case")
			o.get(as, "/cases/"+id+"/files").problem(404, "no_such_case")
			o.do(as, id, models.Approve, CaseCommand{Step: "review"}).problem(404, "no_such_case")
			require.Equal(t, before, o.engine.count())
		}
		require.NotEmpty(t, o.audited("read_case"))
	})
	t.Run("a command names every field that it lacks and every one that it does not take", func(t *testing.T) {
		p := o.do(handler, id, models.Return, CaseCommand{Step: "review", Remedy: "不适用"}).problem(422, "faulty_fields")
		require.Equal(t, []Fault{
			{Field: "/target", Rule: "required", Sentence: "请填写退回环节"}, {Field: "/reason", Rule: "required", Sentence: "请填写理由"},
			{Field: "/remedy", Rule: "unexpected", Sentence: "此操作不需要救济途径"},
		}, p.Faults)
		o.send(ask{as: handler, method: "POST", path: "/cases/" + id + "/commands/fly", body: CaseCommand{}, key: click()}).problem(422, "faulty_fields")
		o.send(ask{as: handler, method: "POST", path: "/cases/" + id + "/commands/approve", body: CaseCommand{Step: "review"}}).problem(422, "faulty_fields")
		o.send(ask{as: handler, method: "POST", path: "/cases/" + id + "/commands/approve", body: `{"step":"review","officer":"x"}`, key: click()}).problem(422, "faulty_fields")
	})
	t.Run("a file goes to a colleague who could do the step, and to nobody else", func(t *testing.T) {
		refusedAs(handler, id, models.Transfer, CaseCommand{Step: "review", To: clerk, Reason: "出差"}, 422, "faulty_fields")
		o.do(handler, id, models.Transfer, CaseCommand{Step: "review", To: "dg-scjgj.handler-02", Reason: "出差"}).is(200)
		refusedAs(handler, id, models.Approve, CaseCommand{Step: "review"}, 403, "out_of_reach")
		var people ColleagueList
		o.get(handler, "/colleagues?unit="+bureau+"&role=handler").is(200).into(&people)
		require.GreaterOrEqual(t, len(people.Rows), 2)
		o.get(handler, "/colleagues?unit=dg-jyj").is(403)
	})
	t.Run("a double click is one act, two officials are two, a reused key with another body is refused", func(t *testing.T) {
		key := click()
		urge := func(as, reason string) reply {
			return o.send(ask{as: as, method: "POST", path: "/cases/" + id + "/commands/urge", body: CaseCommand{Reason: reason, Ground: "K04"}, key: key})
		}
		var first, again, other Outcome
		urge("dg-jw.supervisor-01", "请说明").is(200).into(&first)
		urge("dg-jw.supervisor-01", "请说明").is(200).into(&again)
		require.Equal(t, first.Line, again.Line)
		require.True(t, again.Repeated)
		urge("dg-jw.supervisor-01", "另一内容").problem(422, "key_reused")
		urge("dg-jw.supervisor-02", "请说明").is(200).into(&other)
		require.NotEqual(t, first.Line, other.Line)
	})
	t.Run("the line says by which appointment, and when it was received", func(t *testing.T) {
		lines, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		last := lines[len(lines)-1]
		require.Equal(t, "dg-jw/supervisor-02", last.Actor.Appointment)
		require.Equal(t, "supervisor", last.Actor.Role)
		require.True(t, last.Acted.Equal(o.clock()))
		require.NotContains(t, string(last.Facts.Ground)+last.Facts.Document, "请说明")
	})
	t.Run("an official adds a file to a command", func(t *testing.T) {
		var receipt FileReceipt
		o.send(ask{as: "dg-scjgj.handler-02", method: "POST", path: "/cases/" + id + "/files", body: aPDF("勘验")}).is(201).into(&receipt)
		o.send(ask{as: "dg.leader-01", method: "POST", path: "/cases/" + id + "/files", body: aPDF("勘验")}).is(403)
		o.do("dg-scjgj.handler-02", id, models.Approve, CaseCommand{Step: "review", Note: "见附件", Files: []Receipt{receipt.Receipt}}).is(200)
		o.get(head, "/cases/"+id+"/files/"+receipt.Address).is(200)
		o.get("dg.leader-01", "/cases/"+id+"/files/"+receipt.Address).is(403)
		o.get(head, "/cases/"+id+"/files/"+"0000000000000000000000000000000000000000000000000000000000000000").problem(404, "no_such_file")
	})
	t.Run("nobody acts on the own application", func(t *testing.T) {
		row, err := o.store.Account(t.Context(), approver)
		if err != nil {
			o.hire(approver)
			row, err = o.store.Account(t.Context(), approver)
		}
		require.NoError(t, err)
		row.PersonRef = o.server.personRef(aCitizen)
		require.NoError(t, o.store.SaveAccount(t.Context(), row))
		refusedAs(approver, id, models.Correct, CaseCommand{Reason: "笔误"}, 403, "own_case")
	})
	t.Run("when the engine does not answer the command may be sent again with its key", func(t *testing.T) {
		o.engine.fails = models.Errorf(models.EngineAway, "engine_unavailable", "away")
		r := o.request(ask{as: "dg-scjgj.handler-02", method: "POST", path: "/cases/" + id + "/commands/approve", body: CaseCommand{Step: "onsite"}, key: "same-key-1"})
		w := record(o, r)
		require.Equal(t, 503, w.Code)
		o.engine.fails = nil
		o.send(ask{as: "dg-scjgj.handler-02", method: "POST", path: "/cases/" + id + "/commands/approve", body: CaseCommand{Step: "onsite"}, key: "same-key-1"}).is(200)
	})
}

// An offer and a click never disagree: what is offered is done, what is greyed is refused with the reason shown.
func TestOffersAgreeWithClicks(t *testing.T) {
	o := openOffice(t)
	people := []string{clerk, handler, reviewer, approver, deliverer, head, "dg-jw.supervisor-01", "dg-jw.supervision_leader-01", "dg.leader-01"}
	fresh, _ := o.applied()
	for name, id := range map[string]string{"submitted": fresh, "accepted": o.accepted()} {
		for _, who := range people {
			var offers OfferList
			o.get(who, "/cases/"+id+"/offers").is(200).into(&offers)
			require.GreaterOrEqual(t, len(offers.Rows), len(models.CaseVerbs()))
			for _, offer := range offers.Rows {
				if offer.Allowed {
					continue
				}
				require.NotEmpty(t, offer.Reason, "%s %s", name, offer.Verb)
				require.NotEmpty(t, offer.Sentence, "%s %s %s %s", name, who, offer.Verb, offer.Reason)
				body := CaseCommand{Step: offer.Step, Target: first(offer.Targets), Ground: first(offer.Grounds)}
				got := o.do(who, id, offer.Verb, whole(o, offer, body))
				require.NotEqual(t, 200, got.status, "%s was greyed for %s and done all the same", offer.Verb, who)
			}
		}
	}

	t.Run("what is offered is done", func(t *testing.T) {
		for _, step := range []struct {
			who  string
			verb models.Verb
		}{{clerk, models.Receive}, {clerk, models.Accept}, {handler, models.Approve}, {head, models.Extend}, {"dg-jw.supervisor-01", models.DemandExplanation}} {
			var offers OfferList
			o.get(step.who, "/cases/"+fresh+"/offers").is(200).into(&offers)
			for _, offer := range offers.Rows {
				if offer.Verb == step.verb {
					require.True(t, offer.Allowed, "%s %s: %s", step.who, offer.Verb, offer.Reason)
					o.do(step.who, fresh, offer.Verb, whole(o, offer, CaseCommand{Step: offer.Step})).is(200)
				}
			}
		}
	})
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// whole fills in everything that an offer needs.
func whole(o *office, offer Offer, body CaseCommand) CaseCommand {
	for _, field := range offer.Needs {
		switch field {
		case "step":
			body.Step = offer.Step
			if body.Step == "" {
				body.Step = "review"
			}
		case "reason":
			body.Reason = "理由充分"
		case "remedy":
			body.Remedy = "可申请行政复议"
		case "materials":
			body.Materials = o.checklist()
			if offer.Verb == models.NotifySupplement {
				body.Materials[0].State = "missing"
			}
		case "target":
			body.Target = first(append(offer.Targets, "review"))
		case "to":
			body.To = "dg-scjgj.handler-02"
		case "to_unit":
			body.ToUnit = "gd-scjgj"
		case "ground":
			body.Ground = first(append(offer.Grounds, "S27"))
		case "planned":
			body.Planned = clock.Limit{N: 3, Unit: clock.UnitWorkday}
		case "document":
			body.Document = "东市监〔2026〕1号"
		case "extend":
			body.Extend = 1
		case "answers":
			body.Answers = 1
		case "card":
			body.Card = "R-T1/red/decision#1"
		case "way":
			body.Way = "window"
		}
	}
	return body
}

func TestRevocationIsEffectiveAtOnce(t *testing.T) {
	o := openOffice(t)
	id := o.accepted()
	o.get(handler, "/cases/"+id).is(200)
	all, _, err := o.store.Appointments(t.Context())
	require.NoError(t, err)
	for _, a := range all {
		if a.Person == handler {
			o.post("security_admin", "/appointments/"+toWire(a.ID)+"/commands/revoke", Reasoned{Reason: "调离岗位"}).is(200)
		}
	}
	o.later(time.Second)
	require.NoError(t, o.places.Refresh(t.Context()))
	o.get(handler, "/cases/"+id).problem(404, "no_such_case")
	o.do(handler, id, models.Approve, CaseCommand{Step: "review"}).is(404)
}

func TestSightOfPolicy(t *testing.T) {
	o := openOffice(t)
	t.Run("every verb of the contract is an action of the policy", func(t *testing.T) {
		for verb := range o.server.forms.cases {
			require.Contains(t, access.Actions(), access.Action(verb))
		}
		for verb := range o.server.forms.cards {
			require.Contains(t, access.Actions(), access.Action(verb))
		}
	})
	t.Run("every reason of the policy and the gate has its words", func(t *testing.T) {
		for _, reason := range []string{"no_appointment", "not_in_role", "out_of_reach", "unknown", "undecidable"} {
			require.NotEmpty(t, o.server.sentences.reason(reason, ZhCN), reason)
			require.NotEmpty(t, o.server.sentences.reason(reason, En), reason)
		}
	})
	require.True(t, directory.Within("/44/", "/44/4419/"))
}

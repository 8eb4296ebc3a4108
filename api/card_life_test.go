package api

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// offered is the offer of a verb on a card.
func (o *office) offered(as, id string, verb models.Verb) CardOffer {
	o.t.Helper()
	for _, offer := range o.card(as, id).Offers {
		if offer.Verb == verb {
			return offer
		}
	}
	require.Fail(o.t, "no offer", "%s", verb)
	return CardOffer{}
}

// proves uploads a proof to a card.
func (o *office) proves(as, path string) reply {
	o.t.Helper()
	return o.send(ask{as: as, method: "POST", path: path, body: upload1{name: "整改证明.txt", content: []byte("整改完成")}})
}

func (o *office) awaiting(as string, queue CardQueue) []string {
	o.t.Helper()
	var page CardPage
	o.get(as, "/cards?queue="+string(queue)).is(200).into(&page)
	return each(page.Rows, func(c CardRow) string { return c.Id })
}

// covers S28
func TestLifeOfACard(t *testing.T) {
	o := openOffice(t)
	id := o.late()
	red, yellow := o.signal(id, LevelRed).Id, o.signal(id, LevelYellow).Id

	t.Run("the yellow card has given its place to the red one, and takes nothing from the score", func(t *testing.T) {
		page := o.card(supervisor, yellow)
		require.Equal(t, models.CardSuperseded, page.Row.Status)
		require.Equal(t, red, page.Row.SupersededBy)
		require.Equal(t, CardDeductionNone, page.Deduction)
		require.Equal(t, CardDeductionFull, o.card(supervisor, red).Deduction)
		require.Equal(t, yellow, o.card(supervisor, red).Supersedes)
	})

	t.Run("every verb is offered, and a greyed one says why, in the reader's language", func(t *testing.T) {
		page := o.card(head, red)
		require.Len(t, page.Offers, len(models.CardVerbs())+2)
		for _, offer := range page.Offers {
			require.Equal(t, offer.Allowed, offer.Reason == "", offer.Verb)
			require.Equal(t, offer.Allowed, offer.Sentence == "", offer.Verb)
		}
		require.True(t, o.offered(head, red, models.AnswerCard).Allowed)
		require.False(t, o.offered(head, red, models.VerifyCard).Allowed)
		require.Equal(t, "not_in_status", o.offered(supervisor, red, models.VerifyCard).Reason)
		require.Equal(t, "not_due_yet", o.offered(supervisor, red, models.OrderCard).Reason)
		require.Equal(t, "needs_leader", o.offered(supervisor, red, models.WithdrawCard).Reason)
		require.Equal(t, models.WithdrawalGrounds(), o.offered(leader, red, models.WithdrawCard).Grounds)
	})

	t.Run("it stands in the queue of the unit that owes an answer, with the working days that are left", func(t *testing.T) {
		require.Contains(t, o.awaiting(head, CardQueueAnswer), red)
		require.Empty(t, o.awaiting(supervisor, CardQueueAnswer))
		var counts CardQueues
		o.get(head, "/cards/queues").is(200).into(&counts)
		require.Equal(t, len(o.awaiting(head, CardQueueAnswer)), counts.Answer)
		waits := o.card(head, red).Row.Waits
		require.Equal(t, []any{CardWaitForAnswer, CardWaitByUnit, 5, false}, []any{waits.For, waits.By, waits.Workdays, waits.Late})
	})

	t.Run("the unit answers with a proof that its supervisor can read, and nobody else", func(t *testing.T) {
		o.proves("dg-jyj.handler-01", "/cards/"+red+"/files").problem(404, "no_such_card")
		o.proves(clerk, "/cards/"+red+"/files").problem(403, "not_allowed")
		var receipt FileReceipt
		o.proves(head, "/cards/"+red+"/files").is(201).into(&receipt)
		o.onCard(head, red, models.AnswerCard, CardCommand{Cause: "oversight", Text: "已查明原因", Files: []string{receipt.Receipt}}).is(200)
		page := o.card(supervisor, red)
		require.Equal(t, models.CardAnswered, page.Row.Status)
		require.Equal(t, receipt.Address, page.Rounds[0].Answers[0].Files[0].Address)
		require.Equal(t, "已查明原因", page.Rounds[0].Answers[0].Text)
		o.get(supervisor, "/cards/"+red+"/files/"+receipt.Address).is(200)
		o.get(supervisor, "/cards/"+red+"/files/"+strings.Repeat("0", 64)).problem(404, "no_such_file")
		o.get("dg-jyj.handler-01", "/cards/"+red+"/files/"+receipt.Address).problem(404, "no_such_card")
	})

	t.Run("the supervisor sends back, orders, and verifies in the end; each round stays readable", func(t *testing.T) {
		require.Contains(t, o.awaiting(supervisor, CardQueueVerification), red)
		o.onCard(supervisor, red, models.SendBackCard, CardCommand{}).problem(422, "faulty_fields")
		o.onCard(head, red, models.SendBackCard, CardCommand{Reason: "自行退回"}).is(403)
		o.onCard(supervisor, red, models.SendBackCard, CardCommand{Reason: "未附整改证明"}).is(200)
		o.onCard(head, red, models.AnswerCard, CardCommand{Cause: "oversight", Text: "补充说明", Corrected: true}).is(200)
		order := CardCommand{Reason: "限期办结", Planned: clock.Limit{N: 3, Unit: clock.UnitWorkday}, Document: "莞监督〔2026〕1号"}
		o.onCard(supervisor, red, models.OrderCard, order).is(200)
		o.onCard(head, red, models.AnswerCard, CardCommand{Cause: "oversight", Text: "已办结", Corrected: true}).is(200)
		o.onCard(supervisor, red, models.VerifyCard, CardCommand{Reason: "属实"}).is(200)
		page := o.card(head, red)
		require.Equal(t, []string{"send_back_card", "order_card", "verify_card"}, each(page.Rounds, func(r CardRound) string { return r.Verdict.Verb }))
		require.Equal(t, "莞监督〔2026〕1号", page.Rounds[2].Demand.Document)
		require.Equal(t, "限期办结", page.Rounds[2].Demand.Reason)
		require.Equal(t, 2, page.Failures)
		require.Equal(t, models.CardVerified, page.Row.Status)
		require.Empty(t, page.Row.Waits.For)
		require.Equal(t, "feedback#1", page.Clocks[0].Name)
		require.Equal(t, page.Feedback.Name, page.Clocks[0].Name)
	})
}

// covers S28
func TestAppealOfACard(t *testing.T) {
	o := openOffice(t)
	id := o.late()
	red := o.signal(id, LevelRed).Id
	appeal := CardCommand{Ground: "facts_wrong", Text: "期间依法检测，应予扣除"}
	decision := CardCommand{Outcome: CardCommandOutcome(models.Revoke), Ground: "excluded_time", Reason: "证明属实"}

	o.onCard(handler, red, models.AppealCard, appeal).is(403)
	o.onCard(head, red, models.AppealCard, appeal).is(200)
	page := o.card(supervisor, red)
	require.Equal(t, CardAppealStatusPending, page.Appeal.Status)
	require.Equal(t, "期间依法检测，应予扣除", page.Appeal.Text)
	require.False(t, page.AppealUntil.IsZero())
	require.Equal(t, "appeal_pending", o.offered(head, red, models.AnswerCard).Reason)
	require.Contains(t, o.awaiting(leader, CardQueueAppeal), red)

	o.onCard(supervisor, red, models.DecideAppeal, decision).problem(403, "needs_leader")
	unlisted := decision
	unlisted.Ground = "facts_wrong"
	o.onCard(leader, red, models.DecideAppeal, unlisted).problem(422, "faulty_fields")
	o.onCard(leader, red, models.DecideAppeal, decision).is(200)
	page = o.card(head, red)
	require.Equal(t, []any{models.CardRevoked, "excluded_time", CardDeductionNone}, []any{page.Row.Status, page.Row.Cause, page.Deduction})
	require.Equal(t, "证明属实", page.Withdrawal.Reason)
	require.Equal(t, CardAppealStatusWithdraw, page.Appeal.Status)

	var file Case
	o.get(supervisor, "/cases/"+id).is(200).into(&file)
	var lines LinePage
	o.get(supervisor, "/cases/"+id+"/lines").is(200).into(&lines)
	last := lines.Rows[len(lines.Rows)-1]
	require.Equal(t, []string{"card_settled", red, models.Revoke}, []string{last.Verb, last.Card, last.Outcome}, "the case's record knows")
	require.Equal(t, models.CardIssued, o.card(supervisor, o.signal(id, LevelYellow).Id).Row.Status, "whose place it had taken stands again")
}

// covers S28, S99
func TestCountersOfUnits(t *testing.T) {
	o := openOffice(t)
	id := o.late()
	count := func(as, query string) []CardCounter {
		var page CardCounters
		o.get(as, "/cards/counters"+query).is(200).into(&page)
		return page.Rows
	}
	rows := count(supervisor, "?unit="+bureau)
	require.Len(t, rows, 1)
	require.Equal(t, CardCounterLeads("accountability"), rows[0].Leads, "one red card is enough")
	require.NotZero(t, rows[0].Reds)
	require.Len(t, count(supervisor, "?leads=true"), 1)
	require.Equal(t, handler, count(supervisor, "?by=person&unit="+bureau)[0].Person.Account)
	o.get(supervisor, "/cards/counters?until=2020-01-01").problem(409, "no_scheme")
	require.Empty(t, count(supervisor, "?until=2026-10-01"))
	require.Empty(t, count("dg-jyj.handler-01", ""))

	reds := rows[0].Reds
	withdraw := CardCommand{Ground: "force_majeure", Reason: "台风停工", Document: "莞府〔2026〕9号"}
	o.onCard(leader, o.signal(id, LevelRed).Id, models.WithdrawCard, withdraw).is(200)
	rows = count(supervisor, "?unit="+bureau)
	require.Equal(t, []int{reds - 1, 1}, []int{rows[0].Reds, rows[0].Withdrawn}, "it leaves the count and stays visible")
}

// covers S28
func TestManyWithheldCards(t *testing.T) {
	o := openOffice(t)
	o.at(time.Date(2027, 3, 1, 2, 0, 0, 0, time.UTC)) // no calendar is published: red cards wait
	var ids []string
	for range 2 {
		o.late()
		o.at(time.Date(2027, 3, 1, 2, 0, 0, 0, time.UTC).Add(time.Duration(len(ids)) * time.Minute))
		clear(o.cookie)
	}
	o.later(61 * 24 * time.Hour)
	clear(o.cookie)
	ids = o.awaiting(supervisor, CardQueueRelease)
	require.NotEmpty(t, ids)
	bulk := func(as, verb string, body CardsCommand) reply { return o.post(as, "/cards/commands/"+verb, body) }
	bulk(supervisor, "release_card", CardsCommand{Ids: []string{}, Reason: "已核实"}).problem(422, "faulty_fields")
	bulk(supervisor, "verify_card", CardsCommand{Ids: ids, Reason: "已核实"}).is(422)

	body := CardsCommand{Ids: append([]string{"none"}, ids...), Reason: "日历已核实"}
	key := click()
	again := func() (out CardsOutcome) {
		o.send(ask{as: supervisor, method: "POST", path: "/cards/commands/release_card", body: body, key: key}).is(200).into(&out)
		return out
	}
	first, second := again(), again()
	require.Equal(t, []int{len(ids), 1}, []int{first.Done, first.Failed})
	require.Equal(t, "no_such_card", first.Rows[0].Fault.Reason)
	require.NotEmpty(t, first.Rows[0].Fault.Sentence)
	require.Equal(t, first.Rows[1].Outcome.Line, second.Rows[1].Outcome.Line, "the same click once more")
	require.Empty(t, o.awaiting(supervisor, CardQueueRelease))
	var dropped CardsOutcome
	bulk(leader, "drop_card", CardsCommand{Ids: ids[:1], Reason: "误扣"}).is(200).into(&dropped)
	require.Equal(t, "card_not_withheld", dropped.Rows[0].Fault.Reason)
	require.Equal(t, "dg-jw.supervisor-01", o.card(supervisor, ids[0]).ReleasedBy.Account)
}

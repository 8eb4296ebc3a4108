package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

func (o *office) onLead(as, id string, verb models.Verb, body LeadCommand) reply {
	return o.post(as, "/leads/"+id+"/commands/"+string(verb), body)
}

// suspected leaves a case that was decided at eleven in the evening, and its lead (A08N).
func (o *office) suspected() (id string, lead LeadRow) {
	o.t.Helper()
	id = o.accepted()
	o.do(handler, id, models.Approve, CaseCommand{Step: "review"}).is(200)
	o.do("dg-scjgj.handler-02", id, models.Approve, CaseCommand{Step: "onsite"}).is(200)
	o.do(reviewer, id, models.Approve, CaseCommand{Step: "audit"}).is(200)
	year, month, day := o.clock().In(clock.Zone).Date()
	o.at(time.Date(year, month, day, 23, 0, 0, 0, clock.Zone))
	o.cookie = map[string]string{}
	o.do(approver, id, models.Approve, CaseCommand{Step: "decide"}).is(200)
	var page LeadPage
	o.get(supervisor, "/leads?open=true&case="+id).is(200).into(&page)
	require.Len(o.t, page.Rows, 1)
	return id, page.Rows[0]
}

// covers S17, S25
func TestLeadsDesk(t *testing.T) {
	o := openOffice(t)
	id, row := o.suspected()

	t.Run("a lead says what raised it: the rule in its own words, the line, every fact that was read", func(t *testing.T) {
		var lead Lead
		o.get(supervisor, "/leads/"+row.Id).is(200).into(&lead)
		require.Equal(t, "A08N", lead.Row.Rule.Code)
		require.Equal(t, "夜间或非工作日作出决定", lead.Row.Rule.Name)
		require.Contains(t, lead.Condition, "line.hour < 6")
		require.Contains(t, lead.Seen, Seen{Fact: "line.hour", Value: "23"})
		require.Equal(t, "approve", lead.Verb)
		require.Equal(t, []string{id}, each(lead.Cases, func(c LeadCase) string { return c.Id }))
		require.NotZero(t, lead.Row.Due)
		for _, offer := range lead.Offers {
			require.True(t, offer.Allowed, offer.Verb)
		}
	})

	t.Run("the unit in doubt neither sees nor settles it, whoever asks", func(t *testing.T) {
		var page LeadPage
		for _, account := range []string{clerk, approver} {
			o.get(account, "/leads").is(200).into(&page)
			require.Empty(t, page.Rows)
			o.get(account, "/leads/"+row.Id).problem(404, "no_such_lead")
			o.onLead(account, row.Id, models.DismissLead, LeadCommand{Reason: "没有问题"}).problem(404, "no_such_lead")
		}
		o.get(supervisor, "/leads/nowhere").problem(404, "no_such_lead")
	})

	t.Run("lists are narrowed", func(t *testing.T) {
		for query, n := range map[string]int{"?rule=A08N": 1, "?rule=A11": 0, "?status=open": 1, "?status=dismissed": 0, "?mine=true": 0, "?path=/43/": 0, "?unit=" + bureau: 1, "?item=" + foodItem: 1} {
			var page LeadPage
			o.get(supervisor, "/leads"+query).is(200).into(&page)
			require.Len(t, page.Rows, n, query)
		}
	})

	t.Run("a command that is not whole, or names somebody of another house, changes nothing", func(t *testing.T) {
		o.onLead(supervisor, row.Id, models.DismissLead, LeadCommand{}).is(422)
		o.onLead(supervisor, row.Id, models.AssignLead, LeadCommand{To: clerk}).is(422)
		o.onLead(supervisor, row.Id, models.ConfirmLead, LeadCommand{Reason: "属实", Level: LevelRed}).is(422)
		o.onLead(supervisor, row.Id, models.ConfirmLead, LeadCommand{Reason: "属实", Level: LevelYellow, Case: "another"}).is(422)
	})

	t.Run("confirmed, it asks the case for a card in the name of who confirmed it", func(t *testing.T) {
		o.onLead(supervisor, row.Id, models.ConfirmLead, LeadCommand{Reason: "属实，无加班审批", Level: LevelYellow}).is(200)
		var lead Lead
		o.get(supervisor, "/leads/"+row.Id).is(200).into(&lead)
		require.Equal(t, models.LeadConfirmed, lead.Row.Status)
		require.Equal(t, LevelYellow, lead.Row.Level)
		require.NotEmpty(t, lead.Row.Card)
		require.Equal(t, "属实，无加班审批", lead.Lines[1].Text.Reason)
		for _, offer := range lead.Offers {
			require.False(t, offer.Allowed, offer.Verb)
			require.NotEmpty(t, offer.Sentence)
		}
		o.onLead(supervisor2, row.Id, models.DismissLead, LeadCommand{Reason: "重复处理"}).is(409)
	})

	t.Run("the risk points of an item are its steps with the rules that watch them", func(t *testing.T) {
		var risks RiskMap
		o.get(supervisor, "/risk-points?item="+foodItem).is(200).into(&risks)
		require.Equal(t, "accept", risks.Steps[0].Step)
		require.Contains(t, each(risks.Steps[0].Rules, func(r RuleName) string { return r.Code }), "A10")
		o.get(supervisor, "/risk-points?item=nothing").problem(404, "no_such_item")
	})
}

// covers S21, S24
func TestAContentRulesCardShowsTheAct(t *testing.T) {
	o := openOffice(t)
	id, _ := o.applied()
	o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
	o.do(clerk, id, models.Decline, CaseCommand{Step: "accept", Reason: "不符", Remedy: "可申请行政复议或提起行政诉讼"}).is(200)
	var cards CardPage
	o.get(supervisor, "/cards?case="+id).is(200).into(&cards)
	require.Len(t, cards.Rows, 1)
	require.Equal(t, "A01", cards.Rows[0].Rule)
	require.Equal(t, LevelWarning, cards.Rows[0].Level)
	var card Card
	o.get(supervisor, "/cards/"+cards.Rows[0].Id).is(200).into(&card)
	require.Equal(t, "decline", card.Evidence.Judged.Verb)
	require.Contains(t, card.Evidence.Judged.Seen, Seen{Fact: "line.reason_length", Value: "2"})
	require.Contains(t, card.Evidence.Judged.Condition, "line.reason_length < 10")
}

package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// away records an absence from an hour ago until tomorrow.
func (o *office) away(as, account, standIn string) reply {
	return o.post(as, "/absences", NewAbsence{
		Account: account, StandIn: standIn, From: o.clock().Add(-time.Hour), To: o.clock().Add(24 * time.Hour),
	})
}

func TestAbsences(t *testing.T) {
	o := openOffice(t)
	colleague := "dg-scjgj.handler-02"
	var kept Absence

	t.Run("only the person and the heads of the unit say that somebody is away", func(t *testing.T) {
		o.away(reviewer, handler, colleague).problem(403, "out_of_reach")
		o.away("dg-jyj.department_head-01", handler, colleague).is(403)
		o.away("dg-jw.supervisor-01", handler, colleague).is(403)
		o.away(head, "nobody", colleague).is(403)
		require.NotEmpty(t, o.audited("record_absence"))
	})
	t.Run("who stands in is a colleague, and nobody who would hold in one hand what two must hold (A07)", func(t *testing.T) {
		o.away(handler, "", handler).problem(422, "faulty_fields")
		o.away(handler, "", "dg-jyj.handler-01").problem(422, "faulty_fields")
		o.away(approver, "", handler).problem(403, "incompatible_roles")
		late := NewAbsence{StandIn: colleague, From: o.clock(), To: o.clock().Add(-time.Hour)}
		require.Equal(t, "/from", o.post(handler, "/absences", late).problem(422, "faulty_fields").Faults[0].Field)
		late.From, late.To = o.clock(), o.clock().Add(2*longestAbsence)
		o.post(handler, "/absences", late).problem(422, "faulty_fields")
	})
	t.Run("it is recorded once, seen by the unit, told to who stands in", func(t *testing.T) {
		key := click()
		body := NewAbsence{StandIn: colleague, From: o.clock().Add(-time.Hour), To: o.clock().Add(24 * time.Hour)}
		for range 2 {
			o.send(ask{as: handler, method: "POST", path: "/absences", body: body, key: key}).is(201).into(&kept)
		}
		body.StandIn = ""
		o.send(ask{as: handler, method: "POST", path: "/absences", body: body, key: key}).problem(422, "key_reused")
		o.away(head, handler, "").problem(409, "already_away")
		var list AbsenceList
		o.get(clerk, "/absences").is(200).into(&list)
		require.Len(t, list.Rows, 1)
		require.Equal(t, colleague, list.Rows[0].StandIn.Account)
		require.True(t, list.Rows[0].Now)
		require.False(t, list.Rows[0].CanCancel)
		var people ColleagueList
		o.get(clerk, "/colleagues?unit="+bureau+"&role=handler").is(200).into(&people)
		for _, c := range people.Rows {
			require.Equal(t, c.Account == handler, c.Away)
		}
		var told NoticePage
		o.get(colleague, "/notices").is(200).into(&told)
		require.Equal(t, "stand_in", told.Rows[0].Kind)
		o.get("dg-jyj.handler-01", "/absences?unit="+bureau).is(403)
		o.get(clerk, "/absences?unit=none").is(404)
	})
	t.Run("cancelling ends it, also when it is asked for twice", func(t *testing.T) {
		o.post(clerk, "/absences/"+kept.Id+"/commands/cancel", nil).is(403)
		for range 2 {
			o.post(head, "/absences/"+kept.Id+"/commands/cancel", nil).is(200).into(&kept)
		}
		require.False(t, kept.Now)
		o.post(head, "/absences/none/commands/cancel", nil).problem(404, "no_such_absence")
		var list AbsenceList
		o.get(clerk, "/absences").is(200).into(&list)
		require.Empty(t, list.Rows)
		o.away(handler, "", colleague).is(201)
	})
}

func TestStandingIn(t *testing.T) {
	o := openOffice(t)
	colleague := "dg-scjgj.handler-02"
	id := o.accepted()
	o.do(handler, id, models.Claim, CaseCommand{Step: "review"}).is(200)
	mine := func(as string) Inbox {
		var box Inbox
		o.get(as, "/inbox?section=mine").is(200).into(&box)
		return box
	}
	offered := func(as string, verb models.Verb) Offer {
		var list OfferList
		o.get(as, "/cases/"+id+"/offers").is(200).into(&list)
		for _, offer := range list.Rows {
			if offer.Verb == verb {
				return offer
			}
		}
		return Offer{}
	}

	t.Run("while nobody stands in, a colleague's file is not mine", func(t *testing.T) {
		require.Empty(t, mine(colleague).Rows)
		require.False(t, offered(colleague, models.Approve).Allowed)
		o.do(colleague, id, models.Approve, CaseCommand{Step: "review"}).problem(403, "out_of_reach")
	})
	t.Run("an absence that has not begun lends nothing", func(t *testing.T) {
		var a Absence
		o.post(handler, "/absences", NewAbsence{StandIn: colleague, From: o.clock().Add(time.Hour), To: o.clock().Add(2 * time.Hour)}).is(201).into(&a)
		o.do(colleague, id, models.Approve, CaseCommand{Step: "review"}).problem(403, "out_of_reach")
		o.post(handler, "/absences/"+a.Id+"/commands/cancel", nil).is(200)
	})
	t.Run("from its beginning the file lies in both inboxes, marked for whom", func(t *testing.T) {
		o.away(handler, "", colleague).is(201)
		require.Equal(t, handler, mine(colleague).Rows[0].For.Account)
		require.Empty(t, mine(handler).Rows[0].For.Account)
		require.Equal(t, handler, offered(colleague, models.Approve).For.Account)
	})
	t.Run("four eyes hold for both: who has acted for somebody counts as that person too (A07)", func(t *testing.T) {
		o.do(colleague, id, models.Approve, CaseCommand{Step: "review", Note: "代为审查"}).is(200)
		var page LinePage
		o.get(head, "/cases/"+id+"/lines").is(200).into(&page)
		last := page.Rows[len(page.Rows)-1]
		for _, l := range page.Rows {
			if l.Verb == "approve" {
				last = l
			}
		}
		require.Equal(t, colleague, last.By.Account)
		require.Equal(t, handler, last.By.For.Account)
		lines, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		require.Equal(t, handler, lines[last.N-1].Actor.For)
		require.Equal(t, "dg-scjgj/handler-01", lines[last.N-1].Actor.Appointment, "by the absent person's right")
		state, err := o.engine.act.Folded(models.CaseKind, id, lines)
		require.NoError(t, err)
		require.Subset(t, state.Case.Step("review").Hands, []string{handler, colleague})
	})
	t.Run("nobody stands in on the absent person's own application", func(t *testing.T) {
		second := o.accepted()
		o.do(handler, second, models.Claim, CaseCommand{Step: "review"}).is(200)
		row, err := o.store.Account(t.Context(), handler)
		require.NoError(t, err)
		row.PersonRef = o.server.personRef(aCitizen)
		require.NoError(t, o.store.SaveAccount(t.Context(), row))
		o.do(colleague, second, models.Approve, CaseCommand{Step: "review"}).problem(403, "own_case")
		row.PersonRef = ""
		require.NoError(t, o.store.SaveAccount(t.Context(), row))
		o.do(colleague, second, models.Approve, CaseCommand{Step: "review"}).is(200)
	})
	t.Run("what the person may do beyond the desk does not pass on", func(t *testing.T) {
		o.away(head, "", reviewer).is(201)
		o.do(reviewer, id, models.Extend, CaseCommand{Extend: 1, Reason: "案情复杂", Document: "延字1号"}).problem(403, "not_in_role")
	})
	t.Run("when it is over nothing is lent any more", func(t *testing.T) {
		third := o.accepted()
		o.do(handler, third, models.Claim, CaseCommand{Step: "review"}).is(200)
		o.later(25 * time.Hour)
		o.cookie = map[string]string{}
		o.do(colleague, third, models.Approve, CaseCommand{Step: "review"}).problem(403, "out_of_reach")
		require.Empty(t, mine(colleague).Rows)
	})
}

func TestStandingInForACard(t *testing.T) {
	o := openOffice(t)
	id, other := o.late(), "dg-scjgj.complaint_handler-01"
	var cards CardPage
	o.get(head, "/cards?unanswered=true&case="+id).is(200).into(&cards)
	var held CardRow
	for _, c := range cards.Rows {
		if c.Holder.Account == handler {
			held = c
		}
	}
	require.NotEmpty(t, held.Id)
	listed := func() int {
		var page CardPage
		o.get(other, "/cards?case="+id).is(200).into(&page)
		return len(page.Rows)
	}
	answer := CardCommand{Cause: "hard_case", Text: "代为说明"}

	t.Run("a card is answered by who held the file, not by another colleague", func(t *testing.T) {
		require.Zero(t, listed())
		o.post(other, "/cards/"+held.Id+"/commands/answer_card", answer).problem(404, "no_such_card")
	})
	t.Run("nor can it be seen; while that person is away it is seen, listed and answered by who stands in", func(t *testing.T) {
		o.away(handler, "", other).is(201)
		require.NotZero(t, listed())
		var page Card
		o.get(other, "/cards/"+held.Id).is(200).into(&page)
		require.Contains(t, page.Can, models.AnswerCard)
		o.post(other, "/cards/"+held.Id+"/commands/answer_card", answer).is(200)
		o.get(other, "/cards/"+held.Id).is(200).into(&page)
		last := page.Lines[len(page.Lines)-1]
		require.Equal(t, other, last.By.Account)
		require.Equal(t, handler, last.By.For.Account)
	})
	t.Run("everything listed can be opened, and nothing else", func(t *testing.T) {
		var mine CardPage
		o.get(other, "/cards").is(200).into(&mine)
		seen := map[string]bool{}
		for _, c := range mine.Rows {
			seen[c.Id] = true
		}
		o.get(head, "/cards?case="+id).is(200).into(&cards)
		for _, c := range cards.Rows {
			require.Equal(t, seen[c.Id], o.get(other, "/cards/"+c.Id).status == 200, c.Id)
		}
	})
}

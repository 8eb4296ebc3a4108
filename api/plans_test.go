package api

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// waits reports whether a step of the case lies in somebody's inbox.
func (o *office) waits(as, number, step string) bool {
	o.t.Helper()
	var box Inbox
	o.get(as, "/inbox?limit=200").is(200).into(&box)
	for _, task := range box.Rows {
		if task.Number == number && task.Step == step {
			return true
		}
	}
	return false
}

// covers S90: one-stop service, one window, one notice, one line, one bill.
func TestFiveOnes(t *testing.T) {
	o := openOffice(t)
	var items []ItemSummary
	for next := ""; ; {
		var page ItemPage
		o.get("", "/public/items?limit=200&cursor="+next).is(200).into(&page)
		items = append(items, page.Rows...)
		if next = page.Next; next == "" {
			break
		}
	}
	require.Greater(t, len(items), 45)

	t.Run("one bill: whatever an item costs stands in its one guide, with standard or basis; the rest is free", func(t *testing.T) {
		charged := 0
		for _, item := range items {
			var guide Guide
			o.get("", "/public/items/"+item.Key).is(200).into(&guide)
			require.Equal(t, len(guide.Fees) == 0, guide.Free, item.Key)
			for _, fee := range guide.Fees {
				require.NotEmpty(t, fee.Name, item.Key)
				require.True(t, fee.Priced || fee.Standard != "", "%s: %s has a price or says how it is found", item.Key, fee.Name)
			}
			charged += len(guide.Fees)
		}
		require.NotZero(t, charged)
	})
	t.Run("one window: every item is applied for at the same door, which knows what each of them needs", func(t *testing.T) {
		open := 0
		for _, item := range items {
			var guide Guide
			o.get("", "/public/items/"+item.Key).is(200).into(&guide)
			if len(guide.Units) == 0 {
				continue // taken in by a tier that has no unit here
			}
			open++
			empty := meal()
			empty.Item, empty.Unit, empty.Form = item.Key, guide.Units[0].Id, map[string]any{}
			var p Problem
			o.post("", "/public/applications", empty).is(422).into(&p)
			named := map[string]bool{}
			for _, fault := range p.Faults {
				named[fault.Field] = true
			}
			for _, field := range guide.Fields {
				require.Equal(t, field.Required, named["/form/"+field.Key], "%s: %s", item.Key, field.Key)
			}
		}
		require.Greater(t, open, 45)
	})

	id, submitted := o.applied()
	t.Run("one notice: what is missing is told once, all of it; a second time is refused", func(t *testing.T) {
		o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
		missing := o.checklist()
		missing[0].State, missing[3].State = "missing", "missing"
		ask := CaseCommand{Step: "accept", Reason: "材料不齐", Materials: missing}
		o.do(clerk, id, models.NotifySupplement, ask).is(200)
		seen, bearer := o.track(submitted)
		require.Len(t, seen.Case.Asked, 2)
		var supplied []GivenMaterial
		for _, m := range seen.Case.Asked {
			var receipt FileReceipt
			o.send(anUpload(m.Name)).is(201).into(&receipt)
			supplied = append(supplied, GivenMaterial{No: m.No, Files: []Receipt{receipt.Receipt}})
		}
		o.send(supplying(bearer, ApplicantCommand{Materials: supplied})).is(200)
		o.do(clerk, id, models.NotifySupplement, ask).problem(403, "once_only")
	})
	t.Run("one line: the file goes from desk to desk by itself, the applicant carries nothing", func(t *testing.T) {
		o.do(clerk, id, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
		for _, desk := range []struct{ who, step string }{
			{handler, "review"}, {"dg-scjgj.handler-02", "onsite"}, {reviewer, "audit"}, {approver, "decide"},
		} {
			require.True(t, o.waits(desk.who, submitted.Number, desk.step), desk.step)
			o.do(desk.who, id, models.Approve, CaseCommand{Step: desk.step, Note: "同意"}).is(200)
			require.False(t, o.waits(desk.who, submitted.Number, desk.step), desk.step)
		}
		require.True(t, o.waits(deliverer, submitted.Number, "deliver"))
	})
	t.Run("one stop: with one number the applicant follows the case, supplies, and gets every document", func(t *testing.T) {
		o.do(deliverer, id, models.Deliver, CaseCommand{Step: "deliver", Way: "electronic"}).is(200)
		seen, bearer := o.track(submitted)
		require.Equal(t, models.Granted, seen.Case.Outcome)
		kinds := each(seen.Case.Documents, func(d PublicDocument) NoticeKind { return d.Kind })
		require.Equal(t, []NoticeKind{"receipt", "supplement", "acceptance", "decision", "delivery"}, kinds)
		for _, d := range seen.Case.Documents {
			o.send(ask{method: "GET", path: "/public/documents/" + d.Code + "/pdf", header: bearer}).is(200)
		}
	})
}

func anUpload(name string) ask { return ask{method: "POST", path: "/public/files", body: aPDF(name)} }

func supplying(bearer map[string]string, body ApplicantCommand) ask {
	return ask{method: "POST", path: "/public/tracking/commands/supply", body: body, key: click(), header: bearer}
}

// covers S92: the portal, the published information, the physical hall, e-supervision, a department's own system and the
// tier above work on the same cases. The exchange of whole files with docked systems (S07, S08) is not shown here.
func TestSixCombinations(t *testing.T) {
	o := openOffice(t)
	online, fromPortal := o.applied()
	var walkIn Submitted
	o.post(clerk, "/cases", meal()).is(201).into(&walkIn)
	both := map[string]bool{online: true, walkIn.Id: true}
	seenBy := func(send func(path string) reply) map[string]bool {
		t.Helper()
		var page CasePage
		send("/cases?item=" + foodItem).is(200).into(&page)
		out := map[string]bool{}
		for _, row := range page.Rows {
			out[row.Id] = true
		}
		return out
	}
	as := func(who string) func(string) reply { return func(path string) reply { return o.get(who, path) } }

	t.Run("portal and physical hall: both doors lead to the same desk, under one kind of number", func(t *testing.T) {
		require.Equal(t, both, seenBy(as(clerk)))
		require.Len(t, walkIn.Number, len(fromPortal.Number))
		for _, s := range []Submitted{fromPortal, walkIn} {
			seen, _ := o.track(s)
			require.Equal(t, s.Number, seen.Case.Number)
		}
	})
	t.Run("published information: what the hall shows of an item is what its cases are bound to", func(t *testing.T) {
		var guide Guide
		o.get("", "/public/items/"+foodItem).is(200).into(&guide)
		for id := range both {
			row, err := o.store.Case(t.Context(), id)
			require.NoError(t, err)
			require.Equal(t, guide.Bundle, row.Bundle)
		}
	})
	t.Run("e-supervision and the tier above see the same cases, without copying them", func(t *testing.T) {
		for _, who := range []string{supervisor, "gd-jw.supervisor-01"} {
			require.Equal(t, both, seenBy(as(who)), who)
			var board Board
			o.get(who, "/board").is(200).into(&board)
			require.Equal(t, 2, board.Figures.Open, who)
		}
	})
	t.Run("a department's own system works on them with its key, as its appointment says", func(t *testing.T) {
		var made CreatedAccount
		o.post(systemRole, "/accounts", NewAccount{Login: "market.system", Name: "市场监管业务系统", Kind: AccountKindSystem}).is(201).into(&made)
		with := func(path string) reply {
			return o.send(ask{method: "GET", path: path, header: map[string]string{"Authorization": "Bearer " + made.Key}})
		}
		require.Empty(t, seenBy(with))
		o.post(securityRole, "/appointments", NewAppointment{Account: made.Account.Id, Role: "handler", Unit: bureau}).is(201)
		require.NoError(t, o.places.Refresh(t.Context()))
		require.Equal(t, both, seenBy(with))
	})
}

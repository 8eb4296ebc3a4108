package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// covers S93, S95, S97
func TestJourney(t *testing.T) {
	o := openOffice(t)

	t.Run("the hall shows items by name, pinyin, unit and life event, with the procedure drawn", func(t *testing.T) {
		var page ItemPage
		for _, q := range []string{"?q=食品经营", "?q=spjyxk", "?q=shipinjingying", "?unit=" + bureau, "?event=开餐馆", "?served=organisation"} {
			o.get("", "/public/items"+q).is(200).into(&page)
			require.NotEmpty(t, page.Rows, q)
		}
		var guide Guide
		o.get("", "/public/items/"+foodItem).is(200).into(&guide)
		require.Len(t, guide.Steps, 7)
		require.Equal(t, []string{"accept"}, guide.Steps[1].After)
		require.NotEmpty(t, guide.Basis)
		require.Equal(t, bureau, guide.Unit.Id)
		require.NotEmpty(t, guide.Materials[0].Template)
		form := o.get("", strings.TrimPrefix(guide.Materials[0].Template, base)).is(200)
		require.True(t, strings.HasPrefix(string(form.body), "%PDF"))
		o.get("", "/public/units").is(200)
		o.get("", "/public/life-events").is(200)
		o.get("", "/public/items/no-such-item").problem(404, "no_such_item")
	})

	t.Run("a draft survives, and nobody reads it without its handle", func(t *testing.T) {
		var draft Draft
		o.send(ask{method: "POST", path: "/public/drafts", body: DraftContent{Item: foodItem, Form: map[string]any{"phone": "138"}}}).is(201).into(&draft)
		o.send(ask{method: "PUT", path: "/public/drafts/" + draft.Handle, body: DraftContent{Item: foodItem, Page: 2}}).is(200)
		o.get("", "/public/drafts/"+draft.Handle).is(200).into(&draft)
		require.Equal(t, 2, draft.Content.Page)
		o.get("", "/public/drafts/"+strings.Repeat("A", 52)).problem(404, "no_such_draft")
		o.send(ask{method: "PUT", path: "/public/drafts/" + strings.Repeat("A", 52), body: DraftContent{Item: foodItem}}).problem(404, "no_such_draft")
		o.send(ask{method: "DELETE", path: "/public/drafts/" + draft.Handle}).is(204)
		o.get("", "/public/drafts/"+draft.Handle).problem(404, "no_such_draft")
	})

	var id string
	var submitted Submitted
	t.Run("an application goes in, and the same click gives the same number and code", func(t *testing.T) {
		application := meal()
		application.Materials = o.brought()
		key := click()
		o.send(ask{method: "POST", path: "/public/applications", body: application, key: key}).is(201).into(&submitted)
		require.Len(t, submitted.QueryCode, 10)
		require.Empty(t, submitted.Id)
		var again Submitted
		o.send(ask{method: "POST", path: "/public/applications", body: application, key: key}).is(201).into(&again)
		require.Equal(t, submitted.Number, again.Number)
		require.Equal(t, submitted.QueryCode, again.QueryCode)
		application.Form["business_area"] = 1
		o.send(ask{method: "POST", path: "/public/applications", body: application, key: key}).problem(422, "key_reused")
		row, err := o.store.CaseByNumber(t.Context(), submitted.Number)
		require.NoError(t, err)
		id = row.ID
		require.Equal(t, models.Submitted, row.Status)
	})

	t.Run("officials carry it from the window to the licence, each with the own appointment", func(t *testing.T) {
		var box Inbox
		o.get(clerk, "/inbox?section=pool").is(200).into(&box)
		require.Equal(t, id, box.Rows[0].Case)
		require.Equal(t, 1, box.Counters.Pool)
		o.do(clerk, id, models.Receive, CaseCommand{Step: "accept", Round: box.Rows[0].Round}).is(200)
		o.do(clerk, id, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
		o.do(handler, id, models.Claim, CaseCommand{Step: "review"}).is(200)
		o.do(handler, id, models.Approve, CaseCommand{Step: "review", Note: "材料齐全"}).is(200)
		for _, step := range []struct{ who, step string }{{"dg-scjgj.handler-02", "onsite"}, {reviewer, "audit"}, {approver, "decide"}} {
			o.do(step.who, id, models.Approve, CaseCommand{Step: step.step, Note: "同意"}).is(200)
		}
		o.do(deliverer, id, models.Deliver, CaseCommand{Step: "deliver", Way: "window", Receiver: aPerson}).is(200)
		o.do(deliverer, id, models.Close, CaseCommand{}).is(200)
		last := o.engine.calls[len(o.engine.calls)-1]
		require.Equal(t, "dg-scjgj/delivery_clerk-01", last.Actor.Appointment)
		require.Equal(t, "delivery_clerk", last.Actor.Role)
	})

	t.Run("the applicant follows it masked, without names of officials, and gets the licence", func(t *testing.T) {
		var seen Tracking
		got := o.send(ask{method: "POST", path: "/public/tracking", body: TrackingRequest{Number: submitted.Number, Code: strings.ToLower(submitted.QueryCode)}}).is(200).into(&seen)
		require.Equal(t, models.Closed, seen.Case.Status)
		require.Equal(t, "李*", seen.Case.Applicant.Name)
		require.Equal(t, "110105********002X", seen.Case.Applicant.Identity)
		require.Equal(t, "138****1234", seen.Case.Applicant.Phone)
		for _, secret := range []string{aPerson, aCitizen, aPhone, anAddress, "材料.pdf", handler, "材料齐全"} {
			require.NotContains(t, string(got.body), secret)
		}
		bearer := map[string]string{"Authorization": "Bearer " + seen.Token}
		o.send(ask{method: "GET", path: "/public/tracking", header: bearer}).is(200)
		var issued IssuedDocument
		for _, d := range seen.Case.Documents {
			o.get("", "/public/documents/"+d.Code).is(200).into(&issued)
			require.Equal(t, "李*", issued.Holder)
			pdf := o.send(ask{method: "GET", path: "/public/documents/" + d.Code + "/pdf", header: bearer}).is(200)
			require.Equal(t, "application/pdf", pdf.header.Get("Content-Type"))
		}
		require.Len(t, seen.Case.Documents, 4)
		require.True(t, issued.Valid)
	})

	t.Run("the case page shows form and texts to who handles it, with a trace, and masks them to a leader", func(t *testing.T) {
		var page Case
		o.get(handler, "/cases/"+id+"?why=核对").is(200).into(&page)
		require.True(t, page.FormShown)
		require.Equal(t, aPerson, page.Applicant.Name)
		require.Equal(t, "核对", o.audited("read_form")[0].Detail.Why)
		require.Len(t, page.Steps, 7)
		var lines LinePage
		o.get(handler, "/cases/"+id+"/lines").is(200).into(&lines)
		require.Equal(t, lines.Last, len(lines.Rows))
		require.Contains(t, string(o.get(handler, "/cases/"+id+"/lines").body), "材料齐全")
		got := o.get("dg.leader-01", "/cases/"+id).is(200).into(&page)
		require.False(t, page.FormShown)
		for _, secret := range []string{aPerson, aCitizen, aPhone, anAddress, "材料.pdf"} {
			require.NotContains(t, string(got.body), secret)
		}
		require.NotContains(t, string(o.get("dg.leader-01", "/cases/"+id+"/lines").is(200).body), "材料齐全")
	})

	t.Run("its files, notices and evidence can be printed", func(t *testing.T) {
		var files FileList
		o.get(handler, "/cases/"+id+"/files").is(200).into(&files)
		require.NotEmpty(t, files.Rows)
		file := o.get(handler, "/cases/"+id+"/files/"+files.Rows[0].Address).is(200)
		require.Equal(t, "application/pdf", file.header.Get("Content-Type"))
		require.Contains(t, file.header.Get("Content-Disposition"), "inline")
		for _, kind := range []string{"receipt", "acceptance", "decision", "delivery"} {
			require.True(t, strings.HasPrefix(string(o.get(clerk, "/cases/"+id+"/notices/"+kind).is(200).body), "%PDF"))
		}
		o.get(clerk, "/cases/"+id+"/notices/decline").problem(404, "nothing_to_print")
		require.True(t, strings.HasPrefix(string(o.get(head, "/cases/"+id+"/evidence").is(200).body), "%PDF"))
	})

	t.Run("nothing personal is in the log", func(t *testing.T) {
		for _, secret := range []string{aPerson, aCitizen, aPhone, anAddress, submitted.QueryCode, id, password} {
			require.NotContains(t, o.log.String(), secret)
		}
		require.Equal(t, http.StatusOK, 200)
	})
}

package api

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

func (o *office) track(s Submitted) (Tracking, map[string]string) {
	o.t.Helper()
	var seen Tracking
	o.send(ask{method: "POST", path: "/public/tracking", body: TrackingRequest{Number: s.Number, Code: s.QueryCode}}).is(200).into(&seen)
	return seen, map[string]string{"Authorization": "Bearer " + seen.Token}
}

func TestApplications(t *testing.T) {
	o := openOffice(t)
	refused := func(change func(*Application)) Problem {
		t.Helper()
		a := meal()
		change(&a)
		before := o.engine.count()
		got := o.post("", "/public/applications", a)
		require.Equal(t, before, o.engine.count())
		require.Contains(t, []int{409, 422}, got.status, string(got.body))
		var p Problem
		got.into(&p)
		return p
	}
	fields := func(p Problem) []string {
		return each(p.Faults, func(f Fault) string { return f.Field + " " + f.Rule })
	}

	t.Run("names every fault of an application at once, each in words", func(t *testing.T) {
		p := refused(func(a *Application) {
			a.Unit, a.Applicant.Identity = "dg-jyj", "110105194912310021"
			a.Form["business_area"], a.Form["phone"] = -1, "12"
			delete(a.Form, "entity_name")
			a.Form["strange"] = true
		})
		found := fields(p)
		for _, want := range []string{"/unit unknown", "/applicant/identity checksum", "/form/business_area min", "/form/phone pattern", "/form/entity_name required", "/form/strange unknown", "/materials missing_material"} {
			require.Contains(t, found, want)
		}
		for _, f := range p.Faults {
			require.NotEmpty(t, f.Sentence)
			require.NotContains(t, f.Sentence, "{")
		}
		require.Contains(t, p.Faults, Fault{Field: "/form/business_area", Rule: "min", Detail: "1", Sentence: "经营面积：不得小于1"})
		require.Contains(t, p.Faults, Fault{
			Field: "/materials", Rule: "missing_material", Detail: "设备布局和操作流程文件", Sentence: "缺少材料：设备布局和操作流程文件",
		})
	})
	t.Run("an item that is not there, an old guide, a receipt of nobody", func(t *testing.T) {
		require.Equal(t, []string{"/item unknown"}, fields(refused(func(a *Application) { a.Item = "none" })))
		require.Equal(t, "bundle_changed", refused(func(a *Application) { a.Bundle = strings.Repeat("0", 64) }).Reason)
		p := refused(func(a *Application) {
			a.Materials = o.brought()
			a.Materials[0].Files = []Receipt{"forged-receipt-that-is-long-enough.AAAAAAAAAAAAAAAAAAAAAA"}
		})
		require.Equal(t, []string{"/materials/0/files/0 bad_receipt"}, fields(p))
		require.Equal(t, []string{"/materials/0/no unknown"}, fields(refused(func(a *Application) {
			a.Materials = append([]GivenMaterial{{No: 199}}, o.brought()...)
		})))
	})
	t.Run("a file is judged by what it holds, not by its name", func(t *testing.T) {
		up := func(name, content string) reply {
			return o.send(ask{method: "POST", path: "/public/files", body: upload1{name, []byte(content)}})
		}
		up("材料.pdf", "<html><script>alert(1)</script></html>").problem(415, "type_forbidden")
		up("材料.pdf", "MZ\x90\x00 program").is(415)
		up("材料.pdf", "").problem(400, "empty_file")
		up("材料.pdf", "%PDF-1.4 EICAR").problem(400, "file_infected")
		up("大.pdf", "%PDF-1.4"+strings.Repeat("x", 21<<20)).problem(413, "body_too_large")
		var receipt FileReceipt
		up(`..\..\..//etc/"pa<ss>wd`+"\u202efdp.exe", "%PDF-1.4 fine").is(201).into(&receipt)
		require.Equal(t, "passwdfdp.exe", receipt.Name)
		require.Equal(t, "application/pdf", receipt.Type)
		o.send(ask{method: "POST", path: "/public/files", body: `{"file":"x"}`}).problem(415, "unknown_media")
	})
	t.Run("at the window a walk-in is received at once, and an open case of the same person is found", func(t *testing.T) {
		found := DuplicateList{}
		o.post(clerk, "/cases/duplicates", DuplicateQuery{Item: foodItem, Identity: aCitizen}).is(200).into(&found)
		before := len(found.Rows)
		var s Submitted
		o.post(clerk, "/cases", meal()).is(201).into(&s)
		row, err := o.store.Case(t.Context(), s.Id)
		require.NoError(t, err)
		require.Equal(t, models.Received, row.Status)
		o.post(clerk, "/cases/duplicates", DuplicateQuery{Item: foodItem, Identity: strings.ToLower(aCitizen)}).is(200).into(&found)
		require.Len(t, found.Rows, before+1)
		o.post(handler, "/cases", meal()).is(403)
		o.post(handler, "/cases/duplicates", DuplicateQuery{Item: foodItem, Identity: aCitizen}).is(403)
	})
	t.Run("a wrong item in a search and a place beyond the list are no fault of the hall's", func(t *testing.T) {
		o.get("", "/public/items?cursor=99999").is(200)
		o.get("", "/public/items?cursor=abc").is(422)
		var page ItemPage
		o.get("", "/public/items?limit=20").is(200).into(&page)
		require.Len(t, page.Rows, 20)
		first := page.Rows[0].Key
		o.get("", "/public/items?limit=20&cursor="+page.Next).is(200).into(&page)
		require.NotEqual(t, first, page.Rows[0].Key)
	})
}

// covers S91, S97
func TestTracking(t *testing.T) {
	o := openOffice(t)
	id, submitted := o.applied()

	t.Run("unknown number, wrong code and a locked number look the same", func(t *testing.T) {
		try := func(number, code string) Problem {
			p := o.send(ask{method: "POST", path: "/public/tracking", body: TrackingRequest{Number: number, Code: code}}).problem(404, "tracking_failed")
			p.Request = ""
			return p
		}
		_, other := o.applied()
		same := try("44190020261123999999", submitted.QueryCode)
		for range 12 {
			require.Equal(t, same, try(other.Number, submitted.QueryCode))
		}
		require.Equal(t, same, try(other.Number, other.QueryCode), "ten wrong codes have locked it")
	})

	t.Run("a token opens its own case for half an hour, and a forged one nothing", func(t *testing.T) {
		_, bearer := o.track(submitted)
		o.send(ask{method: "GET", path: "/public/tracking", header: bearer}).is(200)
		for _, forged := range []string{"", "Bearer ", "Bearer x.y", bearer["Authorization"] + "x", strings.Replace(bearer["Authorization"], "e", "f", 1)} {
			o.send(ask{method: "GET", path: "/public/tracking", header: map[string]string{"Authorization": forged}}).problem(401, "tracking_ended")
		}
		o.later(31 * time.Minute)
		o.send(ask{method: "GET", path: "/public/tracking", header: bearer}).problem(401, "tracking_ended")
	})

	t.Run("what is missing is asked for, supplied, and the page says until when", func(t *testing.T) {
		o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
		missing := o.checklist()
		missing[0].State, missing[0].Note = "missing", "缺少签字"
		o.do(clerk, id, models.NotifySupplement, CaseCommand{Step: "accept", Materials: missing, Reason: "材料不齐"}).is(200)
		seen, bearer := o.track(submitted)
		require.Equal(t, models.Supplement, seen.Case.Status)
		require.Equal(t, "缺少签字", seen.Case.Asked[0].Note)
		require.False(t, seen.Case.SupplyDue.IsZero())
		require.Contains(t, seen.Case.Can, models.Supply)
		send := func(body ApplicantCommand, key string) reply {
			return o.send(ask{method: "POST", path: "/public/tracking/commands/supply", body: body, key: key, header: bearer})
		}
		send(ApplicantCommand{}, click()).problem(422, "faulty_fields")
		send(ApplicantCommand{Materials: []GivenMaterial{{No: 3}}}, click()).problem(422, "faulty_fields")
		var receipt FileReceipt
		o.send(ask{method: "POST", path: "/public/files", body: aPDF("补正")}).is(201).into(&receipt)
		key, body := click(), ApplicantCommand{Materials: []GivenMaterial{{No: 1, Files: []Receipt{receipt.Receipt}}}}
		send(body, key).is(200).into(&seen)
		require.Equal(t, models.Received, seen.Case.Status)
		calls := o.engine.count()
		send(body, key).is(200)
		require.Equal(t, calls, o.engine.count(), "a click sent again is answered from the record")
		for _, kind := range []string{"supplement"} {
			require.True(t, strings.HasPrefix(string(o.get(clerk, "/cases/"+id+"/notices/"+kind).is(200).body), "%PDF"))
		}
	})

	t.Run("the page says why the clock stands, how much is left and which unit holds the file", func(t *testing.T) {
		o.do(clerk, id, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
		seen, bearer := o.track(submitted)
		require.Equal(t, 7, seen.Case.Remaining)
		require.Equal(t, bureau, seen.Case.HolderUnit.Id)
		require.Equal(t, "审查", seen.Case.Step)
		o.send(ask{method: "POST", path: "/public/tracking/commands/urge", body: ApplicantCommand{Reason: "请尽快"}, key: click(), header: bearer}).is(200)
		sup := "dg-jw.supervisor-01"
		o.do(sup, id, models.StopClock, CaseCommand{
			Reason: "等待检测", Ground: "testing", Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}, Document: "检〔2026〕1号",
		}).is(200)
		seen, _ = o.track(submitted)
		require.Equal(t, "testing", seen.Case.Stands.Kind)
		require.True(t, seen.Case.Due.IsZero())
	})

	t.Run("an applicant withdraws the own application and nothing else", func(t *testing.T) {
		_, bearer := o.track(submitted)
		o.send(ask{method: "POST", path: "/public/tracking/commands/approve", body: ApplicantCommand{}, key: click(), header: bearer}).is(422)
		o.send(ask{method: "POST", path: "/public/tracking/commands/withdraw", body: ApplicantCommand{}, key: click(), header: bearer}).is(200)
		o.send(ask{method: "POST", path: "/public/tracking/commands/withdraw", body: ApplicantCommand{}, key: click(), header: bearer}).problem(409, "not_in_status")
	})
}

func TestLostQueryCode(t *testing.T) {
	o := openOffice(t)
	_, submitted := o.applied()
	recover := func(number, identity, phone string) reply {
		return o.send(ask{method: "POST", path: "/public/tracking/recovery", body: Recovery{Number: number, Identity: identity, Phone: phone}})
	}
	redeem := func(code string) reply {
		return o.send(ask{method: "POST", path: "/public/tracking/recovery/redemption", body: Redemption{Number: submitted.Number, Code: code}})
	}

	t.Run("the answer is the same whether or not the details belong together", func(t *testing.T) {
		right := recover(submitted.Number, aCitizen, aPhone).is(202)
		require.Equal(t, aPhone, o.sms.phone)
		sent := o.sms.code
		for _, wrong := range []reply{
			recover("unknown", aCitizen, aPhone), recover(submitted.Number, "11010519491231003X", aPhone), recover(submitted.Number, aCitizen, "13900001234"),
		} {
			require.Equal(t, string(right.body), string(wrong.is(202).body))
		}
		require.Equal(t, sent, o.sms.code)
	})
	t.Run("a one-time code works once, for ten minutes, and voids the old query code", func(t *testing.T) {
		redeem("WRONGCOD").problem(404, "recovery_failed")
		var fresh Submitted
		redeem(strings.ToLower(o.sms.code)).is(200).into(&fresh)
		require.NotEqual(t, submitted.QueryCode, fresh.QueryCode)
		redeem(o.sms.code).problem(404, "recovery_failed")
		o.send(ask{method: "POST", path: "/public/tracking", body: TrackingRequest{Number: submitted.Number, Code: submitted.QueryCode}}).is(404)
		o.send(ask{method: "POST", path: "/public/tracking", body: TrackingRequest{Number: submitted.Number, Code: fresh.QueryCode}}).is(200)
		o.later(5 * time.Minute)
		recover(submitted.Number, aCitizen, aPhone).is(202)
		o.later(11 * time.Minute)
		redeem(o.sms.code).problem(404, "recovery_failed")
	})
}

func TestACodeAtTheWindow(t *testing.T) {
	o := openOffice(t)
	id, _ := o.applied()
	told := models.Notice{ID: "code", Account: clerk, Kind: OneTimeCode, Subject: id, Card: "ABCD2345", Made: o.clock()}
	require.NoError(t, o.store.AddNotices(t.Context(), []models.Notice{told}))
	shown := func(as string) string { return string(o.get(as, "/notices").is(200).body) }

	t.Run("only the clerk who was told sees it, and it is on record that he did", func(t *testing.T) {
		require.NotContains(t, shown(handler), "ABCD2345")
		require.Empty(t, o.audited("see_one_time_code"))
		require.Contains(t, shown(clerk), "ABCD2345")
		require.Equal(t, clerk, o.audited("see_one_time_code")[0].Account)
	})
	t.Run("once it opens nothing any more it is not shown", func(t *testing.T) {
		o.later(oneTimeLife)
		require.NotContains(t, shown(clerk), "ABCD2345")
	})
}

func TestTrackingRate(t *testing.T) {
	o := openOffice(t, func(d *Deps) { d.Limits.Trackings = DefaultLimits().Trackings })
	t.Run("one source tries ten codes a minute; the flood is counted, not written one by one", func(t *testing.T) {
		for range 10 {
			o.send(ask{method: "POST", path: "/public/tracking", body: TrackingRequest{Number: "n", Code: "c"}}).is(404)
		}
		for range 100 {
			o.send(ask{method: "POST", path: "/public/tracking", body: TrackingRequest{Number: "n", Code: "c"}}).problem(429, "too_many_requests")
		}
		o.later(2 * time.Minute)
		require.NoError(t, o.server.auditor.settle(t.Context()))
		total := 0
		for _, l := range o.audited("track") {
			total += 1 + l.Repeated
		}
		require.Equal(t, 110+2, total, "two lines stand for the floods, two count them")
	})
}

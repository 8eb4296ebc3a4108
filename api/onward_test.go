package api

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// relief is a good application for relief, at a town's counter.
func relief(hall string) Application {
	return Application{
		Item: "temporary-relief", Unit: hall,
		Applicant: Applicant{Kind: "person", Name: aPerson, IdentityKind: "citizen", Identity: aCitizen, Phone: aPhone, Address: anAddress},
		Form: map[string]any{
			"person_name": aPerson, "id_number": aCitizen, "phone": aPhone, "division": "441900110000", "reason": "重大疾病",
			"family_size": 3, "monthly_income": 1200.5, "amount": 5000, "bank_account": "6222000000000000", "emergency": false,
		},
	}
}

// otherTown is the window of another town's service hall.
const otherTown = "dg-zhangmutou-gfw.window_clerk-01"

func TestWhatIsForwardedGoesOnAtTheOtherOrgan(t *testing.T) {
	o := openOffice(t)
	var s Submitted
	o.post(townClerk, "/cases", relief("dg-changping-gfw")).is(201).into(&s)
	row, err := o.store.CaseByNumber(context.Background(), s.Number)
	require.NoError(t, err)
	id := row.ID

	t.Run("to every organ that takes the item in, as well as to those above", func(t *testing.T) {
		var offers OfferList
		o.get(townClerk, "/cases/"+id+"/offers").is(200).into(&offers)
		for _, offer := range offers.Rows {
			if offer.Verb == models.Forward {
				require.True(t, offer.Allowed)
				require.Contains(t, each(offer.Units, func(u UnitName) string { return u.Id }), "dg-zhangmutou-gfw")
			}
		}
	})

	move := ask{
		method: "POST", path: "/cases/" + id + "/commands/forward", as: townClerk, key: "forward-one-click-0001",
		body: CaseCommand{Step: "accept", ToUnit: "dg-zhangmutou-gfw", Reason: "申请人户籍在樟木头镇"},
	}
	o.send(move).is(200)
	o.send(move).is(200)

	left := o.seen(townClerk, id)
	require.Equal(t, models.Forwarded, models.CaseStatus(left.Row.Status))
	require.NotEmpty(t, left.Onward.Number)
	require.Empty(t, left.Onward.Id, "the other town's case is not this one's to read")
	next, err := o.store.CaseByNumber(context.Background(), left.Onward.Number)
	require.NoError(t, err)

	t.Run("with the whole application, linked both ways, once", func(t *testing.T) {
		onward := o.seen(otherTown, next.ID)
		require.Equal(t, s.Number, onward.Origin.Number)
		require.Equal(t, "dg-changping-gfw", onward.Origin.Unit.Id)
		require.Equal(t, aPerson, onward.Form["person_name"])
		var rows CasePage
		o.get(otherTown, "/cases").is(200).into(&rows)
		require.Len(t, rows.Rows, 1)
	})

	t.Run("its time to accept begins as the application reaches that organ (K02)", func(t *testing.T) {
		onward := o.seen(otherTown, next.ID)
		require.Equal(t, models.Received, models.CaseStatus(onward.Row.Status))
		require.Len(t, onward.Clocks, 2, "the acceptance and the step")
		require.Equal(t, onward.Row.Submitted, onward.Clocks[0].Started)
	})

	t.Run("tracking follows, and the applicant is told in writing", func(t *testing.T) {
		seen, _ := o.track(s)
		require.Equal(t, left.Onward.Number, seen.Case.Onward.Number)
		last := seen.Case.Documents[len(seen.Case.Documents)-1]
		require.Equal(t, NoticeKind("forwarding"), last.Kind)
		var there Tracking
		o.send(ask{method: "GET", path: "/public/tracking", header: map[string]string{"Authorization": "Bearer " + seen.Case.Onward.Token}}).is(200).into(&there)
		require.Equal(t, left.Onward.Number, there.Case.Number)
	})

	t.Run("it is not opened again while the other organ goes on", func(t *testing.T) {
		o.do("dg-changping-jw.supervisor-01", id, models.Reopen, CaseCommand{Reason: "误转", Ground: "K02"}).problem(409, "went_on")
	})
}

// The receiving organ accepts by what holds as the application reaches it; what the applicant wrote and brought is not asked
// for again.
func TestWhatIsForwardedGoesOnUnderTheVersionInForce(t *testing.T) {
	o := openOffice(t)
	given := relief("dg-changping-gfw")
	given.Materials = []GivenMaterial{{No: 3, State: "received"}, {No: 4, State: "received"}}
	var s Submitted
	o.post(townClerk, "/cases", given).is(201).into(&s)
	first, err := o.store.CaseByNumber(context.Background(), s.Number)
	require.NoError(t, err)

	o.later(10 * time.Minute)
	amended := o.inForce("temporary-relief", func(s string) string {
		for was, is := range map[string]string{
			"promised: 10 working_day":     "promised: 9 working_day",
			"  - {name: 困难原因证明材料":          "  - {name: 低收入认定, name_en: Low income, required: true, medium: electronic, copies: 1, source: applicant}\n  - {name: 困难原因证明材料",
			"min: 0, decimals: 2, measure": "min: 0, measure",
			"limit: 3 working_day}":        "limit: 2 working_day}",
			"required: true, medium: original_or_electronic, copies: 1, source: applicant, template: statement}": "required: true, medium: original_or_electronic, copies: 1, source: applicant, template: statement}\n  - {name: 声明, name_en: Statement, required: true, medium: electronic, copies: 1, source: applicant}",
		} {
			require.Contains(t, s, was)
			s = strings.Replace(s, was, is, 1)
		}
		return s
	})
	o.do(townClerk, first.ID, models.Forward, CaseCommand{Step: "accept", ToUnit: "dg-zhangmutou-gfw", Reason: "申请人户籍在樟木头镇"}).is(200)
	left := o.seen(townClerk, first.ID)
	next, err := o.store.CaseByNumber(context.Background(), left.Onward.Number)
	require.NoError(t, err)
	onward := o.seen(otherTown, next.ID)

	t.Run("the one that the receiving organ's item has then, not the one that the first case keeps", func(t *testing.T) {
		require.NotEqual(t, amended, left.Bundle)
		require.Equal(t, amended, onward.Bundle)
	})

	t.Run("what was brought stands where that version's checklist has it, what it asks for besides is missing", func(t *testing.T) {
		states := map[string]string{}
		for _, m := range onward.Materials {
			states[m.Name] = string(m.State)
		}
		require.Equal(t, map[string]string{
			"临时救助申请表": "", "身份和户籍信息": "", "低收入认定": "", "困难原因证明材料": "received", "家庭经济状况核对授权书": "received", "声明": "",
		}, states)
		require.Equal(t, aPerson, onward.Form["person_name"])
		require.NotContains(t, onward.Form, "monthly_income", "1200.5 is no whole number")
	})

	t.Run("its limit counts from its own acceptance, and is the one promised then", func(t *testing.T) {
		var brought []GivenMaterial
		for _, m := range onward.Materials {
			brought = append(brought, GivenMaterial{No: m.No, State: "received"})
		}
		o.later(10 * time.Minute)
		o.do(otherTown, next.ID, models.Accept, CaseCommand{Step: "accept", Materials: brought}).is(200)
		clocks := o.seen(otherTown, next.ID).Clocks
		i := slices.IndexFunc(clocks, func(c Clock) bool { return c.Kind == "decision" })
		require.True(t, clocks[i].Started.Equal(o.clock()))
		require.Equal(t, Limit{N: 9, Unit: clock.UnitWorkday}, clocks[i].Promised)
	})
}

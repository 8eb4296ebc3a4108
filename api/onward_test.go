package api

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
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

func TestWhatIsForwardedGoesOnAtTheOtherOrgan(t *testing.T) {
	o := openOffice(t)
	const otherClerk = "dg-zhangmutou-gfw.window_clerk-01"
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
		onward := o.seen(otherClerk, next.ID)
		require.Equal(t, s.Number, onward.Origin.Number)
		require.Equal(t, "dg-changping-gfw", onward.Origin.Unit.Id)
		require.Equal(t, aPerson, onward.Form["person_name"])
		var rows CasePage
		o.get(otherClerk, "/cases").is(200).into(&rows)
		require.Len(t, rows.Rows, 1)
	})

	t.Run("its time to accept begins as the application reaches that organ (K02)", func(t *testing.T) {
		onward := o.seen(otherClerk, next.ID)
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

package api

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// Lists and clicks agree: a person sees in the list exactly those cases that can be opened.
func TestListsAgreeWithClicks(t *testing.T) {
	o := openOffice(t)
	ids := []string{o.accepted()}
	fresh, _ := o.applied()
	ids = append(ids, fresh)
	for _, who := range []string{clerk, handler, "dg-jyj.handler-01", "dg-jw.supervisor-01", "gd-jw.supervisor-01", "dg.leader-01", systemRole, "auditor", "security_admin", "dg-jw.leader-01"} {
		held := o.places.Snapshot().Of(who, o.clock())
		if len(held) == 0 {
			continue
		}
		var page CasePage
		o.get(who, "/cases").is(200).into(&page)
		for _, id := range ids {
			listed := false
			for _, row := range page.Rows {
				listed = listed || row.Id == id
			}
			require.Equal(t, o.get(who, "/cases/"+id).status == 200, listed, "%s %s", who, id)
		}
	}

	t.Run("a list narrows by everything that it says it does", func(t *testing.T) {
		for query, want := range map[string]int{
			"": 2, "?state=open": 2, "?state=ended": 0, "?state=stands": 0, "?state=late": 0, "?state=near": 0, "?state=stalled": 0,
			"?status=accepted": 1, "?status=accepted,submitted": 2, "?item=" + foodItem: 2, "?item=other": 0, "?unit=" + bureau: 2,
			"?from=2026-11-23": 2, "?from=2026-11-24": 0, "?to=2026-11-22": 0, "?level=red": 0, "?number=441900": 2, "?holder=" + handler: 0,
			"?path=/44/4419/": 2, "?path=/43/": 0, "?path=/": 2,
		} {
			var page CasePage
			o.get("dg-jw.supervisor-01", "/cases"+query).is(200).into(&page)
			require.Len(t, page.Rows, want, query)
		}
		o.get("dg-jw.supervisor-01", "/cases?cursor=nonsense").problem(422, "faulty_fields")
		o.get("dg-jw.supervisor-01", "/cases?path=../../").problem(422, "faulty_fields")
	})
}

// Lists and the case's own page count what is left with one function, in the clock's own unit, at every stage and while
// the clock stands.
// covers S22
func TestListsCountAsThePageDoes(t *testing.T) {
	o := openOffice(t)
	agree := func(id, kind string) Remaining {
		t.Helper()
		clear(o.cookie) // sessions end with time
		var found Case
		o.get(handler, "/cases/"+id).is(200).into(&found)
		var page CasePage
		o.get(handler, "/cases?number="+found.Row.Number).is(200).into(&page)
		left := page.Rows[0].Remaining
		require.Equal(t, kind, left.Clock)
		i := slices.IndexFunc(found.Clocks, func(c Clock) bool { return c.Kind == kind && c.Ended.IsZero() })
		require.GreaterOrEqual(t, i, 0, kind)
		c := found.Clocks[i]
		require.Equal(t, Remaining{Clock: kind, N: c.Remaining, Unit: RemainingUnit(c.Promised.Unit), Due: c.PromisedDue, Stands: c.Stands}, left)
		return left
	}
	fresh, _ := o.applied()
	agree(fresh, "prereview")
	id := o.accepted()
	first := agree(id, "decision")

	t.Run("a weekend takes nothing from what is left", func(t *testing.T) {
		o.later(5 * 24 * time.Hour) // Monday to Saturday
		saturday := agree(id, "decision")
		o.later(24 * time.Hour)
		require.Equal(t, saturday.N, agree(id, "decision").N)
		require.Less(t, saturday.N, first.N)
	})

	t.Run("the inbox counts a step as the page does", func(t *testing.T) {
		o.do(handler, id, models.Claim, CaseCommand{Step: "review"}).is(200)
		var box Inbox
		o.get(handler, "/inbox?section=mine").is(200).into(&box)
		var found Case
		o.get(handler, "/cases/"+id).is(200).into(&found)
		i := slices.IndexFunc(found.Clocks, func(c Clock) bool { return c.Step == "review" })
		require.Equal(t, found.Clocks[i].Remaining, box.Rows[0].Remaining.N)
		require.Equal(t, string(found.Clocks[i].Promised.Unit), string(box.Rows[0].Remaining.Unit))
	})
}

// A case of one unit with an open step in another is a case of both, in lists as in clicks.
func TestCasesThatLieElsewhere(t *testing.T) {
	o := openOffice(t)
	id := o.accepted()
	places, clerkAbove := o.places.Snapshot(), "above.handler"
	above := places.Units.Above(bureau)[0]
	unit, _ := places.Units.Find(above)
	listed := func(as, query string) int {
		var page CasePage
		o.get(as, "/cases"+query).is(200).into(&page)
		return len(page.Rows)
	}
	_, err := o.store.ChangeAppointments(t.Context(), -1, models.AppointmentRow{
		ID: "above", Person: clerkAbove, Role: "handler", Unit: above, Division: unit.Division, From: opening.AddDate(-1, 0, 0),
	})
	require.NoError(t, err)
	require.NoError(t, o.places.Refresh(t.Context()))

	o.get(clerkAbove, "/cases/"+id).problem(404, "no_such_case")
	require.Zero(t, listed(clerkAbove, ""))
	o.do(supervisor, id, models.TakeOver, CaseCommand{Step: "review", To: clerkAbove, ToUnit: above, Reason: "提级办理", Ground: "K15"}).is(200)

	t.Run("the unit with which a step lies sees it in every list", func(t *testing.T) {
		o.get(clerkAbove, "/cases/"+id).is(200)
		for query, want := range map[string]int{
			"": 1, "?state=open": 1, "?state=ended": 0, "?number=4419": 1, "?number=9": 0, "?item=" + foodItem: 1, "?item=other": 0,
			"?unit=" + bureau: 1, "?unit=" + above: 0, "?path=/44/4419/": 1, "?path=/44/4401/": 0, "?holder=" + clerkAbove: 1,
			"?status=accepted": 1, "?from=2026-11-24": 0, "?state=stalled": 0,
		} {
			require.Equal(t, want, listed(clerkAbove, query), query)
		}
	})
	t.Run("whose case it is sees it as before, once", func(t *testing.T) {
		require.Equal(t, 1, listed(handler, ""))
		require.Equal(t, 1, listed(supervisor, ""))
		require.Zero(t, listed("dg-jyj.handler-01", ""))
	})
	t.Run("when the step is done the other unit sees it no more", func(t *testing.T) {
		o.do(clerkAbove, id, models.Approve, CaseCommand{Step: "review"}).is(200)
		o.get(clerkAbove, "/cases/"+id).problem(404, "no_such_case")
		require.Zero(t, listed(clerkAbove, ""))
	})
}

func TestCasesByDecision(t *testing.T) {
	o := openOffice(t)
	id := o.decided()
	o.accepted()
	for query, want := range map[string]int{
		"?decided_from=2026-11-23": 1, "?decided_from=2026-11-24": 0, "?decided_to=2026-11-23": 1, "?decided_to=2026-11-22": 0,
		"?decided_from=2026-11-23&decided_to=2026-11-23&item=" + foodItem: 1, "?decided_from=2026-11-23&item=other": 0,
		"?decided_from=2026-11-23&limit=1": 1,
	} {
		var page CasePage
		o.get(supervisor, "/cases"+query).is(200).into(&page)
		require.Len(t, page.Rows, want, query)
		if want == 1 {
			require.Equal(t, id, page.Rows[0].Id)
			require.Empty(t, page.Next)
		}
	}
}

// decided takes a case to its decision.
func (o *office) decided() string {
	o.t.Helper()
	id := o.accepted()
	for _, step := range []struct{ who, step string }{{handler, "review"}, {"dg-scjgj.handler-02", "onsite"}, {reviewer, "audit"}, {approver, "decide"}} {
		o.do(step.who, id, models.Approve, CaseCommand{Step: step.step, Note: "同意"}).is(200)
	}
	return id
}

func TestUnits(t *testing.T) {
	o := openOffice(t)
	var units UnitList
	o.get(clerk, "/units?q=市场监督&path=/44/4419/").is(200).into(&units)
	require.NotEmpty(t, units.Rows)
}

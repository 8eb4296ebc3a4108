package api

import (
	"testing"

	"github.com/stretchr/testify/require"
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

func TestUnits(t *testing.T) {
	o := openOffice(t)
	var units UnitList
	o.get(clerk, "/units?q=市场监督&path=/44/4419/").is(200).into(&units)
	require.NotEmpty(t, units.Rows)
}

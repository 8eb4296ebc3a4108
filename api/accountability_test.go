package api

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// covers S28, S99
func TestAccountabilityIsACaseOfItsOwn(t *testing.T) {
	o := openOffice(t)
	o.late()
	counted := func(as, by string) CardCounter {
		var page CardCounters
		o.get(as, "/cards/counters?unit="+bureau+"&by="+by).is(200).into(&page)
		require.NotEmpty(t, page.Rows)
		return page.Rows[0]
	}
	open := func(as, key string, body Accusation) reply {
		return o.send(ask{as: as, method: "POST", path: "/accountability", key: key, body: body})
	}
	against := Accusation{Unit: bureau, Reason: "滚动一年内红牌达到问责标准"}

	t.Run("only the head of the organ opens it, and not against whom the year's signals do not lead there", func(t *testing.T) {
		require.True(t, counted(leader, "unit").CanOpen)
		require.False(t, counted(supervisor, "unit").CanOpen)
		open(supervisor, "accuse-a-key", against).is(403)
		open(handler, "accuse-b-key", against).is(403)
		open(leader, "accuse-c-key", Accusation{Unit: "dg-jyj", Reason: "没有依据的问责"}).problem(409, "counters_do_not_lead")
		open(leader, "accuse-d-key", Accusation{Unit: "nowhere", Reason: "没有这个单位"}).problem(422, "faulty_fields")
	})

	t.Run("it lies at the office of accountability with the counters in its form, once", func(t *testing.T) {
		var first, again Proceeding
		open(leader, "accuse-e-key", against).is(201).into(&first)
		open(leader, "accuse-e-key", against).is(201).into(&again)
		require.Equal(t, first, again, "the same click")
		require.Equal(t, first.Number, counted(leader, "unit").Proceeding.Number)
		require.False(t, counted(leader, "unit").CanOpen)
		open(leader, "accuse-f-key", against).problem(409, "proceeding_open")

		var file Case
		o.get(supervisor, "/cases/"+first.Id).is(200).into(&file)
		require.Equal(t, []string{"dg-wz", accountabilityItem}, []string{file.Row.Unit.Id, file.Row.Item.Key})
		o.get(handler, "/cases/"+first.Id).is(404)
	})

	t.Run("a person is accused apart from the unit, and takes no part in it", func(t *testing.T) {
		accused := counted(leader, "person").Person
		require.Equal(t, handler, accused.Account)
		open(leader, "accuse-g-key", Accusation{Unit: bureau, Person: handler, Reason: "本人经办的红牌"}).is(201)
		require.NotEmpty(t, counted(leader, "person").Proceeding.Number)
	})

	t.Run("nobody applies for it, and the hall does not show it", func(t *testing.T) {
		o.get("", "/public/items/"+accountabilityItem).problem(404, "no_such_item")
		application := Application{Item: accountabilityItem, Unit: "dg-wz", Form: map[string]any{}, Applicant: Applicant{
			Kind: "person", Name: "测某", Identity: "11010519491231002X", Phone: "13800001234",
		}}
		o.send(ask{method: "POST", path: "/public/applications", key: "apply-h-key", body: application}).problem(422, "faulty_fields")
		o.send(ask{as: clerk, method: "POST", path: "/cases", key: "apply-i-key", body: application}).problem(422, "faulty_fields")
	})
}

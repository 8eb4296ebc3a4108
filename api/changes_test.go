package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// partsOf are the fields of the newest change of a kind, as before → after.
func (o *office) partsOf(kind string, language string) (Change, map[ChangePartField]string) {
	o.t.Helper()
	var page ChangePage
	o.send(ask{as: "auditor", method: "GET", path: "/changes?kind=" + kind, header: map[string]string{"Accept-Language": language}}).is(200).into(&page)
	require.NotEmpty(o.t, page.Rows)
	parts := map[ChangePartField]string{}
	for _, p := range page.Rows[0].Parts {
		parts[p.Field] = p.Before + " → " + p.After
		require.NotContains(o.t, p.After, "0001")
	}
	return page.Rows[0], parts
}

// covers S33
func TestChanges(t *testing.T) {
	o := openOffice(t)

	t.Run("an absence stands there with who stands in, until it is cancelled", func(t *testing.T) {
		var away Absence
		colleague := "dg-scjgj.handler-02"
		o.post(handler, "/absences", NewAbsence{From: o.clock(), To: o.clock().Add(48 * time.Hour), StandIn: colleague}).is(201).into(&away)
		change, parts := o.partsOf("absence", "zh-CN")
		require.Equal(t, " → "+colleague, parts[ChangePartFieldStandIn])
		require.Equal(t, "官员"+handler, change.Name)
		require.NotContains(t, parts, ChangePartFieldCancelled)
		o.post(handler, "/absences/"+away.Id+"/commands/cancel", nil).is(200)
		_, parts = o.partsOf("absence", "zh-CN")
		require.Equal(t, " → "+wallTime(o.clock()), parts[ChangePartFieldCancelled])
	})
	t.Run("an appointment without an end has none, in the reader's language", func(t *testing.T) {
		o.hire("newcomer")
		o.post(securityRole, "/appointments", NewAppointment{Account: "newcomer", Role: "handler", Unit: bureau, Reason: "新任"}).is(201)
		_, parts := o.partsOf("appointment", "en")
		require.Equal(t, " → Handler", parts[ChangePartFieldRole])
		require.NotContains(t, parts, ChangePartFieldTo)
	})
	t.Run("rules show what was written before and after", func(t *testing.T) {
		shipped, err := shippedRules()
		require.NoError(t, err)
		require.NoError(t, o.store.Audit(t.Context(), models.AuditLine{
			At: o.clock(), Account: systemRole, Action: "publish_rule_set", Outcome: models.Allowed, Path: "/44/4419/",
			Detail: models.AuditDetail{Before: []byte(`"unknown"`), After: []byte(`"` + shipped[0].Version + `"`)},
		}))
		change, _ := o.partsOf("rule_set", "zh-CN")
		require.Empty(t, change.Before)
		require.Equal(t, shipped[0].Source, change.After)
	})
}

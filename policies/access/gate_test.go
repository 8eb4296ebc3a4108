package access_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
)

// covers S02, S33
func TestWhoMayDoWhatInDongguan(t *testing.T) {
	g := open(t,
		holding{"clerk", "window_clerk", "dg-scjgj"}, holding{"handler", "handler", "dg-scjgj"},
		holding{"reviewer", "reviewer", "dg-scjgj"}, holding{"approver", "approver", "dg-scjgj"},
		holding{"head", "department_head", "dg-scjgj"}, holding{"courier", "delivery_clerk", "dg-scjgj"},
		holding{"hall", "window_clerk", "dg-hall"}, holding{"village", "village_clerk", "dg-changping-v200"},
		holding{"co", "co_handler", "dg-changping-scjg"},
		holding{"stationed", "stationed_supervisor", "dg-pz-zh"}, holding{"city", "supervisor", "dg-jw"},
		holding{"cityhead", "supervision_leader", "dg-jw"}, holding{"town", "supervisor", "dg-changping-jw"},
		holding{"province", "supervisor", "gd-jw"}, holding{"mayor", "leader", "dg"}, holding{"auditor", "auditor", "dg-sjj"},
		holding{"system", "system_admin", "dg-zsj"}, holding{"security", "security_admin", "dg-zsj"},
		holding{"audit", "audit_admin", "dg-zsj"},
		holding{"twohats", "supervisor", "dg-jw"}, holding{"twohats", "handler", "dg-zjj"},
	)
	permit := of(t, access.Case, "dg-scjgj")
	accepting := at(permit, "", "", "window_clerk")
	reviewing := at(permit, "", "", "handler")
	deciding := at(of(t, access.DecidingStep, "dg-scjgj"), "", "", "approver")
	consulting := at(permit, "dg-changping-scjg", "", "co_handler")
	townCase := of(t, access.Case, "dg-changping-shsw")
	housing := of(t, access.Case, "dg-zjj")

	for _, row := range []struct {
		story  string
		person string
		action access.Action
		object access.Object
		want   bool
	}{
		{"a stranger reads", "nobody", access.Read, permit, false},
		{"a window clerk accepts", "clerk", access.Accept, accepting, true},
		{"a window clerk of another unit accepts", "hall", access.Accept, accepting, false},
		{"a window clerk takes in an application for any unit", "hall", access.Submit, permit, true},
		{"a village clerk takes in an application for a city department", "village", access.Submit, permit, true},
		{"a village clerk reads it afterwards", "village", access.Read, permit, false},
		{"a handler takes in an application", "handler", access.Submit, permit, false},
		{"a window clerk grants", "clerk", access.Approve, deciding, false},
		{"a window clerk grants a step that wrongly waits for the window", "clerk", access.Approve, at(deciding, "", "", "window_clerk"), false},
		{"a handler grants a step that he holds", "handler", access.Approve, at(deciding, "", "handler", "handler"), false},
		{"a reviewer refuses", "reviewer", access.Refuse, deciding, false},
		{"an approver grants", "approver", access.Approve, deciding, true},
		{"an approver refuses", "approver", access.Refuse, at(deciding, "", "approver", "approver"), true},
		{"an approver grants what a colleague holds", "approver", access.Approve, at(deciding, "", "other", "approver"), false},
		{"a handler gives an opinion", "handler", access.Approve, reviewing, true},
		{"an approver gives the handler's opinion", "approver", access.Approve, reviewing, false},
		{"a handler claims what nobody holds", "handler", access.Claim, reviewing, true},
		{"a handler claims what a colleague holds", "handler", access.Claim, at(reviewing, "", "other", "handler"), false},
		{"a co-department gives its opinion on a step that lies with it", "co", access.Approve, consulting, true},
		{"a co-department reads the case while it lies there", "co", access.Read, consulting, true},
		{"a co-department reads the case when it lies elsewhere", "co", access.Read, permit, false},
		{"the responsible unit gives the co-department's opinion", "handler", access.Approve, consulting, false},
		{"a delivery clerk delivers", "courier", access.Deliver, at(permit, "", "", "delivery_clerk"), true},
		{"a handler delivers", "handler", access.Deliver, at(permit, "", "", "delivery_clerk"), false},
		{"the head extends", "head", access.Extend, permit, true},
		{"a handler extends", "handler", access.Extend, permit, false},
		{"a supervisor extends", "city", access.Extend, permit, false},
		{"the head reads the case of the town's branch", "head", access.Read, of(t, access.Case, "dg-changping-scjg"), true},
		{"the head decides it", "head", access.Approve, of(t, access.DecidingStep, "dg-changping-scjg"), false},
		{"a stationed supervisor reads its department", "stationed", access.Read, permit, true},
		{"a stationed supervisor reads another group's department", "stationed", access.Read, of(t, access.Case, "dg-fgj"), false},
		{"a stationed supervisor reads a town", "stationed", access.Read, townCase, false},
		{"a stationed supervisor terminates", "stationed", access.Terminate, permit, false},
		{"the city's supervisor terminates", "city", access.Terminate, permit, true},
		{"the city's supervisor overrides in a town", "city", access.ForceReturn, townCase, true},
		{"the city's supervisor overrides at the province", "city", access.ForceReturn, of(t, access.Case, "gd-scjgj"), false},
		{"the city's supervisor overrides in the own organ", "city", access.ForceReturn, of(t, access.Case, "dg-jw"), false},
		{"the province's supervisor overrides in the city's organ", "province", access.ForceReturn, of(t, access.Case, "dg-jw"), true},
		{"the province's supervisor overrides in a town", "province", access.ForceReturn, townCase, true},
		{"the town's supervisor overrides in the town", "town", access.ForceReturn, townCase, true},
		{"the town's supervisor overrides in the city", "town", access.ForceReturn, permit, false},
		{"the town's supervisor overrides in the next town", "town", access.ForceReturn, of(t, access.Case, "dg-zhangmutou-shsw"), false},
		{"a supervisor grants", "city", access.Approve, deciding, false},
		{"a supervisor accepts", "city", access.Accept, accepting, false},
		{"a supervisor answers a card", "city", access.AnswerCard, of(t, access.Card, "dg-scjgj"), false},
		{"a supervisor drops a withheld card", "city", access.DropCard, permit, false},
		{"the head of supervision drops a withheld card", "cityhead", access.DropCard, permit, true},
		{"who also works in a unit overrides there", "twohats", access.Terminate, housing, false},
		{"who also works in a unit overrides what lies there", "twohats", access.Terminate, at(permit, "dg-zjj", "", ""), false},
		{"who also works in a unit overrides elsewhere", "twohats", access.Terminate, permit, true},
		{"the mayor reads a town's case", "mayor", access.Read, townCase, true},
		{"the mayor sees personal data", "mayor", access.Unmask, townCase, false},
		{"the mayor decides", "mayor", access.Approve, deciding, false},
		{"the auditor reads", "auditor", access.Read, townCase, true},
		{"the auditor sees personal data", "auditor", access.Unmask, townCase, false},
		{"the auditor urges", "auditor", access.Urge, townCase, false},
		{"the auditor reads the province", "auditor", access.Read, of(t, access.Case, "gd-scjgj"), false},
		{"the system administrator reads a case", "system", access.Read, permit, false},
		{"the system administrator publishes a calendar", "system", access.Publish, access.Object{Kind: access.Calendar}, true},
		{"the system administrator appoints", "system", access.Appoint, of(t, access.Appointment, "dg-scjgj"), false},
		{"the security administrator appoints in a town", "security", access.Appoint, of(t, access.Appointment, "dg-changping"), true},
		{"the security administrator appoints at the province", "security", access.Appoint, of(t, access.Appointment, "gd-jw"), false},
		{"the security administrator publishes", "security", access.Publish, access.Object{Kind: access.RuleSet}, false},
		{"the audit administrator reads the audit", "audit", access.Read, access.Object{Kind: access.Audit}, true},
		{"the audit administrator reads an appointment", "audit", access.Read, of(t, access.Appointment, "dg-zsj"), false},
		{"the audit administrator reads a case", "audit", access.Read, permit, false},
	} {
		t.Run(row.story, func(t *testing.T) {
			got := g.Decide(access.Person{Account: row.person, At: noon}, row.action, row.object)
			require.Equal(t, row.want, got.Allowed, "%s", got.Reason)
		})
	}
}

func TestTheReasonNamesTheAppointment(t *testing.T) {
	g := open(t, holding{"li", "window_clerk", "dg-scjgj"}, holding{"li", "fee_clerk", "dg-zjj"})
	li := access.Person{Account: "li", At: noon}

	got := g.Decide(li, access.Approve, at(of(t, access.Case, "dg-zjj"), "", "", "fee_clerk"))
	require.True(t, got.Allowed)
	require.Equal(t, "a2", got.Appointment.ID)
	require.Equal(t, "/44/4419/", got.Path)
	require.Equal(t, access.OwnUnitPool, got.Relation)
	require.Equal(t, "依据任职 a2：东莞市住房和城乡建设局 收费核对员 / by appointment a2: Fee clerk, Housing and construction", got.Reason.String())

	got = g.Decide(li, access.Terminate, of(t, access.Case, "dg-zjj"))
	require.Equal(t, "not_in_role", got.Reason.Code)
	got = g.Decide(li, access.Accept, of(t, access.Case, "dg-fgj"))
	require.Equal(t, "out_of_reach", got.Reason.Code)
	require.NotEmpty(t, got.Reason.ZH)
	require.NotEmpty(t, got.Reason.EN)
	require.Empty(t, got.Appointment)
}

func TestAbilitiesAreWhatSomeObjectAllows(t *testing.T) {
	g := open(t, holding{"audit", "audit_admin", "dg-zsj"}, holding{"bare", "stationed_supervisor", "dg-zhangmutou-jw"})
	require.Equal(t, map[access.Kind][]access.Action{
		access.Audit: {access.Read, access.Export, access.Verify},
	}, g.Abilities(access.Person{Account: "audit", At: noon}))
	require.Empty(t, g.Abilities(access.Person{Account: "nobody", At: noon}))
	require.Contains(t, g.Abilities(access.Person{Account: "bare", At: noon})[access.Case], access.DemandExplanation)
}

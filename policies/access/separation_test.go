package access_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Rule codes A07, E10, F33, R-P1; the three administrators (三员分立).
func TestSeparatedRolesAreNotAssignedToOnePerson(t *testing.T) {
	d := shipped(t)
	g := open(t)
	assign := func(existing, role, unit string, more ...func(*directory.Appointment)) error {
		rows := appoint(t, d, holding{"li", existing, "dg-zsj"}, holding{"li", role, unit})
		for _, change := range more {
			change(&rows[1])
		}
		return g.Assignable(rows[:1], rows[1])
	}

	t.Run("two administrators, wherever they sit", func(t *testing.T) {
		for _, a := range []string{"system_admin", "security_admin", "audit_admin"} {
			for _, b := range []string{"system_admin", "security_admin", "audit_admin"} {
				err := assign(a, b, "gd-zsj")
				require.Equal(t, a == b, err == nil, "%s and %s: %v", a, b, err)
			}
		}
	})
	t.Run("an administrator or auditor and any other role, in either order", func(t *testing.T) {
		for _, role := range d.Roles.All() {
			for _, alone := range []string{"system_admin", "security_admin", "audit_admin"} {
				if role.Class == directory.Administration || len(role.Kinds) > 0 {
					continue
				}
				require.ErrorContains(t, assign(role.Key, alone, "dg-zsj"), "holds no other role")
				require.ErrorContains(t, assign(alone, role.Key, "dg-scjgj"), "holds no other role")
				require.ErrorContains(t, assign(role.Key, "auditor", "dg-sjj"), "holds no other role")
			}
		}
	})
	t.Run("two roles of one unit that the table keeps apart", func(t *testing.T) {
		for _, pair := range d.Roles.Pairs() {
			if pair.Within != directory.WithinUnit || len(kinds(d, pair.A)) > 0 || len(kinds(d, pair.B)) > 0 {
				continue
			}
			require.ErrorContains(t, assign(pair.A, pair.B, "dg-zsj"), pair.Rule)
			require.ErrorContains(t, assign(pair.B, pair.A, "dg-zsj"), pair.Rule)
		}
		require.ErrorContains(t, assign("handler", "approver", "dg-zsj"), "A07")
	})
	t.Run("the same two in two units, or one after the other, or for two people, are in order", func(t *testing.T) {
		require.NoError(t, assign("handler", "approver", "dg-scjgj"))
		require.NoError(t, assign("handler", "window_clerk", "dg-zsj"))
		require.NoError(t, assign("handler", "complaint_handler", "dg-zsj"))
		require.NoError(t, assign("handler", "approver", "dg-zsj", func(a *directory.Appointment) { a.Person = "wu" }))
		require.NoError(t, assign("handler", "approver", "dg-zsj", func(a *directory.Appointment) { a.From, a.To = spring.AddDate(-1, 0, 0), spring }))
	})
	t.Run("everything that is wrong is said at once", func(t *testing.T) {
		err := assign("handler", "supervisor", "dg-zsj", func(a *directory.Appointment) { a.Division = "440000000000" })
		require.ErrorContains(t, err, "not held in a unit of kind government_service")
		require.ErrorContains(t, err, "outside that of unit dg-zsj")
		require.ErrorContains(t, err, "must be two people (A07)")
	})
}

func kinds(d *directory.Directory, role string) []string {
	r, _ := d.Roles.Find(role)
	return r.Kinds
}

// The policy gives no administrator anything of business, and no supervisor a decision, whatever its lines say else.
func TestNoLineCrossesTheSeparation(t *testing.T) {
	business := []access.Kind{access.Case, access.DecidingStep, access.Task, access.Card, access.Attachment, access.Board}
	acts := []access.Action{
		access.Receive, access.Accept, access.Decline, access.NotifySupplement, access.Approve, access.Refuse, access.Return, access.Deliver,
		access.Extend, access.Claim, access.Transfer, access.AnswerCard,
	}
	d := shipped(t)
	for _, role := range d.Roles.All() {
		unit := map[string]string{
			"supervisor": "dg-jw", "supervision_leader": "dg-jw", "stationed_supervisor": "dg-pz-zh", "leader": "dg", "auditor": "dg-sjj",
		}[role.Key]
		if unit == "" {
			unit = "dg-scjgj"
		}
		g := open(t, holding{"li", role.Key, unit})
		able := g.Abilities(access.Person{Account: "li", At: noon})
		if role.Class == directory.Administration {
			for _, kind := range business {
				require.Empty(t, able[kind], "%s, %s", role.Key, kind)
			}
		}
		if role.Class != directory.Business {
			require.Empty(t, able[access.DecidingStep], role.Key)
			for _, action := range acts {
				if role.Key == "leader" && action == access.Extend {
					continue // of joint approvals the law gives it to the head of government (K05)
				}
				require.NotContains(t, able[access.Case], action, role.Key)
			}
		}
		if role.Class == directory.Oversight {
			for kind, actions := range able {
				require.Equal(t, []access.Action{access.Read}, actions, "%s", kind)
			}
		}
	}
}

package access_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
)

// jointly are the actions that somebody in a co-department, or near one, could want to do with a joint case.
var jointly = []access.Action{
	access.Read, access.Unmask, access.Contribute, access.Approve, access.Return, access.Transfer, access.Claim, access.Sign, access.Copy, access.Recuse,
	access.HandOver, access.Forward, access.Accept, access.Refuse, access.Extend, access.Correct, access.Supply, access.Withdraw, access.ChargeFee,
	access.Create, access.Export, access.DemandExplanation, access.Reassign, access.TakeOver, access.Terminate, access.CorrectInstant,
}

// departments lists where a co-department is, seen from somebody's division: its own unit, below it, beside it, above it.
func departments(digits string) map[string]string {
	out := map[string]string{
		"own": "dept-" + digits, "below in the house": "office-" + digits, "above in the house": "gov-" + digits, "another province": "dept-44",
	}
	for relation, place := range map[string]string{"below": "the department below", "beside": "the department beside", "above": "the department above"} {
		if unit, there := places(digits)[place]; there {
			out[relation] = unit
		}
	}
	return out
}

// A joint case has a lead and lies with co-departments as well: everybody in every relation to the lead, with a step on the
// desk of a co-department in every relation to him.
// covers S02, S35
func TestCoDepartmentsOfAJointCaseAgreeWithTheOracle(t *testing.T) {
	w := newWorld(t)
	g := w.unstaffed(t)
	cells, allowed := 0, 0
	for _, role := range w.directory.Roles.All() {
		for _, digits := range []string{"4313", "431302", "431302001"} {
			seat := w.appoint(t, g, role, digits)
			for _, lead := range places(digits) {
				for nearness, department := range departments(digits) {
					if department == lead {
						continue
					}
					q := question{role: role.Key, seat: seat, about: w.offices[lead], desk: w.offices[department]}
					c, a := askJointly(t, g, q, nearness)
					cells, allowed = cells+c, allowed+a
				}
			}
		}
	}
	t.Logf("%d cells, %d allowed", cells, allowed)
	require.Greater(t, cells, 400_000)
	require.Greater(t, allowed, 5_000)
}

// askJointly compares what the policy says of a case that lies with a co-department, in the pool or on the own desk, with the
// oracle; and holds it to the rule that only who works in that department, in the lead's, or over the lead reads it.
func askJointly(t *testing.T, g *access.Gate, q question, nearness string) (cells, allowed int) {
	t.Helper()
	person := access.Person{Account: "me", At: noon}
	for _, desk := range []struct {
		holder hand
		waits  string
	}{{nobody, q.role}, {me, q.role}, {somebody, q.role}, {nobody, "another_role"}} {
		q.holder, q.waits = desk.holder, desk.waits
		account := map[hand]string{nobody: "", me: "me", somebody: "other"}[q.holder]
		for _, kind := range []access.Kind{access.Case, access.DecidingStep, access.Attachment} {
			for _, action := range jointly {
				q.kind, q.action = kind, action
				got := g.Decide(person, action, access.Object{
					Kind: kind, Unit: q.about.name, Path: q.about.path(), Desk: q.desk.name, Holder: account, Role: q.waits,
				})
				if got.Allowed != q.allowed() {
					t.Fatalf("%s of %s: %s %s of %s at a co-department (%s, %s), held by %q waiting for %q: policy %v (%s)", q.role, q.seat.name,
						action, kind, q.about.name, q.desk.name, nearness, account, q.waits, got.Allowed, got.Reason.Code)
				}
				cells++
				if got.Allowed {
					allowed++
					q.keepsToItsPart(t)
				}
			}
		}
	}
	return cells, allowed
}

// keepsToItsPart asks what the rule asks of whoever works in a department and is neither in the lead's nor the one at whose
// step the case lies: being near one of them gives nothing but a head's sight from above.
func (q question) keepsToItsPart(t *testing.T) {
	t.Helper()
	outsider := workers.has(q.role) && !q.mine() && !q.here()
	fromAbove := q.role == "department_head" && q.subordinate() && q.action == access.Read
	require.True(t, !outsider || fromAbove, "%s of %s: %s %s of %s at %s", q.role, q.seat.name, q.action, q.kind, q.about.name, q.desk.name)
}

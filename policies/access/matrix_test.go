package access_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// seatKind is in which office of a division a role is held.
func seatKind(role directory.Role) string {
	switch role.Key {
	case "supervisor", "supervision_leader", "auditor":
		return "organ-"
	case "stationed_supervisor":
		return "group-"
	case "leader":
		return "gov-"
	default:
		return "dept-"
	}
}

// places lists where the thing asked about is, seen from a division: in the own one in every office, below, beside
// and above it in the department, and in another province.
func places(digits string) map[string]string {
	out := map[string]string{
		"the department here": "dept-" + digits, "the office below it": "office-" + digits, "the government here": "gov-" + digits,
		"the organ here": "organ-" + digits, "another province": "dept-44",
	}
	relatives := map[string]map[string]string{
		"43":           {"below": "4313"},
		"4313":         {"below": "431302", "beside": "4301", "above": "43"},
		"431302":       {"below": "431302001", "beside": "431301", "above": "4313"},
		"431302001":    {"below": "431302001001", "beside": "431302002", "above": "431302"},
		"431302001001": {"beside": "431302001002", "above": "431302001"},
	}
	for relation, other := range relatives[digits] {
		out["the department "+relation] = "dept-" + other
		out["the organ "+relation] = "organ-" + other
	}
	return out
}

// The matrix: every role at every tier, every action with every kind of thing, here, below, beside and above, with
// the step on every sort of desk.
// covers S02, S33
func TestTheWholeMatrixAgreesWithTheOracle(t *testing.T) {
	w := newWorld(t)
	g := w.unstaffed(t)
	cells, allowed := 0, 0
	for _, role := range w.directory.Roles.All() {
		for _, digits := range []string{"43", "4313", "431302", "431302001", "431302001001"} {
			seat := w.appoint(t, g, role, digits)
			for story, place := range places(digits) {
				for i, q := range desks(question{role: role.Key, seat: seat, about: w.offices[place]}) {
					c, a := ask(t, g, q, story, i == 0)
					cells, allowed = cells+c, allowed+a
				}
			}
		}
	}
	t.Logf("%d cells, %d allowed", cells, allowed)
	require.Greater(t, cells, 1_000_000)
	require.Greater(t, allowed, 10_000)
}

// appoint puts "me", and nobody else, into force with one role in one division.
func (w *world) appoint(t *testing.T, g *access.Gate, role directory.Role, digits string) office {
	t.Helper()
	seat := w.offices[seatKind(role)+digits]
	rows := appoint(t, w.directory, holding{"me", role.Key, seat.name})
	s, faults := w.directory.Snapshot(g.Snapshot().Revision+1, rows)
	require.Empty(t, faults)
	require.True(t, g.Swap(s))
	return seat
}

// desks varies where the step lies, who holds it and whom it waits for.
func desks(q question) []question {
	lying := func(desk office, holder hand, waits string) question {
		q.desk, q.holder, q.waits = desk, holder, waits
		return q
	}
	return []question{
		lying(q.about, nobody, ""), lying(q.about, me, q.role), lying(q.seat, nobody, q.role), lying(q.seat, nobody, "another_role"),
		lying(q.seat, me, ""), lying(q.seat, me, "another_role"), lying(q.seat, somebody, q.role),
		lying(office{name: "elsewhere"}, nobody, ""),
	}
}

// lies reports whether things of this kind lie on a desk at all.
func lies(kind access.Kind) bool {
	return slices.Contains([]access.Kind{access.Case, access.DecidingStep, access.Task, access.Card, access.Attachment}, kind)
}

// ask compares every action with every kind of thing, those that lie on no desk only the first time.
func ask(t *testing.T, g *access.Gate, q question, story string, first bool) (cells, allowed int) {
	person := access.Person{Account: "me", At: noon}
	account := map[hand]string{nobody: "", me: "me", somebody: "other"}[q.holder]
	for _, kind := range access.Kinds() {
		if !first && !lies(kind) {
			continue
		}
		for _, action := range access.Actions() {
			q.kind, q.action = kind, action
			got := g.Decide(person, action, access.Object{
				Kind: kind, Unit: q.about.name, Path: q.about.path(), Desk: q.desk.name, Holder: account, Role: q.waits,
			})
			if got.Allowed != q.allowed() {
				t.Fatalf("%s of %s: %s %s of %s (%s), step at %s held by %q waiting for %q: policy %v (%s), oracle %v", q.role,
					q.seat.name, action, kind, q.about.name, story, q.desk.name, account, q.waits, got.Allowed, got.Reason, q.allowed())
			}
			cells++
			if got.Allowed {
				allowed++
			}
		}
	}
	return cells, allowed
}

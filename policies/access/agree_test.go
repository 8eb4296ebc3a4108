package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// A list never shows what a click would refuse, and never hides what a click would allow.
// pain 30
func TestListsAndClicksAgree(t *testing.T) {
	d := shipped(t)
	units, roles := d.Units.All(), d.Roles.All()
	empty, _ := d.Snapshot(0, nil)
	g, err := access.New(empty)
	require.NoError(t, err)
	agreed := 0
	rapid.Check(t, func(t *rapid.T) {
		s := drawSnapshot(t, d, units, roles, g.Snapshot().Revision+1)
		if !g.Swap(s) {
			t.Fatalf("snapshot %d was not taken", s.Revision)
		}
		me := access.Person{Account: "me", At: noon}
		kind := rapid.SampledFrom(access.Kinds()).Draw(t, "kind")
		objects := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) access.Object { return drawObject(t, units, roles, kind) }), 20, 20).Draw(t, "objects")
		for _, action := range access.Actions() {
			scopes := g.Range(me, action, kind)
			for _, o := range objects {
				listed, click := shows(scopes, o), g.Decide(me, action, o)
				if listed != click.Allowed {
					t.Fatalf("%s %+v: the list shows it: %v, the click says %v (%s)", action, o, listed, click.Allowed, click.Reason)
				}
				if listed {
					agreed++
				}
			}
		}
	})
	require.Greater(t, agreed, 100)
}

func shows(scopes []access.Scope, o access.Object) bool {
	for _, s := range scopes {
		if s.Covers(o) {
			return true
		}
	}
	return false
}

// drawSnapshot gives "me" up to four appointments; those that clash fall out, which is as good a case as any.
func drawSnapshot(t *rapid.T, d *directory.Directory, units []directory.Unit, roles []directory.Role, revision int64) *directory.Snapshot {
	var rows []directory.Appointment
	for i := range rapid.IntRange(1, 4).Draw(t, "appointments") {
		role, unit := rapid.SampledFrom(roles).Draw(t, "role"), drawUnit(t, units)
		if len(role.Kinds) > 0 {
			unit = rapid.SampledFrom(ofKinds(units, role.Kinds)).Draw(t, "unit of a kind")
		}
		division := unit.Division
		if below := d.Tree.Children(division); len(below) > 0 && rapid.IntRange(0, 3).Draw(t, "part") == 0 {
			division = rapid.SampledFrom(below).Draw(t, "division").Code
		}
		rows = append(rows, directory.Appointment{
			ID: fmt.Sprint(i), Person: "me", Role: role.Key, Unit: unit.ID, Division: division, From: spring,
		})
	}
	s, _ := d.Snapshot(revision, rows)
	return s
}

func ofKinds(units []directory.Unit, kinds []string) []directory.Unit {
	var out []directory.Unit
	for _, u := range units {
		if strings.Contains(" "+strings.Join(kinds, " ")+" ", " "+u.Kind+" ") {
			out = append(out, u)
		}
	}
	return out
}

// drawUnit prefers a few units, so that people and things meet.
func drawUnit(t *rapid.T, units []directory.Unit) directory.Unit {
	if rapid.IntRange(0, 2).Draw(t, "far") == 0 {
		return rapid.SampledFrom(units).Draw(t, "unit")
	}
	near := ofIDs(units, "dg-scjgj dg-changping-scjg dg-zsj dg-hall dg-jw dg-changping-jw dg-changping-gfw dg-changping gd-jw")
	return rapid.SampledFrom(near).Draw(t, "near unit")
}

func ofIDs(units []directory.Unit, ids string) []directory.Unit {
	var out []directory.Unit
	for _, u := range units {
		if strings.Contains(" "+ids+" ", " "+u.ID+" ") {
			out = append(out, u)
		}
	}
	return out
}

func drawObject(t *rapid.T, units []directory.Unit, roles []directory.Role, kind access.Kind) access.Object {
	unit := drawUnit(t, units)
	o := access.Object{Kind: kind, Unit: unit.ID, Path: unit.Path, Holder: rapid.SampledFrom([]string{"", "me", "other"}).Draw(t, "holder")}
	if rapid.Bool().Draw(t, "lies elsewhere") {
		o.Desk = drawUnit(t, units).ID
	}
	if rapid.Bool().Draw(t, "waits") {
		o.Role = rapid.SampledFrom(roles).Draw(t, "role").Key
	}
	if rapid.IntRange(0, 9).Draw(t, "unknown unit") == 0 {
		o.Unit = "gone"
	}
	return o
}

func TestAScopeWithoutConditionsShowsNothing(t *testing.T) {
	require.False(t, access.Scope{}.Covers(access.Object{Kind: access.Case}))
	require.False(t, access.Scope{Outside: []string{"dg-jw"}, Role: "handler"}.Covers(access.Object{Kind: access.Case, Unit: "dg-scjgj"}))
	require.True(t, access.Scope{Everywhere: true}.Covers(access.Object{Kind: access.Case}))
}

package access_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// A million random pairs of real divisions: the path test, the SQL range and walking up the tree say the same, and so
// does the gate for a part of them.
// covers S02, S05
func TestAMillionJurisdictions(t *testing.T) {
	d := shipped(t)
	var all []directory.Division
	for next := d.Tree.Children(""); len(next) > 0; next = append(next[1:], d.Tree.Children(next[0].Code)...) {
		all = append(all, next[0])
	}
	empty, _ := d.Snapshot(0, nil)
	g, err := access.New(empty)
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(2, 33))
	inside := 0
	for i := range 1_000_000 {
		b := all[random.IntN(len(all))]
		line := d.Tree.Upward(b.Code)
		a := all[random.IntN(len(all))]
		if i%2 == 0 {
			a = line[random.IntN(len(line))]
		}
		above := false
		for _, up := range line {
			above = above || up.Code == a.Code
		}
		from, to := directory.Range(a.Path)
		if directory.Within(a.Path, b.Path) != above || (b.Path >= from && b.Path < to) != above {
			t.Fatalf("%s within %s: the tree says %v", b.Path, a.Path, above)
		}
		if above {
			inside++
		}
	}
	require.Greater(t, inside, 400_000)
	t.Run("and the gate agrees over Guangdong", func(t *testing.T) { auditors(t, d, g, random) })
}

// auditors appoints an auditor of the province for one division after another and asks about random places.
func auditors(t *testing.T, d *directory.Directory, g *access.Gate, random *rand.Rand) {
	rows := appoint(t, d, holding{"me", "auditor", "gd-jw"})
	places := []directory.Division{}
	for next := d.Tree.Children("440000000000"); len(next) > 0; next = append(next[1:], d.Tree.Children(next[0].Code)...) {
		places = append(places, next[0])
	}
	for range 300 {
		seat := places[random.IntN(len(places))]
		rows[0].Division = seat.Code
		s, faults := d.Snapshot(g.Snapshot().Revision+1, rows)
		require.Empty(t, faults)
		require.True(t, g.Swap(s))
		for range 100 {
			place := places[random.IntN(len(places))]
			if line := d.Tree.Upward(seat.Code); random.IntN(3) == 0 {
				place = line[random.IntN(len(line))]
			}
			above := false
			for _, up := range d.Tree.Upward(place.Code) {
				above = above || up.Code == seat.Code
			}
			got := g.Decide(access.Person{Account: "me", At: noon}, access.Read, access.Object{Kind: access.Case, Path: place.Path})
			require.Equal(t, above, got.Allowed, "%s asks about %s", seat.Path, place.Path)
		}
	}
}

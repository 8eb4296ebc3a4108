package directory_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/policies/directory"
)

var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

func shipped(t testing.TB) *directory.Directory {
	t.Helper()
	d, err := directory.Shipped()
	require.NoError(t, err)
	return d
}

// covers S02
func TestDivisions(t *testing.T) {
	tree := shipped(t).Tree

	t.Run("an unknown code has no path, parent or children", func(t *testing.T) {
		_, known := tree.Find("999999999999")
		require.False(t, known)
		require.Empty(t, tree.Path("999999999999"))
		require.Empty(t, tree.Children("999999999999"))
		require.Empty(t, tree.Upward("4419"))
		_, known = tree.Parent("440000000000")
		require.False(t, known)
	})
	t.Run("Dongguan has no county tier: a subdistrict lies directly under the city", func(t *testing.T) {
		d, known := tree.Find("441900003000")
		require.True(t, known)
		require.Equal(t, directory.Division{
			Code: "441900003000", Name: "东城街道", Parent: "441900000000", Tier: directory.Town, Path: "/44/4419/441900003/",
		}, d)
		city, _ := tree.Parent(d.Code)
		require.Equal(t, "东莞市", city.Name)
		require.Equal(t, directory.City, city.Tier)
		require.Len(t, tree.Children(city.Code), 36)
	})
	t.Run("a place with all five tiers has a path of five segments", func(t *testing.T) {
		require.Equal(t, "/43/4313/431302/431302001/431302001001/", tree.Path("431302001001"))
		var tiers []directory.Tier
		for _, d := range tree.Upward("431302001001") {
			tiers = append(tiers, d.Tier)
		}
		require.Equal(t, []directory.Tier{directory.Village, directory.Town, directory.County, directory.City, directory.Province}, tiers)
	})
	t.Run("every division is found by its path, and by no other", func(t *testing.T) {
		for _, d := range everything(tree) {
			found, ok := tree.At(d.Path)
			require.True(t, ok)
			require.Equal(t, d, found)
		}
		for _, path := range []string{"", "/", "/44", "44/4419/", "/4419/", "/44/4419/441900/", "//44//"} {
			_, ok := tree.At(path)
			require.False(t, ok, path)
		}
	})
	t.Run("nothing of the gazette is lost but the three cities listed twice", func(t *testing.T) {
		require.Equal(t, 31+342+2978+5168+2716-3, tree.Len())
		require.Len(t, everything(tree), tree.Len())
	})
}

// everything walks the tree from the provinces down.
func everything(tree *directory.Tree) []directory.Division {
	var out []directory.Division
	next := tree.Children("")
	for len(next) > 0 {
		d := next[0]
		out = append(out, d)
		next = append(next[1:], tree.Children(d.Code)...)
	}
	return out
}

func TestTierHasItsOrderAndItsName(t *testing.T) {
	tiers := directory.Tiers()
	for i, tier := range tiers {
		text, err := tier.MarshalText()
		require.NoError(t, err)
		var back directory.Tier
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, tier, back)
		for j, other := range tiers {
			require.Equal(t, i < j, tier.Above(other))
		}
	}
	_, err := directory.Tier(1).MarshalText()
	require.Error(t, err)
	var tier directory.Tier
	require.Error(t, tier.UnmarshalText([]byte("nation")))
}

func TestUnits(t *testing.T) {
	units := shipped(t).Units
	unit := func(id string) directory.Unit {
		u, known := units.Find(id)
		require.True(t, known, id)
		return u
	}
	nearest := func(kind, division string, tiers ...directory.Tier) string {
		u, _ := units.Nearest(kind, division, tiers...)
		return u.ID
	}

	t.Run("a kind nobody has, or a place nobody knows, has no unit", func(t *testing.T) {
		require.Empty(t, nearest("unheard_of", "441900110002"))
		require.Empty(t, nearest("market_regulation", "999999999999"))
		require.Empty(t, nearest("market_regulation", "441900110002", directory.County))
	})
	t.Run("the nearest department is the town's branch, or the city's where the level says so", func(t *testing.T) {
		require.Equal(t, "dg-changping-scjg", nearest("market_regulation", "441900110002"))
		require.Equal(t, "dg-scjgj", nearest("market_regulation", "441900110002", directory.City, directory.County))
		require.Equal(t, "dg-scjgj", nearest("market_regulation", "441900003001"))
		require.Equal(t, "gd-scjgj", nearest("market_regulation", "441900003001", directory.Province))
	})
	t.Run("a town government is a town, a subdistrict or a zone of the town tier", func(t *testing.T) {
		require.Equal(t, "dg-changping", nearest("town_government", "441900110200"))
		require.Equal(t, "dg-t003", nearest("town_government", "441900003001"))
		require.Equal(t, "dg-t401", nearest("town_government", "441900401000"))
		require.Equal(t, "dg-zhangmutou", nearest("town_government", "441900112500"))
		require.Empty(t, nearest("town_government", "441900000000"))
	})
	// covers S04, S05
	t.Run("a city department is watched by its stationed group, the city's organ and the province's", func(t *testing.T) {
		u := unit("dg-scjgj")
		require.Equal(t, []string{"dg-pz-zh", "dg-jw", "gd-jw"}, []string{u.Stationed, u.Organ, u.NextUp})
	})
	t.Run("a hall is watched by the group stationed at its bureau", func(t *testing.T) {
		require.Equal(t, "dg-pz-zf", unit("dg-hall").Stationed)
	})
	t.Run("a town office is watched by the town's committee, then by the city", func(t *testing.T) {
		u := unit("dg-changping-shsw")
		require.Equal(t, []string{"dg-changping-jw", "dg-changping-jw", "dg-jw"}, []string{u.Stationed, u.Organ, u.NextUp})
	})
	t.Run("a town without a committee of its own is watched by the city", func(t *testing.T) {
		u := unit("dg-t003")
		require.Equal(t, []string{"dg-jw", "dg-jw", "gd-jw"}, []string{u.Stationed, u.Organ, u.NextUp})
	})
	t.Run("no organ is over itself: the city's is watched by the province's, that one by nobody here", func(t *testing.T) {
		for _, u := range units.All() {
			require.NotEqual(t, u.ID, u.Organ)
			require.NotEqual(t, u.ID, u.Stationed)
		}
		require.Equal(t, []string{"gd-jw", "gd-jw"}, []string{unit("dg-jw").Organ, unit("dg-jw").NextUp})
		require.Equal(t, []string{"dg-jw", "dg-jw"}, []string{unit("dg-changping-jw").Organ, unit("dg-changping-jw").NextUp})
		require.Empty(t, unit("gd-jw").Organ)
		require.Empty(t, unit("gd-jw").Stationed)
	})
	t.Run("climbing from any unit ends at the province's organ, a tier at a time", func(t *testing.T) {
		for _, u := range units.All() {
			organ := u.Organ
			for rungs := 0; organ != "" && organ != "gd-jw"; rungs++ {
				require.Less(t, rungs, 5)
				require.True(t, unit(unit(organ).NextUp).Tier.Above(unit(organ).Tier))
				organ = unit(organ).NextUp
			}
		}
	})
	t.Run("the finance branch of a town stands under the town and under the city's finance bureau", func(t *testing.T) {
		for _, above := range []string{"dg-changping", "dg-czj", "dg", "gd"} {
			require.Contains(t, units.Below(above), "dg-changping-cz")
		}
		require.Equal(t, []string{"dg", "dg-changping", "dg-czj", "gd"}, units.Above("dg-changping-cz"))
		require.NotContains(t, units.Below("dg-scjgj"), "dg-changping-cz")
		require.Empty(t, units.Below("dg-changping-cz"))
	})
	t.Run("who is watched and who watches is one list", func(t *testing.T) {
		watched := 0
		for _, u := range units.All() {
			watched += len(units.Watched(u.ID))
			if u.Stationed != "" {
				require.Contains(t, units.Watched(u.Stationed), u.ID)
			}
		}
		require.Equal(t, len(units.All())-1, watched) // all but the province's organ
	})
}

// covers S33
func TestEveryPostAndEveryExamplePersonIsInOrder(t *testing.T) {
	d := shipped(t)
	require.Len(t, d.Roles.All(), 28)
	require.Len(t, d.Units.All(), 219)
	require.Len(t, d.Posts, 880)
	s, faults := d.Snapshot(1, d.Example(noon.AddDate(-1, 0, 0)))
	require.Empty(t, faults)
	for _, person := range d.Staff {
		post, known := d.Post(person.Post)
		require.True(t, known)
		held := s.Of(person.Login, noon)
		require.Len(t, held, 1)
		require.Equal(t, post.Role, held[0].Role)
		require.Contains(t, s.Holders(post.Unit, post.Role, noon), held[0])
	}
}

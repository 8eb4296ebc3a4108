package directory_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mingcha/policies/directory"
)

// place is a division of an invented tree, known by its parent and not by its path.
type place struct {
	code   string
	parent *place
}

func (p *place) path() string {
	if p == nil {
		return "/"
	}
	return p.parent.path() + p.code + "/"
}

// under walks up from a place: the oracle that knows nothing of strings.
func (p *place) under(ancestor *place) bool {
	for at := p; at != nil; at = at.parent {
		if at == ancestor {
			return true
		}
	}
	return false
}

func TestWithinIsWalkingUp(t *testing.T) {
	t.Run("codes that begin alike are different places", rapid.MakeCheck(func(t *rapid.T) {
		codes := rapid.SampledFrom([]string{"4", "44", "441", "4419", "44190", "441900", "4419000", "441900003"})
		places := []*place{{code: "44"}}
		for range rapid.IntRange(1, 30).Draw(t, "size") {
			parent := rapid.SampledFrom(places).Draw(t, "parent")
			code := codes.Draw(t, "code")
			if !hasChild(places, parent, code) {
				places = append(places, &place{code: code, parent: parent})
			}
		}
		a, b := rapid.SampledFrom(places).Draw(t, "a"), rapid.SampledFrom(places).Draw(t, "b")
		if got, want := directory.Within(a.path(), b.path()), b.under(a); got != want {
			t.Fatalf("Within(%s, %s) = %v, walking up says %v", a.path(), b.path(), got, want)
		}
		from, to := directory.Range(a.path())
		if in := b.path() >= from && b.path() < to; in != b.under(a) {
			t.Fatalf("range [%s, %s) holds %s: %v", from, to, b.path(), in)
		}
	}))
	t.Run("what is not a path is within nothing, and nothing is within it", rapid.MakeCheck(func(t *rapid.T) {
		broken := rapid.OneOf(
			rapid.SampledFrom([]string{"", "/", "//", "44", "/44", "44/", "/44/4419", "%", "/%/", "*", "/*/"}),
			rapid.StringMatching(`[0-9/%*]{0,12}`).Filter(func(s string) bool {
				return !strings.HasPrefix(s, "/") || !strings.HasSuffix(s, "/")
			}),
		).Draw(t, "broken")
		if directory.Within(broken, "/44/4419/") || directory.Within("/44/", broken) {
			t.Fatalf("%q counts as a path", broken)
		}
	}))
	t.Run("an ill-formed path has an empty range", func(t *testing.T) {
		for _, broken := range []string{"", "/", "44", "/44", "//"} {
			from, to := directory.Range(broken)
			require.False(t, from < to, broken)
		}
	})
}

func hasChild(places []*place, parent *place, code string) bool {
	for _, p := range places {
		if p.parent == parent && p.code == code {
			return true
		}
	}
	return false
}

func TestRealPathsAgreeWithTheTree(t *testing.T) {
	tree := shipped(t).Tree
	all := everything(tree)
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SampledFrom(all).Draw(t, "a"), rapid.SampledFrom(all).Draw(t, "b")
		if rapid.Bool().Draw(t, "related") {
			up := tree.Upward(b.Code)
			a = up[rapid.IntRange(0, len(up)-1).Draw(t, "steps")]
		}
		above := false
		for _, d := range tree.Upward(b.Code) {
			above = above || d.Code == a.Code
		}
		if directory.Within(a.Path, b.Path) != above {
			t.Fatalf("%s within %s: %v", b.Path, a.Path, !above)
		}
	})
}

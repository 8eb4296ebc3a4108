package access_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
)

func TestAFaultyPolicyStopsTheStart(t *testing.T) {
	s, _ := shipped(t).Snapshot(1, nil)
	refuses := func(policy string, want ...string) {
		t.Helper()
		_, err := access.Open(policy, access.ModelText, s)
		for _, w := range want {
			require.ErrorContains(t, err, w)
		}
	}

	refuses("", "it allows nothing")
	refuses("# only words\n", "it allows nothing")
	refuses("handler, case, read\n", "line 1: role, object, action, relation are wanted, there are 3 columns")
	refuses("handler, case, read, own_unit, now\n", "there are 5 columns")
	refuses("handler, case, , own_unit\n", "line 1: the action is missing")
	refuses("handler, case, read, own_unit\nhandler, case, urge read, own_unit\n", "line 2: handler, case, read, own_unit is given twice")
	refuses("\"handler, case\n", "read the policy")
	refuses("# a comment\nhandler knight, case castle, read conquer, own_unit moon\n*, case, read, everywhere\n",
		`line 2: there is no role "knight"`, `there is no object "castle"`, `there is no action "conquer"`,
		`there is no relation "moon"`, `line 3: there is no role "*"`)

	t.Run("and so does a faulty model", func(t *testing.T) {
		policy := "handler, case, read, own_unit\n"
		for _, conf := range []string{
			"", "[matchers]\nm = true\n",
			strings.Replace(access.ModelText, "stands(", "guesses(", 1),
			strings.Replace(access.ModelText, "r.seat.Path", "r.seat.Castle", 1),
			strings.Replace(access.ModelText, "r.seat, r.subject)", "r.subject)", 1),
		} {
			_, err := access.Open(policy, conf, s)
			require.Error(t, err)
		}
	})
	t.Run("and so does a missing directory", func(t *testing.T) {
		_, err := access.New(nil)
		require.ErrorContains(t, err, "there is no directory")
	})
}

func TestWhateverGoesWrongMeansNo(t *testing.T) {
	g := open(t, holding{"li", "handler", "dg-scjgj"})
	li := access.Person{Account: "li", At: noon}
	permit := of(t, access.Case, "dg-scjgj")
	require.True(t, g.Decide(li, access.Read, permit).Allowed)

	t.Run("an unknown word, a pattern, an empty word", func(t *testing.T) {
		for _, word := range []string{"", "*", "read ", "READ", "read|approve", "%", ".*"} {
			require.Equal(t, "unknown", g.Decide(li, access.Action(word), permit).Reason.Code)
			o := permit
			o.Kind = access.Kind(word)
			require.Equal(t, "unknown", g.Decide(li, access.Read, o).Reason.Code)
		}
	})
	t.Run("an object without unit and place", func(t *testing.T) {
		for _, action := range access.Actions() {
			require.False(t, g.Decide(li, action, access.Object{Kind: access.Case}).Allowed)
		}
	})
	t.Run("a person without an account, or without a time", func(t *testing.T) {
		require.Equal(t, "no_appointment", g.Decide(access.Person{At: noon}, access.Read, permit).Reason.Code)
		require.Equal(t, "no_appointment", g.Decide(access.Person{Account: "li"}, access.Read, permit).Reason.Code)
	})
	t.Run("a gate that was never opened", func(t *testing.T) {
		var unopened access.Gate
		require.Equal(t, "undecidable", unopened.Decide(li, access.Read, permit).Reason.Code)
		require.Equal(t, "undecidable", (*access.Gate)(nil).Decide(li, access.Read, permit).Reason.Code)
	})
	t.Run("a matcher that breaks on this subject only", func(t *testing.T) {
		conf := strings.Replace(access.ModelText, "stands(", `(r.subject.Holder == "" || r.subject.Nothing == "x") && stands(`, 1)
		broken, err := access.Open("handler, case, read, own_unit\n", conf, g.Snapshot())
		require.NoError(t, err)
		require.True(t, broken.Decide(li, access.Read, permit).Allowed)
		require.Equal(t, "undecidable", broken.Decide(li, access.Read, at(permit, "", "wu", "")).Reason.Code)
	})
}

func TestAnAppointmentCountsOnlyInItsTime(t *testing.T) {
	d := shipped(t)
	rows := appoint(t, d, holding{"li", "handler", "dg-scjgj"})
	rows[0].To = noon
	s, faults := d.Snapshot(1, rows)
	require.Empty(t, faults)
	g, err := access.New(s)
	require.NoError(t, err)
	permit := of(t, access.Case, "dg-scjgj")
	for instant, want := range map[time.Time]bool{
		spring.Add(-time.Nanosecond): false, spring: true, noon.Add(-time.Nanosecond): true, noon: false, noon.AddDate(1, 0, 0): false,
	} {
		li := access.Person{Account: "li", At: instant}
		require.Equal(t, want, g.Decide(li, access.Read, permit).Allowed, instant)
		require.Equal(t, want, len(g.Range(li, access.Read, access.Case)) > 0, instant)
	}
}

func TestAnUnknownRoleGivesNothing(t *testing.T) {
	d := shipped(t)
	rows := appoint(t, d, holding{"li", "handler", "dg-scjgj"}, holding{"wu", "handler", "dg-scjgj"})
	rows[0].Role = "*"
	s, faults := d.Snapshot(1, rows)
	require.Len(t, faults, 1)
	g, err := access.New(s)
	require.NoError(t, err)
	permit := of(t, access.Case, "dg-scjgj")
	require.False(t, g.Decide(access.Person{Account: "li", At: noon}, access.Read, permit).Allowed)
	require.True(t, g.Decide(access.Person{Account: "wu", At: noon}, access.Read, permit).Allowed)
}

func TestAnAppointmentForAPartOfTheDivisionReachesOnlyThere(t *testing.T) {
	d := shipped(t)
	rows := appoint(t, d, holding{"li", "supervisor", "dg-jw"})
	rows[0].Division = "441900110000"
	s, faults := d.Snapshot(1, rows)
	require.Empty(t, faults)
	g, err := access.New(s)
	require.NoError(t, err)
	li := access.Person{Account: "li", At: noon}
	require.True(t, g.Decide(li, access.Terminate, of(t, access.Case, "dg-changping-shsw")).Allowed)
	require.False(t, g.Decide(li, access.Terminate, of(t, access.Case, "dg-scjgj")).Allowed)
	require.False(t, g.Decide(li, access.Terminate, of(t, access.Case, "dg-changan-shsw")).Allowed)
}

// Casbin can be switched off by one call, after which it allows everything.
func TestNothingSwitchesTheEnforcerOff(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		if !strings.HasSuffix(file, "_test.go") {
			require.NotContains(t, string(text), "EnableEnforce", file)
			require.NotContains(t, string(text), "keyMatch", file)
		}
	}
}

func TestThePolicyUsesEveryWordAndForgetsNoRole(t *testing.T) {
	d := shipped(t)
	for _, role := range d.Roles.All() {
		require.Contains(t, words(0), role.Key)
	}
	for _, kind := range access.Kinds() {
		require.Contains(t, words(1), string(kind))
	}
	for _, action := range access.Actions() {
		require.Contains(t, words(2), string(action))
	}
	for _, relation := range access.Relations() {
		require.Contains(t, words(3), string(relation))
	}
}

// words returns all words of one column of the shipped policy.
func words(column int) []string {
	var out []string
	for row := range strings.Lines(access.PolicyText) {
		if cells := strings.Split(row, ","); len(cells) == 4 && !strings.HasPrefix(row, "#") {
			out = append(out, strings.Fields(cells[column])...)
		}
	}
	return out
}

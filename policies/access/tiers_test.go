package access_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
)

// may says whether a person may do something with a thing of a unit.
func may(t testing.TB, g *access.Gate, person string, action access.Action, kind access.Kind, unit string) bool {
	t.Helper()
	return g.Decide(access.Person{Account: person, At: noon}, action, of(t, kind, unit)).Allowed
}

// The two supervisions over three tiers (23N2): every department is supervised by the body stationed at it, every such body by
// the organ of its tier, every organ by that of the tier above.
// covers S03
func TestTwoSupervisionsOverThreeTiers(t *testing.T) {
	units := shipped(t).Units
	department, _ := units.Find("dg-zjj")
	stationed := department.Stationed
	body, _ := units.Find(stationed)
	require.Equal(t, "stationed_supervision", body.Kind)
	elsewhere := ""
	for _, u := range units.All() {
		if u.Division == department.Division && u.Stationed != "" && u.Stationed != stationed && u.Kind == "market_regulation" {
			elsewhere = u.ID
		}
	}
	g := open(t,
		holding{"own", "stationed_supervisor", stationed}, holding{"city", "supervisor", "dg-jw"},
		holding{"province", "supervisor", "gd-jw"}, holding{"town", "supervisor", "dg-changping-jw"})

	t.Run("own supervision: the stationed body watches its department, no other, and decides nothing", func(t *testing.T) {
		require.True(t, may(t, g, "own", access.DemandExplanation, access.Case, "dg-zjj"))
		require.True(t, may(t, g, "own", access.VerifyCard, access.Card, "dg-zjj"))
		require.False(t, may(t, g, "own", access.Approve, access.DecidingStep, "dg-zjj"))
		require.False(t, may(t, g, "own", access.TakeOver, access.Case, "dg-zjj"))
		if elsewhere != "" {
			require.False(t, may(t, g, "own", access.DemandExplanation, access.Case, elsewhere))
		}
	})

	t.Run("supervision over it: the organ judges what is held against the department and against the stationed body", func(t *testing.T) {
		for _, unit := range []string{"dg-zjj", stationed} {
			require.True(t, may(t, g, "city", access.VerifyCard, access.Card, unit), unit)
		}
		require.False(t, may(t, g, "own", access.VerifyCard, access.Card, stationed), "nobody judges what is held against himself")
	})

	t.Run("each tier supervises the supervision of the tier below, and none that of its own or above", func(t *testing.T) {
		require.True(t, may(t, g, "province", access.VerifyCard, access.Card, "dg-jw"))
		require.True(t, may(t, g, "city", access.VerifyCard, access.Card, "dg-changping-jw"))
		require.False(t, may(t, g, "city", access.VerifyCard, access.Card, "dg-jw"))
		require.False(t, may(t, g, "town", access.VerifyCard, access.Card, "dg-jw"))
		require.False(t, may(t, g, "city", access.VerifyCard, access.Card, "gd-jw"))
	})

	t.Run("the province sees its cities and towns, a city its towns, a town itself", func(t *testing.T) {
		for _, c := range []struct {
			who  string
			sees map[string]bool
		}{
			{"province", map[string]bool{"gd-zjt": true, "dg-zjj": true, "dg-changping-gfw": true}},
			{"city", map[string]bool{"gd-zjt": false, "dg-zjj": true, "dg-changping-gfw": true}},
			{"town", map[string]bool{"gd-zjt": false, "dg-zjj": false, "dg-changping-gfw": true, "dg-zhangmutou-gfw": false}},
		} {
			for unit, sees := range c.sees {
				require.Equal(t, sees, may(t, g, c.who, access.Read, access.Case, unit), "%s reads %s", c.who, unit)
			}
		}
	})
}

// What a town carries for the city lies with the town until it is passed on: its own window sees and passes it on, its organ
// and that of the city watch it, other towns do not know of it.
// covers S34
func TestWhatATownCarriesForTheCity(t *testing.T) {
	g := open(t,
		holding{"clerk", "window_clerk", "dg-changping-gfw"}, holding{"neighbour", "window_clerk", "dg-zhangmutou-gfw"},
		holding{"organ", "supervisor", "dg-changping-jw"}, holding{"city", "supervisor", "dg-jw"}, holding{"bureau", "window_clerk", "dg-nyj"})
	require.True(t, may(t, g, "clerk", access.Forward, access.Case, "dg-changping-gfw"), "own")
	require.True(t, may(t, g, "clerk", access.Read, access.Case, "dg-changping-gfw"), "own")
	for _, who := range []string{"organ", "city"} {
		require.True(t, may(t, g, who, access.Read, access.Case, "dg-changping-gfw"), "above: %s", who)
		require.True(t, may(t, g, who, access.DemandExplanation, access.Case, "dg-changping-gfw"), "above: %s", who)
		require.False(t, may(t, g, who, access.Forward, access.Case, "dg-changping-gfw"), "who supervises passes nothing on: %s", who)
	}
	for _, who := range []string{"neighbour", "bureau"} {
		require.False(t, may(t, g, who, access.Read, access.Case, "dg-changping-gfw"), "beside: %s", who)
		require.False(t, may(t, g, who, access.Forward, access.Case, "dg-changping-gfw"), "beside: %s", who)
	}
}

// covers S35
func TestACoDepartmentActsAtItsOwnStepAlone(t *testing.T) {
	g := open(t, holding{"water", "handler", "dg-swj"}, holding{"lead", "handler", "dg-zjj"}, holding{"mayor", "leader", "dg"}, holding{"chief", "leader", "dg-jw"})
	ask := func(person string, action access.Action, desk string) bool {
		o := of(t, access.Case, "dg-zjj")
		o.Desk, o.Role = desk, "handler"
		return g.Decide(access.Person{Account: person, At: noon}, action, o).Allowed
	}
	for _, action := range []access.Action{access.Contribute, access.Approve, access.Read, access.Unmask} {
		require.True(t, ask("water", action, "dg-swj"), "%s at its own step", action)
		require.False(t, ask("water", action, "dg-zrzyj"), "%s at another department's step", action)
		require.False(t, ask("water", action, "dg-zjj"), "%s at the lead's step", action)
	}
	require.False(t, ask("lead", access.Contribute, "dg-swj"), "the lead does not speak for a co-department")
	require.True(t, ask("mayor", access.Extend, "dg-zjj"), "K05: the head of government extends")
	require.False(t, ask("chief", access.Extend, "dg-zjj"), "K05: the head of the supervision organ does not")
}

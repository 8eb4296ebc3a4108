package models_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// onSite says whether the step on condition takes place.
func onSite(holds bool) []models.Condition { return []models.Condition{{Step: "site", Holds: holds}} }

// branched opens a docket at the two opinions at once.
func branched(t testing.TB, site bool) *docket {
	d := filed(t, joint())
	d.holds = onSite(site)
	return d.with(wang, models.Accept, accepting()).with(li, models.Approve, at("review"))
}

// covers S35
// pain 2
func TestParallelBlock(t *testing.T) {
	t.Run("opens all branches at once and joins when the slowest is done", func(t *testing.T) {
		d := branched(t, true)
		require.Equal(t, []string{"site", "consult"}, d.open())
		d.must(li, models.Approve, at("consult"))
		require.Equal(t, []string{"site"}, d.open())
		d.must(li, models.Approve, at("site"))
		require.Equal(t, []string{"site-report"}, d.open())
		d.must(li, models.Approve, at("site-report"))
		require.Equal(t, []string{"legal"}, d.open())
	})

	t.Run("passes a step whose condition does not hold, and nothing of it is counted", func(t *testing.T) {
		d := branched(t, false)
		require.Equal(t, []string{"site-report", "consult"}, d.open())
		require.Equal(t, models.Passed, d.c.Step("site").Phase)
		for _, c := range d.c.Clocks() {
			require.NotEqual(t, "site", c.Step)
		}
	})

	t.Run("joins only branches of the present round", func(t *testing.T) {
		d := branched(t, true).with(li, models.Approve, at("consult"))
		d.must(li, models.Return, models.Facts{Step: "site", Target: "review", Reasoned: true})
		require.Equal(t, []string{"review"}, d.open())
		d.must(li, models.Approve, at("review"))
		require.Equal(t, []string{"site", "consult"}, d.open())
		require.Equal(t, 2, d.c.Step("consult").Round)
	})

	t.Run("a return within one branch leaves the other alone", func(t *testing.T) {
		d := branched(t, true).with(li, models.Approve, at("site"))
		d.must(li, models.Return, models.Facts{Step: "site-report", Target: "site", Reasoned: true})
		require.Equal(t, []string{"site", "consult"}, d.open())
		require.Equal(t, 1, d.c.Step("consult").Round)
	})

	t.Run("comes straight back to the join, and the other branch stays done", func(t *testing.T) {
		d := branched(t, true)
		for _, key := range []string{"site", "site-report", "consult"} {
			d.must(li, models.Approve, at(key))
		}
		d.must(li, models.Return, models.Facts{Step: "legal", Target: "site", Resume: true, Reasoned: true})
		require.Equal(t, []string{"site"}, d.open())
		d.must(li, models.Approve, at("site"))
		require.Equal(t, []string{"legal"}, d.open())
		require.Equal(t, 1, d.c.Step("consult").Round)
		require.Equal(t, models.Done, d.c.Step("site-report").Phase)
	})
}

// pain 4
func TestReturn(t *testing.T) {
	back := func(from, to string, resume bool) models.Facts {
		return models.Facts{Step: from, Target: to, Resume: resume, Reasoned: true}
	}

	t.Run("goes to an earlier step after acceptance, never forwards, aside or into acceptance", func(t *testing.T) {
		for _, target := range []string{"", "accept", "audit", "decide", "deliver", "nowhere"} {
			accepted(t, food()).with(li, models.Approve, at("review")).refuses("faulty_fields", zhao, models.Return, back("audit", target, false))
		}
		branched(t, true).refuses("faulty_fields", li, models.Return, back("site", "consult", false))
	})

	t.Run("runs everything between again", func(t *testing.T) {
		d := atDecision(t).with(sun, models.Return, back("decide", "review", false)).with(liu, models.Approve, at("review"))
		require.Equal(t, []string{"audit"}, d.open())
		require.Equal(t, 2, d.c.Step("audit").Round)
	})

	t.Run("comes straight back to who returned, and what lies between counts as done", func(t *testing.T) {
		d := atDecision(t).with(sun, models.Return, back("decide", "review", true)).with(liu, models.Approve, at("review"))
		require.Equal(t, []string{"decide"}, d.open())
		require.Equal(t, models.Done, d.c.Step("audit").Phase)
		require.Equal(t, 1, d.c.Step("audit").Round)
	})

	t.Run("nested: each goes back to the one who returned to it, and from there on to the first", func(t *testing.T) {
		d := branched(t, true)
		for _, key := range []string{"site", "site-report", "consult", "legal"} {
			d.must(li, models.Approve, at(key))
		}
		d.must(sun, models.Return, back("decide", "site-report", true))
		d.must(li, models.Return, back("site-report", "review", true))
		require.Equal(t, []string{"review"}, d.open())
		d.must(li, models.Approve, at("review"))
		require.Equal(t, []string{"site-report", "consult"}, d.open())
		d.must(li, models.Approve, at("consult"))
		d.must(li, models.Approve, at("site-report"))
		require.Equal(t, []string{"decide"}, d.open())
	})

	t.Run("a step on condition that lies between stays passed", func(t *testing.T) {
		d := branched(t, false).with(li, models.Approve, at("site-report")).with(li, models.Approve, at("consult"))
		d.must(li, models.Return, back("legal", "review", true))
		d.must(li, models.Approve, at("review"))
		require.Equal(t, []string{"legal"}, d.open())
		require.Equal(t, models.Passed, d.c.Step("site").Phase)
	})

	t.Run("to a step whose condition no longer holds goes on at once", func(t *testing.T) {
		d := branched(t, true).with(li, models.Approve, at("site"))
		d.holds = onSite(false)
		d.must(li, models.Return, back("site-report", "site", true))
		require.Equal(t, []string{"site-report", "consult"}, d.open())
	})

	t.Run("by a supervisor leaves no hand of his on the file", func(t *testing.T) {
		d := atDecision(t).with(han, models.ForceReturn, models.Facts{Step: "decide", Target: "audit", Reasoned: true, Ground: "g"})
		require.Equal(t, []string{"audit"}, d.open())
		require.Empty(t, d.c.Step("decide").Hands)
	})
}

// pain 14
func TestExcludedStep(t *testing.T) {
	p := food()
	p.Steps[1].Counts = "excluded"

	t.Run("stops the clock of the decision while it is open, and no other", func(t *testing.T) {
		d := accepted(t, p)
		require.True(t, d.c.Decision.Stopped())
		stopped := d.c.Decision.Entries[len(d.c.Decision.Entries)-1]
		require.Equal(t, "review", stopped.Reason, "the ledger says why")
		require.Equal(t, "review", d.c.LeftOut())
		d.must(li, models.Approve, at("review"))
		require.True(t, d.c.Decision.Running())
		require.Empty(t, d.c.LeftOut())
		timeline, _ := d.c.Decision.Timeline()
		require.Len(t, timeline.Stops, 1)
		require.Equal(t, time.Hour, timeline.Stops[0].To.Sub(timeline.Stops[0].From))
	})

	t.Run("may be finished although the clock stands, and a special procedure within it stops the clock but once", func(t *testing.T) {
		d := accepted(t, p).with(li, models.StartSpecial, testing10())
		d.must(li, models.FinishSpecial, models.Facts{})
		require.True(t, d.c.Decision.Stopped())
		d.must(li, models.Approve, at("review"))
		require.True(t, d.c.Decision.Running())
		timeline, _ := d.c.Decision.Timeline()
		require.Len(t, timeline.Stops, 1)
	})
}

package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// pain 7: taking back is judged against what the next has done, one command at a time.
func TestTakeBack(t *testing.T) {
	done := func(t testing.TB) *docket { return held(t).with(li, models.Approve, at("review")) }

	t.Run("until the next has opened it, and the time in between is the taker's", func(t *testing.T) {
		d := done(t)
		opened := d.c.Step("review").Opened
		d.must(li, models.TakeBack, at("review"))
		s := d.c.Step("review")
		require.Equal(t, []string{"review"}, d.open())
		require.Equal(t, 1, s.Round)
		require.Equal(t, opened, s.Opened)
		require.Equal(t, "li", s.Holder)
		for _, clock := range d.c.Clocks() {
			require.NotEqual(t, "audit", clock.Step)
			if clock.Step == "review" {
				require.True(t, clock.End.IsZero())
				require.Equal(t, opened, clock.Timeline.Start)
			}
		}
		d.must(li, models.Approve, at("review"))
		require.Equal(t, 2, d.c.Step("audit").Round)
	})

	t.Run("not once it was opened, claimed or worked on, nor by somebody else, nor after it was returned", func(t *testing.T) {
		done(t).with(zhao, models.OpenTask, at("audit")).refuses("next_has_opened", li, models.TakeBack, at("review"))
		done(t).with(zhao, models.Claim, at("audit")).refuses("next_has_opened", li, models.TakeBack, at("review"))
		done(t).with(zhao, models.Approve, at("audit")).refuses("next_has_acted", li, models.TakeBack, at("review"))
		done(t).refuses("not_yours", liu, models.TakeBack, at("review"))
		accepted(t, food()).refuses("final_word", wang, models.TakeBack, at("accept"))
		d := atDecision(t).with(sun, models.Return, models.Facts{Step: "decide", Target: "audit", Reasoned: true})
		d.refuses("final_word", li, models.TakeBack, at("review"))
	})

	t.Run("who looks at what he has just handed on does not open it", func(t *testing.T) {
		d := accepted(t, joint()).with(li, models.Claim, at("review")).with(li, models.Approve, at("review"))
		d.refuses("needless", li, models.OpenTask, at("consult"))
		d.must(li, models.TakeBack, at("review"))
	})

	t.Run("a file handed to the next by his head, unread, comes back all the same", func(t *testing.T) {
		d := done(t).with(han, models.Reassign, models.Facts{Step: "audit", To: "zhao", Reasoned: true, Ground: "g"})
		d.must(li, models.TakeBack, at("review"))
	})

	t.Run("of a return that came straight back, everything is as it was before the word", func(t *testing.T) {
		d := atDecision(t).with(sun, models.Return, models.Facts{Step: "decide", Target: "review", Resume: true, Reasoned: true})
		d.must(liu, models.Approve, at("review"))
		require.Equal(t, []string{"decide"}, d.open())
		d.must(liu, models.TakeBack, at("review"))
		require.Equal(t, []string{"review"}, d.open())
		require.Equal(t, models.Waiting, d.c.Step("audit").Phase)
		d.must(liu, models.Approve, at("review"))
		require.Equal(t, []string{"decide"}, d.open())
	})

	t.Run("a branch takes back its own opinion and leaves the other alone", func(t *testing.T) {
		d := branched(t, true).with(li, models.Approve, at("consult"))
		d.must(li, models.TakeBack, at("consult"))
		require.Equal(t, []string{"site", "consult"}, d.open())
		require.Equal(t, 1, d.c.Step("site").Round)
	})
}

package models_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// covers S90
// pain 15, pain 17
func TestGateLaw(t *testing.T) {
	t.Run("what is missing is told once, with a reason, and only while something is missing (K02)", func(t *testing.T) {
		d := filed(t, food())
		d.refuses("faulty_fields", wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: lacking})
		d.refuses("faulty_fields", wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: whole, Reasoned: true})
		d.must(wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: lacking, Reasoned: true})
		d.refuses("faulty_fields", applicant, models.Supply, models.Facts{Materials: []models.Checked{{No: 1, State: "received"}}})
		d.refuses("faulty_fields", applicant, models.Supply, models.Facts{Materials: []models.Checked{{No: 2, State: "to follow"}}})
		d.must(applicant, models.Supply, models.Facts{Materials: []models.Checked{{No: 2, State: "received"}}})
		d.refuses("once_only", wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: lacking, Reasoned: true})
	})

	t.Run("every required material must have been looked at and be there before acceptance (A02)", func(t *testing.T) {
		for _, bad := range [][]models.Checked{nil, whole[:1], lacking, {{No: 1, State: ""}, {No: 2, State: "received"}}} {
			d := filed(t, food())
			d.refuses("faulty_fields", wang, models.Accept, models.Facts{Step: "accept", Materials: bad})
		}
		d := filed(t, food())
		err := d.try(wang, models.Accept, models.Facts{Step: "accept"})
		require.ErrorContains(t, err, "/materials/1")
		require.ErrorContains(t, err, "/materials/2")
		for _, state := range []string{"received", "shared", "promised", "waived"} {
			good := filed(t, food())
			good.must(wang, models.Accept, models.Facts{Step: "accept", Materials: []models.Checked{{No: 1, State: state}, {No: 2, State: state}}})
		}
	})

	t.Run("a refusal of any kind gives reason and remedy (K13, A01)", func(t *testing.T) {
		for _, facts := range []models.Facts{{Step: "accept"}, {Step: "accept", Reasoned: true}, {Step: "accept", Remedy: true}} {
			d := filed(t, food())
			d.refuses("faulty_fields", wang, models.Decline, facts)
		}
		d := atDecision(t)
		d.refuses("faulty_fields", sun, models.Refuse, models.Facts{Step: "decide", Reasoned: true})
		d.refuses("faulty_fields", sun, models.Refuse, models.Facts{Step: "decide", Remedy: true})
	})

	t.Run("an approval that advises against is no way to deny without reason and remedy (K13)", func(t *testing.T) {
		d := atDecision(t)
		d.refuses("faulty_fields", sun, models.Approve, models.Facts{Step: "decide", Adverse: true})
	})

	t.Run("an adverse opinion goes on to the decision", func(t *testing.T) {
		d := accepted(t, food()).with(li, models.Approve, models.Facts{Step: "review", Adverse: true})
		require.True(t, d.c.Step("review").Adverse)
		require.Equal(t, []string{"audit"}, d.open())
	})

	t.Run("K04 fires: the clock is extended by the head whom the law names; it must not twice, by more than the law gives, or by another", func(t *testing.T) {
		extend := func(n int) models.Facts { return models.Facts{Extend: n, Reasoned: true, Document: "E-1"} }
		d := accepted(t, food())
		d.refuses("other_role", sun, models.Extend, extend(10))
		d.refuses("faulty_fields", zhou, models.Extend, extend(0))
		d.refuses("faulty_fields", zhou, models.Extend, extend(11))
		d.refuses("faulty_fields", zhou, models.Extend, extend(-1))
		d.refuses("faulty_fields", zhou, models.Extend, models.Facts{Extend: 10, Document: "E-1"})
		d.refuses("faulty_fields", zhou, models.Extend, models.Facts{Extend: 10, Reasoned: true})
		d.must(zhou, models.Extend, extend(10))
		d.refuses("extended_already", zhou, models.Extend, extend(1))
		none := food()
		none.Extension = nil
		accepted(t, none).refuses("no_extension", zhou, models.Extend, extend(1))
	})

	t.Run("an extension comes before the law's limit is over; while the clock stands it is in time (K04)", func(t *testing.T) {
		at := func(d *docket, acted time.Time, verb models.Verb) string {
			return models.ReasonOf(d.c.Timely(models.Command{Verb: verb, Acted: acted}, clock.National()))
		}
		d := accepted(t, food())
		due := clock.NewDate(2026, 3, 31).Opens() // twenty working days after Monday 03-02
		require.Empty(t, at(d, due.Add(-time.Second), models.Extend))
		require.Equal(t, "after_due", at(d, due, models.Extend))
		require.Empty(t, at(d, due, models.Approve))
		d.must(li, models.StartSpecial, testing10())
		require.Empty(t, at(d, due.AddDate(0, 1, 0), models.Extend))
		require.Empty(t, at(filed(t, food()), due, models.Extend), "the gate speaks first")
	})

	t.Run("K08 fires: a supervisor stops the clock on a ground of the law, with a document and planned days; it must not on another one", func(t *testing.T) {
		stop := func(ground string) models.Facts {
			return models.Facts{Ground: ground, Reasoned: true, Document: "S-1", Planned: days(5)}
		}
		for _, ground := range []string{"hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review"} {
			d := accepted(t, food())
			d.must(han, models.StopClock, stop(ground))
			require.True(t, d.c.Stands(), ground)
		}
		d := accepted(t, food())
		for _, ground := range []string{"", "staff on leave", "publicity", "Hearing"} {
			d.refuses("faulty_fields", han, models.StopClock, stop(ground))
		}
		d.refuses("faulty_fields", han, models.StopClock, models.Facts{Ground: "hearing", Reasoned: true, Document: "S-1"})
		d.refuses("faulty_fields", han, models.StopClock, models.Facts{Ground: "hearing", Reasoned: true, Planned: days(5)})
		for _, endless := range []clock.Limit{{N: -5, Unit: clock.UnitWorkday}, {N: 5}, {N: 5, Unit: "fortnight"}, {N: 99_999, Unit: clock.UnitDay}} {
			d.refuses("faulty_fields", han, models.StopClock, models.Facts{Ground: "hearing", Reasoned: true, Document: "S-1", Planned: endless})
		}
		d.must(han, models.StopClock, stop("hearing"))
		d.refuses("special_runs", han, models.StopClock, stop("hearing"))
		d.refuses("clock_stands", li, models.Approve, at("review"))
		d.refuses("no_special", li, models.FinishSpecial, models.Facts{})
		d.must(han, models.ResumeClock, models.Facts{Reasoned: true, Ground: "over"})
		d.must(li, models.Approve, at("review"))
	})

	t.Run("a special procedure is one that the item has, and one at a time (K08)", func(t *testing.T) {
		d := accepted(t, food())
		d.refuses("faulty_fields", li, models.StartSpecial, models.Facts{Ground: "hearing", Document: "T-1", Planned: days(1)})
		d.refuses("faulty_fields", li, models.StartSpecial, models.Facts{Ground: "testing", Planned: days(1)})
		d.refuses("faulty_fields", li, models.StartSpecial, models.Facts{Ground: "testing", Document: "T-1"})
		d.must(li, models.StartSpecial, testing10())
		d.refuses("special_runs", li, models.StartSpecial, testing10())
		d.must(li, models.FinishSpecial, models.Facts{})
		d.refuses("no_special", li, models.FinishSpecial, models.Facts{})
	})

	t.Run("a special procedure that does not stop the clock may still be finished after the decision", func(t *testing.T) {
		d := accepted(t, food()).with(li, models.StartSpecial, models.Facts{Ground: "publicity", Document: "T-1", Planned: days(3)})
		require.False(t, d.c.Stands())
		d.must(li, models.Approve, at("review"))
		d.must(zhao, models.Approve, at("audit"))
		d.must(sun, models.Approve, at("decide"))
		d.must(li, models.FinishSpecial, models.Facts{})
		require.Nil(t, d.c.RunningSpecial())
	})

	t.Run("a closed case begins again at a step of the decision, and says at which", func(t *testing.T) {
		for _, target := range []string{"", "accept", "deliver", "licence", "nowhere"} {
			d := closed(t)
			d.refuses("faulty_fields", zhou, models.Reopen, models.Facts{Target: target, Reasoned: true})
		}
		d := closed(t)
		d.refuses("faulty_fields", zhou, models.Reopen, models.Facts{Target: "audit"})
		d.must(zhou, models.Reopen, models.Facts{Target: "audit", Reasoned: true})
		require.Equal(t, []string{"audit"}, d.open())
	})

	t.Run("an application names every field that it lacks", func(t *testing.T) {
		d := open(t, food())
		err := d.try(wang, models.Submit, models.Facts{Filed: &models.Filed{Item: "food"}})
		for _, field := range []string{"/number", "/bundle", "/unit", "/path", "/applicant", "/channel"} {
			require.ErrorContains(t, err, field)
		}
		require.NotContains(t, err.Error(), "/item")
		d.refuses("faulty_fields", wang, models.Submit, models.Facts{})
	})

	t.Run("an urge is answered once, and an answer says something", func(t *testing.T) {
		d := accepted(t, food()).with(applicant, models.Urge, models.Facts{})
		line := d.c.N
		d.refuses("faulty_fields", li, models.AnswerUrge, models.Facts{Answers: line})
		d.refuses("no_demand", li, models.AnswerUrge, models.Facts{Answers: line - 1, Reasoned: true})
		d.must(li, models.AnswerUrge, models.Facts{Answers: line, Reasoned: true})
		d.refuses("no_demand", li, models.AnswerUrge, models.Facts{Answers: line, Reasoned: true})
		require.Equal(t, []models.Demand{{Line: line, Verb: models.Urge, Answered: line + 1}}, d.c.Demands)
	})

	t.Run("every override has a reason and a basis", func(t *testing.T) {
		d := atDecision(t)
		for _, verb := range []models.Verb{
			models.DemandExplanation, models.Reassign, models.TakeOver, models.StopClock, models.ForceReturn, models.Terminate,
		} {
			for _, strip := range []func(*models.Facts){
				func(f *models.Facts) { f.Reasoned = false }, func(f *models.Facts) { f.Ground = "" },
			} {
				cmd := rightful(d, verb)
				strip(&cmd.Facts)
				require.Equal(t, models.Invalid, models.CodeOf(d.c.Gate(cmd)), verb)
			}
		}
	})

	t.Run("the clock of an item starts at the event that the item names", func(t *testing.T) {
		for start, wants := range map[models.ClockStart]string{
			models.FromAcceptance: "accepted", models.FromReceipt: "received", models.FromComplete: "received",
		} {
			p := food()
			p.ClockStart = start
			d := accepted(t, p)
			began := map[string]any{"accepted": d.c.Accepted, "received": d.c.Received}[wants]
			timeline, _ := d.c.Decision.Timeline()
			require.Equal(t, began, timeline.Start, start)
			require.Equal(t, clock.KindDecision, d.c.Decision.Kind)
		}
	})
}

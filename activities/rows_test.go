package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
)

// again is the row as it follows from the record alone.
func again(t *testing.T, d *desk) models.CaseRow {
	t.Helper()
	lines, err := d.office.Lines(t.Context(), "c1", 1)
	require.NoError(t, err)
	state, err := d.act.Folded(models.CaseKind, "c1", lines)
	require.NoError(t, err)
	c := state.Case
	row := d.row()
	want := models.CaseRow{
		ID: "c1", Number: "N-c1", Item: "food-business-catering", Bundle: "food-1", Unit: "bureau", Path: "/44/4419/",
		ApplicantRef: "hash-of-applicant", ApplicantName: row.ApplicantName, Channel: c.Filed.Channel,
		Status: c.Status, Outcome: c.Outcome, Submitted: c.Submitted, Acted: c.Acted, Received: instant(c.Received),
		Accepted: instant(c.Accepted), Decided: instant(c.Decided), Ended: instant(c.Ended), Stands: c.Decision.Stopped(),
		Incident: c.Troubled(""), N: c.N, Head: c.Head, Revision: clock.National().Revision(),
	}
	if open := c.OpenSteps(); len(open) > 0 {
		s := c.Steps[open[0]]
		want.Step, want.Holder, want.HolderUnit = s.Key, s.Holder, s.Unit
	}
	if timeline, begun := c.Decision.Timeline(); begun {
		judged := clock.National().Judge(timeline)
		want.PromisedDue, want.StatutoryDue, want.Provisional = instant(judged.DuePromised), instant(judged.DueStatutory), judged.Provisional
	}
	if timeline, begun := c.Decision.Timeline(); begun && !c.Decided.IsZero() {
		want.Days = new(clock.National().Workdays(timeline, c.Decided))
	}
	want.Clock = runningFor(c)
	for _, m := range c.Marks {
		if m.State == models.Issued {
			want.Level = max(want.Level, m.Level)
		}
		want.Withheld = want.Withheld || m.State == models.Withheld
	}
	if ahead := d.office.Set.Ahead(c, clock.National()); len(ahead) > 0 {
		want.ArmedFor, want.ArmedKey = instant(ahead[0].At), ahead[0].Key
	}
	return want
}

// runningFor is the clock that the row of a case must keep in each status: lists count it as the page of the case does.
// covers S22
func runningFor(c *models.Case) models.RowClock {
	kind := map[models.CaseStatus]clock.Kind{
		models.Submitted: models.PrereviewClock, models.Received: clock.KindAcceptance, models.Supplement: clock.KindSupplement,
		models.Accepted: clock.KindDecision, models.Granted: clock.KindDelivery, models.Denied: clock.KindDelivery,
	}[c.Status]
	var kept models.RowClock
	for _, l := range c.Clocks() {
		if l.Kind == kind && l.End.IsZero() {
			kept = c.RowClockOf(l)
		}
	}
	return kept
}

func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return new(t.UTC())
}

// utc gives a row's instants one zone, so that equal ones look alike.
func utc(r models.CaseRow) models.CaseRow {
	for _, at := range []**time.Time{&r.Received, &r.Accepted, &r.Decided, &r.Ended, &r.PromisedDue, &r.StatutoryDue, &r.ArmedFor} {
		if *at != nil {
			*at = new((*at).UTC())
		}
	}
	r.Submitted, r.Acted = r.Submitted.UTC(), r.Acted.UTC()
	return r
}

func TestRows(t *testing.T) {
	t.Run("say at every turn what a recomputation from the lines gives", func(t *testing.T) {
		d := openDesk(t, "2")
		special := models.Facts{Ground: "testing", Document: "T-1", Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}}
		for _, act := range []struct {
			after time.Duration
			actor models.Actor
			verb  models.Verb
			facts models.Facts
		}{
			{hour, wang, models.Receive, step("accept")},
			{hour, wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: lacking, Reasoned: true}},
			{3 * day, applicant, models.Supply, models.Facts{Materials: whole}},
			{2 * day, wang, models.Accept, accepting()},
			{hour, li, models.Claim, step("review")},
			{2 * day, li, models.StartSpecial, special},
			{9 * day, li, models.FinishSpecial, models.Facts{}},
			{hour, li, models.Approve, step("review")},
			{hour, zhao, models.Return, models.Facts{Step: "audit", Target: "review", Resume: true, Reasoned: true}},
			{9 * day, li, models.Approve, step("review")},
			{hour, zhao, models.Approve, step("audit")},
			{20 * day, sun, models.Refuse, grave("decide")},
			{hour, qian, models.Deliver, step("deliver")},
			{hour, qian, models.Close, models.Facts{}},
			{day, zhou, models.Reopen, models.Facts{Target: "audit", Reasoned: true}},
		} {
			d.now = d.now.Add(act.after)
			d.does(act.actor, act.verb, act.facts)
			require.Equal(t, utc(again(t, d)), utc(d.row()), "after %s", act.verb)
			require.Equal(t, d.out.Next.Key, d.row().ArmedKey)
		}
	})

	t.Run("a task waits for whoever has the open step, in the order that the law makes urgent", func(t *testing.T) {
		d := openDesk(t, "2")
		require.Len(t, d.tasks(), 1)
		require.True(t, d.tasks()[0].UrgentAt.Equal(midnight(4)), "the pre-review of two working days is what is urgent")
		d.does(wang, models.Receive, step("accept"))
		require.True(t, d.tasks()[0].StepDue.Equal(midnight(3)))
		require.True(t, d.tasks()[0].UrgentAt.Equal(midnight(3)))
		d.does(wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: lacking, Reasoned: true})
		require.Empty(t, d.tasks(), "the applicant is at work, not the office")
		d.does(applicant, models.Supply, models.Facts{Materials: whole})
		d.does(wang, models.Accept, accepting())
		require.Equal(t, "review", d.tasks()[0].Step)
		require.Equal(t, "handler", d.tasks()[0].Role)
		d.wakes(midnight(4))
		require.Equal(t, models.Yellow, d.tasks()[0].Level)
		d.does(applicant, models.Withdraw, models.Facts{})
		require.Empty(t, d.tasks())
	})

	t.Run("a shared step is a task for each who has not spoken, in sequence only for the next", func(t *testing.T) {
		for kind, want := range map[models.RuleKind][][]string{
			models.All: {{"li", "liu"}, {"liu"}}, models.Sequential: {{"li"}, {"liu"}},
		} {
			d := openDesk(t, models.WindowChannel)
			p := *d.office.Process
			p.Steps = append([]models.Step(nil), p.Steps...)
			p.Steps[1].Rule = models.DecisionRule{Kind: kind}
			d.office.Process = &p
			d.c().Bind(&p)
			accounts := func() []string {
				var out []string
				for _, task := range d.tasks() {
					out = append(out, task.Account)
				}
				return out
			}
			d.does(wang, models.Accept, accepting())
			require.Equal(t, want[0], accounts(), kind)
			d.does(li, models.Approve, step("review"))
			require.Equal(t, want[1], accounts(), kind)
		}
	})

	t.Run("what Load gives sleeps for what the row is armed for", func(t *testing.T) {
		d := accepted(t)
		d.wakes(midnight(4))
		loaded, err := d.act.Load(t.Context(), activities.LoadInput{Kind: models.CaseKind, Subject: "c1"})
		require.NoError(t, err)
		require.Equal(t, d.row().ArmedKey, loaded.Next.Key)
	})
}

func TestStandingClock(t *testing.T) {
	t.Run("a clock that stands because the law leaves a step out stands on the board and on the desk", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		p := officetest.Food()
		p.Steps[1].Counts = "excluded"
		d.office.Process = p
		d.c().Bind(p)
		d.does(wang, models.Accept, accepting())
		require.True(t, d.row().Stands)
		require.True(t, d.tasks()[0].Stands)
		require.False(t, d.c().Stands(), "no special procedure runs")
		d.does(li, models.Approve, step("review"))
		require.False(t, d.row().Stands)
		require.False(t, d.tasks()[0].Stands)
	})
}

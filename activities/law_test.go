package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

// stricter publishes rules that are in force from an instant on: the case warns when five days are left, and a step has
// no yellow card.
func (d *desk) stricter(from time.Time) {
	set := *d.office.Set
	set.Version, set.Effective = "stricter", from
	set.Rules = append(set.Rules[:0:0], set.Rules...)
	set.Rules[0].Warning, set.Rules[1].Yellow = clock.Left(5), clock.Threshold{}
	d.office.Former = append(d.office.Former, d.office.Set)
	d.office.Set = &set
}

// sleet closes the whole of Tuesday 03-03.
func sleet(d *desk) *clock.Calendar {
	return d.office.Cal.Overridden([]clock.Day{{Name: "雨雪停工", Date: clock.NewDate(2026, 3, 3), Off: true}})
}

func TestStaleLaw(t *testing.T) {
	// The calendar that this node knows lets the yellow card fall as 03-05 opens. Meanwhile another node has loaded one in
	// which 03-03 is off: it falls a day later.
	stale := func(t *testing.T) *desk {
		d := accepted(t)
		corrected := sleet(d)
		d.office.Published++
		d.office.OnRefresh = func() { d.office.Cal = corrected }
		return d
	}

	t.Run("no card comes from a calendar that was replaced on another node a moment ago", func(t *testing.T) {
		d := stale(t)
		d.wakes(midnight(4))
		require.Equal(t, []string{"R-T2/warning/step/review#1"}, d.marked(models.Issued))
		require.True(t, d.out.Next.At.Equal(midnight(5)))
		d.wakes(midnight(5))
		require.Contains(t, d.marked(models.Issued), yellowOfReview)
		require.Equal(t, d.office.Cal.Revision(), d.revisionOn(d.card("R-T2", models.Yellow).ID))
	})

	t.Run("a command is judged by the new calendar too, and is taken once", func(t *testing.T) {
		d := stale(t)
		d.now = midnight(4).Add(time.Hour)
		d.does(li, models.Approve, step("review"))
		require.Equal(t, []string{"submit", "accept", "warn R-T2 warning", "approve"}, d.verbs())
	})

	t.Run("the line of a changed calendar is not written by a node that does not know the calendar yet", func(t *testing.T) {
		d := stale(t)
		d.does(models.System(), models.Recalendar, models.Facts{})
		require.Equal(t, []string{"submit", "accept", "recalendar"}, d.verbs())
		require.True(t, d.out.Next.At.Equal(midnight(4)), "the warning falls a day later")
	})

	t.Run("a node that cannot learn what is in force issues nothing", func(t *testing.T) {
		d := stale(t)
		d.now = midnight(4)
		d.office.OnRefresh = func() { d.office.Published++ } // somebody publishes faster than anybody can judge
		_, err := d.act.Append(t.Context(), activities.AppendInput{State: d.states["c1"]})
		require.Error(t, err)
		require.Equal(t, []string{"submit", "accept"}, d.verbs())
	})

	t.Run("an act that lets nothing speak does not wait for the calendar", func(t *testing.T) {
		d := stale(t)
		d.does(li, models.Claim, step("review"))
		require.Equal(t, "claim", d.verbs()[2])
		require.NotEqual(t, d.office.Published, d.office.Revision())
	})
}

// revisionOn is the calendar of which the card's own line gives evidence.
func (d *desk) revisionOn(id string) string {
	lines, err := d.office.Lines(d.t.Context(), id, 1)
	require.NoError(d.t, err)
	return lines[0].Facts.Card.Revision
}

func TestChangedRules(t *testing.T) {
	t.Run("what was issued is not altered, not even a card that the new rules do not know", func(t *testing.T) {
		d := accepted(t)
		d.wakes(midnight(4))
		before := d.marked(models.Issued)
		require.Contains(t, before, yellowOfReview)
		d.stricter(midnight(5))
		d.now = midnight(5)
		d.does(models.System(), models.Recalendar, models.Facts{Ground: activities.ByRules})
		require.Subset(t, d.marked(models.Issued), before)
		require.Empty(t, d.marked(models.CardWithdrawn))
	})

	t.Run("a calendar that is corrected later judges each card by the rules that gave it", func(t *testing.T) {
		d := accepted(t)
		d.wakes(midnight(4))
		d.stricter(midnight(4).Add(time.Hour))
		d.office.Cal, d.now = sleet(d), midnight(4).Add(2*time.Hour)
		d.does(models.System(), models.Recalendar, models.Facts{})
		require.Equal(t, []string{yellowOfReview + "@6"}, d.marked(models.CardWithdrawn), "the warning was due by then all the same")
	})

	t.Run("a warning that was right when it came is not taken back because the limit was extended since (K04)", func(t *testing.T) {
		d := accepted(t)
		d.does(li, models.Approve, step("review"))
		d.wakes(midnight(10).Add(9 * hour))
		require.Contains(t, d.marked(models.Issued), "R-T1/warning/decision#1")
		d.does(zhou, models.Extend, models.Facts{Extend: 10, Reasoned: true, Document: "延1"})
		d.office.Cal = d.office.Cal.Overridden([]clock.Day{{Name: "停工", Date: clock.NewDate(2026, 3, 25), Off: true}})
		d.does(models.System(), models.Recalendar, models.Facts{})
		require.Contains(t, d.marked(models.Issued), "R-T1/warning/decision#1")
	})

	t.Run("a card is taken back if its step was done, or its clock stood, before the corrected instant, however late that is found", func(t *testing.T) {
		for _, act := range []func(*desk){
			func(d *desk) { d.does(li, models.Approve, step("review")) },
			func(d *desk) {
				d.does(li, models.StartSpecial, models.Facts{Ground: "testing", Document: "T-1", Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}})
			},
		} {
			d := accepted(t)
			d.wakes(midnight(4))
			d.now = midnight(4).Add(10 * hour)
			act(d)
			d.now = midnight(10)
			d.office.Cal = sleet(d) // the card would have fallen at the end of that day
			d.does(models.System(), models.Recalendar, models.Facts{})
			require.Contains(t, d.marked(models.CardWithdrawn)[0], yellowOfReview)
		}
	})

	t.Run("a case that has passed the new warning gets it as the rules come into force, not before and not back-dated", func(t *testing.T) {
		d := accepted(t)
		d.does(li, models.Approve, step("review"))
		d.does(zhao, models.Approve, step("audit"))
		d.wakes(midnight(6))
		require.Empty(t, d.c().Mark("R-T1/warning/decision#1"))
		d.stricter(midnight(6).Add(9 * hour)) // five days were left at the end of the 4th
		d.wakes(midnight(6).Add(10 * hour))
		require.True(t, d.c().Mark("R-T1/warning/decision#1").Due.Equal(midnight(6).Add(9*hour)))
	})

	t.Run("a step that was done before the rules came into force gets nothing from them", func(t *testing.T) {
		d := accepted(t)
		d.now = midnight(3).Add(9 * hour)
		d.does(li, models.Approve, step("review"))
		marks := d.marked(models.Issued)
		set := *d.office.Set
		set.Version, set.Effective = "stricter", midnight(5)
		set.Rules = append(set.Rules[:0:0], set.Rules...)
		set.Rules[1].Yellow = clock.Left(2) // before the first day of the step's two
		d.office.Set = &set
		d.wakes(midnight(5).Add(hour))
		require.NotContains(t, d.marked(models.Issued), yellowOfReview)
		require.Subset(t, d.marked(models.Issued), marks)
	})
}

package activities_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities/officetest"
	"mingcha/models"
)

// covers S21, S22
func TestCatchUp(t *testing.T) {
	t.Run("issues everything that was due before a command's instant, in order, and then takes the command", func(t *testing.T) {
		d := accepted(t)
		d.now = monday.Add(15 * day)
		d.does(li, models.Approve, step("review"))
		require.Equal(t, []string{
			"submit", "accept", "warn R-T2 warning", "issue_card R-T2 yellow", "issue_card R-T2 red", "warn R-T1 warning",
			"issue_card R-T1 yellow", "approve",
		}, d.verbs())
		require.Equal(t, midnight(4), d.c().Mark("R-T2/yellow/step/review#1").Due)
		require.Equal(t, midnight(11), d.c().Mark("R-T1/yellow/decision#1").Due)
	})

	t.Run("comes at exactly the due instant too late", func(t *testing.T) {
		d := accepted(t)
		d.now = midnight(4)
		d.does(li, models.Approve, step("review"))
		require.Contains(t, d.verbs(), "issue_card R-T2 yellow")
		early := accepted(t)
		early.now = midnight(4).Add(-time.Second)
		early.does(li, models.Approve, step("review"))
		require.NotContains(t, early.verbs(), "issue_card R-T2 yellow")
	})

	t.Run("a turn without a command lets speak what is due and says what comes next", func(t *testing.T) {
		d := accepted(t)
		d.wakes(midnight(3))
		require.Equal(t, "warn R-T2 warning", d.verbs()[2])
		require.Equal(t, "R-T2/yellow/step/review#1", d.out.Next.Key)
		require.True(t, d.out.Next.At.Equal(midnight(4)))
		before := len(d.verbs())
		d.wakes(midnight(3).Add(hour))
		require.Len(t, d.verbs(), before)
	})

	t.Run("silence accepts as of the day of receipt, and the promised limit counts from then (K02)", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		d.wakes(midnight(9))
		require.Equal(t, models.Accepted, d.c().Status)
		require.True(t, d.c().Deemed)
		require.True(t, d.c().Accepted.Equal(midnight(9)))
		timeline, _ := d.c().Decision.Timeline()
		require.True(t, timeline.Start.Equal(monday))
		// Five of the seven promised days are used up when silence accepts; 03-10 is the sixth, at its end the warning falls.
		d.wakes(midnight(10))
		require.Contains(t, d.verbs(), "warn R-T1 warning")
		require.NotContains(t, d.verbs(), "issue_card R-T1 yellow")
	})

	t.Run("silence after receipt opens the steps of the decision, and the system does its own at once (K02)", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		p := *d.office.Process
		p.Steps = append([]models.Step{p.Steps[0], {Key: "number", Kind: models.ServiceStep, Service: "issue_licence", Counts: "decision", After: []int{0}}}, p.Steps[1:]...)
		p.Steps[2].After, p.Steps[3].After, p.Steps[4].After, p.Steps[5].After, p.Steps[6].After = []int{1}, []int{2}, []int{3}, []int{4}, []int{5}
		d.office.Process = &p
		d.states["c1"] = models.Begin(models.CaseKind, "c2", &p)
		d.turn("c1", new(officetest.Filing("c2", models.WindowChannel, monday)))
		d.wakes(midnight(9))
		require.Equal(t, models.Done, d.c().Step("number").Phase)
		require.Equal(t, models.Open, d.c().Step("review").Phase)
	})

	t.Run("an applicant who does not supply in time lapses, and nobody gets a card for it (K02)", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		d.now = monday.Add(hour)
		d.does(wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: lacking, Reasoned: true})
		d.wakes(monday.Add(40 * day))
		require.Equal(t, models.Lapsed, d.c().Status)
		require.Equal(t, []string{"submit", "notify_supplement", "lapse"}, d.verbs())
		require.True(t, d.out.Next.At.IsZero())
	})

	t.Run("a lapsed case that is reopened gives the applicant the whole time again (K02)", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		d.does(wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: lacking, Reasoned: true})
		d.wakes(midnight(16))
		require.Equal(t, models.Lapsed, d.c().Status)
		d.now = midnight(22).Add(10 * hour) // a Monday
		d.does(zhou, models.Reopen, models.Facts{Reasoned: true})
		require.Equal(t, models.Supplement, d.c().Status)
		d.wakes(midnight(24))
		require.Equal(t, models.Supplement, d.c().Status)
		d.wakes(midnight(23 + 15)) // ten working days after 03-23, over Qingming on 04-06
		require.Equal(t, models.Lapsed, d.c().Status)
	})

	t.Run("no card falls for the weeks in which a withdrawn case was at an end", func(t *testing.T) {
		d := accepted(t)
		d.now = monday.Add(day)
		d.does(applicant, models.Withdraw, models.Facts{})
		d.now = monday.Add(22 * day)
		d.does(zhou, models.Reopen, models.Facts{Reasoned: true})
		d.wakes(d.now.Add(hour))
		require.Empty(t, d.c().Marks)
	})

	t.Run("a case that waited for years catches up in one turn", func(t *testing.T) {
		d := accepted(t)
		d.wakes(monday.AddDate(3, 0, 0))
		for _, mark := range d.c().Marks {
			require.Equal(t, 1, strings.Count(strings.Join(d.verbs(), "|"), mark.Rule+" "+mark.Level.String()), mark.Key)
		}
		require.True(t, d.out.Next.At.IsZero())
	})
}

func TestClamp(t *testing.T) {
	t.Run("an act is dated between the last one and now", func(t *testing.T) {
		d := accepted(t)
		d.now = monday.Add(3 * hour)
		d.turn("c1", new(command(li, monday.Add(-day), models.Urge, models.Facts{})))
		require.True(t, d.c().Accepted.Equal(d.c().Acted))
		d.turn("c1", new(command(li, monday.Add(day), models.Urge, models.Facts{})))
		require.True(t, d.c().Acted.Equal(d.now))
	})

	t.Run("an act that a wrong clock dated a year ahead draws no later one after it, and no card", func(t *testing.T) {
		d := accepted(t)
		d.office.HeldBy = "time_stepped"
		d.now = monday.AddDate(1, 0, 0)
		d.does(li, models.Urge, models.Facts{})
		d.office.HeldBy, d.now = "", monday.Add(2*hour)
		d.does(li, models.Approve, step("review"))
		require.True(t, d.c().Step("review").Done.Equal(monday.Add(2*hour)))
		for _, mark := range d.c().Marks {
			require.Equal(t, models.CardWithdrawn, mark.State)
		}
	})
}

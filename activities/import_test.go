package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
)

func TestImport(t *testing.T) {
	// brought imports steps that happened in the weeks before now.
	brought := func(t *testing.T, o *officetest.Office, now time.Time, steps ...models.Command) *models.Case {
		t.Helper()
		o.Time = func() time.Time { return now }
		for i := range steps {
			steps[i].Subject = "old"
		}
		state, _, err := o.Activities().Import(t.Context(), models.CaseKind, "old", activities.Steps(steps))
		require.NoError(t, err)
		return state.Case
	}

	t.Run("lets everything speak at the time it was due, between the steps that happened", func(t *testing.T) {
		o := officetest.New(nil)
		brought(t, o, monday.Add(15*day),
			officetest.Filing("old", models.WindowChannel, monday),
			command(wang, monday.Add(hour), models.Accept, accepting()),
			command(li, midnight(4).Add(9*hour), models.Approve, step("review")))
		require.Equal(t, []string{
			"submit", "accept", "warn R-T2 warning", "issue_card R-T2 yellow", "approve", "warn R-T2 warning", "issue_card R-T2 yellow",
			"warn R-T1 warning", "issue_card R-T1 yellow", "issue_card R-T2 red",
		}, o.Verbs("old"))
		lines, err := o.Lines(t.Context(), "old", 1)
		require.NoError(t, err)
		require.True(t, lines[3].Acted.Equal(midnight(4)))
		for i := 1; i < len(lines); i++ {
			require.False(t, lines[i].Recorded.Before(lines[i-1].Recorded))
		}
	})

	t.Run("never goes back: a decision clock that counts from receipt may be late already when the case is accepted", func(t *testing.T) {
		o := officetest.New(nil)
		p := officetest.Food()
		p.ClockStart, p.Deemed = models.FromReceipt, false
		o.Process = p
		c := brought(t, o, monday.Add(30*day),
			officetest.Filing("old", models.WindowChannel, monday),
			command(wang, midnight(12).Add(9*hour), models.Accept, accepting()))
		for _, m := range c.Marks {
			require.Equal(t, models.Issued, m.State, m.Key)
		}
		lines, err := o.Lines(t.Context(), "old", 1)
		require.NoError(t, err)
		for i := 1; i < len(lines); i++ {
			require.False(t, lines[i].Recorded.Before(lines[i-1].Recorded), "line %d", i+1)
		}
	})

	t.Run("a second time writes nothing", func(t *testing.T) {
		o := officetest.New(nil)
		filing := officetest.Filing("old", models.WindowChannel, monday)
		brought(t, o, monday.Add(hour), filing)
		brought(t, o, monday.Add(hour), filing)
		require.Equal(t, []string{"submit"}, o.Verbs("old"))
	})
}

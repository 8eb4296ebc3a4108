package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// covers S04, S05, S28
func TestClocksOfACard(t *testing.T) {
	// The yellow card is issued as 03-05 opens, a Thursday.
	yellow := func(t *testing.T) (*desk, string) {
		d := accepted(t)
		d.until(4)
		d.does(li, models.Approve, step("review"))
		return d, d.card("R-T2", models.Yellow).ID
	}
	wakes := func(d *desk, id string, date int) {
		d.t.Helper()
		d.now = midnight(date)
		d.turn(id, nil)
	}

	t.Run("an answer that is not put right in three working days is warned of and brings a card (R-T9)", func(t *testing.T) {
		d, id := yellow(t)
		d.answers(id, false)
		d.on(id, chen, models.ExtendCorrection, models.Facts{Reasoned: true, Extend: 1}) // 06, 09, 10, 11
		wakes(d, id, 9)
		require.Empty(t, d.spoken(id))
		wakes(d, id, 10)
		require.Equal(t, []string{"R-T9 warning"}, d.spoken(id))
		wakes(d, id, 11)
		require.Contains(t, d.spoken(id), "R-T9 yellow")
		require.Equal(t, "bureau", d.card("R-T9", models.Yellow).Unit)
	})

	t.Run("one that is put right brings none (R-T9)", func(t *testing.T) {
		d, id := yellow(t)
		d.answers(id, false)
		d.answers(id, true)
		wakes(d, id, 11)
		require.NotContains(t, d.spoken(id), "R-T9 yellow")
	})

	t.Run("an order that nobody answers brings its cards, and the ladder waits until its time is over (R-T10)", func(t *testing.T) {
		d, id := yellow(t)
		d.answers(id, true)
		require.Empty(t, d.climbs(id, midnight(9)), "an answer waits to be judged")
		d.on(id, chen, models.OrderCard, letter(id)) // three after the 10th: 11, 12, 13
		require.Empty(t, d.climbs(id, midnight(17)))
		require.Equal(t, []string{"R-T10 warning", "R-T10 yellow"}, d.spoken(id)[len(d.spoken(id))-2:])
		require.Equal(t, [][]string{{"chen"}}, d.climbs(id, midnight(20)), "five after the 13th: 16 to 20")
	})

	t.Run("an order that is answered brings none (R-T10)", func(t *testing.T) {
		d, id := yellow(t)
		d.answers(id, true)
		d.on(id, chen, models.OrderCard, letter(id))
		d.answers(id, true)
		wakes(d, id, 10)
		require.Empty(t, d.spoken(id))
	})

	t.Run("a supervisor who does not judge is late himself, and the tier above is told (R-S1)", func(t *testing.T) {
		d, id := yellow(t)
		d.answers(id, true) // five after the 5th: 06, 09, 10, 11, 12
		wakes(d, id, 12)
		require.Equal(t, []string{"R-S1 warning", "R-S1 yellow"}, d.spoken(id))
		finding := d.card("R-S1", models.Yellow)
		require.Equal(t, "stationed", finding.Unit)
		require.Empty(t, finding.Holder)
		about := d.states[finding.ID].Card
		require.Equal(t, []string{"chen", "han"}, about.Told, "the body itself and the organ above it")
		require.Equal(t, "city-organ", about.Terms.Supervisor, "the tier above judges what it answers")
	})

	t.Run("one who judges in time is not (R-S1)", func(t *testing.T) {
		d, id := yellow(t)
		d.answers(id, true)
		d.now = midnight(12).Add(-time.Second)
		d.on(id, chen, models.VerifyCard, models.Facts{})
		d.turn(id, nil)
		require.NotContains(t, d.spoken(id), "R-S1 yellow")
		require.True(t, d.out.Next.At.IsZero())
	})

	t.Run("an appeal that lies is the organ's lateness, told to the province; the unit's clocks stand meanwhile (R-S2)", func(t *testing.T) {
		d, id := yellow(t)
		d.on(id, zhou, models.AppealCard, models.Facts{Ground: "system_error", Reasoned: true}) // ten after the 5th end with the 19th
		require.Empty(t, d.climbs(id, midnight(18)))
		require.Equal(t, []string{"R-S2 warning"}, d.spoken(id))
		wakes(d, id, 19)
		finding := d.card("R-S2", models.Yellow)
		require.Equal(t, "city-organ", finding.Unit)
		require.Equal(t, []string{"han", "feng", "tang"}, d.states[finding.ID].Card.Told)
	})

	t.Run("one that is decided in time is not; the time to answer goes on where it stood (R-S2, R-T8)", func(t *testing.T) {
		d, id := yellow(t)
		d.on(id, zhou, models.AppealCard, models.Facts{Ground: "system_error", Reasoned: true})
		d.now = midnight(18).Add(10 * hour) // the 19th
		decision := letter(id)
		decision.Outcome = models.Uphold
		d.on(id, gu, models.DecideAppeal, decision)
		wakes(d, id, 19)
		require.Equal(t, []string{"R-S2 warning"}, d.spoken(id))
		require.Equal(t, clock.DateOf(midnight(24)), clock.DateOf(d.out.Next.At), "none was used: 19, 20, 23, 24, 25; the warning is a day before")
	})

	t.Run("a late answer that nobody pursues is a warning to the supervisor (R-S4)", func(t *testing.T) {
		d, id := yellow(t)
		wakes(d, id, 19) // due with the 12th; five later: 13, 16, 17, 18, 19
		require.Contains(t, d.spoken(id), "R-S4 warning")
		finding := d.card("R-S4", models.Warning)
		require.Equal(t, "stationed", finding.Unit)
	})

	t.Run("one that was ordered is pursued (R-S4)", func(t *testing.T) {
		d, id := yellow(t)
		d.now = midnight(12).Add(10 * hour)
		d.on(id, chen, models.OrderCard, letter(id))
		wakes(d, id, 19)
		require.NotContains(t, d.spoken(id), "R-S4 warning")
	})

	t.Run("a card about a supervisor has its ladder, and no rule follows it", func(t *testing.T) {
		d, id := yellow(t)
		d.answers(id, true)
		wakes(d, id, 12)
		finding := d.card("R-S1", models.Yellow).ID
		require.Equal(t, [][]string{{"han"}}, d.climbs(finding, midnight(16)))
		require.Empty(t, d.states[finding].Card.Marks)
		require.Empty(t, d.incidents())
	})
}

package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// withCard is a desk whose case has got a card of this level at its step; the card's ID comes with it. The yellow one
// falls as 03-05 opens, a Thursday, the red one as 03-07 opens, a Saturday.
func withCard(t *testing.T, level models.Level) (*desk, string) {
	d := accepted(t)
	d.wakes(midnight(6).Add(time.Minute))
	return d, d.card("R-T2", level).ID
}

// climbs lets a card catch up at an instant and answers with whom each new rung told.
func (d *desk) climbs(id string, at time.Time) [][]string {
	d.t.Helper()
	d.now = at
	before := d.states[id].Card.N
	d.turn(id, nil)
	lines, err := d.office.Lines(d.t.Context(), id, before+1)
	require.NoError(d.t, err)
	var told [][]string
	for _, l := range lines {
		if l.Verb == models.Climb {
			told = append(told, l.Facts.Card.Told)
		}
	}
	return told
}

// covers S27, S28
func TestClimb(t *testing.T) {
	t.Run("an unopened yellow card goes to the stationed body, the organ, the next tier: each rung once, in order", func(t *testing.T) {
		d, id := withCard(t, models.Yellow)
		// It was issued with the red one on 03-07, a Saturday: 09 is its first working day. Two after 03-10: 11, 12. Three
		// after 03-13: 16, 17, 18.
		require.Empty(t, d.climbs(id, midnight(9).Add(-time.Second)))
		require.Equal(t, [][]string{{"chen"}}, d.climbs(id, midnight(9)))
		require.Empty(t, d.climbs(id, midnight(9).Add(time.Hour)))
		require.Equal(t, [][]string{{"han"}}, d.climbs(id, midnight(12)))
		require.Equal(t, [][]string{{"tang"}}, d.climbs(id, midnight(18)))
		require.Empty(t, d.climbs(id, midnight(30)))
		require.Equal(t, []string{"chen", "han", "tang"}, d.told("climb"))
	})

	t.Run("an opened one waits five working days for its answer", func(t *testing.T) {
		d, id := withCard(t, models.Yellow)
		opened := command(zhou, midnight(8).Add(10*hour), models.OpenCard, models.Facts{})
		opened.Subject, d.now = id, midnight(8).Add(10*hour)
		require.Nil(t, d.turn(id, &opened).Refused)
		require.Empty(t, d.climbs(id, midnight(13).Add(-time.Second)))
		require.Equal(t, [][]string{{"chen"}}, d.climbs(id, midnight(13)))
	})

	t.Run("a red card climbs from the leader to the province and no further", func(t *testing.T) {
		d, id := withCard(t, models.Red)
		// Three after 03-07: 09, 10, 11. Three after 03-12: 13, 16, 17. Three after 03-18: 19, 20, 23.
		require.Equal(t, [][]string{{"feng"}}, d.climbs(id, midnight(11)))
		require.Equal(t, [][]string{{"tang"}}, d.climbs(id, midnight(17)))
		require.Equal(t, [][]string{nil}, d.climbs(id, midnight(23)), "there is no tier above the province")
		require.True(t, d.states[id].Card.Top)
		require.Empty(t, d.climbs(id, midnight(23).AddDate(1, 0, 0)))
		require.Empty(t, d.incidents())
	})

	t.Run("missed rungs are climbed in order after an outage, each with its own due instant", func(t *testing.T) {
		d, id := withCard(t, models.Red)
		require.Equal(t, [][]string{{"feng"}, {"tang"}, nil}, d.climbs(id, midnight(31)))
		lines, err := d.office.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		var due []time.Time
		for _, l := range lines {
			if l.Verb == models.Climb {
				due = append(due, l.Facts.Card.Due)
			}
		}
		require.Len(t, due, 3)
		require.True(t, due[0].Equal(midnight(11)))
		require.True(t, due[1].Before(due[2]))
	})

	t.Run("a rung with nobody appointed is an incident and passes on at once", func(t *testing.T) {
		d, id := withCard(t, models.Red)
		delete(d.office.Staff, "city-organ/supervision_leader")
		require.Equal(t, [][]string{nil, {"tang"}}, d.climbs(id, midnight(11)))
		require.Len(t, d.incidents(), 1)
		require.Equal(t, "empty_rung/"+id+"/rung/1", d.incidents()[0].ID)
		require.Equal(t, "zhou", d.incidents()[0].Holder)
		reached, err := d.act.Reached(t.Context(), id, 1)
		require.NoError(t, err)
		require.False(t, reached)
		d.office.Staff["city-organ/supervision_leader"] = []string{"feng"}
		reached, err = d.act.Reached(t.Context(), id, 1)
		require.NoError(t, err)
		require.True(t, reached)
	})

	t.Run("an answer stops the climb, opens the card if nobody had, and cannot be given twice", func(t *testing.T) {
		d, id := withCard(t, models.Red)
		d.now = midnight(8).Add(10 * hour)
		answer := command(zhou, d.now, models.AnswerCard, models.Facts{Reasoned: true, Ground: "workload"})
		answer.Subject = id
		empty := command(zhou, d.now, models.AnswerCard, models.Facts{})
		empty.Subject = id
		require.Len(t, d.turn(id, &empty).Refused.Faults, 2)
		require.Nil(t, d.turn(id, &answer).Refused)
		require.Equal(t, "R-T9/warning/correction#1", d.out.Next.Key, "what it has not put right yet is the next to fall due")
		answer.ID = "once more"
		require.Equal(t, "not_in_status", d.turn(id, &answer).Refused.Reason)
		later := command(feng, d.now, models.OpenCard, models.Facts{})
		later.Subject = id
		require.Nil(t, d.turn(id, &later).Refused)
		require.Equal(t, models.CardAnswered, d.states[id].Card.Status, "to look at it later does not take the answer away")
		require.Empty(t, d.climbs(id, midnight(31)))
	})

	t.Run("an answer that is late brings its own signals, the red one to the unit's head (R-T8)", func(t *testing.T) {
		d, id := withCard(t, models.Red)
		d.climbs(id, midnight(24))
		var levels []models.Level
		for _, m := range d.states[id].Card.Marks[:3] {
			require.Equal(t, "R-T8", m.Rule)
			levels = append(levels, m.Level)
		}
		require.Equal(t, []models.Level{models.Warning, models.Yellow, models.Red}, levels)
		about := d.states[d.states[id].Card.Marks[2].ID].Card
		require.Equal(t, models.CardKind, about.About.Kind)
		require.Contains(t, about.Told, "zhou")
		require.Empty(t, about.Marks)
	})

	t.Run("while the brake holds nobody is told, and afterwards the rungs come in order", func(t *testing.T) {
		d, id := withCard(t, models.Red)
		d.office.HeldBy = "time_differs"
		require.Empty(t, d.climbs(id, midnight(18)))
		require.True(t, d.out.Held)
		d.office.HeldBy = ""
		require.Equal(t, [][]string{{"feng"}, {"tang"}}, d.climbs(id, midnight(18)))
	})

	t.Run("a red card about a card that rests on a calendar which is not published waits for a named person (R-T8)", func(t *testing.T) {
		for _, verb := range []models.Verb{models.ReleaseCard, models.DropCard} {
			d := openDeskAt(t, models.WindowChannel, time.Date(2027, 6, 1, 9, 0, 0, 0, clock.Zone))
			d.wakes(d.now.AddDate(0, 0, 4))
			id := d.card("R-T2", models.Yellow).ID
			d.climbs(id, d.now.AddDate(0, 1, 0))
			red := d.states[id].Card.Marks[2]
			require.Equal(t, models.Withheld, red.State)
			cmd := command(feng, d.now, verb, releasing(red.Key))
			cmd.Subject = id
			require.Nil(t, d.turn(id, &cmd).Refused)
			require.Equal(t, verb == models.ReleaseCard, d.states[red.ID].Card != nil)
		}
	})
}

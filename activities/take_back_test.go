package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// late lets the case wake at an instant and then brings an act that was done before it but was still on its way.
func (d *desk) late(woken, acted time.Time, actor models.Actor, verb models.Verb, facts models.Facts) {
	d.t.Helper()
	d.wakes(woken)
	require.Nil(d.t, d.turn("c1", new(command(actor, acted, verb, facts))).Refused)
}

// covers S28
func TestActOnItsWay(t *testing.T) {
	special := models.Facts{Ground: "testing", Document: "T-1", Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}}
	extend := models.Facts{Extend: 10, Reasoned: true, Document: "E-1"}
	back := models.Facts{Step: "audit", Target: "review", Reasoned: true}

	for _, v := range []struct {
		name   string
		before func(*desk)
		actor  models.Actor
		verb   models.Verb
		facts  models.Facts
		woken  time.Time // a card falls at this instant
		rule   string
		again  bool // the threshold has only moved
	}{
		{"an approval takes the card of its step back", nil, li, models.Approve, step("review"), midnight(4), "R-T2", false},
		{"a withdrawal takes the card of the step that was open back", nil, applicant, models.Withdraw, models.Facts{}, midnight(4), "R-T2", false},
		{"a return takes the card of the step it leaves back, although its clock is gone", func(d *desk) { d.does(li, models.Approve, step("review")) }, zhao, models.Return, back, midnight(4), "R-T2", false},
		{"a special procedure that began before takes the card back: the clock stands (K08)", nil, li, models.StartSpecial, special, midnight(4), "R-T2", true},
		{"an extension granted before takes the promised card back: the clock is longer (K04)", nil, zhou, models.Extend, extend, midnight(11), "R-T1", true},
	} {
		t.Run(v.name, func(t *testing.T) {
			d := accepted(t)
			if v.before != nil {
				v.before(d)
			}
			d.late(v.woken.Add(time.Minute), v.woken.Add(-time.Minute), v.actor, v.verb, v.facts)
			var taken []models.Mark
			for _, m := range d.c().Marks {
				if m.State == models.CardWithdrawn {
					taken = append(taken, m)
				} else {
					require.True(t, m.Due.Before(v.woken), m.Key)
				}
			}
			require.Len(t, taken, 1)
			require.Equal(t, v.rule, taken[0].Rule)
			require.Equal(t, models.Yellow, taken[0].Level)
			require.Len(t, d.out.Tell, 1)
			require.Equal(t, taken[0].ID, d.out.Tell[0].Command.Subject)
			if !v.again {
				return
			}
			if v.verb == models.StartSpecial {
				d.now = midnight(5).Add(10 * hour)
				d.does(li, models.FinishSpecial, models.Facts{})
			}
			d.wakes(midnight(29))
			speaks := 0
			for _, m := range d.c().Marks {
				if m.Rule == v.rule && m.Level == models.Yellow && m.Clock == taken[0].Clock {
					speaks++
				}
			}
			require.Equal(t, 2, speaks, "it speaks again when its new instant has come")
		})
	}

	t.Run("an act that comes after the due instant takes nothing back", func(t *testing.T) {
		d := accepted(t)
		d.late(midnight(4).Add(2*time.Minute), midnight(4).Add(time.Minute), li, models.Approve, step("review"))
		require.Equal(t, models.Issued, d.c().Mark("R-T2/yellow/step/review#1").State)
		require.Empty(t, d.out.Tell)
	})

	t.Run("an urge on its way changes nothing", func(t *testing.T) {
		d := accepted(t)
		d.late(midnight(4).Add(time.Minute), midnight(4).Add(-time.Minute), applicant, models.Urge, models.Facts{})
		require.Equal(t, models.Issued, d.c().Mark("R-T2/yellow/step/review#1").State)
	})

	t.Run("a warning that is taken back keeps its row's evidence, unit and path", func(t *testing.T) {
		d := accepted(t)
		d.late(midnight(3).Add(time.Minute), midnight(3).Add(-time.Minute), li, models.Approve, step("review"))
		row := d.card("R-T2", models.Warning)
		require.Equal(t, models.CardWithdrawn, row.State)
		require.Equal(t, models.ActOnItsWay, row.Cause)
		require.Equal(t, "bureau", row.Unit)
		require.Equal(t, "/44/4419/", row.Path)
		require.Equal(t, "2026.1", row.Version)
		require.Empty(t, d.out.Tell)
	})

	t.Run("the card itself is told, and rests", func(t *testing.T) {
		d := accepted(t)
		d.late(midnight(4).Add(time.Minute), midnight(4).Add(-time.Minute), li, models.Approve, step("review"))
		message := d.out.Tell[0].Command
		require.Nil(t, d.turn(message.Subject, &message).Refused)
		card := d.states[message.Subject].Card
		require.Equal(t, models.CardRevoked, card.Status)
		require.True(t, d.out.Next.At.IsZero())
		require.Equal(t, models.CardWithdrawn, d.card("R-T2", models.Yellow).State)
		require.NotNil(t, d.turn(message.Subject, new(models.Command{ID: "again", Subject: message.Subject, Verb: models.WithdrawCard, Actor: models.System(), Facts: message.Facts})).Refused)
	})

	t.Run("an answer on its way takes back the card that was issued for its lateness (R-T8)", func(t *testing.T) {
		d := accepted(t)
		d.wakes(midnight(4)) // Wednesday's end: the feedback is due five working days after Thursday, at the end of 03-12
		id := d.card("R-T2", models.Yellow).ID
		d.now = midnight(12).Add(time.Minute)
		d.turn(id, nil)
		require.NotNil(t, d.states[id].Card.Marks)
		answer := command(zhou, midnight(12).Add(-time.Minute), models.AnswerCard, models.Facts{Reasoned: true, Ground: "workload"})
		answer.Subject = id
		require.Nil(t, d.turn(id, &answer).Refused)
		states := map[models.Level]models.MarkState{}
		for _, m := range d.states[id].Card.Marks {
			states[m.Level] = m.State
		}
		require.Equal(t, map[models.Level]models.MarkState{models.Warning: models.Issued, models.Yellow: models.CardWithdrawn}, states)
		require.Equal(t, models.CardAnswered, d.states[id].Card.Status)
		require.Len(t, d.out.Tell, 1)
	})
}

func TestRecalendar(t *testing.T) {
	// holiday makes 03-04 and 03-05 days off, too late: the cards of that week have fallen.
	holiday := func(d *desk, woken time.Time) {
		d.wakes(woken)
		d.office.Cal = d.office.Cal.Overridden([]clock.Day{
			{Name: "停工", Date: clock.NewDate(2026, 3, 4), Off: true}, {Name: "停工", Date: clock.NewDate(2026, 3, 5), Off: true},
		})
		d.does(models.System(), models.Recalendar, models.Facts{Document: d.office.Cal.Revision()})
	}

	t.Run("takes back what a corrected calendar has moved into the future, and it speaks again then (R-T2)", func(t *testing.T) {
		d := accepted(t)
		holiday(d, midnight(4).Add(hour))
		// 03-03 is the first day, 03-06 the second now: the yellow card waits for its end.
		require.Nil(t, d.c().Mark("R-T2/yellow/step/review#1"))
		require.Equal(t, models.CalendarCorrected, d.office.Batches[len(d.office.Batches)-1].Lines[1].Facts.Card.Cause)
		require.True(t, d.out.Next.At.Equal(midnight(6)))
		d.wakes(midnight(6))
		require.Equal(t, models.Issued, d.c().Mark("R-T2/yellow/step/review#1").State)
	})

	t.Run("takes back the card of a step that was done before its corrected instant (R-T2)", func(t *testing.T) {
		d := accepted(t)
		d.now = midnight(5).Add(10 * hour) // 03-06, an hour after the yellow and two days before the red card
		d.does(li, models.Approve, step("review"))
		holiday(d, d.now.Add(hour))
		yellow := d.card("R-T2", models.Yellow)
		for _, m := range d.c().Marks {
			if m.ID == yellow.ID {
				require.Equal(t, models.CardWithdrawn, m.State)
			}
		}
	})

	t.Run("takes back the card of a case that has ended meanwhile, and its record shows it (S24)", func(t *testing.T) {
		d := accepted(t)
		d.wakes(midnight(4).Add(hour))
		yellow := d.card("R-T2", models.Yellow)
		d.now = d.now.Add(hour)
		d.does(applicant, models.Withdraw, models.Facts{})
		require.True(t, d.c().Status.Ended())
		holiday(d, midnight(11))
		require.Equal(t, []string{"recalendar", "withdraw_card R-T2 yellow"}, d.verbs()[len(d.verbs())-2:])
		require.Len(t, d.out.Tell, 1)
		require.Equal(t, yellow.ID, d.out.Tell[0].Command.Subject)
		require.True(t, d.out.Next.At.IsZero(), "an ended case sleeps for nothing")
	})

	t.Run("leaves alone what was due under either calendar", func(t *testing.T) {
		d := accepted(t)
		holiday(d, midnight(9))
		require.Equal(t, models.Issued, d.c().Mark("R-T2/yellow/step/review#1").State)
	})

	t.Run("takes back a withheld red card that the published calendar moves into the future", func(t *testing.T) {
		d := accepted(t)
		d.office.HeldBy = "time_differs"
		d.wakes(midnight(4).Add(hour))
		d.office.HeldBy = ""
		holiday(d, midnight(4).Add(2*hour))
		require.Nil(t, d.c().Mark("R-T2/yellow/step/review#1"))
		require.Equal(t, models.CardWithdrawn, d.card("R-T2", models.Yellow).State)
		require.Empty(t, d.out.Tell, "it never began, so there is nobody to tell")
	})
}

package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// The people who watch: the stationed supervisor and a second one of the organ.
var (
	chen = models.Actor{Account: "chen", Role: "stationed_supervisor", Unit: "stationed", Path: "/44/4419/"}
	gu   = models.Actor{Account: "gu", Role: "supervisor", Unit: "city-organ", Path: "/44/4419/"}
)

// letter is what a grave command on a card wants to be given.
func letter(id string) models.Facts {
	return models.Facts{
		Ground: "system_error", Reasoned: true, Document: "1", Planned: clock.Limit{N: 3, Unit: clock.UnitWorkday}, Extend: 2,
		Card: &models.CardFacts{ID: id},
	}
}

// on lets somebody act on a card now.
func (d *desk) on(id string, actor models.Actor, verb models.Verb, facts models.Facts) {
	d.t.Helper()
	cmd := command(actor, d.now, verb, facts)
	cmd.Subject = id
	require.Nil(d.t, d.turn(id, &cmd).Refused)
}

// deliver carries the messages of the last turn, and those they give rise to, to where they belong.
func (d *desk) deliver() {
	d.t.Helper()
	for tell := d.out.Tell; len(tell) > 0; tell = tell[1:] {
		tell = append(tell, d.turn(tell[0].Command.Subject, new(tell[0].Command)).Tell...)
	}
}

// until lets the case wake at each midnight up to one of March, and carries what it tells.
func (d *desk) until(date int) {
	d.t.Helper()
	for n := 3; n <= date; n++ {
		if midnight(n).After(d.now) {
			d.wakes(midnight(n))
			d.deliver()
		}
	}
}

func (d *desk) mark(id string) models.Mark {
	for _, m := range d.c().Marks {
		if m.ID == id {
			return m
		}
	}
	return models.Mark{}
}

// answers lets the unit's head answer a card now.
func (d *desk) answers(id string, corrected bool) {
	d.t.Helper()
	d.on(id, zhou, models.AnswerCard, models.Facts{Reasoned: true, Ground: "oversight", Corrected: corrected})
}

// spoken lists the signals that stand on a card.
func (d *desk) spoken(id string) []string {
	var out []string
	for _, m := range d.states[id].Card.Marks {
		if m.Stands() {
			out = append(out, m.Rule+" "+m.Level.String())
		}
	}
	return out
}

// covers S28
func TestSupersede(t *testing.T) {
	both := func(t *testing.T) (d *desk, yellow, red string) {
		d = accepted(t)
		d.until(4)
		yellow = d.card("R-T2", models.Yellow).ID
		d.until(6)
		return d, yellow, d.card("R-T2", models.Red).ID
	}

	t.Run("a red card takes the place of the yellow one of the same rule on the same clock (R-T2)", func(t *testing.T) {
		d, yellow, red := both(t)
		require.Equal(t, models.CardSuperseded, d.states[yellow].Card.Status)
		require.Equal(t, red, d.card("R-T2", models.Yellow).SupersededBy)
		require.Equal(t, red, d.mark(yellow).By)
		require.Equal(t, yellow, d.states[red].Card.Facts.Supersedes)
		require.True(t, d.states[yellow].Card.Resting())
		require.Empty(t, d.climbs(yellow, midnight(31)))
	})

	t.Run("whoever finds the lines on record tells it again, and twice is once", func(t *testing.T) {
		d, yellow, _ := both(t)
		out, err := d.act.Load(t.Context(), activities.LoadInput{Kind: models.CaseKind, Subject: "c1"})
		require.NoError(t, err)
		require.Len(t, out.Tell, 1)
		require.Equal(t, models.SupersedeCard, out.Tell[0].Command.Verb)
		before := d.states[yellow].Card.N
		d.turn(yellow, &out.Tell[0].Command)
		require.Equal(t, before, d.states[yellow].Card.N)
	})

	t.Run("a card that was verified before stays verified", func(t *testing.T) {
		d := accepted(t)
		d.until(4)
		yellow := d.card("R-T2", models.Yellow).ID
		d.answers(yellow, true)
		d.on(yellow, chen, models.VerifyCard, models.Facts{})
		d.until(6)
		require.Equal(t, models.CardVerified, d.states[yellow].Card.Status)
	})

	t.Run("the yellow one stands again when a corrected calendar takes the red one back", func(t *testing.T) {
		d, yellow, red := both(t)
		d.office.Cal = d.office.Cal.Overridden([]clock.Day{{Name: "停工", Date: clock.NewDate(2026, 3, 6), Off: true}})
		d.does(models.System(), models.Recalendar, models.Facts{Ground: "calendar"})
		require.Equal(t, models.CardWithdrawn, d.mark(red).State)
		d.deliver()
		require.Equal(t, models.CardRevoked, d.states[red].Card.Status)
		require.Equal(t, models.CardDelivered, func() models.CardStatus {
			d.on(yellow, zhou, models.OpenCard, models.Facts{})
			return d.states[yellow].Card.Status
		}())
		require.Empty(t, d.mark(yellow).By)
		out, err := d.act.Load(t.Context(), activities.LoadInput{Kind: models.CaseKind, Subject: "c1"})
		require.NoError(t, err)
		for _, m := range out.Tell {
			require.NotEqual(t, models.SupersedeCard, m.Command.Verb, "messages may overtake one another: what was given back is not taken")
		}
	})
}

// covers S28
func TestWithdrawnByAPerson(t *testing.T) {
	withdrawn := func(t *testing.T, ground string) (*desk, string) {
		d := accepted(t)
		d.until(4)
		id := d.card("R-T2", models.Yellow).ID
		facts := letter(id)
		facts.Ground = ground
		d.on(id, han, models.WithdrawCard, facts)
		return d, id
	}

	t.Run("is told back to the case: the mark settles, the threshold does not speak again (R-T2)", func(t *testing.T) {
		d, id := withdrawn(t, "force_majeure")
		require.Equal(t, models.Issued, d.mark(id).State)
		d.deliver()
		require.Equal(t, models.CardWithdrawn, d.mark(id).State)
		require.Equal(t, "R-T2/yellow/step/review#1", d.mark(id).Key)
		require.Equal(t, models.Warning, d.row().Level, "it leaves the level of the case")
		row := d.card("R-T2", models.Yellow)
		require.Equal(t, []any{models.CardWithdrawn, "force_majeure", models.AwaitsNothing}, []any{row.State, row.Cause, row.Awaits})
		d.does(models.System(), models.Recalendar, models.Facts{Ground: "calendar"})
		d.wakes(midnight(5))
		require.NotContains(t, d.marked(models.Issued), "R-T2/yellow/step/review#1")
	})

	t.Run("for the calendar's sake lets the threshold speak again once the calendar is corrected", func(t *testing.T) {
		d, id := withdrawn(t, models.CalendarError)
		d.deliver()
		d.wakes(d.now.Add(time.Minute))
		require.NotContains(t, d.marked(models.Issued), "R-T2/yellow/step/review#1")
		d.office.Cal = d.office.Cal.Overridden([]clock.Day{{Name: "停工", Date: clock.NewDate(2026, 3, 4), Off: true}})
		d.does(models.System(), models.Recalendar, models.Facts{Ground: "calendar"})
		d.wakes(midnight(5))
		require.Contains(t, d.marked(models.Issued), "R-T2/yellow/step/review#1")
		require.NotEqual(t, id, d.card("R-T2", models.Yellow).ID)
	})

	t.Run("a run that broke off tells it when it comes back", func(t *testing.T) {
		d, id := withdrawn(t, "system_error")
		out, err := d.act.Load(t.Context(), activities.LoadInput{Kind: models.CardKind, Subject: id})
		require.NoError(t, err)
		require.Len(t, out.Tell, 1)
		require.Equal(t, models.CardSettled, out.Tell[0].Command.Verb)
		require.Equal(t, "c1", out.Tell[0].Command.Subject)
	})

	t.Run("a corrected calendar still takes back a card that was verified", func(t *testing.T) {
		d := accepted(t)
		d.until(4)
		id := d.card("R-T2", models.Yellow).ID
		d.answers(id, true)
		d.on(id, chen, models.VerifyCard, models.Facts{})
		d.office.Cal = d.office.Cal.Overridden([]clock.Day{{Name: "停工", Date: clock.NewDate(2026, 3, 4), Off: true}})
		d.does(models.System(), models.Recalendar, models.Facts{Ground: "calendar"})
		d.deliver()
		require.Equal(t, models.CardRevoked, d.states[id].Card.Status)
		require.Equal(t, models.CalendarCorrected, d.card("R-T2", models.Yellow).Cause)
	})
}

// covers S28
func TestDowngraded(t *testing.T) {
	d := accepted(t)
	d.until(6)
	red := d.card("R-T2", models.Red).ID
	d.on(red, zhou, models.AppealCard, models.Facts{Ground: "system_error", Reasoned: true})
	require.Equal(t, []string{"feng", "han"}, d.told("appeal_card"))
	lower := letter(red)
	lower.Outcome = models.Downgrade
	d.on(red, feng, models.DecideAppeal, lower)
	d.deliver()
	require.Equal(t, models.Yellow, d.mark(red).Grade())
	require.Equal(t, models.Yellow, d.row().Level)
	row := d.card("R-T2", models.Yellow)
	require.Equal(t, []any{red, models.Red, models.Yellow}, []any{row.ID, row.IssuedLevel, row.Level})
}

// covers S28
func TestReleasedByHand(t *testing.T) {
	byHand := func(t *testing.T) (*desk, models.Mark) {
		d := accepted(t)
		set := *d.office.Set
		set.Rules = append([]supervision.Rule(nil), set.Rules...)
		for i := range set.Rules {
			if set.Rules[i].Code == "R-T2" {
				set.Rules[i].Issue = supervision.ByHand
			}
		}
		d.office.Set = &set
		d.until(4)
		for _, m := range d.c().Marks {
			if m.Level == models.Yellow {
				return d, m
			}
		}
		require.Fail(t, "no yellow card")
		return nil, models.Mark{}
	}

	t.Run("a rule that is issued by hand waits for a named person, and the supervisors know (R-T2)", func(t *testing.T) {
		d, m := byHand(t)
		require.Equal(t, models.Withheld, m.State)
		row := d.card("R-T2", models.Yellow)
		require.Equal(t, activities.AwaitsRelease, row.Cause)
		require.Equal(t, []string{"chen", "han"}, d.told(activities.AwaitsRelease))
		require.False(t, d.out.Held, "nothing looks again: a person does")
	})

	t.Run("who released it does not decide on its appeal", func(t *testing.T) {
		d, m := byHand(t)
		d.does(han, models.ReleaseCard, releasing(m.Key))
		card := d.states[m.ID].Card
		require.Equal(t, "han", card.Facts.By.Account)
		require.Equal(t, "stationed", card.Terms.Supervisor)
		d.on(m.ID, zhou, models.AppealCard, models.Facts{Ground: "system_error", Reasoned: true})
		decision := letter(m.ID)
		decision.Outcome = models.Uphold
		cmd := command(han, d.now, models.DecideAppeal, decision)
		cmd.Subject = m.ID
		require.Equal(t, "second_person", d.turn(m.ID, &cmd).Refused.Reason)
		d.on(m.ID, gu, models.DecideAppeal, decision)
	})

	t.Run("what is dropped is never a card", func(t *testing.T) {
		d, m := byHand(t)
		d.does(feng, models.DropCard, releasing(m.Key))
		require.Nil(t, d.states[m.ID].Card)
		require.Equal(t, models.Dropped, d.card("R-T2", models.Yellow).State)
	})
}

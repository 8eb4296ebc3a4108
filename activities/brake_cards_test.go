package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

func (d *desk) marked(state models.MarkState) []string {
	var keys []string
	for _, m := range d.c().Marks {
		if m.State == state {
			keys = append(keys, m.Key)
		}
	}
	return keys
}

func releasing(key string) models.Facts {
	return models.Facts{Card: &models.CardFacts{Key: key}, Reasoned: true, Ground: "核实"}
}

const (
	yellowOfReview = "R-T2/yellow/step/review#1"
	redOfDecision  = "R-T1/red/decision#1"
)

func TestWithheld(t *testing.T) {
	withheld := func(t *testing.T) *desk {
		d := accepted(t)
		d.office.HeldBy = "time_differs"
		d.wakes(midnight(4).Add(hour))
		return d
	}

	t.Run("signals wait while the brake holds: no card begins, nobody is told", func(t *testing.T) {
		d := withheld(t)
		require.Equal(t, []string{"R-T2/warning/step/review#1", yellowOfReview}, d.marked(models.Withheld))
		require.Empty(t, d.out.Cards)
		require.Empty(t, d.office.Notices())
		require.True(t, d.out.Held)
		require.True(t, d.row().Withheld)
		require.Equal(t, models.NoLevel, d.row().Level)
		require.Equal(t, "time_differs", d.card("R-T2", models.Yellow).Cause)
	})

	t.Run("a subject with something withheld looks again while the brake holds, and then no more", func(t *testing.T) {
		d := withheld(t)
		d.wakes(midnight(4).Add(2 * hour))
		require.True(t, d.out.Held)
		d.office.HeldBy = ""
		d.wakes(midnight(4).Add(3 * hour))
		require.False(t, d.out.Held)
		require.Len(t, d.marked(models.Withheld), 2, "what was rightly due waits for a named person")
	})

	t.Run("what the law attaches to an instant waits too, and is done when time is trusted again (K02)", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		d.office.HeldBy = "time_stepped"
		d.wakes(midnight(10))
		require.Equal(t, models.Received, d.c().Status)
		require.True(t, d.out.Held)
		d.office.HeldBy = ""
		d.wakes(midnight(10).Add(hour))
		require.Equal(t, models.Accepted, d.c().Status)
		require.True(t, d.c().Accepted.Equal(midnight(9)))
	})

	t.Run("a named person releases it with a reason, and it becomes the card that it would have been", func(t *testing.T) {
		d := withheld(t)
		d.office.HeldBy = ""
		d.now = midnight(5)
		require.Equal(t, "faulty_fields", d.says(han, models.ReleaseCard, models.Facts{Card: &models.CardFacts{Key: yellowOfReview}}).Reason)
		d.does(han, models.ReleaseCard, releasing(yellowOfReview))
		require.Equal(t, models.Issued, d.c().Mark(yellowOfReview).State)
		require.Len(t, d.out.Cards, 1)
		card := d.states[d.out.Cards[0]].Card
		require.Equal(t, "2026.1", card.Facts.Version)
		require.True(t, card.Facts.Due.Equal(midnight(4)))
		require.NotNil(t, card.Facts.Counted)
		require.Equal(t, []string{"li", "liu", "zhou", "zhao"}, card.Told)
		require.Equal(t, "card_not_withheld", d.says(han, models.ReleaseCard, releasing(yellowOfReview)).Reason)
		row := d.card("R-T2", models.Yellow)
		require.Equal(t, models.Issued, row.State)
		require.Equal(t, "bureau", row.Unit)
	})

	t.Run("a warning that is released is a row and a notice, no card", func(t *testing.T) {
		d := withheld(t)
		d.office.HeldBy = ""
		d.does(han, models.ReleaseCard, releasing("R-T2/warning/step/review#1"))
		require.Empty(t, d.out.Cards)
		require.Len(t, d.office.Notices(), 3) // both handlers and the window
	})

	t.Run("a named person drops it with a reason: it is gone, and never comes again", func(t *testing.T) {
		d := withheld(t)
		d.office.HeldBy = ""
		require.Equal(t, "faulty_fields", d.says(feng, models.DropCard, models.Facts{Card: &models.CardFacts{Key: yellowOfReview}}).Reason)
		d.does(feng, models.DropCard, releasing(yellowOfReview))
		require.Equal(t, models.Dropped, d.card("R-T2", models.Yellow).State)
		require.Equal(t, "bureau", d.card("R-T2", models.Yellow).Unit)
		d.wakes(midnight(5))
		require.Equal(t, models.Dropped, d.c().Mark(yellowOfReview).State)
		require.Empty(t, d.out.Cards)
	})
}

// covers S28
func TestJumpingClock(t *testing.T) {
	for _, v := range []struct {
		name string
		jump func(*desk)
	}{
		{"a day ahead", func(d *desk) { d.now = d.now.Add(day) }},
		{"a year ahead", func(d *desk) { d.now = d.now.AddDate(1, 0, 0) }},
		{"an hour back", func(d *desk) { d.now = d.now.Add(-hour) }},
	} {
		t.Run("the machine's clock "+v.name+" gives no wrong card and loses none", func(t *testing.T) {
			d := accepted(t)
			d.wakes(midnight(3).Add(hour))
			right := d.now
			d.office.HeldBy = "time_stepped"
			v.jump(d)
			d.turn("c1", nil)
			require.NotContains(t, d.marked(models.Issued), yellowOfReview)
			d.office.HeldBy, d.now = "", right
			d.turn("c1", nil)
			require.Empty(t, d.marked(models.Withheld), "what is not due yet is taken back by rule")
			require.Equal(t, []string{"R-T2/warning/step/review#1"}, d.marked(models.Issued))
			d.wakes(midnight(4))
			require.Contains(t, d.marked(models.Issued), yellowOfReview)
			d.wakes(midnight(11))
			require.Equal(t, []string{
				"R-T2/warning/step/review#1", yellowOfReview, "R-T2/red/step/review#1", "R-T1/warning/decision#1", "R-T1/yellow/decision#1",
			}, d.marked(models.Issued))
		})
	}

	t.Run("a machine that started a year ahead and was put right takes its cards back", func(t *testing.T) {
		d := accepted(t)
		right := d.now
		d.wakes(d.now.AddDate(1, 0, 0)) // nothing shows that this is wrong
		require.Contains(t, d.marked(models.Issued), redOfDecision)
		d.wakes(right.Add(hour))
		require.Empty(t, d.marked(models.Issued))
		require.Len(t, d.out.Tell, 4, "two cards of the step and two of the case")
		d.wakes(midnight(11))
		require.Contains(t, d.marked(models.Issued), "R-T1/yellow/decision#1")
	})
}

func TestProvisional(t *testing.T) {
	t.Run("a red card that rests on a calendar which is not published waits, yellow does not (R-T1)", func(t *testing.T) {
		d := openDeskAt(t, models.WindowChannel, time.Date(2026, 12, 22, 9, 0, 0, 0, clock.Zone)) // a Tuesday
		d.does(wang, models.Accept, accepting())
		// Provisionally every Monday to Friday counts: 20 days after 12-22 end on 2027-01-19.
		require.True(t, d.row().Provisional)
		d.wakes(d.now.AddDate(0, 1, 0))
		require.Contains(t, d.marked(models.Issued), "R-T1/yellow/decision#1")
		require.Equal(t, []string{redOfDecision}, d.marked(models.Withheld))
		require.Equal(t, "calendar_not_published", d.card("R-T1", models.Red).Cause)
		require.True(t, d.card("R-T1", models.Red).Due.Equal(clock.NewDate(2027, 1, 20).Opens()))
		require.False(t, d.card("R-T1", models.Yellow).Provisional, "the last day of December is known")
	})

	t.Run("it is released or dropped by a named person", func(t *testing.T) {
		for _, verb := range []models.Verb{models.ReleaseCard, models.DropCard} {
			d := openDeskAt(t, models.WindowChannel, time.Date(2026, 12, 22, 9, 0, 0, 0, clock.Zone))
			d.does(wang, models.Accept, accepting())
			d.wakes(d.now.AddDate(0, 1, 0))
			d.does(feng, verb, releasing(redOfDecision))
			require.Equal(t, verb == models.ReleaseCard, len(d.out.Cards) == 1, verb)
			require.Empty(t, d.marked(models.Withheld))
		}
	})

	t.Run("an applicant does not lose his case on a day that may yet be a holiday: it lapses once the calendar is published (K02)", func(t *testing.T) {
		d := openDeskAt(t, models.WindowChannel, time.Date(2026, 12, 22, 9, 0, 0, 0, clock.Zone))
		d.does(wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: lacking, Reasoned: true})
		d.wakes(time.Date(2027, 1, 11, 9, 0, 0, 0, clock.Zone))
		require.Equal(t, models.Supplement, d.c().Status)
		require.True(t, d.out.Next.At.IsZero(), "nothing to be late for")
		d.office.Cal = d.office.Cal.With(clock.YearFile{Year: 2027, Days: []clock.Day{{Name: "元旦", Date: clock.NewDate(2027, 1, 1), Off: true}}})
		d.does(models.System(), models.Recalendar, models.Facts{})
		require.Equal(t, models.Lapsed, d.c().Status)
	})

	t.Run("when the calendar is published, it is judged anew: what was not due is taken back (R-T1)", func(t *testing.T) {
		d := openDeskAt(t, models.WindowChannel, time.Date(2026, 12, 22, 9, 0, 0, 0, clock.Zone))
		d.does(wang, models.Accept, accepting())
		d.wakes(time.Date(2027, 1, 20, 9, 0, 0, 0, clock.Zone))
		require.Equal(t, []string{redOfDecision}, d.marked(models.Withheld))
		d.office.Cal = d.office.Cal.With(clock.YearFile{Year: 2027, Days: []clock.Day{{Name: "元旦", Date: clock.NewDate(2027, 1, 1), Off: true}}})
		d.does(models.System(), models.Recalendar, models.Facts{})
		require.Empty(t, d.marked(models.Withheld))
		d.wakes(time.Date(2027, 1, 21, 0, 0, 0, 0, clock.Zone))
		require.Contains(t, d.marked(models.Issued), redOfDecision)
	})
}

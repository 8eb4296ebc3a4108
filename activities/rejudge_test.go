package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// corrects proposes and confirms that the act of a line was done at another instant.
func (d *desk) corrects(line int, is time.Time) {
	d.t.Helper()
	d.does(han, models.CorrectInstant, models.Facts{
		Reasoned: true, Ground: "system_down", Document: "更〔2026〕1号", Correction: &models.Correction{Line: line, Is: is},
	})
	d.does(feng, models.Confirm, models.Facts{Answers: d.c().N})
}

// standing lists the warnings and cards that stand, as rule, level and clock.
func (d *desk) standing() (out []string) {
	for _, m := range d.c().Marks {
		if m.Stands() {
			out = append(out, m.Key)
		}
	}
	return out
}

// A corrected record re-judges every card that it touches. covers S28
func TestACorrectedInstantIsJudgedAnew(t *testing.T) {
	// late approves the review on Friday the 6th although its two days were over with the 4th: a warning and a yellow card.
	late := func(t *testing.T) (d *desk, line int) {
		d = accepted(t)
		d.wakes(midnight(4))
		d.now = midnight(5).Add(10 * hour)
		d.does(li, models.Approve, step("review"))
		require.Equal(t, []string{"R-T2/warning/step/review#1", "R-T2/yellow/step/review#1"}, d.standing())
		return d, d.c().N
	}
	right := midnight(3).Add(10 * hour) // the 4th

	t.Run("a card that rests on the wrong instant is withdrawn, with the line that corrects it; the card is told", func(t *testing.T) {
		d, line := late(t)
		yellow := d.c().Mark("R-T2/yellow/step/review#1").ID
		d.corrects(line, right)
		require.NotContains(t, d.standing(), "R-T2/yellow/step/review#1")
		require.Contains(t, d.standing(), "R-T2/warning/step/review#1", "the warning was due before")
		lines, err := d.office.Lines(t.Context(), "c1", line)
		require.NoError(t, err)
		confirmed, taken := lines[2], lines[3]
		require.Equal(t, []models.Verb{models.Confirm, models.WithdrawCard}, []models.Verb{confirmed.Verb, taken.Verb})
		require.Equal(t, []any{models.RecordCorrected, confirmed.N}, []any{taken.Facts.Card.Cause, taken.Facts.Answers})
		require.True(t, lines[0].Acted.Equal(midnight(5).Add(10*hour)), "what was written stays")
		said := confirmed.Facts.Correction
		require.True(t, said.Line == line && said.Is.Equal(right) && said.Was.Equal(lines[0].Acted))
		told := d.out.Tell[0].Command
		require.Equal(t, yellow, told.Subject)
		require.Nil(t, d.turn(yellow, &told).Refused)
		require.Equal(t, models.CardRevoked, d.states[yellow].Card.Status)
		require.Equal(t, models.RecordCorrected, d.card("R-T2", models.Yellow).Cause)
	})

	t.Run("what would have been said had the instant been right is said in the same turn, with what it was counted by", func(t *testing.T) {
		d, line := late(t)
		d.corrects(line, right)
		require.Contains(t, d.standing(), "R-T2/warning/step/audit#1", "the next step has run since the 4th")
		row := d.card("R-T2", models.Warning)
		require.Equal(t, "step/audit#1", row.Clock)
		require.False(t, d.out.Next.At.IsZero())
		require.Equal(t, clock.DateOf(midnight(6)), clock.DateOf(d.out.Next.At), "and it is late with the 6th")
	})

	t.Run("before the second supervisor confirms nothing changes", func(t *testing.T) {
		d, line := late(t)
		d.does(han, models.CorrectInstant, models.Facts{
			Reasoned: true, Ground: "system_down", Document: "更〔2026〕1号", Correction: &models.Correction{Line: line, Is: right},
		})
		require.Contains(t, d.standing(), "R-T2/yellow/step/review#1")
	})

	t.Run("a correction that was wrong itself is corrected: the card is issued again", func(t *testing.T) {
		d, line := late(t)
		d.corrects(line, right)
		d.corrects(line, midnight(5).Add(9*hour))
		require.Contains(t, d.standing(), "R-T2/yellow/step/review#1")
		require.NotContains(t, d.standing(), "R-T2/warning/step/audit#1")
		require.Len(t, d.out.Cards, 1, "a card of its own begins")
	})

	t.Run("a card of a round that is over is judged too", func(t *testing.T) {
		d, line := late(t)
		d.now = d.now.Add(hour)
		d.does(zhao, models.Return, models.Facts{Step: "audit", Target: "review", Reasoned: true})
		d.corrects(line, right)
		require.NotContains(t, d.standing(), "R-T2/yellow/step/review#1")
	})

	t.Run("an act that was entered too early brings the card that it hid, also of a case that has ended", func(t *testing.T) {
		d := accepted(t)
		d.now = monday.Add(26 * hour)
		d.does(li, models.Approve, step("review"))
		line := d.c().N
		d.now = midnight(5).Add(10 * hour)
		d.wakes(d.now)
		d.does(applicant, models.Withdraw, models.Facts{})
		require.NotContains(t, d.standing(), "R-T2/yellow/step/review#1")
		d.corrects(line, midnight(4).Add(10*hour))
		require.Contains(t, d.standing(), "R-T2/yellow/step/review#1")
		require.NotContains(t, d.standing(), "R-T2/yellow/step/audit#1")
		require.Len(t, d.out.Cards, 1)
	})

	t.Run("what a person has settled stays settled", func(t *testing.T) {
		d, line := late(t)
		mark := *d.c().Mark("R-T2/yellow/step/review#1")
		told := command(models.System(), d.now, models.CardSettled, models.Facts{
			Outcome: models.Revoke, Ground: "system_error", Card: &models.CardFacts{ID: mark.ID, Key: mark.Key, Cause: "system_error", Level: models.Yellow},
		})
		require.Nil(t, d.turn("c1", &told).Refused)
		d.corrects(line, right)
		for _, m := range d.c().Marks {
			if m.ID == mark.ID {
				require.Equal(t, "system_error", m.Cause)
			}
		}
	})

	t.Run("a state that comes back from the record is the one that worked on", func(t *testing.T) {
		d, line := late(t)
		d.corrects(line, right)
		lines, err := d.office.Lines(t.Context(), "c1", 1)
		require.NoError(t, err)
		again := models.NewCase("c1", d.c().Procedure())
		for _, l := range lines {
			require.NoError(t, again.Fold(l))
		}
		whole := models.State{Case: again}.Clone()
		worked := d.states["c1"].Clone()
		require.Equal(t, whole.Case, worked.Case)
	})
}

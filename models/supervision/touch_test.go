package supervision_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// touched says for each day whether a change of it alone touches the subject.
func touched(t *testing.T, s models.Subject, days ...string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, day := range days {
		d, err := clock.ParseDate(day)
		require.NoError(t, err)
		out[day] = shipped(t).Touches(s, clock.National(), []clock.Date{d})
	}
	return out
}

func TestTouches(t *testing.T) {
	t.Run("days from the start of a clock in working days to its last threshold, no others (R-T2)", func(t *testing.T) {
		s := subject{models.LegalClock{
			Name: "step/review#1", Kind: clock.KindStep, Timeline: clock.Timeline{Start: at("2026-03-02 09:00"), Promised: workdays(2)},
		}}
		// Twice the limit ends with Friday 03-06.
		require.Equal(t, map[string]bool{"2026-03-01": false, "2026-03-02": true, "2026-03-06": true, "2026-03-07": true, "2026-03-08": false},
			touched(t, s, "2026-03-01", "2026-03-02", "2026-03-06", "2026-03-07", "2026-03-08"))
	})

	t.Run("a clock in plain days rests on working days only after it is due (R-T4)", func(t *testing.T) {
		s := subject{models.LegalClock{
			Name: "special#1", Kind: clock.KindSpecial,
			Timeline: clock.Timeline{Start: at("2026-03-02 09:00"), Promised: clock.Limit{N: 10, Unit: clock.UnitDay}},
		}}
		require.Equal(t, map[string]bool{"2026-03-10": false, "2026-03-13": true}, touched(t, s, "2026-03-10", "2026-03-13"))
	})

	t.Run("a clock that stands is touched by every day from its start on", func(t *testing.T) {
		s := subject{models.LegalClock{
			Name: "decision#1", Kind: clock.KindDecision,
			Timeline: clock.Timeline{Start: at("2026-03-02 09:00"), Promised: workdays(7), Stops: []clock.Stop{{From: at("2026-03-03 09:00")}}},
		}}
		require.Equal(t, map[string]bool{"2026-02-27": false, "2027-03-01": true}, touched(t, s, "2026-02-27", "2027-03-01"))
	})

	t.Run("a clock that has ended is over", func(t *testing.T) {
		s := ended{subject: subject{models.LegalClock{
			Name: "step/review#1", Kind: clock.KindStep, End: at("2026-03-05 10:00"),
			Timeline: clock.Timeline{Start: at("2026-03-02 09:00"), Promised: workdays(2)},
		}}}
		require.Equal(t, map[string]bool{"2026-03-04": false}, touched(t, s, "2026-03-04"))

		for state, judged := range map[models.MarkState]bool{
			models.Issued: true, models.Withheld: true, models.Dropped: false, models.CardWithdrawn: false,
		} {
			s.signals = models.Marks{{Key: "R-T2/yellow/step/review#1", Clock: "step/review#1", State: state}}
			require.Equal(t, map[string]bool{"2026-02-27": false, "2026-03-04": judged}, touched(t, s, "2026-02-27", "2026-03-04"), state)
		}
	})

	t.Run("a card nobody answers is touched by the days to its next rung, also when its answer is long overdue (R-T8)", func(t *testing.T) {
		card := issued(models.Red, "2026-03-02 10:00")
		// The last threshold of the answer, its pursuit, is the end of 03-16. The leader's rung was climbed as 03-06 opened; suppose the
		// next ones were climbed late: three working days after 03-19 end with the 24th.
		record(t, card, models.Climb, at("2026-03-06"), models.CardFacts{Rung: 1, Due: at("2026-03-06")})
		record(t, card, models.Climb, at("2026-03-19"), models.CardFacts{Rung: 2, Due: at("2026-03-19")})
		require.Equal(t, map[string]bool{"2026-03-18": false, "2026-03-23": true, "2026-03-26": false},
			touched(t, card, "2026-03-18", "2026-03-23", "2026-03-26"))
		record(t, card, models.AnswerCard, at("2026-03-20 09:00"), models.CardFacts{})
		require.Equal(t, map[string]bool{"2026-03-23": false}, touched(t, card, "2026-03-23"))
	})

	t.Run("the rung of a card that nobody opens counts from its issue", func(t *testing.T) {
		card := issued(models.Yellow, "2026-05-07 00:01")
		require.Equal(t, map[string]bool{"2026-05-06": false, "2026-05-08": true}, touched(t, card, "2026-05-06", "2026-05-08"))
	})
}

// ended is a subject with one clock on which something has been said.
type ended struct {
	subject
	signals models.Marks
}

func (s ended) Signals() models.Marks { return s.signals }

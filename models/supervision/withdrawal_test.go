package supervision_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// withdrawn is a yellow card due with 12 March that a supervisor takes back on a ground.
func withdrawn(ground string) supervision.CardAct {
	due := at("2026-03-13")
	counted := clock.Timeline{
		Start: at("2026-03-02 09:00"), Promised: workdays(9), Stops: []clock.Stop{{From: at("2026-03-03 09:00"), To: at("2026-03-04 09:00")}},
	}
	return supervision.CardAct{
		Line: models.Line{
			N: 4, Verb: models.WithdrawCard, Actor: models.Actor{Account: "han", Role: "supervisor", Unit: "organ"},
			Facts: models.Facts{Ground: ground, Reasoned: true, Document: "1"},
		},
		Card: &models.Card{Status: models.CardRevoked, Facts: models.CardFacts{Rule: "R-T1", Level: models.Yellow, Due: due, Counted: &counted}},
		Due:  due,
		Lines: []models.Line{
			{N: 1, Verb: models.Submit, Acted: at("2026-03-02 09:00")},
			{N: 2, Verb: models.Accept, Acted: at("2026-03-02 10:00")},
			{N: 3, Verb: models.StartSpecial, Acted: at("2026-03-03 09:00")},
			{N: 4, Verb: models.IssueCard, Acted: due, Facts: models.Facts{Card: &models.CardFacts{}}},
		},
	}
}

// on adds a line to the record of the case.
func on(a supervision.CardAct, l models.Line) supervision.CardAct {
	l.N = len(a.Lines) + 1
	if l.Facts.Card == nil {
		l.Facts.Card = &models.CardFacts{}
	}
	a.Lines = append(a.Lines, l)
	return a
}

// after adds a line and the word of the second supervisor on it.
func after(a supervision.CardAct, verb models.Verb) supervision.CardAct {
	a = on(a, models.Line{Verb: verb})
	return on(a, models.Line{Verb: models.Confirm, Facts: models.Facts{Answers: len(a.Lines)}})
}

// covers S05
func TestAWithdrawalIsHeldAgainstTheRecord(t *testing.T) {
	stop := models.Line{Verb: models.StopClock, Acted: at("2026-03-10 09:00")}
	late := models.Line{Verb: models.StopClock, Acted: at("2026-03-16 09:00")}
	early := models.Line{Verb: models.StartSpecial, Acted: at("2026-02-27 09:00")}
	clocked := models.Line{Verb: models.WithholdCard, Facts: models.Facts{Card: &models.CardFacts{Cause: "time_stepped"}}}
	byHand := models.Line{Verb: models.WithholdCard, Facts: models.Facts{Card: &models.CardFacts{Cause: "awaits_release"}}}
	moved := func(ground string) supervision.CardAct {
		a := withdrawn(ground)
		a.Due = at("2026-03-14")
		return a
	}
	cardOnAct := func(ground string) supervision.CardAct {
		a := withdrawn(ground)
		a.Card.Facts.Counted = nil
		return a
	}
	byRule := withdrawn(models.CalendarCorrected)
	byRule.Line.Actor = models.System()
	upheld := withdrawn("")
	upheld.Line.Verb, upheld.Line.Facts.Outcome, upheld.Card.Status = models.DecideAppeal, models.Uphold, models.CardDelivered
	appealed := withdrawn("force_majeure")
	appealed.Line.Verb, appealed.Line.Facts.Outcome = models.DecideAppeal, models.Revoke

	for _, each := range []struct {
		story string
		act   supervision.CardAct
		fires bool
	}{
		{"R-S7 fires: a data error, and nothing was corrected", withdrawn("system_error"), true},
		{"R-S7 fires: a correction that no second supervisor confirmed", on(withdrawn("system_error"), models.Line{Verb: models.CorrectInstant}), true},
		{"R-S7 fires: the signal only waited to be released by hand", on(withdrawn("system_error"), byHand), true},
		{"R-S7 must not: a corrected instant", after(withdrawn("system_error"), models.CorrectInstant), false},
		{"R-S7 must not: a corrected form", on(withdrawn("system_error"), models.Line{Verb: models.Correct}), false},
		{"R-S7 must not: the machine's time could not be trusted", on(withdrawn("system_error"), clocked), false},
		{"R-S7 fires: the calendar counts as it did", withdrawn(models.CalendarError), true},
		{"R-S7 must not: the calendar moves the card", moved(models.CalendarError), false},
		{"R-S7 fires: the only stop was counted already", withdrawn("excluded_time"), true},
		{"R-S7 fires: a stop that began after the card was due", on(withdrawn("excluded_time"), late), true},
		{"R-S7 fires: a stop of before the clock began", on(withdrawn("excluded_time"), early), true},
		{"R-S7 must not: a stop that the card was counted without", on(withdrawn("excluded_time"), stop), false},
		{"R-S7 must not: a card on an act, in a case that stood", cardOnAct("excluded_time"), false},
		{"R-S7 fires: nothing shows that the applicant hid anything", withdrawn("concealment"), true},
		{"R-S7 fires: a termination that was not confirmed", on(withdrawn("concealment"), models.Line{Verb: models.Terminate}), true},
		{"R-S7 must not: the case was terminated", after(withdrawn("concealment"), models.Terminate), false},
		{"R-S7 must not: it was refused", on(withdrawn("concealment"), models.Line{Verb: models.Refuse}), false},
		{"R-S7 must not: more was asked for after the acceptance", on(withdrawn("concealment"), models.Line{Verb: models.NotifySupplement}), false},
		{"R-S7 fires: force majeure of which no calendar and no stop knows", withdrawn("force_majeure"), true},
		{"R-S7 must not: the day was closed afterwards", moved("force_majeure"), false},
		{"R-S7 must not: the clock was stopped for it", on(withdrawn("force_majeure"), stop), false},
		{"R-S7 fires: an appeal that withdraws on a ground of which nothing tells", appealed, true},
		{"R-S7 must not: an appeal that leaves the card", upheld, false},
		{"R-S7 must not: taken back by rule", byRule, false},
	} {
		t.Run(each.story, func(t *testing.T) {
			found, err := shipped(t).FindCard(each.act)
			require.NoError(t, err)
			require.Equal(t, each.fires, len(found) == 1)
		})
	}

	t.Run("every listed ground can be borne by something", func(t *testing.T) {
		for _, ground := range models.WithdrawalGrounds() {
			found, err := shipped(t).FindCard(after(after(on(moved(ground), stop), models.Terminate), models.CorrectInstant))
			require.NoError(t, err)
			require.Empty(t, found, ground)
		}
	})
}

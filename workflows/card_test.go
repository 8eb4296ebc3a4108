package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/workflows"
)

// cardOf returns the lines of the first card of a rule and level.
func (s *story) cardOf(rule string, level models.Level) []models.Line {
	s.t.Helper()
	lines, err := s.office.Lines(s.t.Context(), s.id, 1)
	require.NoError(s.t, err)
	for _, l := range lines {
		if c := l.Facts.Card; l.Verb == models.IssueCard && c.Rule == rule && c.Level == level {
			card, err := s.office.Lines(s.t.Context(), c.ID, 1)
			require.NoError(s.t, err)
			return card
		}
	}
	require.Fail(s.t, "no card", "%s %s", rule, level)
	return nil
}

// rungs says what each climb was due for and whom it told.
func rungs(lines []models.Line) map[string][]string {
	out := map[string][]string{}
	for _, l := range lines {
		if l.Verb == models.Climb {
			out[l.Facts.Card.Due.In(clock.Zone).Format(time.DateOnly)] = l.Facts.Card.Told
		}
	}
	return out
}

// toAudit carries a case to its audit in the first hours.
func (s *story) toAudit() {
	s.at(1*hour, officetest.Wang, models.Accept, accepting())
	s.at(2*hour, officetest.Li, models.Approve, step("review"))
}

var applicant = models.Actor{Account: models.ApplicantAccount}

// covers S27, S28
func TestCard(t *testing.T) {
	// The red card of the case: twenty working days after 03-09, over Qingming on 04-06, end on 04-07. Three after Wednesday
	// 04-08: 09, 10, 13. Three after 04-14: 15, 16, 17. Three after Saturday 04-18: 20, 21, 22.
	whole := map[string][]string{"2026-04-14": {"feng"}, "2026-04-18": {"tang"}, "2026-04-23": nil}

	t.Run("that nobody answers climbs from the leader to the province, each rung on its working day, once (R-T1)", func(t *testing.T) {
		s := openStory(t, models.WindowChannel)
		s.toAudit()
		s.at(90*day, applicant, models.Withdraw, models.Facts{})
		s.run()
		card := s.cardOf("R-T1", models.Red)
		require.Equal(t, whole, rungs(card))
		require.Equal(t, []string{
			"issue_card", "climb", "warn R-T8 warning", "issue_card R-T8 yellow", "climb", "issue_card R-T8 red", "warn R-S4 warning", "climb",
		}, s.office.Verbs(card[0].Subject))
		require.True(t, card[0].Facts.Card.Due.Equal(time.Date(2026, 4, 8, 0, 0, 0, 0, clock.Zone)))
		require.Less(t, card[0].Acted.Sub(card[0].Facts.Card.Due), workflows.SpreadOver, "spread over five minutes at most")
	})

	t.Run("that is answered stops climbing", func(t *testing.T) {
		s := openStory(t, models.WindowChannel)
		s.toAudit()
		// On 04-15 the leader has been told; the next rung would come on 04-18.
		s.env.RegisterDelayedCallback(func() {
			id := s.cardOf("R-T1", models.Red)[0].Subject
			err := s.env.SignalWorkflowByID(workflows.WorkflowID(models.CardKind, id), workflows.MessageSignal, models.Command{
				ID: "answer", Subject: id, Verb: models.AnswerCard, Actor: officetest.Zhou,
				Acted: s.env.Now(), Facts: models.Facts{Reasoned: true, Ground: "workload", Corrected: true},
			})
			require.NoError(t, err)
		}, 37*day)
		s.at(90*day, applicant, models.Withdraw, models.Facts{})
		s.run()
		card := s.cardOf("R-T1", models.Red)
		require.Equal(t, map[string][]string{"2026-04-14": {"feng"}}, rungs(card))
		verbs := s.office.Verbs(card[0].Subject)
		require.Equal(t, []string{"warn R-S1 warning", "issue_card R-S1 yellow"}, verbs[len(verbs)-2:], "now it is the supervisor who is late")
	})

	t.Run("catches up with its missed rungs in order after the store was away for days", func(t *testing.T) {
		s := openStory(t, models.WindowChannel)
		s.toAudit()
		s.then(35*day+12*hour, func(o *officetest.Office) { o.Away = true })  // the evening of 04-13
		s.then(39*day+18*hour, func(o *officetest.Office) { o.Away = false }) // the night to 04-18, after the second rung
		s.at(90*day, applicant, models.Withdraw, models.Facts{})
		s.run()
		card := s.cardOf("R-T1", models.Red)
		require.Equal(t, whole, rungs(card))
		for i := 1; i < len(card); i++ {
			require.False(t, card[i].Acted.Before(card[i-1].Acted))
		}
	})

	t.Run("is taken back when the act that it misses was still on its way, and climbs no more", func(t *testing.T) {
		s := openStory(t, models.WindowChannel)
		s.toAudit()
		s.at(3*hour, officetest.Zhao, models.Approve, step("audit"))
		// The red card falls at the end of 04-07, 29 days and 15 hours after the start; the decision was made a minute before.
		red := 29*day + 15*hour
		s.late(red-time.Minute, red+workflows.SpreadOver+time.Minute, officetest.Sun, models.Approve, step("decide"))
		s.at(red+hour, officetest.Qian, models.Deliver, step("deliver"))
		s.at(red+2*hour, officetest.Qian, models.Close, models.Facts{})
		verbs := s.run()
		require.Contains(t, verbs, "withdraw_card R-T1 red")
		card := s.cardOf("R-T1", models.Red)
		require.Equal(t, models.WithdrawCard, card[len(card)-1].Verb)
		require.Empty(t, rungs(card))
	})
}

package workflows_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/workflows"
)

// monday is a working Monday without a holiday within three weeks.
var monday = time.Date(2026, 3, 9, 1, 0, 0, 0, time.UTC) // 09:00 in Dongguan

// story plays one case in skipped time and answers with what its record says.
type story struct {
	t      *testing.T
	env    *testsuite.TestWorkflowEnvironment
	office *officetest.Office
	id     string
	clicks int
	errs   map[string]error
}

func begin(t *testing.T, channel string) *story {
	t.Helper()
	s := openStory(t, channel)
	s.env.OnWorkflow(workflows.NameOf(models.CardKind), mock.Anything, mock.Anything).Return(nil)
	return s
}

// openStory begins a story in which the cards live too.
func openStory(t *testing.T, channel string) *story {
	t.Helper()
	return storyOf(t, "c1", channel, func(*officetest.Office) {})
}

// storyOf begins the story of a case in an office that was changed before.
func storyOf(t *testing.T, id, channel string, change func(*officetest.Office)) *story {
	t.Helper()
	s := &story{t: t, office: officetest.New(nil), id: id, errs: map[string]error{}}
	change(s.office)
	s.stage(monday)
	out, err := s.office.Activities().Append(t.Context(), activities.AppendInput{
		State: models.Begin(models.CaseKind, s.id, nil), Command: new(officetest.Filing(s.id, channel, monday)),
	})
	require.NoError(t, err)
	require.Nil(t, out.Refused)
	return s
}

// stage sets the story, or the next part of it, at an instant.
func (s *story) stage(start time.Time) {
	suite := &testsuite.WorkflowTestSuite{}
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	s.env = suite.NewTestWorkflowEnvironment()
	s.env.SetStartTime(start)
	s.env.SetTestTimeout(20 * time.Second)
	s.env.SetDetachedChildWait(false) // cards that nobody answers outlive their case
	s.office.Time = s.env.Now
	workflows.Register(s.env)
	s.office.Activities().Register(s.env)
}

// at lets an official act after some time has passed. A refusal is kept under the verb's name.
func (s *story) at(after time.Duration, actor models.Actor, verb models.Verb, facts models.Facts) {
	s.late(after, after, actor, verb, facts)
}

// late lets an act of one time arrive at another.
func (s *story) late(acted, arrives time.Duration, actor models.Actor, verb models.Verb, facts models.Facts) {
	s.clicks++
	cmd := models.Command{
		ID: fmt.Sprintf("%s-%d", verb, s.clicks), Subject: s.id, Verb: verb, Actor: actor,
		Acted: monday.Add(acted), Facts: facts, Body: json.RawMessage(`{"text":"依据充分"}`),
	}
	s.env.RegisterDelayedCallback(func() { s.send(cmd) }, arrives)
}

// send delivers a command now, each time as an update of its own, as the client does.
func (s *story) send(cmd models.Command) {
	s.clicks++
	s.env.UpdateWorkflow(workflows.CommandUpdate, fmt.Sprint(s.clicks), &testsuite.TestUpdateCallback{
		OnAccept: func() {},
		OnReject: func(err error) { s.errs[string(cmd.Verb)] = err },
		OnComplete: func(_ any, err error) {
			if err != nil {
				s.errs[string(cmd.Verb)] = err
			}
		},
	}, cmd)
}

// then changes the office after some time has passed.
func (s *story) then(after time.Duration, change func(*officetest.Office)) {
	s.env.RegisterDelayedCallback(func() { s.office.Change(func() { change(s.office) }) }, after)
}

func (s *story) run() []string {
	s.env.ExecuteWorkflow(workflows.NameOf(models.CaseKind), workflows.Run(models.CaseKind, s.id))
	return s.office.Verbs(s.id)
}

const (
	hour = time.Hour
	day  = 24 * time.Hour
)

var whole = []models.Checked{{No: 1, State: "received"}, {No: 2, State: "shared"}}

func step(key string) models.Facts { return models.Facts{Step: key} }

func accepting() models.Facts { return models.Facts{Step: "accept", Materials: whole} }

// inTime lets everybody act within the first days.
func (s *story) inTime() {
	s.at(1*hour, officetest.Wang, models.Accept, accepting())
	s.at(2*hour, officetest.Li, models.Approve, step("review"))
	s.at(1*day, officetest.Zhao, models.Approve, step("audit"))
	s.at(1*day+hour, officetest.Sun, models.Approve, step("decide"))
	s.at(1*day+2*hour, officetest.Qian, models.Deliver, step("deliver"))
	s.at(1*day+3*hour, officetest.Qian, models.Close, models.Facts{})
}

// covers S20, S21
// pain 20
func TestCase(t *testing.T) {
	t.Run("is granted and delivered in time without a signal", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.inTime()
		require.Equal(t, []string{"submit", "accept", "approve", "approve", "approve", "complete_step", "deliver", "close"}, s.run())
		require.Empty(t, s.errs)
		require.NoError(t, s.env.GetWorkflowError())
	})

	t.Run("refuses an approver who has handled the case (A07)", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.at(1*hour, officetest.Wang, models.Accept, accepting())
		s.at(2*hour, officetest.Li, models.Approve, step("review"))
		s.at(3*hour, officetest.Officer("li", "reviewer"), models.Approve, step("audit"))
		s.at(4*hour, models.Actor{Account: models.ApplicantAccount}, models.Withdraw, models.Facts{})
		require.Equal(t, []string{"submit", "accept", "approve", "withdraw"}, s.run())
		require.ErrorContains(t, s.errs["approve"], "A07")
	})

	t.Run("refuses to accept while a required material is missing (A02)", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.at(1*hour, officetest.Wang, models.Accept, models.Facts{Step: "accept", Materials: whole[:1]})
		s.at(4*hour, models.Actor{Account: models.ApplicantAccount}, models.Withdraw, models.Facts{})
		require.Equal(t, []string{"submit", "withdraw"}, s.run())
		require.ErrorContains(t, s.errs["accept"], "materials")
	})

	t.Run("takes silence of five working days for acceptance, counted from receipt (K02, R-T3)", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.at(8*day, models.Actor{Account: models.ApplicantAccount}, models.Withdraw, models.Facts{})
		require.Equal(t, []string{
			"submit", "warn R-T2 warning", "issue_card R-T2 yellow", "issue_card R-T2 red",
			"warn R-T3 warning", "issue_card R-T3 red", "deem_accepted", "withdraw",
		}, s.run())
	})

	// covers S22, S28
	t.Run("gets its warning, its yellow and its red card from its own timers, and can still be decided (R-T1)", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.at(1*hour, officetest.Wang, models.Accept, accepting())
		s.at(2*hour, officetest.Li, models.Approve, step("review"))
		s.at(3*hour, officetest.Zhao, models.Approve, step("audit"))
		s.at(30*day, officetest.Sun, models.Approve, step("decide"))
		s.at(30*day+hour, officetest.Qian, models.Deliver, step("deliver"))
		s.at(30*day+2*hour, officetest.Qian, models.Close, models.Facts{})
		verbs := s.run()
		require.Contains(t, verbs, "warn R-T1 warning")
		require.Contains(t, verbs, "issue_card R-T1 yellow")
		require.Contains(t, verbs, "issue_card R-T1 red")
		require.Equal(t, "close", verbs[len(verbs)-1])
	})

	t.Run("stands while a test is done and keeps what was left (K08)", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		handler := officetest.Li
		s.at(1*hour, officetest.Wang, models.Accept, accepting())
		s.at(2*hour, handler, models.StartSpecial, models.Facts{Ground: "testing", Document: "T-1", Planned: officetest.Food().Promised})
		s.at(9*day, handler, models.FinishSpecial, models.Facts{})
		s.at(9*day+hour, handler, models.Approve, step("review"))
		s.at(9*day+2*hour, officetest.Zhao, models.Approve, step("audit"))
		s.at(9*day+3*hour, officetest.Sun, models.Approve, step("decide"))
		s.at(9*day+4*hour, officetest.Qian, models.Deliver, step("deliver"))
		s.at(9*day+5*hour, officetest.Qian, models.Close, models.Facts{})
		verbs := s.run()
		require.NotContains(t, verbs, "issue_card R-T1 yellow")
		require.NotContains(t, verbs, "issue_card R-T2 yellow")
		require.Equal(t, "close", verbs[len(verbs)-1])
	})

	t.Run("goes back a step and comes straight back to who returned it", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.at(1*hour, officetest.Wang, models.Accept, accepting())
		s.at(2*hour, officetest.Li, models.Approve, step("review"))
		s.at(3*hour, officetest.Zhao, models.Approve, step("audit"))
		s.at(4*hour, officetest.Sun, models.Return, models.Facts{Step: "decide", Target: "review", Resume: true, Reasoned: true})
		s.at(5*hour, officetest.Officer("liu", "handler"), models.Approve, step("review"))
		s.at(6*hour, officetest.Sun, models.Refuse, models.Facts{Step: "decide", Reasoned: true, Remedy: true})
		s.at(7*hour, officetest.Qian, models.Deliver, step("deliver"))
		s.at(8*hour, officetest.Qian, models.Close, models.Facts{})
		require.Equal(t, []string{
			"submit", "accept", "approve", "approve", "return", "approve", "refuse", "complete_step", "deliver", "close",
		}, s.run())
		require.Empty(t, s.errs)
	})

	t.Run("lets a second supervisor end it, never the first alone", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		han := officetest.Han
		s.at(1*hour, han, models.Terminate, models.Facts{Reasoned: true, Remedy: true, Ground: "行政许可法69"})
		s.at(2*hour, han, models.Confirm, models.Facts{Answers: 2})
		s.at(3*hour, officetest.Feng, models.Confirm, models.Facts{Answers: 2})
		require.Equal(t, []string{"submit", "terminate", "confirm"}, s.run())
		require.ErrorContains(t, s.errs["confirm"], "another person")
	})

	t.Run("withholds its cards while the machine's time cannot be trusted", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.office.HeldBy = "time_step"
		s.at(1*hour, officetest.Wang, models.Accept, accepting())
		s.at(40*day, models.Actor{Account: models.ApplicantAccount}, models.Withdraw, models.Facts{})
		verbs := s.run()
		require.Contains(t, verbs, "withhold_card R-T1 red")
		require.NotContains(t, verbs, "issue_card R-T1 red")
	})
}

// Package histories_test plays the core on a real Temporal server, and records the histories that workflows replays.
package histories_test

import (
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/worker/embedded/embeddedtest"
	"mingcha/workflows"
)

// stage is the small office of tests on a real Temporal server. Its own time can be moved on by days; the server's
// timers do not fire for that, a subject is asked to look instead.
type stage struct {
	t      *testing.T
	office *officetest.Office
	engine client.Client
	client *workflows.Client
	ahead  atomic.Int64
	clicks int
}

func openStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t}
	s.office = officetest.New(s.now)
	for year := range 3 {
		year += time.Now().Year() // whatever the year, limits are certain
		s.office.Cal = s.office.Cal.With(clock.YearFile{Year: year, Days: []clock.Day{{Name: "元旦", Date: clock.NewDate(year, 1, 1), Off: true}}})
	}
	options := embeddedtest.Start(t).Options()
	options.Identity, options.Logger = "stage", log.NewStructuredLogger(slog.New(slog.DiscardHandler))
	var err error
	s.engine, err = client.DialContext(t.Context(), options) // in clear: nothing here is anybody's
	require.NoError(t, err)
	t.Cleanup(s.engine.Close)
	act := s.office.Activities()
	w := worker.New(s.engine, workflows.TaskQueue, worker.Options{Identity: "stage"})
	workflows.Register(w)
	act.Register(w)
	require.NoError(t, w.Start())
	t.Cleanup(w.Stop)
	s.client = &workflows.Client{Temporal: s.engine, Append: act.Append, LineOf: s.office.LineOf, Begun: act.Begun}
	return s
}

func (s *stage) now() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }

// later moves the office's time on by days.
func (s *stage) later(days int) { s.ahead.Add(int64(days) * int64(24*time.Hour)) }

func (s *stage) file(id, channel string) {
	s.t.Helper()
	_, err := s.client.Submit(s.t.Context(), officetest.Filing(id, channel, s.now()))
	require.NoError(s.t, err)
}

func (s *stage) do(kind models.Kind, id string, actor models.Actor, verb models.Verb, facts models.Facts) error {
	s.clicks++
	_, err := s.client.Do(s.t.Context(), kind, models.Command{
		ID: fmt.Sprintf("click-%d", s.clicks), Subject: id, Verb: verb, Actor: actor, Acted: s.now(), Facts: facts, Digest: "d",
	})
	return err
}

func (s *stage) does(id string, actor models.Actor, verb models.Verb, facts models.Facts) {
	s.t.Helper()
	require.NoError(s.t, s.do(models.CaseKind, id, actor, verb, facts), "%s on %s", verb, id)
}

// look lets a subject catch up with the office's time, and waits until its record says so.
func (s *stage) look(kind models.Kind, id string, until models.Verb) {
	s.t.Helper()
	require.NoError(s.t, s.client.Look(s.t.Context(), kind, id))
	s.await(id, until)
}

// await waits until the last line of a record has this verb.
func (s *stage) await(id string, verb models.Verb) {
	s.t.Helper()
	require.Eventually(s.t, func() bool { return s.last(id).Verb == verb }, 30*time.Second, 10*time.Millisecond, "%s: %v", id, s.office.Verbs(id))
}

func (s *stage) last(id string) models.Line {
	lines, err := s.office.Lines(s.t.Context(), id, 1)
	require.NoError(s.t, err)
	return lines[len(lines)-1]
}

// cardOf returns the card that a case has got by a rule at a level.
func (s *stage) cardOf(id, rule string, level models.Level) string {
	s.t.Helper()
	lines, err := s.office.Lines(s.t.Context(), id, 1)
	require.NoError(s.t, err)
	for _, l := range lines {
		if c := l.Facts.Card; l.Verb == models.IssueCard && c.Rule == rule && c.Level == level {
			return c.ID
		}
	}
	require.Fail(s.t, "no card", "%s: %v", id, s.office.Verbs(id))
	return ""
}

func onStep(step string) models.Facts { return models.Facts{Step: step} }

func grave(step string) models.Facts {
	return models.Facts{Step: step, Reasoned: true, Remedy: true, Ground: "行政许可法", Document: "D-1", Extend: 5}
}

var whole = []models.Checked{{No: 1, State: "received"}, {No: 2, State: "shared"}}

func (s *stage) accept(id string) {
	s.t.Helper()
	s.file(id, models.WindowChannel)
	s.does(id, officetest.Wang, models.Accept, models.Facts{Step: "accept", Materials: whole})
}

// toDecision carries an accepted case to its decision.
func (s *stage) toDecision(id string) {
	s.t.Helper()
	s.accept(id)
	s.does(id, officetest.Li, models.Approve, onStep("review"))
	s.does(id, officetest.Zhao, models.Approve, onStep("audit"))
}

// deliver carries a decided case to its close.
func (s *stage) deliver(id string) {
	s.t.Helper()
	s.does(id, officetest.Qian, models.Deliver, onStep("deliver"))
	s.does(id, officetest.Qian, models.Close, models.Facts{})
}

func TestStage(t *testing.T) {
	s := openStage(t)

	t.Run("a command that failed while the store was away is taken when the same key comes again", func(t *testing.T) {
		s.toDecision("away")
		cmd := models.Command{ID: "decide", Subject: "away", Verb: models.Approve, Actor: officetest.Sun, Acted: s.now(), Facts: onStep("decide"), Digest: "d"}
		s.office.Change(func() { s.office.BeforeAct = func(models.Batch) { s.office.Away = true } }) // away between reading and writing
		_, err := s.client.Do(t.Context(), models.CaseKind, cmd)
		require.Equal(t, models.StoreAway, models.CodeOf(err), "%v", err)
		s.office.Change(func() { s.office.Away, s.office.BeforeAct = false, nil })
		answer, err := s.client.Do(t.Context(), models.CaseKind, cmd)
		require.NoError(t, err)
		again, err := s.client.Do(t.Context(), models.CaseKind, cmd)
		require.NoError(t, err)
		require.Equal(t, answer.Line, again.Line)
		require.Equal(t, []string{"submit", "accept", "approve", "approve", "approve", "complete_step"}, s.office.Verbs("away"))
	})

	t.Run("what the last act of a case has to tell a card arrives, although the case ends with it", func(t *testing.T) {
		s.accept("ends")
		before := s.now()
		s.later(6)
		s.look(models.CaseKind, "ends", models.IssueCard)
		id := s.cardOf("ends", "R-T2", models.Yellow)
		_, err := s.client.Do(t.Context(), models.CaseKind, models.Command{
			ID: "withdraw", Subject: "ends", Verb: models.Withdraw, Actor: officetest.Applicant, Acted: before, Digest: "d",
		})
		require.NoError(t, err)
		s.await(id, models.WithdrawCard)
		require.NoError(t, s.engine.GetWorkflow(t.Context(), workflows.WorkflowID(models.CaseKind, "ends"), "").Get(t.Context(), nil))
	})

	t.Run("a card that rests since its answer is still taken back when the act that it missed arrives", func(t *testing.T) {
		s.accept("rests")
		before := s.now()
		s.later(6)
		s.look(models.CaseKind, "rests", models.IssueCard)
		id := s.cardOf("rests", "R-T2", models.Yellow)
		require.NoError(t, s.do(models.CardKind, id, officetest.Zhou, models.AnswerCard, models.Facts{Reasoned: true, Ground: "workload"}))
		require.NoError(t, s.engine.GetWorkflow(t.Context(), workflows.WorkflowID(models.CardKind, id), "").Get(t.Context(), nil))
		_, err := s.client.Do(t.Context(), models.CaseKind, models.Command{
			ID: "review", Subject: "rests", Verb: models.Approve, Actor: officetest.Li, Acted: before, Facts: onStep("review"), Digest: "d",
		})
		require.NoError(t, err)
		s.await(id, models.WithdrawCard)
	})

	t.Run("a case that starts again from its record says what a broken-off run may not have said", func(t *testing.T) {
		s.accept("broken")
		before := s.now()
		s.later(6)
		s.look(models.CaseKind, "broken", models.IssueCard)
		id := s.cardOf("broken", "R-T2", models.Yellow)
		loaded, err := s.office.Activities().Load(t.Context(), activities.LoadInput{Kind: models.CaseKind, Subject: "broken"})
		require.NoError(t, err)
		_, err = s.client.Append(t.Context(), activities.AppendInput{State: loaded.State, Command: &models.Command{
			ID: "lost", Subject: "broken", Verb: models.Approve, Actor: officetest.Li, Acted: before, Facts: onStep("review"), Digest: "d",
		}}) // committed, and then the worker is gone
		require.NoError(t, err)
		require.NoError(t, s.client.Renew(t.Context(), models.CaseKind, "broken"))
		s.await(id, models.WithdrawCard)
	})

	t.Run("a case that has ended is reopened from its record by the command itself", func(t *testing.T) {
		s.accept("again")
		s.does("again", officetest.Applicant, models.Withdraw, models.Facts{})
		s.does("again", officetest.Zhou, models.Reopen, models.Facts{Reasoned: true})
		s.does("again", officetest.Li, models.Approve, onStep("review"))
		require.Equal(t, models.Approve, s.last("again").Verb)
	})
}

package workflows_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/workflows"
)

// traffic sends commands to a case that continues as new again and again, as the client does: a command that is told to
// come again, or whose run has ended, is sent to the next run.
type traffic struct {
	*story
	waiting  []models.Command // in the order of their acts
	answered map[string]bool
	refused  map[string]error
	runs     int
}

// flow lets the runs follow one another until every command has its answer.
func (f *traffic) flow() {
	f.t.Helper()
	for len(f.waiting) > 0 {
		require.Less(f.t, f.runs, 100, "it does not get on")
		if f.runs > 0 {
			f.stage(f.office.Time())
		}
		f.runs++
		begun := f.env.Now()
		for _, cmd := range f.waiting {
			f.env.RegisterDelayedCallback(func() { f.carry(cmd) }, max(0, cmd.Acted.Sub(begun)))
		}
		f.run()
		var again *workflow.ContinueAsNewError
		if err := f.env.GetWorkflowError(); err != nil && !errors.As(err, &again) {
			require.NoError(f.t, err)
		}
		f.waiting = slices.DeleteFunc(f.waiting, func(cmd models.Command) bool {
			done := f.answered[cmd.ID]
			return done || f.refused[cmd.ID] != nil
		})
	}
}

func (f *traffic) carry(cmd models.Command) {
	f.clicks++
	f.env.UpdateWorkflow(workflows.CommandUpdate, fmt.Sprint(f.clicks), &testsuite.TestUpdateCallback{
		OnAccept: func() {},
		OnReject: func(error) {}, // the run is moving: to the next one
		OnComplete: func(answer any, err error) {
			if err != nil {
				f.refused[cmd.ID] = err
				return
			}
			f.answered[cmd.ID] = true
		},
	}, cmd)
}

func TestContinueAsNew(t *testing.T) {
	t.Run("in the middle of steady traffic loses and doubles nothing", func(t *testing.T) {
		t.Cleanup(workflows.MostTurns(20))
		f := &traffic{story: begin(t, models.WindowChannel), answered: map[string]bool{}, refused: map[string]error{}}
		click := func(after time.Duration, actor models.Actor, verb models.Verb, facts models.Facts) {
			f.waiting = append(f.waiting, models.Command{
				ID: fmt.Sprintf("%s-%d", verb, len(f.waiting)), Subject: f.id, Verb: verb, Actor: actor, Acted: monday.Add(after), Facts: facts,
			})
		}
		click(hour, officetest.Wang, models.Accept, accepting())
		for i := range 300 {
			click(hour+time.Duration(i/5)*time.Hour, applicant, models.Urge, models.Facts{}) // five at once, every hour
		}
		click(70*hour, officetest.Li, models.Approve, step("review"))
		click(37*day, applicant, models.Withdraw, models.Facts{})
		f.flow()
		require.Empty(t, f.refused)
		require.Greater(t, f.runs, 10)
		lines, err := f.office.Lines(t.Context(), f.id, 1)
		require.NoError(t, err)
		seen := map[string]bool{}
		urges := 0
		for i, l := range lines {
			require.Equal(t, i+1, l.N)
			require.False(t, seen[l.Command], l.Command)
			seen[l.Command] = true
			if l.Verb == models.Urge {
				urges++
			}
		}
		require.Equal(t, 300, urges)
		require.Equal(t, map[string]string{
			"R-T2/warning/step/review#1": "2026-03-11", "R-T2/yellow/step/review#1": "2026-03-12",
			"R-T2/warning/step/audit#1": "2026-03-14", "R-T2/yellow/step/audit#1": "2026-03-17", "R-T2/red/step/audit#1": "2026-03-19",
			"R-T1/warning/decision#1": "2026-03-18", "R-T1/yellow/decision#1": "2026-03-19", "R-T1/red/decision#1": "2026-04-08",
		}, f.marks(models.Issued))
	})
}

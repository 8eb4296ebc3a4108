package activities_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/testsuite"

	"mingcha/activities"
	"mingcha/models"
)

// town is a population of cases through which sweeps go. Every third rests on the days that change.
type town struct {
	t         *testing.T
	cases     []models.Armed
	lines     map[string][]string // commands by case
	silent    map[string]error    // cases that do not take their line, and why
	away      error               // what does not answer
	damaged   string
	incidents []models.IncidentRow
	asked     int
	passed    int // through the turnstile for work in bulk
}

func openTown(t *testing.T, cases int) *town {
	o := &town{t: t, lines: map[string][]string{}, silent: map[string]error{}}
	for i := range cases {
		o.cases = append(o.cases, models.Armed{Kind: models.CaseKind, ID: fmt.Sprintf("c%04d", i), Unit: "bureau", Path: "/44/4419/"})
	}
	return o
}

func (o *town) sweeper() *activities.Sweeper {
	return &activities.Sweeper{
		Current: func(context.Context) error { return nil },
		Touched: func(_ context.Context, in activities.SweepInput, limit int) ([]models.Armed, string, error) {
			from, _ := strconv.Atoi(in.Cursor)
			to := min(from+limit, len(o.cases))
			next := strconv.Itoa(to)
			if to == len(o.cases) {
				next = ""
			}
			return o.cases[from:to], next, nil
		},
		Moved: func(_ context.Context, s models.Armed, _ activities.SweepInput) (bool, error) {
			o.asked++
			if s.ID == o.damaged {
				return false, errors.New("line 3 after line 1 does not follow")
			}
			return slices.Index(o.cases, s)%3 == 0, nil
		},
		Do: func(ctx context.Context, _ models.Kind, cmd models.Command) (*activities.Answer, error) {
			deadline, limited := ctx.Deadline()
			require.True(o.t, limited)
			require.Less(o.t, time.Until(deadline), time.Minute, "a workflow that is blocked would hold up the whole city")
			if err := errors.Join(o.away, o.silent[cmd.Subject]); err != nil {
				return nil, err
			}
			if !slices.Contains(o.lines[cmd.Subject], cmd.ID) {
				o.lines[cmd.Subject] = append(o.lines[cmd.Subject], cmd.ID)
			}
			return &activities.Answer{}, nil
		},
		Raise:  func(_ context.Context, i models.IncidentRow) error { o.incidents = append(o.incidents, i); return nil },
		Gently: func(_ context.Context, piece func() error) error { o.passed++; return piece() },
		Now:    func() time.Time { return monday },
	}
}

// page sweeps one page.
func (o *town) page(in activities.SweepInput) (activities.SweepInput, error) {
	o.t.Helper()
	env := new(testsuite.WorkflowTestSuite).NewTestActivityEnvironment()
	s := o.sweeper()
	s.Register(env)
	value, err := env.ExecuteActivity(s.Sweep, in)
	if err == nil {
		require.NoError(o.t, value.Get(&in))
	}
	return in, err
}

func (o *town) sweep(change string) activities.SweepInput {
	o.t.Helper()
	in := activities.SweepInput{Change: change, Ground: activities.ByCalendar, Revision: "r"}
	for {
		var err error
		in, err = o.page(in)
		require.NoError(o.t, err)
		if in.Cursor == "" {
			return in
		}
	}
}

// covers S22
func TestSweep(t *testing.T) {
	t.Run("a subject that cannot take its line is an incident, and those behind it are moved", func(t *testing.T) {
		o := openTown(t, 250)
		o.damaged = "c0001"
		o.silent["c0003"] = models.Errorf(models.Internal, "no_answer", "its workflow does not answer")
		out := o.sweep("1")
		require.Equal(t, 2, out.Failed)
		require.Equal(t, 83, out.Moved, "84 rest on the days, one of them is silent")
		require.Len(t, o.lines, 83)
		require.Len(t, o.incidents, 2)
		require.Equal(t, "unmoved/case/c0001", o.incidents[0].ID)
		require.Equal(t, "bureau", o.incidents[1].Unit)
		require.Equal(t, "c0003", o.incidents[1].Subject)
		require.Contains(t, o.incidents[1].Detail, "does not answer")
	})

	t.Run("while the database or Temporal is away nobody is called an incident: the page is tried again", func(t *testing.T) {
		for _, code := range []models.Code{models.StoreAway, models.EngineAway} {
			o := openTown(t, 10)
			o.away = models.Errorf(code, "away", "does not answer")
			_, err := o.page(activities.SweepInput{Change: "1", Ground: activities.ByCalendar})
			require.Error(t, err)
			require.Empty(t, o.incidents)
			o.away = nil
			require.Equal(t, 4, o.sweep("1").Moved)
		}
	})

	t.Run("a page that is swept again after a crash finds its lines", func(t *testing.T) {
		o := openTown(t, 30)
		o.sweep("1")
		o.sweep("1")
		for id, commands := range o.lines {
			require.Equal(t, []string{"calendar/1"}, commands, id)
		}
	})

	t.Run("a calendar that is corrected and put back moves everybody three times", func(t *testing.T) {
		o := openTown(t, 30)
		for _, change := range []string{"1", "2", "3"} { // A→B, B→A, A→B again: the same content has another number
			o.sweep(change)
		}
		require.Equal(t, []string{"calendar/1", "calendar/2", "calendar/3"}, o.lines["c0000"])
	})

	t.Run("everybody is looked at once and only those who rest on the days get a line", func(t *testing.T) {
		o := openTown(t, 1000)
		require.Equal(t, 334, o.sweep("1").Moved)
		require.Equal(t, 1000, o.asked)
		require.Equal(t, 1000, o.passed, "people at work are left their place")
		require.Len(t, o.lines, 334)
	})
}

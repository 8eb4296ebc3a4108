package activities_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/testsuite"

	"mingcha/activities"
	"mingcha/models"
)

// clocks are those of a house, each to be set apart.
type clocks struct {
	wall, database time.Time
	elapsed, slow  time.Duration
	ahead          time.Duration // Temporal's, as noted
	noted          int
	away           error
}

func (c *clocks) trust() *activities.TimeTrust {
	t := &activities.TimeTrust{
		Wall: func() time.Time { return c.wall }, Elapsed: func() time.Duration { return c.elapsed },
		Database: func(context.Context) (time.Time, error) { c.elapsed += c.slow; return c.database, c.away },
		Engine:   func(context.Context) (time.Duration, error) { return c.ahead, c.away },
	}
	t.Vouch()
	return t
}

func newClocks() *clocks { return &clocks{wall: monday, database: monday} }

// holds is why cards are withheld after a comparison.
func (c *clocks) holds(t *testing.T, trust *activities.TimeTrust) string {
	t.Helper()
	require.NoError(t, trust.Compare(t.Context()))
	reason, held := trust.Held()
	require.Equal(t, reason != "", held)
	return reason
}

// covers S28
func TestTimeTrust(t *testing.T) {
	t.Run("cards are held while Temporal and the database say different times, to either side, and not within five seconds", func(t *testing.T) {
		c := newClocks()
		trust := c.trust()
		for ahead, reason := range map[time.Duration]string{
			-6 * time.Second: activities.TimeEngine, 6 * time.Second: activities.TimeEngine, 5 * time.Second: "", -5 * time.Second: "", 0: "",
		} {
			c.ahead = ahead
			require.Equal(t, reason, c.holds(t, trust), ahead)
		}
	})

	t.Run("cards are held while this machine and the database say different times, and no longer", func(t *testing.T) {
		c := newClocks()
		trust := c.trust()
		c.database = monday.Add(time.Minute)
		require.Equal(t, activities.TimeDiffers, c.holds(t, trust))
		c.database = monday
		require.Empty(t, c.holds(t, trust))
	})

	t.Run("a clock that jumps holds cards at once, without anybody comparing", func(t *testing.T) {
		c := newClocks()
		trust := c.trust()
		c.wall = monday.Add(time.Hour)
		reason, held := trust.Held()
		require.True(t, held)
		require.Equal(t, activities.TimeStepped, reason)
	})

	t.Run("who does not answer changes nothing", func(t *testing.T) {
		c := newClocks()
		trust := c.trust()
		c.ahead = time.Minute
		require.Equal(t, activities.TimeEngine, c.holds(t, trust))
		c.ahead, c.away = 0, errors.New("does not answer")
		require.Error(t, trust.Compare(t.Context()))
		reason, _ := trust.Held()
		require.Equal(t, activities.TimeEngine, reason)
	})
}

// subjects is a house in which nothing is wrong.
type subjects struct{ *clocks }

func (subjects) Armed(context.Context, time.Time, int) ([]models.Armed, error) { return nil, nil }
func (subjects) Sample(context.Context, int) ([]models.Armed, error)           { return nil, nil }
func (subjects) Raise(context.Context, []models.IncidentRow) error             { return nil }
func (subjects) PatrolFinished(context.Context, time.Time) error               { return nil }
func (s subjects) EngineAhead(_ context.Context, by time.Duration) error {
	s.noted++
	s.ahead = by
	return nil
}

func TestPatrolMeasuresTime(t *testing.T) {
	// inspect makes one round; Temporal of the test dates it by this machine.
	inspect := func(c *clocks) error {
		env := new(testsuite.WorkflowTestSuite).NewTestActivityEnvironment()
		quiet := func(context.Context) error { return nil }
		p := &activities.Patroller{
			Subjects: subjects{c}, Trust: c.trust(), Now: time.Now, Anew: quiet, Mind: quiet,
			Standing: func(context.Context) ([]models.IncidentRow, error) { return nil, nil },
		}
		p.Register(env)
		_, err := env.ExecuteActivity(p.Inspect)
		return err
	}

	t.Run("what one look finds is not believed: the round is made again at once", func(t *testing.T) {
		c := newClocks()
		c.database = time.Now().Add(-time.Hour)
		require.Error(t, inspect(c))
		require.Zero(t, c.noted)
	})

	t.Run("a database that is slow to answer proves nothing", func(t *testing.T) {
		c := newClocks()
		c.database, c.slow = time.Now().Add(-time.Hour), 2*time.Second
		require.NoError(t, inspect(c))
		require.Zero(t, c.noted)
	})

	t.Run("clocks that agree are noted as agreeing", func(t *testing.T) {
		c := newClocks()
		c.database = time.Now()
		require.NoError(t, inspect(c))
		require.Equal(t, 1, c.noted)
		require.Less(t, c.ahead.Abs(), 5*time.Second)
	})
}

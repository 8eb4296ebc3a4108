package inforce_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/supervision"
	"mingcha/policies/subsystems"
	"mingcha/worker/inforce"
)

// desk publishes what a test lays on it.
type desk struct{ on inforce.Published }

func (d *desk) Revision(context.Context) (int64, error) { return d.on.Revision, nil }

func (d *desk) Published(context.Context) (inforce.Published, error) { return d.on, nil }

func (d *desk) Keep(context.Context, []*process.Bundle) error { return nil }

func (d *desk) Bundle(context.Context, string) (*process.Bundle, error) {
	return nil, models.Errorf(models.NotFound, "no_such_bundle", "there is no such bundle")
}

func TestRulesInForce(t *testing.T) {
	d := &desk{}
	law, err := inforce.Open(t.Context(), subsystems.Files, d)
	require.NoError(t, err)
	day := clock.NewDate(2026, 6, 1)
	shipped := law.Rules("", day.Opens())
	published := func(version string, from clock.Date) *supervision.RuleSet {
		set := *shipped
		set.Version, set.From = version, from
		return &set
	}
	inForce := func(at clock.Date, sets ...*supervision.RuleSet) string {
		d.on.Rules = sets
		require.NoError(t, law.Refresh(t.Context()))
		return law.Rules("", at.Opens()).Version
	}

	t.Run("what begins later is not in force before its day, and is from then on", func(t *testing.T) {
		next := published("next", day)
		require.Equal(t, shipped.Version, inForce(day-1, next))
		require.Equal(t, "next", inForce(day, next))
		require.Equal(t, "next", inForce(day+400, next))
	})

	t.Run("what ends is in force no more, and what stood before it is again, from that instant", func(t *testing.T) {
		passing := published("passing", day)
		passing.Ends = (day + 10).Opens()
		require.Equal(t, "passing", inForce(day+9, passing))
		require.Equal(t, shipped.Version, inForce(day+10, passing))
		require.True(t, law.Rules("", (day+10).Opens()).Effective.Equal((day + 10).Opens()), "nothing is said of the time before")
		require.Equal(t, "next", inForce(day+10, passing, published("next", day+5)))
		require.True(t, law.Rules("", (day+10).Opens()).Effective.Equal((day + 5).Opens()))
		require.Equal(t, shipped.Version, inForce(day-1, passing))
	})

	t.Run("of two that begin on one day, what was published later wins, over what ships too", func(t *testing.T) {
		require.Equal(t, "again", inForce(day, published("again", shipped.From)))
		require.Equal(t, "second", inForce(day, published("first", day), published("second", day)))
	})
}

package node

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// pain 19
func TestPatrol(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	ctx := t.Context()
	require.NoError(t, o.file(ctx, "watched"))
	patrol := o.patroller()

	t.Run("finds nothing in an office where everything runs", func(t *testing.T) {
		out, err := patrol.Inspect(ctx)
		require.NoError(t, err)
		require.Positive(t, out.Looked)
		standing, err := patrol.Standing(ctx)
		require.NoError(t, err)
		require.Equal(t, len(standing), out.Incidents)
	})

	t.Run("finds an open case for which no workflow runs, and issues no card", func(t *testing.T) {
		require.NoError(t, o.temporal.TerminateWorkflow(ctx, "case/watched", "", "lost in a test"))
		before, err := o.store.Lines(ctx, "watched", 1)
		require.NoError(t, err)
		_, err = patrol.Inspect(ctx)
		require.NoError(t, err)
		incidents, err := o.store.IncidentsOf(ctx, "watched")
		require.NoError(t, err)
		require.Len(t, incidents, 1)
		require.Equal(t, "lost", incidents[0].Kind)
		after, err := o.store.Lines(ctx, "watched", 1)
		require.NoError(t, err)
		require.Equal(t, before, after)
	})

	t.Run("is satisfied again once everything was rehydrated, which settles the incident", func(t *testing.T) {
		_, err := o.rehydrateAll(ctx, nil)
		require.NoError(t, err)
		running, err := o.running(ctx, models.CaseKind, "watched")
		require.NoError(t, err)
		require.True(t, running)
		_, err = patrol.Inspect(ctx)
		require.NoError(t, err)
		incidents, err := o.store.IncidentsOf(ctx, "watched")
		require.NoError(t, err)
		require.Len(t, incidents, 1)
		require.NotNil(t, incidents[0].Settled)
	})

	t.Run("cannot be satisfied by rehydrating what has no record", func(t *testing.T) {
		require.ErrorContains(t, o.rehydrateOne(ctx, "case/none"), "has no record")
		require.ErrorContains(t, o.rehydrateOne(ctx, "letter/watched"), "is not KIND/ID with a kind of [case card")
		running, err := o.running(ctx, models.CaseKind, "none")
		require.NoError(t, err)
		require.False(t, running)
	})

	t.Run("raises a second incident when the same case is lost again, and one only", func(t *testing.T) {
		require.NoError(t, o.temporal.TerminateWorkflow(ctx, "case/watched", "", "lost in a test"))
		for range 2 {
			_, err := patrol.Inspect(ctx)
			require.NoError(t, err)
		}
		incidents, err := o.store.IncidentsOf(ctx, "watched")
		require.NoError(t, err)
		require.Len(t, incidents, 2)
		require.Nil(t, incidents[1].Settled)
	})

	t.Run("asks for the calendar that is wanting, from November of the year before until it is loaded", func(t *testing.T) {
		ask := func(year int, month time.Month) []models.IncidentRow {
			now := o.act.Now
			o.act.Now = func() time.Time { return time.Date(year, month, 15, 0, 0, 0, 0, time.UTC) }
			defer func() { o.act.Now = now }()
			return o.wanting()
		}
		require.Empty(t, ask(2026, time.October))
		for _, found := range [][]models.IncidentRow{ask(2026, time.November), ask(2027, time.January), ask(2027, time.June)} {
			require.Len(t, found, 1)
			require.Equal(t, "calendar/2027", found[0].ID)
		}
	})
}

package workflows_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"

	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/workflows"
)

// covers S28
func TestOneInstant(t *testing.T) {
	t.Run("cases that were accepted together and are due at one instant that is no midnight wake one after the other", func(t *testing.T) {
		woke := map[time.Time]bool{}
		for i := range 20 {
			s := storyOf(t, fmt.Sprintf("case-%02d", i), models.WindowChannel, func(o *officetest.Office) {
				o.Process.Steps[1].Limit = clock.Limit{N: 10, Unit: clock.UnitHour}
			})
			s.env.OnWorkflow(workflows.NameOf(models.CardKind), mock.Anything, mock.Anything).Return(nil)
			s.at(hour, officetest.Wang, models.Accept, accepting())
			s.at(12*hour, applicant, models.Withdraw, models.Facts{})
			s.run()
			card := s.signal("R-T2/yellow/step/review#1")
			require.True(t, card.Facts.Card.Due.Equal(monday.Add(11*hour)), "each card says when it was due")
			require.Less(t, card.Recorded.Sub(card.Facts.Card.Due), workflows.SpreadOver)
			woke[card.Recorded] = true
		}
		require.Greater(t, len(woke), 15)
	})

	for asleep, over := range map[time.Duration]time.Duration{
		3 * time.Minute: 3 * time.Second, 210 * time.Minute: 210 * time.Second, 5 * day: workflows.SpreadOver, 100 * 365 * day: workflows.SpreadOver,
	} {
		t.Run(fmt.Sprintf("those that slept for %s are spread evenly over %s", asleep, over), func(t *testing.T) {
			parts := [10]int{}
			for i := range 10_000 {
				id := uuid.NewSHA1(uuid.NameSpaceOID, []byte{byte(i), byte(i >> 8)}).String()
				late := workflows.Spread(id, asleep)
				require.Less(t, late, over)
				parts[10*late/over]++
			}
			for _, n := range parts {
				require.InDelta(t, 1000, n, 150)
			}
		})
	}

	t.Run("what is due at the moment of the act is not put off", func(t *testing.T) {
		require.Zero(t, workflows.Spread("c1", 0))
		require.Zero(t, workflows.Spread("c1", -time.Hour))
	})
}

// signal is the line of a warning or card by its key.
func (s *story) signal(key string) models.Line {
	s.t.Helper()
	lines, err := s.office.Lines(s.t.Context(), s.id, 1)
	require.NoError(s.t, err)
	for _, l := range lines {
		if l.Facts.Card != nil && l.Facts.Card.Key == key {
			return l
		}
	}
	require.Failf(s.t, "no signal", "%s in %v", key, s.office.Verbs(s.id))
	return models.Line{}
}

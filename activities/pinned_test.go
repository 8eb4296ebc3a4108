package activities_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
)

// pain 25, pain 26
func TestPinned(t *testing.T) {
	through := func(t *testing.T, p *models.Procedure) *models.Procedure {
		t.Helper()
		text, err := json.Marshal(activities.LoadOutput{Procedure: activities.Pinned{Procedure: p}})
		require.NoError(t, err)
		var out activities.LoadOutput
		require.NoError(t, json.Unmarshal(text, &out))
		return out.Procedure.Procedure
	}

	t.Run("cases that are bound to one version of an item share its procedure in memory", func(t *testing.T) {
		first, second := through(t, officetest.Food()), through(t, officetest.Food())
		require.Equal(t, officetest.Food(), first)
		require.Same(t, first, second)
	})

	t.Run("procedures that differ are kept apart, whatever they are called", func(t *testing.T) {
		other := officetest.Food()
		other.Deemed = false
		require.Equal(t, other, through(t, other))
		require.True(t, through(t, officetest.Food()).Deemed)
	})

	t.Run("a card is bound to none", func(t *testing.T) {
		require.Nil(t, through(t, nil))
	})
}

package process_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/policies/subsystems"
)

const itemsFolder = "administrative-approval/items/"

// shippedItem compiles one shipped item by itself.
func shippedItem(t testing.TB, key string) *process.Bundle {
	text, err := subsystems.Files.ReadFile(itemsFolder + key + ".yaml")
	require.NoError(t, err)
	src, err := process.Parse(key+".yaml", text)
	require.NoError(t, err)
	b, err := process.Compile(src, office{}, defaults(t))
	require.NoError(t, err)
	return b
}

// covers S35
func TestJointAcceptanceOfCompletedWorks(t *testing.T) {
	b := shippedItem(t, "completion-joint-acceptance")
	p := b.Procedure

	t.Run("K05: 45 working days, and 15 more by the head of government", func(t *testing.T) {
		require.Equal(t, clock.Limit{N: 45, Unit: clock.UnitWorkday}, p.Statutory)
		require.Equal(t, &models.ExtensionRule{N: 15, Role: "leader", Times: 1}, p.Extension)
	})

	t.Run("the window and every co-department look at the material at once, and are heard at once", func(t *testing.T) {
		open := map[string][]int{}
		for _, s := range p.Steps {
			open[s.Key] = s.After
		}
		for _, check := range []string{"check-planning", "check-sanitation", "check-water"} {
			require.Equal(t, open["accept"], open[check])
		}
		for _, opinion := range []string{"planning", "sanitation", "water"} {
			require.Equal(t, open["onsite"], open[opinion])
			require.True(t, p.Steps[p.StepIndex(opinion)].Joint, "A16 watches it")
		}
		require.False(t, p.Steps[p.StepIndex("onsite")].Joint, "the lead's own work is watched by R-T2")
	})

	t.Run("each co-department has its own list of materials", func(t *testing.T) {
		require.Equal(t, []int{4, 5}, p.Steps[p.StepIndex("check-planning")].Materials)
		require.Equal(t, []int{6}, p.Steps[p.StepIndex("sanitation")].Materials)
		require.Equal(t, []int{7}, p.Steps[p.StepIndex("check-water")].Materials)
	})

	t.Run("the lead has a time to close, and the stage of the acceptance a limit of its own", func(t *testing.T) {
		require.Equal(t, &models.Joint{Close: clock.Limit{N: 3, Unit: clock.UnitWorkday}}, p.Joint)
		require.Equal(t, []models.Stage{{Name: "联合验收", NameEN: "Joint acceptance", Limit: clock.Limit{N: 5, Unit: clock.UnitWorkday}}}, p.Stages)
	})
}

// covers S34
func TestItemsThatTownsTakeInForTheCity(t *testing.T) {
	for _, key := range []string{"pesticide-business", "urban-tree-felling"} {
		p := shippedItem(t, key).Procedure
		require.Equal(t, models.ForwardStep, p.Steps[0].Kind, key)
		require.Equal(t, []int{0}, p.Steps[p.StepIndex("accept")].After)
	}
}

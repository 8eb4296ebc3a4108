package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
)

func TestStandstill(t *testing.T) {
	t.Run("a step whose time the law leaves out is why the clock stands, as a special procedure is (K08)", func(t *testing.T) {
		p := models.Procedure{Steps: []models.Step{
			{Key: "site", Name: "现场踏勘", Kind: models.OpinionStep, Counts: "excluded", Limit: clock.Limit{N: 3, Unit: clock.UnitWorkday}},
		}}
		opened := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
		c := models.NewCase("c1", &p)
		c.Status, c.Steps = models.Accepted, []models.StepState{{Key: "site", Phase: models.Open, Opened: opened}}
		f := &caseFile{state: c, bundle: &process.Bundle{Procedure: p}}
		require.Equal(t, Standstill{Kind: "site", Name: "现场踏勘", Since: opened, Planned: p.Steps[0].Limit}, (&naming{}).standstill(f))
		c.Steps[0].Phase = models.Done
		require.Zero(t, (&naming{}).standstill(f))
	})
}

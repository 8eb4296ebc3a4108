package activities_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
)

func TestBegun(t *testing.T) {
	d := openDesk(t, models.WindowChannel)
	filing := officetest.Filing("c2", models.WindowChannel, d.now)
	d.states["c2"] = models.Begin(models.CaseKind, "c2", nil)
	first := d.turn("c2", &filing)

	t.Run("who has just written the first turn knows what the record would say", func(t *testing.T) {
		begun, err := d.act.Begun(models.CaseKind, "c2", first)
		require.NoError(t, err)
		loaded, err := d.act.Load(t.Context(), activities.LoadInput{Kind: models.CaseKind, Subject: "c2"})
		require.NoError(t, err)
		require.JSONEq(t, text(t, loaded), text(t, begun))
	})

	t.Run("a turn that the brake held back, or that somebody else wrote, sends to the record", func(t *testing.T) {
		for _, out := range []activities.AppendOutput{{Lines: first.Lines, Held: true}, {Lines: first.Lines, Again: true}, {}} {
			begun, err := d.act.Begun(models.CaseKind, "c2", out)
			require.NoError(t, err)
			require.Nil(t, begun)
		}
	})

	t.Run("lines that are not a record are an error", func(t *testing.T) {
		_, err := d.act.Begun(models.CaseKind, "c2", activities.AppendOutput{Lines: []models.Line{{Subject: "c2", N: 1, Verb: models.Accept}}})
		require.Error(t, err)
	})
}

func text(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	return string(raw)
}

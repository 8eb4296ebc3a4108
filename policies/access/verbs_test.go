package access_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/policies/access"
)

func TestEveryCommandOnACaseOrCardHasAnAction(t *testing.T) {
	for _, verb := range append(append(models.CaseVerbs(), models.Submit), slices.Concat(models.CardVerbs(), models.LeadVerbs(), models.ComplaintVerbs(), []models.Verb{models.LodgeComplaint})...) {
		require.Contains(t, access.Actions(), access.Action(verb))
	}
	require.Equal(t, access.DecidingStep, access.KindAt(string(models.DecideStep)))
	for _, step := range []models.StepKind{models.AcceptStep, models.OpinionStep, models.DeliverStep, models.ServiceStep, ""} {
		require.Equal(t, access.Case, access.KindAt(string(step)))
	}
}

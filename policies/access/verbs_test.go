package access_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/policies/access"
)

func TestEveryCommandOnACaseOrCardHasAnAction(t *testing.T) {
	for _, verb := range append(append(models.CaseVerbs(), models.Submit), append(models.CardVerbs(), models.LeadVerbs()...)...) {
		require.Contains(t, access.Actions(), access.Action(verb))
	}
	require.Equal(t, access.DecidingStep, access.KindAt(string(models.DecideStep)))
	for _, step := range []models.StepKind{models.AcceptStep, models.OpinionStep, models.DeliverStep, models.ServiceStep, ""} {
		require.Equal(t, access.Case, access.KindAt(string(step)))
	}
}

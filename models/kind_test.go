package models_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestKinds(t *testing.T) {
	for kind, first := range map[models.Kind]models.Verb{
		models.CaseKind: models.Submit, models.CardKind: models.IssueCard, models.LeadKind: models.OpenLead,
		models.ComplaintKind: models.LodgeComplaint, models.EvaluationKind: models.Measure,
	} {
		t.Run("a "+string(kind)+" begins empty, keeps its kind on the way, and is known by its first line", func(t *testing.T) {
			require.Contains(t, models.Kinds(), kind)
			state := travelled(t, models.Begin(kind, "x", nil))
			require.Equal(t, models.Ref{Kind: kind, ID: "x"}, state.Subject().Ref())
			require.Equal(t, kind, models.KindOf(models.Line{Verb: first}))
		})
	}
	t.Run("every state that a workflow can carry is of a kind", func(t *testing.T) {
		require.Len(t, models.Kinds(), reflect.TypeFor[models.State]().NumField())
	})
	t.Run("a state that holds nothing is no subject", func(t *testing.T) { require.Nil(t, models.State{}.Subject()) })
	t.Run("no record begins with an approval", func(t *testing.T) {
		require.Empty(t, models.KindOf(models.Line{Verb: models.Approve}))
	})
}

// foldsAgain requires that the record alone gives the state of a subject, also when it travels through a history after
// every line.
func foldsAgain(t *testing.T, s models.Subject, lines []models.Line, seed int) {
	t.Helper()
	again := models.Begin(s.Ref().Kind, s.Ref().ID, nil)
	for _, l := range lines {
		require.NoError(t, again.Subject().Fold(l))
		again = travelled(t, again)
	}
	want, err := json.Marshal(s)
	require.NoError(t, err)
	have, err := json.Marshal(again.Subject())
	require.NoError(t, err)
	require.JSONEq(t, string(want), string(have), "seed %d", seed)
}

package node

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/worker/demo"
)

// covers S05, S28, S35
func TestRareScenesOfTheDemoCity(t *testing.T) {
	t.Parallel()
	n := city(t, 31)
	record := func(t *testing.T, id string) []models.Line {
		lines, err := n.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		n.lawful(t, id, lines)
		return lines
	}

	t.Run("an application is forwarded to another town, which goes on to the end; one code opens both cases", func(t *testing.T) {
		for id, status := range map[string]models.CaseStatus{"demo-00010": models.Forwarded, "demo-00010-2": models.Closed} {
			row, err := n.store.Case(t.Context(), id)
			require.NoError(t, err)
			require.Equal(t, status, row.Status)
			found, err := n.store.SubjectByCode(t.Context(), row.Number, demo.QueryCode, n.act.Now(), models.LoginRule{Tries: 10, Lock: time.Minute})
			require.NoError(t, err)
			require.Equal(t, id, found)
		}
		first, onward := record(t, "demo-00010"), record(t, "demo-00010-2")
		require.Equal(t, "demo-00010-2", first[len(first)-1].Facts.Onward.Case)
		require.Equal(t, "demo-00010", onward[0].Facts.Filed.Origin)
	})

	t.Run("an acceptance that was entered too late is put right by two supervisors, and the cards that rested on it are taken back", func(t *testing.T) {
		lines := record(t, "demo-00030")
		confirmed := slices.IndexFunc(lines, func(l models.Line) bool { return l.Verb == models.Confirm })
		require.Positive(t, confirmed)
		proposed := slices.IndexFunc(lines, func(l models.Line) bool { return l.Verb == models.CorrectInstant })
		require.NotEqual(t, lines[proposed].Actor.Account, lines[confirmed].Actor.Account)
		require.Equal(t, models.WithdrawCard, lines[confirmed+1].Verb)
		require.Equal(t, models.RecordCorrected, lines[confirmed+1].Facts.Card.Cause)
	})
}

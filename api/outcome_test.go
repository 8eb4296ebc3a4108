package api

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/process"
)

func TestADecisionIsWordedByTheKindOfItsItem(t *testing.T) {
	said, err := readSentences()
	require.NoError(t, err)
	on := func(kind string) *caseFile {
		return &caseFile{bundle: &process.Bundle{Guide: process.Guide{Kind: kind}}}
	}

	t.Run("only a permit is permitted", func(t *testing.T) {
		require.Equal(t, "准予许可", on("01").outcome(models.Granted, ZhCN))
		require.Equal(t, "予以确认", on("07").outcome(models.Granted, ZhCN))
		require.Equal(t, "不予给付", on("05").outcome(models.Denied, ZhCN))
		require.Equal(t, "No action", on("10").outcome(models.Denied, En))
		require.Empty(t, on("01").outcome("", ZhCN), "nothing is decided")
	})

	t.Run("the evidence names the decision and the refusal alike", func(t *testing.T) {
		require.Equal(t, "不予办理", on("20").printed(said, string(models.Refuse)))
		require.Equal(t, "不予办理", on("20").printed(said, string(models.Denied)))
		require.Equal(t, "已办结", on("20").printed(said, string(models.Closed)))
	})

	t.Run("every kind that the contract knows has its words, in both languages", func(t *testing.T) {
		raw, err := os.ReadFile("../models/process/kinds.json")
		require.NoError(t, err)
		var kinds map[ItemKind]process.Kind
		require.NoError(t, json.Unmarshal(raw, &kinds))
		for kind, words := range kinds {
			require.True(t, kind.Valid(), kind)
			for _, term := range []process.Term{words.Name, words.Granted, words.Denied} {
				require.NotEmpty(t, term.ZH, kind)
				require.NotEmpty(t, term.EN, kind)
			}
		}
	})
}

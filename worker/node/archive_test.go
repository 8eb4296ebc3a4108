package node

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// covers S95
func TestArchivePackagesOfACity(t *testing.T) {
	t.Parallel()
	n := city(t, 60)
	settings := Settings{Data: n.settings.Data}
	key, err := os.ReadFile(filepath.Join(n.settings.Seals, publicKey))
	require.NoError(t, err)
	page, err := n.store.Cases(t.Context(), models.CaseFilter{Scope: everywhere, Statuses: []models.CaseStatus{models.Closed}})
	require.NoError(t, err)
	require.NotEmpty(t, page.Cases)
	to := filepath.Join(t.TempDir(), "case.zip")
	require.NoError(t, Archive(t.Context(), settings, page.Cases[0].Number, to))

	t.Run("is sound, and every line of it is sealed", func(t *testing.T) {
		var said bytes.Buffer
		require.NoError(t, VerifyArchive(&said, to, filepath.Join(n.settings.Seals, sealFile), strings.TrimSpace(string(key))), said.String())
		require.Contains(t, said.String(), "0 lacking")
		require.Contains(t, said.String(), "0 after the last seal")
		require.Contains(t, said.String(), "seals kept outside")
		require.NotContains(t, said.String(), "key in the package")
	})
	t.Run("with a byte changed it is not", func(t *testing.T) {
		whole, err := os.ReadFile(to)
		require.NoError(t, err)
		bad := filepath.Join(t.TempDir(), "bad.zip")
		whole[len(whole)/2] ^= 1
		require.NoError(t, os.WriteFile(bad, whole, 0o600))
		var said bytes.Buffer
		require.ErrorContains(t, VerifyArchive(&said, bad, "", ""), "not sound")
	})
	t.Run("is not written over another file, nor of a case that is open", func(t *testing.T) {
		require.Error(t, Archive(t.Context(), settings, page.Cases[0].Number, to))
		open, err := n.store.Cases(t.Context(), models.CaseFilter{Scope: everywhere, Open: true})
		require.NoError(t, err)
		none := filepath.Join(t.TempDir(), "none.zip")
		require.ErrorContains(t, Archive(t.Context(), settings, open.Cases[0].ID, none), "has not ended")
		require.NoFileExists(t, none)
	})
	t.Run("the export of the whole city folds, line after line", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "record.jsonl")
		require.NoError(t, Export(t.Context(), settings, to))
		var said bytes.Buffer
		require.NoError(t, Verify(&said, to, filepath.Join(n.settings.Seals, sealFile), strings.TrimSpace(string(key))), said.String())
		require.Contains(t, said.String(), "folded line by line, 0 not")
	})
}

package record_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/record"
)

func TestKeepSeals(t *testing.T) {
	a := history(t, rand.New(rand.NewPCG(13, 14)))
	path := filepath.Join(t.TempDir(), "seals.jsonl")
	check := func() {
		t.Helper()
		file, _ := a.written(t)
		seals, err := os.Open(path)
		require.NoError(t, err)
		defer func() { require.NoError(t, seals.Close()) }()
		report, err := record.Verify(file, seals, public(), nil)
		require.NoError(t, err)
		require.True(t, report.Sound(), "%+v", report.Findings)
		require.Equal(t, len(a.seals), report.Seals)
	}
	t.Run("the same seals handed over again are kept once", func(t *testing.T) {
		require.NoError(t, record.KeepSeals(path, a.seals[:3]))
		require.NoError(t, record.KeepSeals(path, a.seals[1:5]))
		require.NoError(t, record.KeepSeals(path, nil))
		require.NoError(t, record.KeepSeals(path, a.seals))
		check()
	})
	t.Run("wherever a crash cut the last line off, the file is whole after the next call", func(t *testing.T) {
		whole, err := os.ReadFile(path)
		require.NoError(t, err)
		for cut := 0; cut < len(whole); cut += 37 {
			require.NoError(t, os.WriteFile(path, whole[:cut], 0o600))
			require.NoError(t, record.KeepSeals(path, a.seals))
			again, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, whole, again)
		}
		check()
	})
	t.Run("a seal that two nodes kept at once is no finding", func(t *testing.T) {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		require.NoError(t, err)
		require.NoError(t, record.AppendSeal(f, a.seals[len(a.seals)-1]))
		require.NoError(t, f.Close())
		check()
	})
	t.Run("a file that is something else is left alone", func(t *testing.T) {
		require.NoError(t, os.WriteFile(path, []byte("notes\n"), 0o600))
		require.Error(t, record.KeepSeals(path, a.seals))
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, "notes\n", string(raw))
	})
}

package embedded

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestUpgrade opens a file of every release that wrote one. Each holds a case with one of three opinions; docs/temporal.md
// says how a file is added before the server library moves on.
//
// covers reliability test 9
func TestUpgrade(t *testing.T) {
	old, err := filepath.Glob("testdata/*.db.gz")
	require.NoError(t, err)
	require.NotEmpty(t, old)
	for _, packed := range old {
		t.Run("a case begun under "+filepath.Base(packed)+" is decided and ends", func(t *testing.T) {
			folder := t.TempDir()
			unpack(t, packed, filepath.Join(folder, databaseName))
			server := openServer(t, folder)
			c := dial(t, server, keys(t, 'a'))
			w := work(t, c)
			count, err := decide(c, beacon, "agreed")
			require.NoError(t, err)
			require.Equal(t, 2, count)
			w.Stop()
			c.Close()
			require.NoError(t, server.Stop())
			finish(t, folder)
		})
	}
}

func unpack(t *testing.T, packed, to string) {
	source, err := os.Open(packed)
	require.NoError(t, err)
	defer func() { require.NoError(t, source.Close()) }()
	reader, err := gzip.NewReader(source)
	require.NoError(t, err)
	raw, err := io.ReadAll(reader)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, raw, 0o600))
}

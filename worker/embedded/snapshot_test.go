package embedded

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSnapshot(t *testing.T) {
	t.Run("has everything of a file that is in use, and nothing of a folder without one", func(t *testing.T) {
		file := written(t, "CREATE TABLE note (text TEXT)", "INSERT INTO note VALUES ('kept')")
		to := filepath.Join(t.TempDir(), FileName)
		found, err := Snapshot(t.Context(), filepath.Dir(file), to)
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, "kept", ask(t, to, "SELECT text FROM note"))
		require.NoError(t, Check(t.Context(), to))

		found, err = Snapshot(t.Context(), t.TempDir(), to)
		require.NoError(t, err)
		require.False(t, found)
	})
	t.Run("is refused when it is damaged or a newer program wrote it", func(t *testing.T) {
		newer := written(t, "UPDATE mingcha_file SET server = '99.0.0'")
		require.ErrorContains(t, Check(t.Context(), newer), "newer")
		broken := filepath.Join(t.TempDir(), FileName)
		require.NoError(t, os.WriteFile(broken, []byte("this is no database at all, although it is long enough"), 0o600))
		require.ErrorContains(t, Check(t.Context(), broken), "damaged")
	})
}

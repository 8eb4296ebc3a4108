package node

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/store/storetest"
	"mingcha/worker/embedded"
)

func TestBackup(t *testing.T) {
	t.Parallel()
	a := city(t, 60)
	ctx := t.Context()
	keys := filepath.Join(t.TempDir(), "keys.tar.gz")

	t.Run("of nothing is refused, and makes nothing", func(t *testing.T) {
		nowhere := filepath.Join(t.TempDir(), "nowhere")
		require.ErrorContains(t, Backup(ctx, Settings{Data: nowhere}, filepath.Join(t.TempDir(), "b"), ""), "nothing to back up")
		require.NoDirExists(t, nowhere)
		empty := t.TempDir()
		require.ErrorContains(t, Backup(ctx, Settings{Data: empty}, filepath.Join(t.TempDir(), "b"), ""), "nothing to back up")
	})

	t.Run("is never written over another, finished or not", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "b.tar.gz")
		require.NoError(t, os.WriteFile(to+unfinished, nil, 0o600))
		require.ErrorContains(t, Backup(ctx, a.settings, to, ""), "there already")
		require.NoError(t, os.Rename(to+unfinished, to))
		require.ErrorContains(t, Backup(ctx, a.settings, to, ""), "there already")
	})

	t.Run("leaves nothing behind when the keys cannot be written, and is not noted", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "b")
		require.ErrorContains(t, Backup(ctx, a.settings, to, filepath.Join(t.TempDir(), "keys.zip")), ".tar.gz")
		left, err := os.ReadDir(filepath.Dir(to))
		require.NoError(t, err)
		require.Empty(t, left)
		last, err := a.lastBackup(ctx)
		require.NoError(t, err)
		require.Zero(t, last)
	})

	t.Run("has every row, attachment and seal, and neither a key nor a secret", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "b")
		s := a.settings
		s.OIDC.Secret = "the-secret-of-the-house"
		require.NoError(t, Backup(ctx, s, to, keys))
		holdsNoSecret(t, to, a.settings.Keys)

		data := filepath.Join(t.TempDir(), "data")
		require.NoError(t, Restore(ctx, Settings{Data: data}, to, keys))
		now := content(t, snapshotOf(t, a))
		same(t, now, content(t, filepath.Join(data, databasePart)), "settings", "sessions")
		require.NotEmpty(t, now["case_rows"])
		require.NotEmpty(t, now["card_rows"])
		b := live(t, data, 0)
		require.Equal(t, attachments(t, a), attachments(t, b))
		soundly(t, b)
	})

	t.Run("is noted with its age for the operations page", func(t *testing.T) {
		last, err := a.lastBackup(ctx)
		require.NoError(t, err)
		require.WithinDuration(t, time.Now(), last, time.Minute)
	})
}

func TestBackupBesideMySQL(t *testing.T) {
	t.Parallel()
	dsn := storetest.MariaDSN(t)
	data := t.TempDir()
	s := Settings{Data: data, Database: dsn}
	n := &Node{settings: s}
	require.NoError(t, n.settings.place())
	require.NoError(t, n.openStore(t.Context()))
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	to := filepath.Join(t.TempDir(), "b")

	t.Run("says that the database is not in it, and is not noted as a backup", func(t *testing.T) {
		require.NoError(t, Backup(t.Context(), s, to, ""))
		require.NoFileExists(t, filepath.Join(to, databasePart))
		m, err := readManifest(to)
		require.NoError(t, err)
		require.Zero(t, m.Schema)
		require.Contains(t, strings.Join(m.LeftOut, "; "), "tools of their own")
		last, err := n.lastBackup(t.Context())
		require.NoError(t, err)
		require.Zero(t, last)
	})

	t.Run("does not write down the password of the database", func(t *testing.T) {
		raw, err := os.ReadFile(filepath.Join(to, settingsPart))
		require.NoError(t, err)
		require.NotContains(t, string(raw), "unix(")
	})
}

func holdsNoSecret(t *testing.T, backup, keys string) {
	t.Helper()
	secrets := []string{"the-secret-of-the-house"}
	names, err := filepath.Glob(filepath.Join(keys, "*.key"))
	require.NoError(t, err)
	require.Len(t, names, 4)
	for _, name := range names {
		key, err := os.ReadFile(name)
		require.NoError(t, err)
		secrets = append(secrets, strings.TrimSpace(string(key)))
	}
	require.NoError(t, filepath.WalkDir(backup, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, secret := range secrets {
			require.NotContains(t, string(raw), secret, path)
		}
		return err
	}))
	require.FileExists(t, filepath.Join(backup, embedded.FileName))
}

// attachments are the plain contents of all files, by address.
func attachments(t *testing.T, n *Node) map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(n.settings.Files, "??", "*"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	files, err := n.openVault(t.Context())
	require.NoError(t, err)
	all := map[string]string{}
	for _, name := range names {
		r, err := files.Open(t.Context(), filepath.Base(name))
		require.NoError(t, err)
		plain, err := io.ReadAll(r)
		require.NoError(t, err)
		all[filepath.Base(name)] = string(plain)
	}
	return all
}

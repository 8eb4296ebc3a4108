package node

import (
	"archive/tar"
	"compress/gzip"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/store"
)

func TestRestoreRefuses(t *testing.T) {
	t.Parallel()
	a := city(t, 5)
	ctx := t.Context()
	whole, keys := filepath.Join(t.TempDir(), "b"), filepath.Join(t.TempDir(), "k.tar.gz")
	require.NoError(t, Backup(ctx, a.settings, whole, keys))
	o := &office{Node: a, t: t}

	damaged := func(t *testing.T, damage func(dir string)) (string, error) {
		dir := filepath.Join(t.TempDir(), "b")
		require.NoError(t, os.CopyFS(dir, os.DirFS(whole)))
		damage(dir)
		data := o.housekeys(t)
		return data, Restore(ctx, Settings{Data: data}, dir, "")
	}
	for name, c := range map[string]struct {
		damage func(dir string)
		says   string
	}{
		"a changed file": {func(dir string) { spoil(t, filepath.Join(dir, databasePart)) }, databasePart + " was changed"},
		"a missing file": {func(dir string) { require.NoError(t, os.Remove(filepath.Join(dir, sealsPart, sealFile))) }, "is missing"},
		"one file too many": {func(dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "extra"), []byte("x"), 0o600))
		}, "extra does not belong"},
		"sums made to fit": {func(dir string) { spoil(t, filepath.Join(dir, sumsName)) }, "not signed by this house's key"},
		"no manifest":      {func(dir string) { require.NoError(t, os.Remove(filepath.Join(dir, manifestName))) }, "no backup"},
		"another layout": {func(dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, manifestName), []byte(`{"format":2}`), 0o600))
		}, "format 2"},
	} {
		t.Run(name+", and leaves the house empty", func(t *testing.T) {
			data, err := damaged(t, c.damage)
			require.ErrorContains(t, err, c.says)
			left, err := os.ReadDir(data)
			require.NoError(t, err)
			for _, e := range left {
				require.Contains(t, []string{"keys", "seals"}, e.Name())
			}
		})
	}

	t.Run("a house in which somebody lives, and leaves it as it is", func(t *testing.T) {
		err := Restore(ctx, Settings{Data: a.settings.Data}, whole, "")
		require.ErrorContains(t, err, "empty house only")
		seals := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(seals, sealFile), nil, 0o600))
		err = Restore(ctx, Settings{Data: filepath.Join(t.TempDir(), "data"), Seals: seals}, whole, "")
		require.ErrorContains(t, err, "empty house only")
	})

	t.Run("no keys, and other keys, before anything is made that could be mistaken for them", func(t *testing.T) {
		data := filepath.Join(t.TempDir(), "data")
		err := Restore(ctx, Settings{Data: data}, whole, "")
		require.ErrorContains(t, err, "data-0001.key is not there")
		require.NoFileExists(t, filepath.Join(data, "keys", "data-0001.key"))
		_, err = store.LoadKeyring(filepath.Join(data, "keys"))
		require.NoError(t, err)
		require.ErrorContains(t, Restore(ctx, Settings{Data: data}, whole, ""), "data-0001.key is another key")
		require.ErrorContains(t, Restore(ctx, Settings{Data: data}, whole, keys), "there are keys in")
	})

	t.Run("a database with a newer schema", func(t *testing.T) {
		dir := resigned(t, a, whole, "UPDATE goose_db_version SET version_id = 9999")
		err := Restore(ctx, Settings{Data: o.housekeys(t)}, dir, "")
		require.ErrorIs(t, err, store.ErrNewerSchema)
	})

	t.Run("a SQLite backup for a house with MySQL", func(t *testing.T) {
		err := Restore(ctx, Settings{Data: o.housekeys(t), Database: "mysql:u@tcp(127.0.0.1:1)/m"}, whole, "")
		require.ErrorContains(t, err, "MySQL")
	})

	t.Run("an archive whose names lead out of it", func(t *testing.T) {
		trick := filepath.Join(t.TempDir(), "b.tar.gz")
		f, err := os.Create(trick)
		require.NoError(t, err)
		z := gzip.NewWriter(f)
		w := tar.NewWriter(z)
		require.NoError(t, w.WriteHeader(&tar.Header{Name: "../outside", Size: 1, Mode: 0o600}))
		_, err = w.Write([]byte("x"))
		require.NoError(t, err)
		for _, c := range []interface{ Close() error }{w, z, f} {
			require.NoError(t, c.Close())
		}
		data := o.housekeys(t)
		require.ErrorContains(t, Restore(ctx, Settings{Data: data}, trick, ""), "no name in a backup")
		require.NoFileExists(t, filepath.Join(data, "outside"))
	})
}

// spoil changes one byte in the middle of a file.
func spoil(t *testing.T, file string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	raw[len(raw)/2] ^= 1
	require.NoError(t, os.WriteFile(file, raw, 0o600))
}

// resigned changes a backup's database and has the house sign it, as a newer program would.
func resigned(t *testing.T, a *Node, whole, statement string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "b")
	require.NoError(t, os.CopyFS(dir, os.DirFS(whole)))
	file := filepath.Join(dir, databasePart)
	db, err := sql.Open("sqlite", "file:"+file)
	require.NoError(t, err)
	_, err = db.Exec(statement)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	for _, name := range []string{sumsName, signatureName} {
		require.NoError(t, os.Remove(filepath.Join(dir, name)))
	}
	sums, err := unpack(dir, filepath.Join(t.TempDir(), "copy"))
	require.NoError(t, err)
	var text []byte
	for name, sum := range sums {
		text = fmt.Appendf(text, "%s  %s\n", sum, name)
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, sumsName), text, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, signatureName), []byte(signSums(a.ring, text)), 0o600))
	return dir
}

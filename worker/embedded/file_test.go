package embedded

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/schema/sqlite"
)

// written returns a file of this program with the given statements run on it.
func written(t *testing.T, statements ...string) string {
	file := filepath.Join(t.TempDir(), databaseName)
	require.NoError(t, prepareFile(context.Background(), file))
	change(t, file, statements...)
	return file
}

func change(t *testing.T, file string, statements ...string) {
	db, err := sql.Open("sqlite", dataSource(file))
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	for _, statement := range statements {
		_, err := db.Exec(statement)
		require.NoError(t, err)
	}
}

func ask(t *testing.T, file, question string) string {
	db, err := sql.Open("sqlite", dataSource(file))
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	var answer string
	require.NoError(t, db.QueryRow(question).Scan(&answer))
	return answer
}

func TestFileIsRefused(t *testing.T) {
	refused := func(t *testing.T, file, reason string) {
		before, err := os.ReadFile(file)
		require.NoError(t, err)
		err = prepareFile(context.Background(), file)
		require.ErrorContains(t, err, reason)
		require.ErrorContains(t, err, file)
		after, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, before, after, "a refused file is not touched")
	}
	t.Run("when it is no database", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), databaseName)
		require.NoError(t, os.WriteFile(file, []byte("a letter, saved under the wrong name, long enough to have a header of its own"), 0o600))
		refused(t, file, "damaged")
	})
	t.Run("when a page in its middle is overwritten", func(t *testing.T) {
		file := written(t)
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		for i := len(raw) / 2; i < len(raw)/2+4096; i++ {
			raw[i] = 0xA5
		}
		require.NoError(t, os.WriteFile(file, raw, 0o600))
		refused(t, file, "damaged")
	})
	t.Run("when its end is cut off", func(t *testing.T) {
		file := written(t)
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.NoError(t, os.Truncate(file, info.Size()/2))
		refused(t, file, "damaged")
	})
	t.Run("and not called damaged when it cannot be reached", func(t *testing.T) {
		err := prepareFile(context.Background(), t.TempDir())
		require.ErrorContains(t, err, "cannot be read")
	})
	t.Run("when another program created it", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), databaseName)
		change(t, file, "CREATE TABLE letters (n INTEGER)")
		refused(t, file, "did not create")
	})
	t.Run("when a newer server wrote it", func(t *testing.T) {
		refused(t, written(t, "UPDATE mingcha_file SET server = '1.33.0'"), "newer than this program's "+headers.ServerVersion)
	})
	t.Run("when it has a newer schema", func(t *testing.T) {
		refused(t, written(t, "UPDATE mingcha_file SET schema = '0.12'"), "newer than this program's")
	})
	t.Run("when its mark cannot be read", func(t *testing.T) {
		refused(t, written(t, "UPDATE mingcha_file SET server = 'next'"), "not a dotted number")
		refused(t, written(t, "DELETE FROM mingcha_file"), "read the mark")
	})
}

func TestFile(t *testing.T) {
	t.Run("a new one carries the mark of this program and belongs to its owner alone", func(t *testing.T) {
		file := written(t)
		require.Equal(t, sqlite.Version+" "+headers.ServerVersion, ask(t, file, "SELECT schema || ' ' || server FROM mingcha_file"))
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	})
	t.Run("one of an older server with the same schema is taken over", func(t *testing.T) {
		file := written(t, "UPDATE mingcha_file SET server = '1.31.2'")
		require.NoError(t, prepareFile(context.Background(), file))
		require.Equal(t, headers.ServerVersion, ask(t, file, "SELECT server FROM mingcha_file"))
	})
	t.Run("one of an older schema is copied, then migrated step by step", func(t *testing.T) {
		file := written(t, "DROP TABLE current_chasm_executions", "DROP TABLE tasks_v2", "DROP TABLE task_queues_v2",
			"UPDATE mingcha_file SET schema = '0.9', server = '1.29.7'")
		require.NoError(t, prepareFile(context.Background(), file))
		require.Equal(t, sqlite.Version, ask(t, file, "SELECT schema FROM mingcha_file"))
		require.Equal(t, "3", ask(t, file,
			"SELECT count(*) FROM sqlite_master WHERE name IN ('current_chasm_executions', 'tasks_v2', 'task_queues_v2')"))
		kept := filepath.Join(filepath.Dir(file), "temporal-0.9.db")
		require.Equal(t, "0.9", ask(t, kept, "SELECT schema FROM mingcha_file"))
	})
	t.Run("a migration that fails changes nothing", func(t *testing.T) {
		file := written(t, "UPDATE mingcha_file SET schema = '0.9'")
		require.ErrorContains(t, prepareFile(context.Background(), file), "migrate")
		require.Equal(t, "0.9", ask(t, file, "SELECT schema FROM mingcha_file"))
	})
}

func TestDurability(t *testing.T) {
	t.Run("a connection without write-ahead log or full synchronisation does not open", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), databaseName)
		guardFile(file)
		for _, pragmas := range []string{
			"_pragma=_journal_mode=wal&_pragma=synchronous=2",
			"_pragma=journal_mode=wal&_pragma=synchronous=1",
			"_pragma=journal_mode=delete&_pragma=synchronous=2",
		} {
			db, err := sql.Open("sqlite", "file:"+file+"?"+pragmas)
			require.NoError(t, err)
			require.ErrorContains(t, db.Ping(), "would not be durable", pragmas)
			require.NoError(t, db.Close())
		}
	})
	t.Run("the settings of the server are in force on every connection to its file", func(t *testing.T) {
		file := written(t)
		guardFile(file)
		for name, want := range map[string]string{
			"journal_mode": "wal", "synchronous": "2", "busy_timeout": "10000",
			"cache_size": "-65536", "temp_store": "2", "wal_autocheckpoint": "4000",
		} {
			require.Equal(t, want, ask(t, file, "PRAGMA "+name), name)
		}
	})
}

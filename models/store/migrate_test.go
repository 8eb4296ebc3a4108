package store_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
)

// oldFile unpacks the database that schema 1 left behind: one case with three lines and a task.
func oldFile(t *testing.T) string {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", "schema1.db.gz"))
	require.NoError(t, err)
	defer func() { require.NoError(t, packed.Close()) }()
	z, err := gzip.NewReader(packed)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "old.db")
	out, err := os.Create(path)
	require.NoError(t, err)
	_, err = io.Copy(out, z) //nolint:gosec // our own file
	require.NoError(t, err)
	require.NoError(t, out.Close())
	return "sqlite:" + path
}

// TestMigrateSQLite shows that a file of an older release is upgraded and a newer schema is refused.
func TestMigrateSQLite(t *testing.T) {
	t.Run("a file of schema 1 is brought up to date with all it holds", func(t *testing.T) {
		dsn := oldFile(t)
		before, err := store.Open(dsn, storetest.Keys(t))
		require.NoError(t, err)
		require.ErrorContains(t, before.CheckSchema(t.Context()), "run mingcha migrate")
		require.NoError(t, before.Close())

		s := storetest.Open(t, dsn, storetest.Keys(t))
		require.NoError(t, s.CheckSchema(t.Context()))
		lines, err := s.Lines(t.Context(), "old-case", 1)
		require.NoError(t, err)
		require.Len(t, lines, 3)
		a := newAuthor(t, "old-case")
		a.n, a.head = 3, lines[2].Hash
		a.write(s, a.next("four", models.Urge, monday, "继续"))
		row, err := s.Case(t.Context(), "old-case")
		require.NoError(t, err)
		require.Equal(t, models.Received, row.Status)
		require.NoError(t, s.SetSetting(t.Context(), "new", "table", monday))
		require.Equal(t, schemaOf(t, storetest.SQLite(t)), schemaOf(t, s), "upgraded and fresh are the same")
	})
}

func TestMigrateMariaDB(t *testing.T) {
	t.Run("a schema grows step by step to what a fresh one is", func(t *testing.T) {
		s, err := store.Open(storetest.MariaDSN(t), storetest.Keys(t))
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, s.Close()) })
		require.NoError(t, s.MigrateTo(t.Context(), 1))
		a := newAuthor(t, "old-case")
		a.write(s, a.next("one", models.Submit, monday, ""))
		require.NoError(t, s.Migrate(t.Context()))
		lines, err := s.Lines(t.Context(), "old-case", 1)
		require.NoError(t, err)
		require.Len(t, lines, 1)
		require.Equal(t, schemaOf(t, storetest.MariaDB(t)), schemaOf(t, s))
	})
	t.Run("of four nodes that start at once one migrates and all find it done", func(t *testing.T) {
		dsn, keys := storetest.MariaDSN(t), storetest.Keys(t)
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				s, err := store.Open(dsn, keys)
				if !errorFree(t, err) {
					return
				}
				errorFree(t, s.Migrate(t.Context()))
				errorFree(t, s.CheckSchema(t.Context()))
				errorFree(t, s.Close())
			})
		}
		wait.Wait()
	})
}

func TestSchema(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		t.Run("migrating twice changes nothing", func(t *testing.T) {
			before := schemaOf(t, s)
			require.NoError(t, s.Migrate(t.Context()))
			require.Equal(t, before, schemaOf(t, s))
			have, need, err := s.Version(t.Context())
			require.NoError(t, err)
			require.Equal(t, need, have)
		})
		t.Run("identifiers that differ in case or in a blank at the end are two", func(t *testing.T) {
			for _, id := range []string{"Case-X", "case-x", "case-x ", "cäse-x"} {
				a := newAuthor(t, id)
				a.write(s, a.next("one", models.Submit, monday, ""))
			}
			lines, err := s.Lines(t.Context(), "case-x", 1)
			require.NoError(t, err)
			require.Len(t, lines, 1)
		})
		t.Run("a schema from the future is refused", func(t *testing.T) {
			_, err := s.DB(t).Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
			require.NoError(t, err)
			require.ErrorIs(t, s.Migrate(t.Context()), store.ErrNewerSchema)
			require.ErrorIs(t, s.CheckSchema(t.Context()), store.ErrNewerSchema)
		})
	})
}

func TestOpenRefuses(t *testing.T) {
	t.Run("a file from the future is refused as it is opened", func(t *testing.T) {
		dsn := storetest.SQLiteDSN(t)
		s := storetest.Open(t, dsn, storetest.Keys(t))
		_, err := s.DB(t).Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
		require.NoError(t, err)
		_, err = store.Open(dsn, storetest.Keys(t))
		require.ErrorIs(t, err, store.ErrNewerSchema)
	})
	t.Run("a DSN that says nothing is refused", func(t *testing.T) {
		for _, dsn := range []string{"", "sqlite:", "mysql:no dsn at all"} {
			_, err := store.Open(dsn, storetest.Keys(t))
			require.Error(t, err)
		}
		_, err := store.Open(storetest.SQLiteDSN(t), nil)
		require.ErrorContains(t, err, "no keys")
	})
}

// schemaOf describes every table and index.
func schemaOf(t *testing.T, s *store.Store) []string {
	t.Helper()
	query := "SELECT name, COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE 'goose%'"
	if !s.IsSQLite() {
		query = `SELECT CONCAT(table_name, '.', column_name), CONCAT(column_type, is_nullable, COALESCE(collation_name, ''), column_key)
			FROM information_schema.columns WHERE table_schema = DATABASE()
			UNION ALL SELECT CONCAT(table_name, ' ', index_name), CONCAT(seq_in_index, column_name)
			FROM information_schema.statistics WHERE table_schema = DATABASE()`
	}
	rows, err := s.DB(t).Query(query)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	var out []string
	for rows.Next() {
		var name, what string
		require.NoError(t, rows.Scan(&name, &what))
		out = append(out, fmt.Sprintf("%s: %s", name, strings.Join(strings.Fields(what), " ")))
	}
	slices.Sort(out)
	require.NotEmpty(t, out)
	return out
}

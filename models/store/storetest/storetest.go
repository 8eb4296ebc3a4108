// Package storetest gives tests an empty database of either kind.
package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/store"
)

// Databases are the two kinds, by name: one suite runs over both.
var Databases = map[string]func(testing.TB) *store.Store{"SQLite": SQLite, "MariaDB": MariaDB}

// SQLite returns a migrated store in a file of its own.
func SQLite(t testing.TB) *store.Store { return Open(t, SQLiteDSN(t), Keys(t)) }

// MariaDB returns a migrated store in a schema of its own on a real server. A server that cannot be started fails the
// test.
func MariaDB(t testing.TB) *store.Store {
	t.Helper()
	dsn := MariaDSN(t)
	clone(t, dsn)
	return Open(t, dsn, Keys(t))
}

// Open opens and migrates a store and closes it when the test ends.
func Open(t testing.TB, dsn string, ring *store.Keyring) *store.Store {
	t.Helper()
	s, err := store.Open(dsn, ring)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	require.NoError(t, s.Migrate(context.Background()))
	return s
}

// Keys returns a fresh key ring.
func Keys(t testing.TB) *store.Keyring {
	t.Helper()
	ring, err := store.LoadKeyring(t.TempDir())
	require.NoError(t, err)
	return ring
}

// SQLiteDSN returns the DSN of a database that does not exist yet.
func SQLiteDSN(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "mingcha.db") }

var schemas atomic.Int64

// MariaDSN returns the DSN of a new, empty schema.
func MariaDSN(t testing.TB) string {
	t.Helper()
	socket := Socket(t)
	name := fmt.Sprintf("test_%d", schemas.Add(1))
	db, err := sql.Open("mysql", fmt.Sprintf("root@unix(%s)/", socket))
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	_, err = db.Exec("CREATE DATABASE " + name)
	require.NoError(t, err)
	return fmt.Sprintf("mysql:root@unix(%s)/%s", socket, name)
}

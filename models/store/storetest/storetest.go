// Package storetest gives tests an empty database of either kind.
package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"mingcha/models/store"
)

// Databases are the two kinds, by name: one suite runs over both.
var Databases = map[string]func(testing.TB) *store.Store{"SQLite": SQLite, "MariaDB": MariaDB}

// SQLite returns a migrated store in a file of its own.
func SQLite(t testing.TB) *store.Store { return Open(t, SQLiteDSN(t), Keys(t)) }

// MariaDB returns a migrated store in a schema of its own on a real server. A server that cannot be started fails the
// test.
func MariaDB(t testing.TB) *store.Store { return Open(t, MariaDSN(t), Keys(t)) }

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

// server is the one MariaDB of this test binary.
var server struct {
	once  sync.Once
	dir   string
	err   error
	guard *exec.Cmd // held, or its pipe would be collected and closed
}

// Socket returns where the test binary's MariaDB listens. It is started on first use.
func Socket(t testing.TB) string {
	t.Helper()
	server.once.Do(func() { server.dir, server.err = start() })
	require.NoError(t, server.err, "MariaDB server is needed: apt-get install mariadb-server")
	return filepath.Join(server.dir, "s")
}

// DataDir returns the folder with the server's raw files.
func DataDir(t testing.TB) string { return filepath.Dir(Socket(t)) }

// start runs a server in a scratch folder under a shell that outlives it: when this process ends, however it ends, its
// end of the pipe closes and the shell kills the server and removes the folder.
func start() (string, error) {
	dir, err := os.MkdirTemp("", "mingcha-mariadb-")
	if err != nil {
		return "", err
	}
	install := exec.Command("mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal",
		"--skip-test-db", "--user="+user(), "--datadir="+dir)
	if out, err := install.CombinedOutput(); err != nil {
		return "", fmt.Errorf("make the MariaDB folder: %w: %s", err, out)
	}
	guard := exec.Command("sh", "-c", `"$@" & server=$!; cat >/dev/null; kill -9 $server; wait $server; rm -rf "$DIR"`, "sh",
		"mariadbd", "--no-defaults", "--user="+user(), "--datadir="+dir, "--socket="+filepath.Join(dir, "s"),
		"--skip-networking", "--pid-file="+filepath.Join(dir, "pid"), "--log-error="+filepath.Join(dir, "errors"),
		"--innodb-buffer-pool-size=512M", "--innodb-log-file-size=256M", "--max-connections=400")
	guard.Env = append(os.Environ(), "DIR="+dir)
	if _, err := guard.StdinPipe(); err != nil {
		return "", err
	}
	if err := guard.Start(); err != nil {
		return "", err
	}
	server.guard = guard
	return dir, await(filepath.Join(dir, "s"))
}

func user() string {
	if os.Getuid() == 0 {
		return "root"
	}
	return os.Getenv("USER")
}

func await(socket string) error {
	db, err := sql.Open("mysql", fmt.Sprintf("root@unix(%s)/", socket))
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // nothing was written
	if err := mysql.SetLogger(quiet{}); err != nil {
		return err
	}
	for range 600 {
		if err = db.Ping(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("MariaDB did not answer within 30 s: %w", err)
}

// quiet drops the driver's complaints about a server that is not there yet.
type quiet struct{}

func (quiet) Print(...any) {}

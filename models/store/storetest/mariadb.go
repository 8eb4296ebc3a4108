package storetest

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"mingcha/models/store"
)

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
	// A server that starts sweeps the temporary tables of its folder away, those of another server too.
	tables := filepath.Join(dir, "tmp")
	if err := os.Mkdir(tables, 0o700); err != nil {
		return "", err
	}
	install := exec.Command("mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal",
		"--skip-test-db", "--user="+user(), "--datadir="+dir, "--tmpdir="+tables)
	if out, err := install.CombinedOutput(); err != nil {
		return "", fmt.Errorf("make the MariaDB folder: %w: %s", err, out)
	}
	guard := exec.Command("sh", "-c", `"$@" & server=$!; cat >/dev/null; kill -9 $server; wait $server; rm -rf "$DIR"`, "sh",
		"mariadbd", "--no-defaults", "--user="+user(), "--datadir="+dir, "--tmpdir="+tables, "--socket="+filepath.Join(dir, "s"),
		"--skip-networking", "--pid-file="+filepath.Join(dir, "pid"), "--log-error="+filepath.Join(dir, "errors"),
		"--innodb-buffer-pool-size=512M", "--innodb-log-file-size=96M", "--max-connections=400",
		// A test server need not survive a power cut: what it writes reaches the files, not yet the disk.
		"--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync", "--innodb-doublewrite=0", "--sync-frm=0")
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

// template is a schema that was migrated once; copying its tables is faster than migrating again.
var template struct {
	once   sync.Once
	name   string
	tables []string
}

// clone fills an empty schema with the tables of the template.
func clone(t testing.TB, dsn string) {
	t.Helper()
	template.once.Do(func() { migrateTemplate(t) })
	db := connect(t, dsn)
	defer func() { require.NoError(t, db.Close()) }()
	for _, table := range template.tables {
		_, err := db.Exec(fmt.Sprintf("CREATE TABLE `%s` LIKE `%s`.`%s`", table, template.name, table))
		require.NoError(t, err)
	}
	_, err := db.Exec("INSERT INTO goose_db_version SELECT * FROM " + template.name + ".goose_db_version")
	require.NoError(t, err)
}

func migrateTemplate(t testing.TB) {
	t.Helper()
	dsn := MariaDSN(t)
	s, err := store.Open(dsn, Keys(t))
	require.NoError(t, err)
	require.NoError(t, s.Migrate(t.Context()))
	require.NoError(t, s.Close())
	template.name = dsn[strings.LastIndex(dsn, "/")+1:]
	db := connect(t, dsn)
	defer func() { require.NoError(t, db.Close()) }()
	rows, err := db.Query("SHOW TABLES")
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	for rows.Next() {
		var table string
		require.NoError(t, rows.Scan(&table))
		template.tables = append(template.tables, table)
	}
	require.NoError(t, rows.Err())
}

func connect(t testing.TB, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("mysql", strings.TrimPrefix(dsn, "mysql:"))
	require.NoError(t, err)
	return db
}

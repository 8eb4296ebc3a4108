package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/pressly/goose/v3"
	gormmysql "gorm.io/driver/mysql"
	"gorm.io/gorm"
)

// A server that says nothing for so long is away: longer than any list takes and than innodb_lock_wait_timeout, and short
// enough for a command to be answered within five seconds.
const (
	dialing = 3 * time.Second
	silence = 4 * time.Second
)

// mysqlServer is a MySQL or MariaDB database.
type mysqlServer struct{ config *mysql.Config }

func newMySQL(dsn string) (mysqlServer, error) {
	c, err := mysql.ParseDSN(dsn)
	if err != nil {
		return mysqlServer{}, fmt.Errorf("read the MySQL DSN: %w", err)
	}
	c.ParseTime = true       // times as times
	c.Loc = time.UTC         // the only zone in the database
	c.ClientFoundRows = true // a conditional update counts rows found, not rows changed
	c.InterpolateParams = true
	c.Timeout, c.ReadTimeout, c.WriteTimeout = dialing, silence, silence
	if err := c.Apply(mysql.TimeTruncate(time.Microsecond), mysql.Charset("utf8mb4", "")); err != nil {
		return mysqlServer{}, fmt.Errorf("complete the MySQL DSN: %w", err)
	}
	if c.Params == nil {
		c.Params = map[string]string{}
	}
	c.Params["time_zone"] = "'+00:00'"
	c.Params["innodb_lock_wait_timeout"] = "2" // seconds
	c.Params["sql_mode"] = "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"
	return mysqlServer{c}, nil
}

func (m mysqlServer) kind() goose.Dialect    { return goose.DialectMySQL }
func (m mysqlServer) writers() int           { return 32 }
func (m mysqlServer) reader() gorm.Dialector { return nil }

func (m mysqlServer) writer() gorm.Dialector {
	return mysqlDialector{gormmysql.Dialector{Config: &gormmysql.Config{Conn: m.pool(m.config)}}}
}

// alone returns a pool that waits for a statement as long as it takes, since a migration of a large table takes minutes,
// and a lock: of several nodes that start at once one migrates, the others wait for a minute and find it done. goose's own
// lock is not asked, for goose looks at its table before it takes it.
func (m mysqlServer) alone(ctx context.Context) (*sql.DB, func(), error) {
	config := m.config.Clone()
	config.ReadTimeout = 0
	pool := m.pool(config)
	turn, err := pool.Conn(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, pool.Close())
	}
	var got sql.NullInt64
	err = turn.QueryRowContext(ctx, "SELECT GET_LOCK(CONCAT('migrate.', DATABASE()), 60)").Scan(&got)
	if err == nil && got.Int64 != 1 {
		err = errors.New("another node has been migrating for a minute")
	}
	if err != nil {
		return nil, nil, errors.Join(err, turn.Close(), pool.Close())
	}
	return pool, func() { // a session that ends gives up its lock
		turn.Close() //nolint:errcheck // nothing is left to lose
		pool.Close() //nolint:errcheck // nothing is left to lose
	}, nil
}

func (m mysqlServer) pool(config *mysql.Config) *sql.DB {
	pool := sql.OpenDB(readCommitted{config})
	pool.SetConnMaxLifetime(5 * time.Minute)
	return pool
}

// words: identifiers are compared byte by byte, trailing blanks included. The collation that does so has one name in
// MySQL and another in MariaDB.
func (m mysqlServer) words(version string) words {
	collation := "utf8mb4_0900_bin"
	if strings.Contains(version, "MariaDB") {
		collation = "utf8mb4_nopad_bin"
	}
	table := " ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=" + collation
	return words{
		TS: "DATETIME(6)", ID: "VARCHAR(96)", Path: "VARCHAR(128)", Text: "MEDIUMTEXT", Blob: "LONGBLOB",
		Table: table, Packed: table, Tongue: mysqlTongue,
	}
}

func (m mysqlServer) tableCount() string {
	return "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?"
}

// readCommitted connects and sets the isolation of the connection. The variable for it is named differently in MySQL and
// in MariaDB, the statement is not.
type readCommitted struct{ config *mysql.Config }

// Driver is the driver under the connections.
func (c readCommitted) Driver() driver.Driver { return mysql.MySQLDriver{} }

// Connect opens one connection.
func (c readCommitted) Connect(ctx context.Context) (driver.Conn, error) {
	connector, err := mysql.NewConnector(c.config)
	if err != nil {
		return nil, err
	}
	conn, err := connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	const set = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"
	if _, err := conn.(driver.ExecerContext).ExecContext(ctx, set, nil); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// mysqlDialector is gorm's MySQL dialect with this package's names for errors.
type mysqlDialector struct{ gormmysql.Dialector }

// Numbers of server errors, as in the MySQL reference manual.
const (
	erDupEntry         = 1062
	erLockWait         = 1205
	erDeadlock         = 1213
	erConCount         = 1040
	erServerShutdown   = 1053
	erDiskFull         = 1021
	erRecordFileFull   = 1114
	erReadOnly         = 1290
	erReadOnlyMode     = 1836
	erQueryInterrupted = 1317
	erKilled           = 1927
)

// Translate gives the server's errors the names that gorm and this package know.
func (mysqlDialector) Translate(err error) error {
	var e *mysql.MySQLError
	if !errors.As(err, &e) {
		return away(err)
	}
	switch e.Number {
	case erDupEntry:
		return gorm.ErrDuplicatedKey
	case erLockWait, erDeadlock:
		return busy(err)
	case erConCount, erServerShutdown, erDiskFull, erRecordFileFull, erReadOnly, erReadOnlyMode, erQueryInterrupted, erKilled:
		return gone(err)
	default:
		return err
	}
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strings"

	"github.com/pressly/goose/v3"
	gormsqlite "gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// sqliteFile is the path of a SQLite database.
type sqliteFile string

func (f sqliteFile) kind() goose.Dialect { return goose.DialectSQLite3 }
func (f sqliteFile) writers() int        { return 1 }

// alone: one process holds the file, and a migration is one transaction.
func (f sqliteFile) alone(context.Context) (*sql.DB, func(), error) { return nil, func() {}, nil }

// writer takes the write lock as a transaction begins: one that reads first and writes later would be refused at once
// when somebody else wrote in between, whatever the busy timeout says. What is erased is overwritten. A transaction ends with
// its context between two statements.
func (f sqliteFile) writer() gorm.Dialector {
	return f.open(true, "_txlock=immediate", "_pragma=journal_mode(WAL)", "_pragma=secure_delete(1)")
}

func (f sqliteFile) reader() gorm.Dialector { return f.open(false, "_pragma=query_only(1)") }

func (f sqliteFile) open(whole bool, options ...string) gorm.Dialector {
	options = append([]string{"_pragma=busy_timeout(2000)"}, options...) // first: the others may meet a lock
	options = append(options,
		"_pragma=synchronous(2)", "_pragma=foreign_keys(1)", "_pragma=cache_size(-32768)", "_pragma=temp_store(2)",
		"_time_format=sqlite", "_timezone=UTC")
	path := (&url.URL{Path: string(f)}).EscapedPath()
	return sqliteDialector{gormsqlite.Dialector{Conn: sql.OpenDB(keptFile{"file:" + path + "?" + strings.Join(options, "&"), whole})}}
}

// words: a time column must be declared plainly as DATETIME, or the driver gives it back as text.
func (f sqliteFile) words(string) words {
	return words{
		TS: "DATETIME", ID: "VARCHAR(96)", Path: "VARCHAR(128)", Text: "TEXT", Blob: "BLOB",
		Packed: " WITHOUT ROWID", Live: " WHERE live = 1", Marked: " WHERE level > 0", Tongue: sqliteTongue,
	}
}

func (f sqliteFile) tableCount() string {
	return "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
}

// sqliteDialector is gorm's SQLite dialect on the engine that Temporal links already. A second driver of the same name
// would stop the program as it starts.
type sqliteDialector struct{ gormsqlite.Dialector }

// Translate gives the engine's errors the names that gorm and this package know.
func (sqliteDialector) Translate(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return away(err)
	}
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return gorm.ErrDuplicatedKey
	}
	switch e.Code() & 0xff { // the primary code
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return busy(err)
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
		sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_NOMEM:
		return gone(err)
	default:
		return err
	}
}

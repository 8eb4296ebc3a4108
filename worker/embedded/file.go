package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/schema"
	"go.temporal.io/server/schema/sqlite"
	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The server neither checks nor migrates an SQLite file. So the file carries a mark of the schema and of the server that
// wrote it, and this program creates, migrates or refuses the file by it.
const (
	schemaFolder = "sqlite/v3/temporal"

	// checkLimit takes two to three seconds to read, in bytes.
	checkLimit = 1 << 30

	createMark = `CREATE TABLE mingcha_file (schema TEXT NOT NULL, server TEXT NOT NULL)`
	insertMark = `INSERT INTO mingcha_file (schema, server) VALUES (?, ?)`
	updateMark = `UPDATE mingcha_file SET schema = ?, server = ?`
	selectMark = `SELECT schema, server FROM mingcha_file`
)

// mark says what wrote the file.
type mark struct{ schema, server version }

// ours is the mark of this program.
func ours() (mark, error) { return readMark(sqlite.Version, headers.ServerVersion) }

func readMark(schemaText, serverText string) (mark, error) {
	schemaVersion, err := parseVersion(schemaText)
	if err != nil {
		return mark{}, fmt.Errorf("schema: %w", err)
	}
	serverVersion, err := parseVersion(serverText)
	if err != nil {
		return mark{}, fmt.Errorf("server: %w", err)
	}
	return mark{schemaVersion, serverVersion}, nil
}

// prepareFile makes the file ready for this program's server. It refuses a damaged file, a file of something else and a
// file of a newer program; it migrates an older one after keeping a copy.
func prepareFile(ctx context.Context, file string) error {
	db, err := openFile(file)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	found, current, err := examine(ctx, db, file)
	if err != nil {
		return err
	}
	if found == nil {
		return createSchema(ctx, db, current)
	}
	if current.schema.after(found.schema) {
		return migrate(ctx, db, file, *found, current)
	}
	return setMark(ctx, db, current)
}

// examine reads the mark of a file, nil in a new one, beside this program's own. It refuses a damaged file, a file of
// something else and a file of a newer program.
func examine(ctx context.Context, db *sql.DB, file string) (found *mark, current mark, err error) {
	if err := checkFile(ctx, db); err != nil {
		return nil, mark{}, fmt.Errorf("%s %w", file, err)
	}
	if current, err = ours(); err != nil {
		return nil, mark{}, err
	}
	if found, err = findMark(ctx, db); err != nil {
		return nil, mark{}, fmt.Errorf("%s: %w", file, err)
	}
	if found == nil {
		return nil, current, nil
	}
	return found, current, refuseNewer(file, *found, current)
}

func refuseNewer(file string, found, current mark) error {
	if !found.schema.after(current.schema) && !found.server.after(current.server) {
		return nil
	}
	return fmt.Errorf("%s was written by Temporal server %s (schema %s), newer than this program's %s (schema %s): use the newer program",
		file, found.server, found.schema, current.server, current.schema)
}

// openFile opens the file with the settings that the server uses, and creates it for its owner only. It does not touch
// a file that is there: closing such a descriptor would drop the locks of the server's connection.
func openFile(file string) (*sql.DB, error) {
	created, err := os.OpenFile(filepath.Clean(file), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err == nil {
		err = created.Close()
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("create database of the embedded Temporal server: %w", err)
	}
	return sql.Open("sqlite", dataSource(file))
}

// checkFile reads every page of a file of at most checkLimit bytes. A larger one would keep an office waiting at every
// restart; only its header and its list of tables are read.
func checkFile(ctx context.Context, db *sql.DB) error {
	var size int64
	err := db.QueryRowContext(ctx, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&size)
	verdict := "ok"
	if err == nil && size <= checkLimit {
		err = db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict)
	}
	if err == nil && verdict != "ok" {
		err = errors.New(verdict)
	}
	if verdict != "ok" || damaged(err) {
		return fmt.Errorf("is damaged and was not opened; put back a backup, or move it away and rehydrate: %w", err)
	}
	if err != nil {
		return fmt.Errorf("cannot be read: %w", err)
	}
	return nil
}

// damaged tells a bad file from a file that cannot be reached.
func damaged(err error) bool {
	var fault *driver.Error
	if !errors.As(err, &fault) {
		return false
	}
	primary := fault.Code() & 0xff
	return primary == sqlite3.SQLITE_CORRUPT || primary == sqlite3.SQLITE_NOTADB
}

// findMark returns nil for an empty file and an error for a file with tables but no mark.
func findMark(ctx context.Context, db *sql.DB) (*mark, error) {
	var tables, marks int
	err := db.QueryRowContext(ctx,
		`SELECT count(*), count(*) FILTER (WHERE name = 'mingcha_file') FROM sqlite_master WHERE type = 'table'`).Scan(&tables, &marks)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	if tables == 0 {
		return nil, nil
	}
	if marks == 0 {
		return nil, errors.New("has tables that this program did not create: not opened")
	}
	var schemaText, serverText string
	if err := db.QueryRowContext(ctx, selectMark).Scan(&schemaText, &serverText); err != nil {
		return nil, fmt.Errorf("read the mark of the file: %w", err)
	}
	found, err := readMark(schemaText, serverText)
	if err != nil {
		return nil, fmt.Errorf("read the mark of the file: %w", err)
	}
	return &found, nil
}

func setMark(ctx context.Context, db *sql.DB, current mark) error {
	if _, err := db.ExecContext(ctx, updateMark, current.schema.String(), current.server.String()); err != nil {
		return fmt.Errorf("mark the file with this program's version: %w", err)
	}
	return nil
}

// createSchema writes the tables and the mark in one transaction: a crash leaves an empty file.
func createSchema(ctx context.Context, db *sql.DB, current mark) error {
	statements, err := fs.ReadFile(schema.Assets(), path.Join(schemaFolder, "schema.sql"))
	if err != nil {
		return fmt.Errorf("read schema of the Temporal server: %w", err)
	}
	return inTransaction(ctx, db, "create schema of the Temporal server", []step{
		{statement: string(statements)},
		{statement: createMark},
		{statement: insertMark, args: []any{current.schema.String(), current.server.String()}},
	})
}

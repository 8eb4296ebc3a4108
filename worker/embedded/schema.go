package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/schema"
	"go.temporal.io/server/schema/sqlite"
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
	if err := checkFile(ctx, db); err != nil {
		return fmt.Errorf("%s is damaged and was not opened; put back a backup, or move it away and rehydrate: %w", file, err)
	}
	current, err := ours()
	if err != nil {
		return err
	}
	found, err := findMark(ctx, db)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	switch {
	case found == nil:
		return createSchema(ctx, db, current)
	case found.schema.after(current.schema), found.server.after(current.server):
		return fmt.Errorf("%s was written by Temporal server %s (schema %s), newer than this program's %s (schema %s): use the newer program",
			file, found.server, found.schema, current.server, current.schema)
	case current.schema.after(found.schema):
		return migrate(ctx, db, file, *found, current)
	}
	return setMark(ctx, db, current)
}

// openFile opens the file for its owner only, with the settings that the server uses.
func openFile(file string) (*sql.DB, error) {
	created, err := os.OpenFile(filepath.Clean(file), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open database of the embedded Temporal server: %w", err)
	}
	if err := created.Close(); err != nil {
		return nil, fmt.Errorf("open database of the embedded Temporal server: %w", err)
	}
	return sql.Open("sqlite", dataSource(file))
}

// checkFile reads every page of a file of at most checkLimit bytes. A larger one would keep an office waiting at every
// restart; its header and tables are still read by findMark.
func checkFile(ctx context.Context, db *sql.DB) error {
	var size int64
	if err := db.QueryRowContext(ctx, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&size); err != nil {
		return err
	}
	if size > checkLimit {
		return nil
	}
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return errors.New(verdict)
	}
	return nil
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

// migrate copies the file to temporal-<schema>.db beside it and applies the schema's steps in one transaction.
func migrate(ctx context.Context, db *sql.DB, file string, found, current mark) error {
	backup := strings.TrimSuffix(file, ".db") + "-" + found.schema.String() + ".db"
	if err := os.Remove(backup); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the copy of an earlier attempt: %w", err)
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", backup); err != nil {
		return fmt.Errorf("copy %s before its migration: %w", file, err)
	}
	steps, err := migrationSteps(schema.Assets(), found.schema, current.schema)
	if err != nil {
		return err
	}
	steps = append(steps, step{statement: updateMark, args: []any{current.schema.String(), current.server.String()}})
	return inTransaction(ctx, db, fmt.Sprintf("migrate %s from schema %s to %s", file, found.schema, current.schema), steps)
}

// migrationSteps collects the statements of every schema version after from, up to and including to.
func migrationSteps(assets fs.FS, from, to version) ([]step, error) {
	folder := path.Join(schemaFolder, "versioned")
	entries, err := fs.ReadDir(assets, folder)
	if err != nil {
		return nil, fmt.Errorf("list schema versions of the Temporal server: %w", err)
	}
	names := map[string]string{}
	var versions []version
	for _, entry := range entries {
		v, err := parseVersion(strings.TrimPrefix(entry.Name(), "v"))
		if err != nil {
			return nil, fmt.Errorf("list schema versions of the Temporal server: %w", err)
		}
		if v.after(from) && !v.after(to) {
			names[v.String()] = entry.Name()
			versions = append(versions, v)
		}
	}
	slices.SortFunc(versions, slices.Compare[version])
	var steps []step
	for _, v := range versions {
		more, err := versionSteps(assets, path.Join(folder, names[v.String()]))
		if err != nil {
			return nil, err
		}
		steps = append(steps, more...)
	}
	return steps, nil
}

// versionSteps reads the files that the manifest of one schema version names, in its order.
func versionSteps(assets fs.FS, folder string) ([]step, error) {
	raw, err := fs.ReadFile(assets, path.Join(folder, "manifest.json"))
	if err != nil {
		return nil, fmt.Errorf("read schema version of the Temporal server: %w", err)
	}
	var manifest struct{ SchemaUpdateCqlFiles []string }
	if err := json.Unmarshal(raw, &manifest); err != nil {
		return nil, fmt.Errorf("read %s/manifest.json: %w", folder, err)
	}
	var steps []step
	for _, name := range manifest.SchemaUpdateCqlFiles {
		statements, err := fs.ReadFile(assets, path.Join(folder, name))
		if err != nil {
			return nil, fmt.Errorf("read schema version of the Temporal server: %w", err)
		}
		steps = append(steps, step{statement: string(statements)})
	}
	return steps, nil
}

// step is one script of a transaction.
type step struct {
	statement string
	args      []any
}

func inTransaction(ctx context.Context, db *sql.DB, attempt string, steps []step) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", attempt, err)
	}
	defer func() { _ = tx.Rollback() }()
	for _, s := range steps {
		if _, err := tx.ExecContext(ctx, s.statement, s.args...); err != nil {
			return fmt.Errorf("%s: %w", attempt, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("%s: %w", attempt, err)
	}
	return nil
}

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
	"slices"
	"strings"

	"go.temporal.io/server/schema"
)

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

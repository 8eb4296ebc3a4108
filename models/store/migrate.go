package store

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"testing/fstest"
	"text/template"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrNewerSchema says that a newer program has changed the database: this one could damage what it does not know.
var ErrNewerSchema = errors.New("the database has a newer schema than this program knows; use the newer program")

// Migrate brings the schema up to what this program knows.
func (s *Store) Migrate(ctx context.Context) error { return s.migrateTo(ctx, 0) }

// migrateTo stops at a version, 0 meaning the newest.
func (s *Store) migrateTo(ctx context.Context, version int64) error {
	pool, done, err := s.dialect.alone(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", away(err))
	}
	defer done()
	if err := s.refuseNewer(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if pool == nil {
		if pool, err = s.pool(); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
	}
	p, err := s.provider(ctx, pool)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if version == 0 {
		_, err = p.Up(ctx)
	} else {
		_, err = p.UpTo(ctx, version)
	}
	if err != nil {
		return fmt.Errorf("migrate: %w", away(err))
	}
	return nil
}

// Version returns the schema's version in the database and the version that this program needs.
func (s *Store) Version(ctx context.Context) (have, need int64, err error) {
	need, err = newest()
	if err != nil {
		return 0, 0, err
	}
	var known int64
	err = s.into(ctx).Raw(s.dialect.tableCount(), goose.DefaultTablename).Scan(&known).Error
	if err != nil || known == 0 {
		return 0, need, err
	}
	err = s.into(ctx).Raw("SELECT COALESCE(MAX(version_id), 0) FROM " + goose.DefaultTablename).Scan(&have).Error
	return have, need, err
}

// CheckSchema refuses to work with a schema that is not exactly the one this program knows.
func (s *Store) CheckSchema(ctx context.Context) error {
	have, need, err := s.Version(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("read the schema's version: %w", err)
	case have > need:
		return fmt.Errorf("%w (%d, not %d)", ErrNewerSchema, have, need)
	case have < need:
		return fmt.Errorf("the database has schema %d, this program needs %d: run mingcha migrate", have, need)
	default:
		return nil
	}
}

func (s *Store) refuseNewer(ctx context.Context) error {
	have, need, err := s.Version(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if have > need {
		return fmt.Errorf("%w (%d, not %d)", ErrNewerSchema, have, need)
	}
	return nil
}

func (s *Store) provider(ctx context.Context, pool *sql.DB) (*goose.Provider, error) {
	var version sql.NullString
	if s.dialect.kind() == goose.DialectMySQL {
		if err := s.into(ctx).Raw("SELECT VERSION()").Scan(&version).Error; err != nil {
			return nil, err
		}
	}
	rendered, err := render(s.dialect.words(version.String))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(s.dialect.kind(), pool, rendered, goose.WithDisableGlobalRegistry(true))
}

// render spells the migrations for one database.
func render(w words) (fs.FS, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	out := fstest.MapFS{}
	for _, name := range names {
		t, err := template.ParseFS(migrations, name)
		if err != nil {
			return nil, fmt.Errorf("read migration %s: %w", name, err)
		}
		var sql bytes.Buffer
		if err := t.Execute(&sql, w); err != nil {
			return nil, fmt.Errorf("spell migration %s: %w", name, err)
		}
		out[path.Base(name)] = &fstest.MapFile{Data: sql.Bytes()}
	}
	return out, nil
}

// newest returns the number of the last migration that this program knows.
func newest() (int64, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	return goose.NumericComponent(names[len(names)-1])
}

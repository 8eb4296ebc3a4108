package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pressly/goose/v3"
	"github.com/stretchr/testify/require"
	"gorm.io/gorm"
)

// Statement is one statement that the store sent.
type Statement struct {
	SQL  string
	Args []any
}

// Statements returns what the store sends while do runs.
func (s *Store) Statements(t testing.TB, do func()) []Statement {
	t.Helper()
	var mu sync.Mutex
	var seen []Statement
	note := func(text string, args []any) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, Statement{text, slices.Clone(args)})
	}
	for _, db := range []*gorm.DB{s.write, s.read} {
		pool := db.Statement.ConnPool
		if _, already := pool.(watchedPool); already {
			continue
		}
		db.Statement.ConnPool = watchedPool{pool, note}
		defer func() { db.Statement.ConnPool = pool }()
	}
	do()
	return seen
}

// watchedPool notes what is sent through a pool or a transaction.
type watchedPool struct {
	gorm.ConnPool
	note func(text string, args []any)
}

func (p watchedPool) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	p.note(text, args)
	return p.ConnPool.ExecContext(ctx, text, args...)
}

func (p watchedPool) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	p.note(text, args)
	return p.ConnPool.QueryContext(ctx, text, args...)
}

func (p watchedPool) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	p.note(text, args)
	return p.ConnPool.QueryRowContext(ctx, text, args...)
}

func (p watchedPool) BeginTx(ctx context.Context, options *sql.TxOptions) (gorm.ConnPool, error) {
	tx, err := p.ConnPool.(gorm.TxBeginner).BeginTx(ctx, options)
	return &watchedTransaction{watchedPool{tx, p.note}, tx}, err // a pointer: gorm asks whether it is nil
}

type watchedTransaction struct {
	watchedPool
	gorm.TxCommitter
}

// SomebodyWaits lets a person wait to read long.
func (s *Store) SomebodyWaits() (gone func()) {
	s.waiting.Add(1)
	return func() { s.waiting.Add(-1) }
}

// DB returns the pool under the store.
func (s *Store) DB(t testing.TB) *sql.DB {
	t.Helper()
	pool, err := s.pool()
	require.NoError(t, err)
	return pool
}

// IsSQLite reports which of the two databases this is.
func (s *Store) IsSQLite() bool { return s.dialect.kind() == goose.DialectSQLite3 }

// MigrateTo migrates to a version and no further.
func (s *Store) MigrateTo(ctx context.Context, version int64) error { return s.migrateTo(ctx, version) }

// Plan returns how the database would carry a statement out, one step per line.
func (s *Store) Plan(t testing.TB, st Statement) []string {
	t.Helper()
	explain := "EXPLAIN "
	if s.IsSQLite() {
		explain = "EXPLAIN QUERY PLAN "
	}
	rows, err := s.DB(t).Query(explain+st.SQL, st.Args...)
	require.NoError(t, err, st.SQL)
	defer func() { require.NoError(t, rows.Close()) }()
	columns, err := rows.Columns()
	require.NoError(t, err)
	var plan []string
	for rows.Next() {
		cells := make([]sql.NullString, len(columns))
		into := make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		require.NoError(t, rows.Scan(into...))
		words := make([]string, len(cells))
		for i, c := range cells {
			words[i] = c.String
		}
		plan = append(plan, strings.Join(words, " | "))
	}
	return plan
}

// Patient returns a pool that waits for a statement as long as it takes.
func (s *Store) Patient(t testing.TB) *sql.DB {
	t.Helper()
	pool, done, err := s.dialect.alone(t.Context())
	require.NoError(t, err)
	t.Cleanup(done)
	if pool == nil {
		return s.DB(t)
	}
	return pool
}

package store

import (
	"context"
	"database/sql"
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
	note := func(tx *gorm.DB) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, Statement{tx.Statement.SQL.String(), append([]any{}, tx.Statement.Vars...)})
	}
	dbs := []*gorm.DB{s.write}
	if s.read != s.write {
		dbs = append(dbs, s.read)
	}
	for _, db := range dbs {
		c := db.Callback()
		require.NoError(t, c.Query().After("gorm:query").Register("test:watch", note))
		require.NoError(t, c.Row().After("gorm:row").Register("test:watch", note))
		require.NoError(t, c.Raw().After("gorm:raw").Register("test:watch", note))
		require.NoError(t, c.Create().After("gorm:create").Register("test:watch", note))
		require.NoError(t, c.Update().After("gorm:update").Register("test:watch", note))
		require.NoError(t, c.Delete().After("gorm:delete").Register("test:watch", note))
	}
	do()
	for _, db := range dbs {
		c := db.Callback()
		require.NoError(t, c.Query().Remove("test:watch"))
		require.NoError(t, c.Row().Remove("test:watch"))
		require.NoError(t, c.Raw().Remove("test:watch"))
		require.NoError(t, c.Create().Remove("test:watch"))
		require.NoError(t, c.Update().Remove("test:watch"))
		require.NoError(t, c.Delete().Remove("test:watch"))
	}
	return seen
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

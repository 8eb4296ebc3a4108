package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
)

func TestKeptStatements(t *testing.T) {
	s := storetest.SQLite(t)
	for i := range 3 {
		newAuthor(t, fmt.Sprint("case-", i)).write(s, newAuthor(t, fmt.Sprint("case-", i)).next("one", models.Submit, monday, ""))
	}
	subjects := "SELECT subject FROM heads ORDER BY subject"

	t.Run("the same question asked while its answer is still being read is answered whole", func(t *testing.T) {
		tx, err := s.DB(t).Begin()
		require.NoError(t, err)
		defer func() { require.NoError(t, tx.Rollback()) }()
		outer, err := tx.Query(subjects)
		require.NoError(t, err)
		seen := 0
		for outer.Next() {
			inner, err := tx.Query(subjects)
			require.NoError(t, err)
			for inner.Next() {
				seen++
			}
			require.NoError(t, inner.Close())
		}
		require.NoError(t, outer.Close())
		require.Equal(t, 9, seen)
	})

	t.Run("a reader who leaves in the middle leaves the question whole for the next", func(t *testing.T) {
		for range 3 {
			rows, err := s.DB(t).Query(subjects)
			require.NoError(t, err)
			require.True(t, rows.Next())
			var first string
			require.NoError(t, rows.Scan(&first))
			require.Equal(t, "case-0", first)
			require.NoError(t, rows.Close())
		}
	})

	t.Run("more questions than one connection keeps are all answered", func(t *testing.T) {
		for i := range 500 {
			var n int
			require.NoError(t, s.DB(t).QueryRow(fmt.Sprintf("SELECT COUNT(*) + %d FROM heads", i)).Scan(&n))
			require.Equal(t, 3+i, n)
		}
	})

	t.Run("a question stays right when its table has changed", func(t *testing.T) {
		columns := func() int {
			rows, err := s.DB(t).Query("SELECT * FROM revisions")
			require.NoError(t, err)
			defer func() { require.NoError(t, rows.Close()) }()
			names, err := rows.Columns()
			require.NoError(t, err)
			return len(names)
		}
		before := columns()
		_, err := s.DB(t).Exec("ALTER TABLE revisions ADD COLUMN later INT")
		require.NoError(t, err)
		require.Equal(t, before+1, columns())
	})
}

func TestOneTurn(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		t.Run("an official's turn takes as few statements as the first, however long the record is", func(t *testing.T) {
			a := newAuthor(t, "case-turns")
			count := func(n int) int {
				b := a.next(fmt.Sprint("c", n), models.Approve, monday, "同意")
				b.Case = caseRow(a.subject, "bureau", town, monday)
				b.Case.N, b.Case.Head = n, b.Lines[0].Hash
				b.Tasks = []models.TaskRow{taskRow(a.subject, fmt.Sprint("step-", n), "handler", "bureau", "", monday)}
				return len(s.Statements(t, func() { a.write(s, b) }))
			}
			count(1)
			second := count(2)
			require.LessOrEqual(t, second, 12)
			for n := 3; n < 30; n++ {
				require.Equal(t, second, count(n))
			}
		})
	})
}

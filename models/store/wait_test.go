package store_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestWaits(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		pen := newAuthor(t, "c")
		rows := func() (lines []int) {
			found, err := s.DB(t).Query("SELECT line FROM wait_rows WHERE subject = 'c' ORDER BY line")
			require.NoError(t, err)
			defer func() { require.NoError(t, found.Close()) }()
			for found.Next() {
				var line int
				require.NoError(t, found.Scan(&line))
				lines = append(lines, line)
			}
			return lines
		}
		write := func(calm bool, lines ...int) (asked int) {
			b := pen.next(fmt.Sprint("k", pen.n), models.Urge, monday, "")
			b.Case, b.Calm = caseRow("c", "bureau", city, monday), calm
			for _, line := range lines {
				b.Waits = append(b.Waits, models.WaitRow{Subject: "c", Line: line, Kind: models.WaitsForAnswer, Verb: models.Urge, Unit: "bureau", Path: city, Since: monday})
			}
			for _, st := range s.Statements(t, func() { pen.write(s, b) }) {
				if strings.Contains(st.SQL, "wait_rows") {
					asked++
				}
			}
			return asked
		}

		t.Run("what waits no more goes, and what still waits stays", func(t *testing.T) {
			write(true, 1, 2)
			write(false, 2)
			require.Equal(t, []int{2}, rows())
			write(false)
			require.Empty(t, rows())
		})

		t.Run("an append to a case for which nothing waited and nothing waits does not ask for those rows", func(t *testing.T) {
			require.Zero(t, write(true))
			require.Equal(t, 1, write(true, 5))
			require.Equal(t, []int{5}, rows())
		})
	})
}

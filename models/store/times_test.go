package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

// Instants come back to the microsecond, in UTC, whatever zone the machine and the caller are in.
func TestInstantsAreTheSameInEveryZone(t *testing.T) {
	machine := time.Local
	t.Cleanup(func() { time.Local = machine })
	zones := []*time.Location{time.UTC, time.FixedZone("", 8*3600), time.FixedZone("", -(9*3600 + 30*60)), time.FixedZone("", 14*3600)}
	onBoth(t, func(t *testing.T, s *store.Store) {
		for i, local := range zones {
			time.Local = local
			for j, zone := range zones {
				id := fmt.Sprintf("case-%d-%d", i, j)
				at := time.Date(2026, 3, 8, 23, 59, 59, 999_999_999, zone)
				want := at.UTC().Truncate(time.Microsecond)
				a := newAuthor(t, id)
				b := a.next("one", models.Submit, at, "")
				b.Case = caseRow(id, "bureau", fmt.Sprintf("/44/%d%d/", i, j), at)
				b.Case.PromisedDue = &at
				a.write(s, b)
				require.Equal(t, at, *b.Case.PromisedDue, "the caller's row stays as it was")

				lines, err := s.Lines(t.Context(), id, 1)
				require.NoError(t, err)
				require.Equal(t, want, lines[0].Acted)
				row, err := s.Case(t.Context(), id)
				require.NoError(t, err)
				require.Equal(t, want, row.Submitted)
				require.Equal(t, want, *row.PromisedDue)
				require.Nil(t, row.Accepted)

				found := func(before time.Time) int {
					page, err := s.Cases(t.Context(), models.CaseFilter{Scope: []models.PathRange{models.Within(row.Path)}, DueBefore: before})
					require.NoError(t, err)
					return len(page.Cases)
				}
				require.Equal(t, 0, found(want.In(zones[1])))
				require.Equal(t, 1, found(want.Add(time.Microsecond).In(zones[1])))
			}
		}
	})
}

func TestAnInstantThatHasNotComeIsZeroAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		a := newAuthor(t, "case-never")
		b := a.next("one", models.Submit, monday, "")
		task := taskRow(a.subject, "accept", "window", "bureau", "", time.Time{})
		b.Tasks = []models.TaskRow{task}
		a.write(s, b)
		tasks, err := s.Tasks(t.Context(), a.subject)
		require.NoError(t, err)
		require.True(t, tasks[0].UrgentAt.IsZero())
	})
}

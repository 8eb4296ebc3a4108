package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store/storetest"
)

// BenchmarkLists measures what a page waits for at a million cases, 50,000 of them open. The metric is the 95th
// percentile; the targets are 150 ms for an inbox and 300 ms for a board.
func BenchmarkLists(b *testing.B) {
	for _, name := range []string{"SQLite", "MariaDB"} {
		b.Run(name, func(b *testing.B) {
			s := storetest.Databases[name](b)
			began := time.Now()
			fill(b, s, 1_000_000)
			b.Logf("filled in %s", time.Since(began).Round(time.Second))
			now, soon, stalled := filledNow, filledNow.Add(72*time.Hour), filledNow.Add(-10*24*time.Hour)
			provinceWide, oneTown := []models.PathRange{models.Within("/44/")}, []models.PathRange{models.Within("/44/4419/441900012/")}
			inbox := func(i int) models.TaskFilter {
				return models.TaskFilter{
					Accounts: []string{fmt.Sprint("holder-unit-", i%filledUnits)}, Now: now, Soon: soon,
					Posts: []models.Post{{Role: "reviewer", Unit: fmt.Sprint("unit-", i%filledUnits)}, {Role: "reviewer", Unit: fmt.Sprint("unit-", (i+1)%filledUnits)}},
				}
			}
			board := models.BoardFilter{Scope: provinceWide, From: now.Add(-30 * 24 * time.Hour), To: now, Now: now, Soon: soon, Stalled: stalled}
			cases := func(f models.CaseFilter) func(int) error {
				return func(int) error { _, err := s.Cases(b.Context(), f); return err }
			}
			for _, m := range []struct {
				name string
				do   func(i int) error
			}{
				{"inbox", func(i int) error { _, err := s.Inbox(b.Context(), inbox(i)); return err }},
				{"board of the province", func(int) error { _, err := s.Board(b.Context(), board); return err }},
				{"board of a town", func(int) error {
					f := board
					f.Scope = oneTown
					_, err := s.Board(b.Context(), f)
					return err
				}},
				{"newest cases of the province", cases(models.CaseFilter{Scope: provinceWide})},
				{"newest cases of a town", cases(models.CaseFilter{Scope: oneTown})},
				{"open cases of the province by urgency", cases(models.CaseFilter{Scope: provinceWide, Open: true})},
				{"red cases of the province", cases(models.CaseFilter{Scope: provinceWide, Level: models.Red})},
				{"terminated cases of a town", cases(models.CaseFilter{Scope: oneTown, Statuses: []models.CaseStatus{models.Terminated}})},
				{"one item's cases of a town", cases(models.CaseFilter{Scope: oneTown, Item: "item-7"})},
				{"cases by number", cases(models.CaseFilter{Scope: provinceWide, Number: "441910012"})},
				{"open cards of the province", func(int) error {
					_, err := s.Cards(b.Context(), models.CardFilter{Scope: provinceWide, Open: true})
					return err
				}},
			} {
				b.Run(m.name, func(b *testing.B) { percentile(b, m.do) })
			}
		})
	}
}

// percentile runs do at least a hundred times and reports the 95th percentile.
func percentile(b *testing.B, do func(i int) error) {
	require.NoError(b, do(0)) // warm
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		require.NoError(b, do(i))
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkAppend measures one official's append: line, body, row and task, on a record of its own.
func BenchmarkAppend(b *testing.B) {
	for _, name := range []string{"SQLite", "MariaDB"} {
		b.Run(name, func(b *testing.B) {
			s := storetest.Databases[name](b)
			a := newAuthor(b, "case-bench")
			percentile(b, func(i int) error {
				batch := a.next(fmt.Sprint("c", a.n), models.Approve, monday, "同意")
				batch.Case = caseRow(a.subject, "bureau", town, monday)
				batch.Tasks = []models.TaskRow{taskRow(a.subject, fmt.Sprint("step-", i), "handler", "bureau", "", monday)}
				a.write(s, batch)
				return nil
			})
		})
	}
}

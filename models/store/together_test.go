package store_test

import (
	"bytes"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/record"
	"mingcha/models/store"
)

// Many subjects of one unit share its counts, and seals are made meanwhile on two nodes: nobody waits in a circle, no
// head is missed, and the counts are exact.
func TestManySubjectsAtOnceBesideSealing(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		const subjects, turns = 16, 8
		var writers, sealers sync.WaitGroup
		done := make(chan struct{})
		for range 2 {
			sealers.Go(func() {
				for n := 0; ; n++ {
					select {
					case <-done:
						return
					default:
						_, err := s.SealHeads(t.Context(), monday.Add(time.Duration(n)*time.Second))
						if !errorFree(t, err) {
							return
						}
					}
				}
			})
		}
		for i := range subjects {
			writers.Go(func() { workThrough(t, s, fmt.Sprint("case-", i), turns) })
		}
		writers.Wait()
		close(done)
		sealers.Wait()

		_, err := s.SealHeads(t.Context(), monday.Add(time.Hour))
		require.NoError(t, err)
		requireAllSealed(t, s, 2*subjects)
		board, err := s.Board(t.Context(), models.BoardFilter{
			Scope: []models.PathRange{models.Within("/44")}, From: monday, To: monday.Add(24 * time.Hour), Now: monday, Soon: monday, Stalled: monday,
		})
		require.NoError(t, err)
		require.Equal(t, subjects, board.Total.Open)
		require.Equal(t, subjects, board.Total.OpenRed)
		require.Equal(t, subjects, board.Days[0].Submitted)
		require.Equal(t, subjects, board.Days[0].Reds)
	})
}

// workThrough carries one case through its turns; the last issues a card.
func workThrough(t *testing.T, s *store.Store, id string, turns int) {
	a, card := newAuthor(t, id), newAuthor(t, "card-"+id)
	for n := range turns {
		b := a.next(fmt.Sprint("c", n), models.Approve, monday, "同意")
		b.Case = caseRow(id, "bureau", town, monday)
		b.Tasks = []models.TaskRow{taskRow(id, fmt.Sprint("step-", n), "handler", "bureau", "", monday)}
		if n == turns-1 {
			b.Cards = []models.CardRow{{
				ID: "card-" + id, Subject: id, Number: "1", Unit: "bureau", Path: town, Due: monday, Issued: &monday, Level: models.Red,
				State: models.Issued, Status: models.CardIssued,
			}}
			b.Also = []models.Batch{card.next("issue", models.IssueCard, monday, "")}
		}
		existing, err := s.Append(t.Context(), b)
		if !errorFree(t, err) {
			return
		}
		if len(existing) > 0 {
			t.Errorf("somebody else wrote line %d of %s", b.From, id)
		}
		a.wrote(b)
	}
}

func requireAllSealed(t *testing.T, s *store.Store, subjects int) {
	t.Helper()
	var file, seals bytes.Buffer
	for {
		fresh, err := s.UnexportedSeals(t.Context())
		require.NoError(t, err)
		if len(fresh) == 0 {
			break
		}
		for _, seal := range fresh {
			require.NoError(t, record.AppendSeal(&seals, seal))
			require.NoError(t, s.SealExported(t.Context(), seal.N))
		}
	}
	require.NoError(t, s.ExportRecord(t.Context(), &file, false))
	report, err := record.Verify(&file, &seals, s.PublicKey(), nil)
	require.NoError(t, err)
	require.True(t, report.Sound(), "%+v", report.Findings)
	require.Equal(t, subjects, report.Subjects)
	require.Zero(t, report.Open)
}

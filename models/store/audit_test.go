package store_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/record"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
)

func TestAudit(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, all := t.Context(), []models.PathRange{models.Within("")}
		attempt := models.AuditLine{At: monday, Account: "li", Action: "read_case", Outcome: models.Refused, Reason: "not_in_scope", Subject: "case-1", Path: town}
		list := func(f models.AuditFilter) []models.AuditLine {
			page, err := s.AuditLines(ctx, f)
			require.NoError(t, err)
			return page.Lines
		}
		t.Run("a flood is one line, counted, and closed with its number", func(t *testing.T) {
			var wait sync.WaitGroup
			for i := range 40 {
				wait.Go(func() {
					l := attempt
					l.Subject = fmt.Sprint("case-", i) // somebody who guesses guesses another number each time
					errorFree(t, s.Audit(ctx, l))
				})
			}
			wait.Wait()
			require.Len(t, list(models.AuditFilter{Scope: all}), 1)
			_, err := s.SealHeads(ctx, monday.Add(10*time.Second))
			require.NoError(t, err)
			require.Len(t, list(models.AuditFilter{Scope: all}), 1, "the minute is not over")
			_, err = s.SealHeads(ctx, monday.Add(time.Minute))
			require.NoError(t, err)
			lines := list(models.AuditFilter{Scope: all})
			require.Len(t, lines, 2)
			require.Equal(t, 39, lines[0].Repeated)
			require.Equal(t, "not_in_scope", lines[0].Reason)
		})
		t.Run("looks at different cases are each on record, and changes always are", func(t *testing.T) {
			at := monday.Add(time.Hour)
			for i := range 3 {
				require.NoError(t, s.Audit(ctx, models.AuditLine{At: at, Account: "sun", Action: "read_case", Outcome: models.Allowed, Subject: fmt.Sprint("case-", i), Path: other}))
				change := models.AuditDetail{Before: json.RawMessage(`{"a":1}`), After: json.RawMessage(`{"a":2}`)}
				require.NoError(t, s.Audit(ctx, models.AuditLine{At: at, Account: "sun", Action: "load_calendar", Outcome: models.Allowed, Detail: change}))
			}
			require.Len(t, list(models.AuditFilter{Scope: all, Account: "sun"}), 6)
			changes := list(models.AuditFilter{Scope: all, Action: "load_calendar"})
			require.Len(t, changes, 3)
			require.JSONEq(t, `{"a":2}`, string(changes[0].Detail.After))
		})
		t.Run("an auditor sees the own divisions, page by page", func(t *testing.T) {
			require.Empty(t, list(models.AuditFilter{}))
			require.Len(t, list(models.AuditFilter{Scope: []models.PathRange{models.Within(city)}}), 2)
			require.Len(t, list(models.AuditFilter{Scope: []models.PathRange{models.Within(other)}, Subject: "case-1"}), 1)
			require.Len(t, list(models.AuditFilter{Scope: all, From: monday.Add(time.Hour), To: monday.Add(2 * time.Hour), Outcome: models.Allowed}), 6)
			f, seen := models.AuditFilter{Scope: all, Page: models.Page{Limit: 3}}, map[int]bool{}
			for {
				page, err := s.AuditLines(ctx, f)
				require.NoError(t, err)
				for _, l := range page.Lines {
					require.False(t, seen[l.N])
					seen[l.N] = true
				}
				if f.Page.Cursor = page.Next; page.Next == "" {
					break
				}
			}
			require.Len(t, seen, 8)
		})
	})
}

// TestSealedExportIsSoundAndTamperingInTheDatabaseShows: what the store exports is what the offline check reads.
func TestSealedExportIsSoundAndTamperingInTheDatabaseShows(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		var seals bytes.Buffer
		export := func() record.Report {
			var file bytes.Buffer
			require.NoError(t, s.ExportRecord(ctx, &file, true))
			report, err := record.Verify(&file, bytes.NewReader(seals.Bytes()), s.PublicKey(), nil)
			require.NoError(t, err)
			return report
		}
		sealUp := func(at time.Time) {
			_, err := s.SealHeads(ctx, at)
			require.NoError(t, err)
			fresh, err := s.UnexportedSeals(ctx)
			require.NoError(t, err)
			for _, seal := range fresh {
				require.NoError(t, record.AppendSeal(&seals, seal))
				require.NoError(t, s.SealExported(ctx, seal.N))
			}
		}
		sixHours(t, s, sealUp)
		require.NoError(t, s.Erase(ctx, models.Tombstone{Subject: "case-2", N: 3, At: monday, Account: "zhao", Ground: "PIPL47"}))
		require.NoError(t, s.Erase(ctx, models.Tombstone{Subject: "case-2", N: 3, At: monday, Account: "zhao", Ground: "PIPL47"}))
		_, err := s.Body(ctx, "case-2", 3)
		require.Equal(t, "body_erased", models.ReasonOf(err))
		bodies, err := s.Bodies(ctx, "case-2")
		require.NoError(t, err)
		require.Len(t, bodies, 5)

		report := export()
		require.True(t, report.Sound(), "%+v", report.Findings)
		require.Equal(t, 6, report.Seals)
		require.Zero(t, report.Open)
		last, found, err := s.LastSeal(ctx)
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, 6, last.N)

		for _, attack := range []string{
			"UPDATE `lines` SET verb = 'refuse' WHERE subject = 'case-1' AND n = 2",
			"DELETE FROM `lines` WHERE subject = 'case-3' AND n = 6",
			"DELETE FROM tombstones",
			"UPDATE audit_lines SET account = 'nobody' WHERE n = 1",
		} {
			_, err := s.DB(t).Exec(attack)
			require.NoError(t, err)
			before := report.Found
			report = export()
			require.Greater(t, report.Found, before, attack)
		}
	})
}

// sixHours lets eight cases and the audit grow, under SHA-256 and later under SM3, sealed every hour.
func sixHours(t *testing.T, s *store.Store, sealUp func(at time.Time)) {
	t.Helper()
	authors := map[int]*author{}
	for round := range 6 {
		if round == 3 {
			s.Identify("second", record.SM3)
		}
		at := monday.Add(time.Duration(round) * time.Hour)
		for i := range 8 {
			if authors[i] == nil {
				authors[i] = newAuthor(t, fmt.Sprint("case-", i))
			}
			authors[i].write(s, authors[i].next(fmt.Sprint("c", round), models.Approve, at, "同意 <b>&"))
		}
		require.NoError(t, s.Audit(t.Context(), models.AuditLine{At: at, Account: "li", Action: "login", Outcome: models.Allowed}))
		sealUp(at.Add(time.Minute))
	}
}

func TestEvidenceOfOneCaseIsOneFile(t *testing.T) {
	s := storetest.SQLite(t)
	a := newAuthor(t, "case-a")
	a.write(s, a.next("one", models.Submit, monday, "申请"))
	b := newAuthor(t, "case-b")
	b.write(s, b.next("one", models.Submit, monday, "别人的"))
	var file strings.Builder
	require.NoError(t, s.ExportSubjects(t.Context(), &file, "case-a"))
	require.Contains(t, file.String(), "申请")
	require.NotContains(t, file.String(), "别人的")
	report, err := record.Verify(strings.NewReader(file.String()), nil, s.PublicKey(), nil)
	require.NoError(t, err)
	require.True(t, report.Sound())
}

func TestAnEmptyRecordHasNothingToSeal(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		n, err := s.SealHeads(t.Context(), monday)
		require.NoError(t, err)
		require.Zero(t, n)
		_, found, err := s.LastSeal(t.Context())
		require.NoError(t, err)
		require.False(t, found)
	})
}

func TestLastSignIns(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		for _, id := range []string{"zhao", "qian"} {
			require.NoError(t, s.CreateAccount(ctx, account(id)))
		}
		signs := func(who string, at time.Time, outcome models.AuditOutcome) {
			require.NoError(t, s.Audit(ctx, models.AuditLine{At: at, Account: who, Action: "sign_in", Outcome: outcome, Path: town}))
		}
		signs("zhao", monday.Add(2*time.Hour), models.Allowed)
		signs("zhao", monday.Add(5*time.Hour), models.Allowed)
		signs("zhao", monday.Add(6*time.Hour), models.Failed)
		signs("qian", monday.Add(3*time.Hour), models.Failed)
		last, err := s.LastSignIns(ctx, []string{"zhao", "qian"})
		require.NoError(t, err)
		require.Equal(t, map[string]time.Time{"zhao": monday.Add(5 * time.Hour)}, last, "only who was let in has signed in")
	})
}

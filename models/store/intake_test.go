package store_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestIntake(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		var rows []models.IntakeRow
		for i := range 30 {
			rows = append(rows, models.IntakeRow{
				Source: "housing", Batch: "b1", Row: fmt.Sprint(i), Subject: fmt.Sprint("case-", i%3), Payload: models.Sealed(fmt.Sprint("步骤", i)),
				Happened: monday.Add(-time.Duration(i) * time.Hour), State: models.IntakeWaiting, Received: monday,
			})
		}
		t.Run("the same rows handed in twice are taken in once", func(t *testing.T) {
			require.NoError(t, s.Receive(ctx, rows))
			again := rows[0]
			again.Payload = "another"
			require.NoError(t, s.Receive(ctx, append([]models.IntakeRow{again}, rows[1:]...)))
			progress, err := s.IntakeProgress(ctx, "housing", "b1")
			require.NoError(t, err)
			require.Equal(t, models.IntakeCount{Waiting: 30}, progress)
		})
		t.Run("a subject's rows come in the order in which they happened", func(t *testing.T) {
			subjects, err := s.WaitingSubjects(ctx, "", 2)
			require.NoError(t, err)
			require.Equal(t, []string{"case-0", "case-1"}, subjects)
			subjects, err = s.WaitingSubjects(ctx, "case-1", 2)
			require.NoError(t, err)
			require.Equal(t, []string{"case-2"}, subjects)
			waiting, err := s.WaitingOf(ctx, "case-0")
			require.NoError(t, err)
			require.Len(t, waiting, 10)
			require.Equal(t, "27", waiting[0].Row)
			require.Equal(t, rows[0], waiting[9])
		})
		t.Run("a settled row waits no more and is settled once", func(t *testing.T) {
			require.NoError(t, s.SettleIntake(ctx, rows[0], models.IntakeDone, "", monday))
			require.NoError(t, s.SettleIntake(ctx, rows[0], models.IntakeRefused, "late", monday))
			require.NoError(t, s.SettleIntake(ctx, rows[1], models.IntakeRefused, "unknown_item", monday))
			progress, err := s.IntakeProgress(ctx, "housing", "b1")
			require.NoError(t, err)
			require.Equal(t, models.IntakeCount{Waiting: 28, Done: 1, Refused: 1}, progress)
			refused, err := s.RefusedIntake(ctx, "housing", "b1")
			require.NoError(t, err)
			require.Equal(t, "unknown_item", refused[0].Detail)
		})
	})
}

func TestQueryCodes(t *testing.T) {
	rule := models.LoginRule{Tries: 5, Lock: time.Hour}
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		a := newAuthor(t, "case-1")
		submit := a.next("one", models.Submit, monday, "")
		submit.Case, submit.Code = caseRow("case-1", "bureau", town, monday), s.CodeRef("4419-1", "right")
		submit.Case.Number = "4419-1"
		a.write(s, submit)
		try := func(number, code string, at time.Time) (string, error) {
			return s.SubjectByCode(ctx, number, code, at, rule)
		}
		t.Run("a case has its code as soon as it is filed, from the same commit; later lines leave it", func(t *testing.T) {
			later := a.next("two", models.Urge, monday, "")
			later.Case = submit.Case
			a.write(s, later)
			subject, err := try("4419-1", "right", monday)
			require.NoError(t, err)
			require.Equal(t, "case-1", subject)
		})
		t.Run("number and code together open one case; looking writes nothing", func(t *testing.T) {
			var subject string
			var err error
			statements := s.Statements(t, func() { subject, err = try("4419-1", "right", monday) })
			require.NoError(t, err)
			require.Equal(t, "case-1", subject)
			require.Len(t, statements, 1)
		})
		t.Run("a wrong code and an unknown number look the same", func(t *testing.T) {
			_, wrong := try("4419-1", "wrong", monday)
			_, unknown := try("4419-2", "right", monday)
			require.Equal(t, wrong, unknown)
			require.Equal(t, models.NotFound, models.CodeOf(wrong))
		})
		t.Run("guessing locks the number for everybody, also many at once", func(t *testing.T) {
			_, err := try("4419-1", "right", monday) // clears the count
			require.NoError(t, err)
			var wait sync.WaitGroup
			var mu sync.Mutex
			codes := map[models.Code]int{}
			for i := range 20 {
				wait.Go(func() {
					_, err := try("4419-1", fmt.Sprint("guess-", i), monday)
					mu.Lock()
					defer mu.Unlock()
					codes[models.CodeOf(err)]++
				})
			}
			wait.Wait()
			require.Equal(t, map[models.Code]int{models.NotFound: 5, models.Forbidden: 15}, codes)
			_, err = try("4419-1", "right", monday.Add(59*time.Minute))
			require.Equal(t, models.Forbidden, models.CodeOf(err))
			subject, err := try("4419-1", "right", monday.Add(time.Hour))
			require.NoError(t, err)
			require.Equal(t, "case-1", subject)
		})
		t.Run("a new code takes the place of a lost one", func(t *testing.T) {
			require.NoError(t, s.SetQueryCode(ctx, "case-1", "4419-1", "new"))
			_, err := try("4419-1", "right", monday)
			require.Equal(t, models.NotFound, models.CodeOf(err))
			_, err = try("4419-1", "new", monday)
			require.NoError(t, err)
		})
	})
}

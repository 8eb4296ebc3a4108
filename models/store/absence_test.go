package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestAbsencesAndPasses(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		day := 24 * time.Hour
		row := models.AbsenceRow{ID: "a", Account: "li", StandIn: "wu", From: monday, To: monday.Add(day), MadeBy: "li", Made: monday}
		require.NoError(t, s.RecordAbsence(ctx, row))
		standsIn := func(at time.Time) []string {
			rows, err := s.StandsInFor(ctx, "wu", at)
			require.NoError(t, err)
			var out []string
			for _, row := range rows {
				out = append(out, row.Account)
			}
			return out
		}
		t.Run("an absence holds from its first instant until before its last", func(t *testing.T) {
			require.Empty(t, standsIn(monday.Add(-time.Microsecond)))
			require.Equal(t, []string{"li"}, standsIn(monday))
			require.Equal(t, []string{"li"}, standsIn(monday.Add(day-time.Microsecond)))
			require.Empty(t, standsIn(monday.Add(day)))
		})
		t.Run("nobody is away twice at one time", func(t *testing.T) {
			again := row
			again.ID, again.From, again.To = "b", monday.Add(day-time.Hour), monday.Add(2*day)
			require.Equal(t, models.Conflict, models.CodeOf(s.RecordAbsence(ctx, again)))
			again.From = monday.Add(day)
			require.NoError(t, s.RecordAbsence(ctx, again))
		})
		t.Run("what is cancelled lends nothing and frees the time", func(t *testing.T) {
			require.NoError(t, s.CancelAbsence(ctx, "a", "head", monday.Add(time.Hour)))
			require.NoError(t, s.CancelAbsence(ctx, "a", "other", monday.Add(2*time.Hour)))
			kept, err := s.Absence(ctx, "a")
			require.NoError(t, err)
			require.Equal(t, "head", kept.CancelledBy)
			require.Empty(t, standsIn(monday))
			row.ID = "c"
			require.NoError(t, s.RecordAbsence(ctx, row))
			list, err := s.Absences(ctx, []string{"li", "nobody"}, monday)
			require.NoError(t, err)
			require.Len(t, list, 2)
		})
		t.Run("who stands in is told what the absent person is told, once", func(t *testing.T) {
			told := func(account string) int {
				n, err := s.Unread(ctx, account)
				require.NoError(t, err)
				return n
			}
			pen := newAuthor(t, "told")
			for i, at := range []time.Time{monday.Add(-time.Hour), monday.Add(2 * time.Hour)} {
				b := pen.next(fmt.Sprint("n", i), models.Urge, at, "")
				for _, account := range []string{"li", "sun"} {
					b.Notices = append(b.Notices, models.Notice{ID: fmt.Sprint(account, i), Account: account, Kind: "urge", Subject: "told", Made: at})
				}
				pen.write(s, b)
			}
			require.Equal(t, []int{2, 2, 1}, []int{told("li"), told("sun"), told("wu")})
			b := pen.next("both", models.Urge, monday.Add(3*time.Hour), "")
			for _, account := range []string{"li", "wu"} {
				b.Notices = append(b.Notices, models.Notice{ID: "both" + account, Account: account, Kind: "red", Subject: "told", Made: monday.Add(3 * time.Hour)})
			}
			pen.write(s, b)
			require.Equal(t, 2, told("wu"))
		})
		t.Run("a pass is found by its digest, taken once, replaced by a newer one", func(t *testing.T) {
			pass := models.PassRow{Account: "li", Kind: models.Invitation, Digest: "d1", MadeBy: "sys", Made: monday, Expires: monday.Add(day)}
			require.NoError(t, s.GivePass(ctx, pass))
			pass.Digest = "d2"
			require.NoError(t, s.GivePass(ctx, pass))
			_, err := s.Pass(ctx, models.Invitation, "d1")
			require.Equal(t, models.NotFound, models.CodeOf(err))
			_, err = s.Pass(ctx, models.SystemKey, "d2")
			require.Equal(t, models.NotFound, models.CodeOf(err))
			require.NoError(t, s.NotePassUsed(ctx, "d2", monday.Add(time.Minute)))
			all, err := s.PassesOf(ctx, []string{"li"})
			require.NoError(t, err)
			require.Equal(t, monday.Add(time.Minute), *all[0].Used)
			for _, first := range []bool{true, false} {
				taken, err := s.TakePass(ctx, models.Invitation, "d2")
				require.NoError(t, err)
				require.Equal(t, first, taken)
			}
		})
	})
}

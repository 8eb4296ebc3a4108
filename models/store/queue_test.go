package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/score"
	"mingcha/models/store"
)

// dealt writes cards into a store, one by one.
func dealt(t *testing.T, s *store.Store, cards ...models.CardRow) {
	t.Helper()
	pen := newAuthor(t, "c")
	for i, c := range cards {
		c.Subject, c.SubjectKind, c.Number, c.Item = "c", models.CaseKind, "N-1", "food"
		if c.Path == "" {
			c.Unit, c.Path = "bureau", city
		}
		b := pen.next(fmt.Sprint("k", i), models.Approve, monday, "")
		b.Case, b.Cards = caseRow("c", "bureau", city, monday), []models.CardRow{c}
		pen.write(s, b)
	}
}

func TestQueues(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		after := func(hours int) *time.Time { return ptr(monday.Add(time.Duration(hours) * time.Hour)) }
		card := func(id string, awaits models.Await, due *time.Time) models.CardRow {
			return models.CardRow{
				ID: id, Level: models.Yellow, Due: monday, Issued: ptr(monday), State: models.Issued, Status: models.CardAnswered, Awaits: awaits, AwaitsDue: due,
			}
		}
		elsewhere := card("other", models.AwaitsVerification, after(1))
		elsewhere.Unit, elsewhere.Path = "unit-9", other
		withheld := models.CardRow{ID: "kept", Level: models.Red, Due: monday, State: models.Withheld}
		ended := card("ended", models.AwaitsNothing, nil)
		ended.Status = models.CardVerified
		gone := card("gone", models.AwaitsVerification, after(1))
		gone.State, gone.Status, gone.Withdrawn = models.CardWithdrawn, models.CardRevoked, ptr(monday)
		dealt(t, s, card("v3", models.AwaitsVerification, after(3)), card("v1", models.AwaitsVerification, after(1)), card("v2", models.AwaitsVerification, after(2)),
			card("a1", models.AwaitsAnswer, after(1)), card("p1", models.AwaitsAppeal, after(5)), elsewhere, withheld, ended, gone)

		walk := func(f models.CardFilter) (ids []string) {
			f.Scope, f.Page.Limit = []models.PathRange{models.Within(city)}, 2
			for {
				page, err := s.Cards(t.Context(), f)
				require.NoError(t, err)
				for _, c := range page.Cards {
					ids = append(ids, c.ID)
				}
				if f.Page.Cursor = page.Next; page.Next == "" {
					break
				}
			}
			if f.Queue == models.AwaitsNothing {
				return ids
			}
			n, err := s.CountCards(t.Context(), f)
			require.NoError(t, err)
			require.Equal(t, len(ids), n)
			return ids
		}
		require.Equal(t, []string{"v1", "v2", "v3"}, walk(models.CardFilter{Queue: models.AwaitsVerification}), "what falls due first at the head")
		require.Equal(t, []string{"v1"}, walk(models.CardFilter{Queue: models.AwaitsVerification, Before: *after(2)}))
		require.Equal(t, []string{"a1"}, walk(models.CardFilter{Queue: models.AwaitsAnswer}))
		require.Equal(t, []string{"p1"}, walk(models.CardFilter{Queue: models.AwaitsAppeal}))
		require.Equal(t, []string{"kept"}, walk(models.CardFilter{Queue: models.AwaitsRelease}))
		require.Equal(t, []string{"a1"}, walk(models.CardFilter{Open: true}), "only those wait for an answer")

		armed, _, err := s.OpenSubjects(t.Context(), "card ", 100)
		require.NoError(t, err)
		require.Len(t, armed, 6, "a workflow runs for each that waits for somebody")
		n, err := s.CountCards(t.Context(), models.CardFilter{Queue: models.AwaitsAppeal})
		require.NoError(t, err)
		require.Zero(t, n, "no scope, nothing")
	})
}

// covers S28, S99
func TestCounters(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		card := func(id, rule string, level models.Level, days int, more ...func(*models.CardRow)) models.CardRow {
			c := models.CardRow{
				ID: id, Rule: rule, Clock: "decision#1", Level: level, Due: monday, Issued: ptr(monday.AddDate(0, 0, days)), Holder: "li",
				State: models.Issued, Status: models.CardIssued,
			}
			for _, m := range more {
				m(&c)
			}
			return c
		}
		withdrawn := func(c *models.CardRow) { c.State, c.Withdrawn = models.CardWithdrawn, ptr(monday) }
		corrected := func(c *models.CardRow) { c.Cause = score.CauseSelfCorrected }
		lowered := func(c *models.CardRow) { c.IssuedLevel = models.Red }
		by := func(account string) func(*models.CardRow) { return func(c *models.CardRow) { c.Holder = account } }
		dealt(t, s,
			card("w", "R-1", models.Warning, 0), card("y", "R-1", models.Yellow, 1), card("r", "R-1", models.Red, 2), // one matter: the gravest counts
			card("y2", "R-2", models.Yellow, 0), card("l2", "R-2", models.Yellow, 1, lowered), // an appeal lowered the red one, which had taken the place
			card("y3", "R-3", models.Yellow, 0), card("r3", "R-3", models.Red, 1, withdrawn), // the graver one was withdrawn
			card("y4", "R-4", models.Yellow, 0, corrected), card("y5", "R-5", models.Yellow, 0, by("liu")),
			card("old", "R-6", models.Red, -400))
		year := models.Span{From: monday.AddDate(-1, 0, 0), To: monday.AddDate(0, 0, 10)}
		count := func(f models.CounterFilter) []models.CardCounter {
			f.Scope, f.Span = []models.PathRange{models.Within(city)}, year
			rows, err := s.CardCounters(t.Context(), f)
			require.NoError(t, err)
			return rows
		}
		require.Equal(t, []models.CardCounter{{Unit: "bureau", Path: city, Yellows: 3, Reds: 1, Withdrawn: 1, Corrected: 1}}, count(models.CounterFilter{}))
		require.Equal(t, []models.CardCounter{
			{Unit: "bureau", Path: city, Holder: "li", Yellows: 2, Reds: 1, Withdrawn: 1, Corrected: 1},
			{Unit: "bureau", Path: city, Holder: "liu", Yellows: 1},
		}, count(models.CounterFilter{Person: true}))
		require.Empty(t, count(models.CounterFilter{Unit: "another"}))
	})
}

package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestWork(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, whole := t.Context(), []models.PathRange{models.Within("/44/")}
		scope := map[models.WorkKind][]models.PathRange{
			models.CardWork: whole, models.WithheldWork: whole, models.PendingWork: whole, models.DemandWork: whole, models.IncidentWork: whole,
		}
		after := func(hours int) time.Time { return monday.Add(time.Duration(hours) * time.Hour) }
		pen := newAuthor(t, "c")
		put := func(waits []models.WaitRow, cards ...models.CardRow) {
			b := pen.next(fmt.Sprint("k", pen.n), models.Approve, monday, "")
			b.Case, b.Waits, b.Cards = caseRow("c", "bureau", city, monday), waits, cards
			pen.write(s, b)
		}
		wait := func(line int, kind models.WaitKind, since time.Time) models.WaitRow {
			return models.WaitRow{Subject: "c", Line: line, Kind: kind, Verb: models.Urge, Account: "han", Number: "N-1", Item: "food", Unit: "bureau", Path: city, Since: since}
		}
		card := func(id string, due, answer time.Time, state models.MarkState) models.CardRow {
			c := models.CardRow{ID: id, Subject: "c", SubjectKind: models.CaseKind, Number: "N-1", Level: models.Red, Unit: "bureau", Path: city, Due: due, State: state}
			if state == models.Issued {
				c.Issued, c.Status, c.FeedbackDue = &due, models.CardIssued, &answer
			}
			return c
		}
		listed := func(scope map[models.WorkKind][]models.PathRange) (out []string) {
			f := models.WorkFilter{Scope: scope, Page: models.Page{Limit: 2}}
			for {
				page, err := s.Work(ctx, f)
				require.NoError(t, err)
				for _, w := range page.Work {
					switch {
					case w.Card != nil:
						out = append(out, string(w.Kind)+" "+w.Card.ID)
					case w.Incident != nil:
						out = append(out, string(w.Kind)+" "+w.Incident.ID)
					default:
						out = append(out, fmt.Sprint(w.Kind, " ", w.Wait.Line))
					}
				}
				if f.Page.Cursor = page.Next; page.Next == "" {
					return out
				}
			}
		}
		put([]models.WaitRow{wait(1, models.WaitsForAnswer, after(3)), wait(2, models.WaitsForSecond, after(5))},
			card("late", after(1), after(9), models.Issued), card("held", after(4), after(4), models.Withheld))
		require.NoError(t, s.RaiseIncident(ctx, models.IncidentRow{ID: "i/1", Kind: "lost", Unit: "bureau", Path: city, Raised: after(2)}))

		t.Run("what falls due first stands at the head, whatever it is, and no page loses a row", func(t *testing.T) {
			require.Equal(t, []string{"incident i/1", "demand 1", "withheld held", "pending 2", "card late"}, listed(scope))
		})
		t.Run("a kind that one may not see is left out, another place too", func(t *testing.T) {
			require.Equal(t, []string{"card late"}, listed(map[models.WorkKind][]models.PathRange{models.CardWork: whole}))
			require.Empty(t, listed(map[models.WorkKind][]models.PathRange{models.CardWork: {models.Within(other)}, models.DemandWork: {models.Within(other)}}))
			require.Empty(t, listed(nil))
		})
		t.Run("what waits no more vanishes, what still waits keeps since when", func(t *testing.T) {
			put([]models.WaitRow{wait(2, models.WaitsForSecond, after(90))})
			require.Equal(t, []string{"incident i/1", "withheld held", "pending 2", "card late"}, listed(scope))
			put(nil)
			require.Equal(t, []string{"incident i/1", "withheld held", "card late"}, listed(scope))
		})
		t.Run("a card on a card knows the case at the root, and its notices its number", func(t *testing.T) {
			own := newAuthor(t, "late")
			b := own.next("late-1", models.IssueCard, monday, "")
			b.Kind = models.CardKind
			onCard := card("on-late", after(10), after(20), models.Issued)
			onCard.Subject, onCard.SubjectKind, onCard.Number, onCard.Item = "late", models.CardKind, "", ""
			b.Cards, b.Notices = []models.CardRow{onCard}, []models.Notice{{ID: "n", Account: "li", Kind: "red", Subject: "late", Made: monday}}
			own.write(s, b)
			row, err := s.Card(ctx, "on-late")
			require.NoError(t, err)
			require.Equal(t, "c", row.Case)
			require.Equal(t, "N-1", row.Number)
			page, err := s.Notices(ctx, "li", models.Page{})
			require.NoError(t, err)
			require.Equal(t, "N-1", page.Notices[0].Number)
			n, err := s.MarkAllRead(ctx, "li", monday.Add(-time.Second), monday)
			require.NoError(t, err)
			require.Zero(t, n)
			n, err = s.MarkAllRead(ctx, "li", monday, monday)
			require.NoError(t, err)
			require.Equal(t, 1, n)
		})
	})
}

package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestCopies(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		pen := newAuthor(t, "copied")
		for n, account := range []string{"li", "wu", "wu"} {
			b := pen.next("copy-"+string(rune('a'+n)), models.Copy, monday.Add(time.Duration(n)*time.Hour), "")
			row := models.CopyRow{
				Subject: "copied", Line: n + 1, Account: account, Giver: "wang", Number: "N-1", Item: "food", Made: monday.Add(time.Duration(n) * time.Hour),
			}
			b.Copies = []models.CopyRow{row, {Subject: "copied", Line: n + 1, Account: "zhao", Giver: "wang", Made: monday}}
			pen.write(s, b)
		}
		t.Run("each finds those made to him, the latest first, page by page", func(t *testing.T) {
			page, err := s.Copies(ctx, "wu", true, models.Page{Limit: 1})
			require.NoError(t, err)
			require.Len(t, page.Copies, 1)
			require.Equal(t, 3, page.Copies[0].Line)
			page, err = s.Copies(ctx, "wu", true, models.Page{Limit: 1, Cursor: page.Next})
			require.NoError(t, err)
			require.Equal(t, 2, page.Copies[0].Line)
			require.Empty(t, page.Next)
		})
		t.Run("the first look stays the read mark", func(t *testing.T) {
			for _, hour := range []time.Duration{5, 6} {
				require.NoError(t, s.MarkCopiesRead(ctx, "copied", "wu", monday.Add(hour*time.Hour)))
			}
			page, err := s.Copies(ctx, "wu", true, models.Page{Limit: 10})
			require.NoError(t, err)
			require.Empty(t, page.Copies)
			all, err := s.CopiesOf(ctx, "copied")
			require.NoError(t, err)
			require.Len(t, all, 6)
			require.Nil(t, all[0].Read)
			require.Equal(t, monday.Add(5*time.Hour).UTC(), all[2].Read.UTC())
		})
	})
}

func TestHandOvers(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		order := models.HandOverRow{ID: "h1", Giver: "li", Taker: "wu", Ground: "leave", MadeBy: "head", Made: monday, Digest: "d"}
		item := func(subject string) models.HandOverItem {
			return models.HandOverItem{HandOver: "h1", Subject: subject, Step: "review", Round: 1, Number: subject, State: models.ToHandOver}
		}
		require.NoError(t, s.OrderHandOver(ctx, order, []models.HandOverItem{item("a"), item("b"), item("c")}))
		require.Error(t, s.OrderHandOver(ctx, order, nil), "an order is given once")

		done := item("a")
		done.State, done.Line = models.HandedOver, 7
		require.NoError(t, s.NoteHandOver(ctx, done))
		require.NoError(t, s.EndHandOver(ctx, "h1", true, monday.Add(time.Hour)))
		late := item("b")
		late.State = models.HandedOver
		require.NoError(t, s.NoteHandOver(ctx, late), "what was under way as it was stopped is told as it is")
		require.NoError(t, s.EndHandOver(ctx, "h1", false, monday.Add(2*time.Hour)))

		kept, items, err := s.HandOver(ctx, "h1")
		require.NoError(t, err)
		require.NotNil(t, kept.Stopped)
		require.Nil(t, kept.Finished)
		states := []models.HandOverState{items[0].State, items[1].State, items[2].State}
		require.Equal(t, []models.HandOverState{models.HandedOver, models.HandedOver, models.HandStopped}, states)

		for account, n := range map[string]int{"li": 1, "head": 1, "wu": 0} {
			rows, err := s.HandOvers(ctx, account, 10)
			require.NoError(t, err)
			require.Len(t, rows, n, account)
		}
		_, _, err = s.HandOver(ctx, "h2")
		require.Equal(t, models.NotFound, models.CodeOf(err))
	})
}

// pain 8: a standing proxy for some items shows their tasks, and no others.
func TestADeskLentForSomeItems(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		for _, item := range []string{"food", "stall"} {
			for _, holder := range []string{"li", ""} {
				pen := newAuthor(t, item+holder)
				b := pen.next("c", models.Submit, monday, "")
				row := taskRow(pen.subject, "review", "handler", "bureau", holder, monday)
				row.Item = item
				b.Tasks = []models.TaskRow{row}
				pen.write(s, b)
			}
		}
		f := models.TaskFilter{Accounts: []string{"wu"}, Now: monday, Soon: monday, Page: models.Page{Limit: 10}}
		f.Lent = []models.LentDesk{{Account: "li", Posts: []models.Post{{Role: "handler", Unit: "bureau"}}, Items: []string{"stall"}}}
		box, err := s.Inbox(t.Context(), f)
		require.NoError(t, err)
		require.Len(t, box.Tasks, 2)
		require.Equal(t, []int{1, 1}, []int{box.Mine, box.Pool})
		for _, task := range box.Tasks {
			require.Equal(t, "stall", task.Item)
		}
		tasks, err := s.TasksOf(t.Context(), "li", 10)
		require.NoError(t, err)
		require.Len(t, tasks, 2)
	})
}

package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestRehearsalsAreKept(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		row := models.RehearsalRow{ID: "r1", Kind: models.RehearseRules, Digest: "d", Base: "1 ", Source: "rules", State: models.Rehearsing, Phase: "ahead", Made: monday}
		require.NoError(t, s.BeginRehearsal(ctx, row, monday.Add(-time.Hour)))
		found := []models.RehearsalDifference{
			{Rehearsal: "r1", Phase: "ahead", Subject: "a", Kind: models.CaseKind, Detail: `{"n":1}`},
			{Rehearsal: "r1", Phase: "ahead", Subject: "b", Kind: models.CaseKind, Detail: `{}`},
		}
		row.Cursor, row.Done, row.Counts = "case b", 2, "{}"
		require.NoError(t, s.NoteRehearsal(ctx, row, found))
		found[0].Detail = `{"n":2}`
		require.NoError(t, s.NoteRehearsal(ctx, row, found), "a page that is noted twice stands there once")
		t.Run("page by page, in the order of the subjects", func(t *testing.T) {
			page, next, err := s.RehearsalDifferences(ctx, "r1", "", 1)
			require.NoError(t, err)
			require.Equal(t, `{"n":2}`, page[0].Detail)
			page, next, err = s.RehearsalDifferences(ctx, "r1", next, 1)
			require.NoError(t, err)
			require.Equal(t, "b", page[0].Subject)
			page, _, err = s.RehearsalDifferences(ctx, "r1", next, 1)
			require.NoError(t, err)
			require.Empty(t, page)
		})
		t.Run("what has ended is not noted over, and is found by its text", func(t *testing.T) {
			at := monday.Add(time.Hour)
			ended := row
			ended.State, ended.Finished = models.Rehearsed, &at
			require.NoError(t, s.NoteRehearsal(ctx, ended, nil))
			require.NoError(t, s.NoteRehearsal(ctx, row, nil))
			rows, err := s.RehearsalsOf(ctx, "d", monday.Add(-time.Hour))
			require.NoError(t, err)
			require.Len(t, rows, 1)
			require.Equal(t, models.Rehearsed, rows[0].State)
			require.Equal(t, at.UTC(), rows[0].Finished.UTC())
			rows, err = s.RehearsalsOf(ctx, "d", monday.Add(time.Hour))
			require.NoError(t, err)
			require.Empty(t, rows, "it is too old")
		})
		t.Run("differences of old ones are thrown away when a new one begins", func(t *testing.T) {
			next := row
			next.ID, next.Made = "r2", monday.Add(72*time.Hour)
			require.NoError(t, s.BeginRehearsal(ctx, next, monday.Add(24*time.Hour)))
			page, _, err := s.RehearsalDifferences(ctx, "r1", "", 10)
			require.NoError(t, err)
			require.Empty(t, page)
		})
	})
}

func TestMovePlansAreKept(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		_, err := s.MovePlan(ctx, "m1")
		require.Equal(t, models.NotFound, models.CodeOf(err))
		plan := models.MovePlanRow{ID: "m1", Item: "food", Source: "a", Target: "b", Steps: "[]", State: models.PlanChecked, Made: monday}
		require.NoError(t, s.PutMovePlan(ctx, plan))
		item := models.MovePlanItem{Plan: "m1", Subject: "c1", Number: "N-1", State: models.Movable}
		require.NoError(t, s.NoteMove(ctx, item))
		item.State, item.Line = models.HasMoved, 7
		require.NoError(t, s.NoteMove(ctx, item))
		counts, err := s.CountMoves(ctx, "m1")
		require.NoError(t, err)
		require.Equal(t, map[models.MoveState]int{models.HasMoved: 1}, counts)
		page, next, err := s.Moves(ctx, "m1", models.HasMoved, "", 10)
		require.NoError(t, err)
		require.Equal(t, []models.MovePlanItem{item}, page)
		require.Empty(t, next)
		t.Run("only one of two turns it", func(t *testing.T) {
			for _, want := range []bool{true, false} {
				turned, err := s.TurnMovePlan(ctx, "m1", models.PlanChecked, models.PlanMoving, monday)
				require.NoError(t, err)
				require.Equal(t, want, turned)
			}
			plans, err := s.MovePlans(ctx, "food", 5)
			require.NoError(t, err)
			require.Equal(t, models.PlanMoving, plans[0].State)
		})
	})
}

func TestWhomARehearsalConcerns(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		everywhere := models.PathRange{From: "/", To: "0"}
		n, err := s.CountRehearsalSubjects(ctx, everywhere, "")
		require.NoError(t, err)
		require.Zero(t, n)
		for _, item := range []string{"", "food"} {
			page, next, err := s.RehearsalSubjects(ctx, everywhere, item, "", 10)
			require.NoError(t, err)
			require.Empty(t, page)
			require.Empty(t, next)
			lived, _, err := s.Lived(ctx, models.Span{From: monday, To: monday.Add(time.Hour)}, item, "", 10)
			require.NoError(t, err)
			require.Empty(t, lived)
		}
		open, _, err := s.OpenOfBundle(ctx, "food", "a", "", 10)
		require.NoError(t, err)
		require.Empty(t, open)
	})
}

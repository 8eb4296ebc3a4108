package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestSnapshot(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		to := filepath.Join(t.TempDir(), "copy.db")
		if !s.IsSQLite() {
			require.ErrorIs(t, s.Snapshot(t.Context(), to), store.ErrOwnTools)
			require.NoFileExists(t, to)
			return
		}
		a := newAuthor(t, "case-copied")
		a.write(s, a.next("one", models.Submit, monday, "某人"))
		require.NoError(t, s.Snapshot(t.Context(), to))
		require.Error(t, s.Snapshot(t.Context(), to), "a copy is never written over")

		ring, err := store.LoadKeyring(t.TempDir())
		require.NoError(t, err)
		copied, err := store.Open(to, ring)
		require.NoError(t, err)
		defer func() { require.NoError(t, copied.Close()) }()
		lines, err := copied.Lines(t.Context(), a.subject, 1)
		require.NoError(t, err)
		require.Len(t, lines, 1)
	})
}

func TestSubjectsThatMovedSince(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		soon := monday.Add(time.Hour)
		for _, id := range []string{"case-before", "case-since"} {
			a := newAuthor(t, id)
			at := monday
			if id == "case-since" {
				at = soon
			}
			b := a.next("one", models.Submit, at, "")
			b.Case = caseRow(id, "bureau", town, at)
			b.Case.ArmedFor, b.Case.ArmedKey = &soon, "R-T1"
			a.write(s, b)
		}
		moved, err := s.MovedSince(t.Context(), soon)
		require.NoError(t, err)
		require.Len(t, moved, 1)
		require.Equal(t, "case-since", moved[0].ID)
		require.Equal(t, models.CaseKind, moved[0].Kind)
		require.Equal(t, soon, moved[0].For)
	})
}

func TestSealsOutsideAndSessionsAfterARestore(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		for range 3 {
			a := newAuthor(t, "case-"+time.Now().Format(time.RFC3339Nano))
			a.write(s, a.next("one", models.Submit, monday, ""))
			_, err := s.SealHeads(t.Context(), monday)
			require.NoError(t, err)
		}
		require.NoError(t, s.SealExported(t.Context(), 2))
		n, err := s.SealsOutside(t.Context())
		require.NoError(t, err)
		require.Equal(t, 2, n)
		require.NoError(t, s.EndSessions(t.Context()))
	})
}

package rehearsal

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// shelf keeps one rehearsal; it can be killed before a note is written.
type shelf struct {
	row    models.RehearsalRow
	found  map[string]models.RehearsalDifference
	killed bool
}

func (s *shelf) Rehearsal(context.Context, string) (models.RehearsalRow, error) { return s.row, nil }

func (s *shelf) NoteRehearsal(_ context.Context, row models.RehearsalRow, found []models.RehearsalDifference) error {
	if s.killed {
		s.killed = false
		return models.Errorf(models.StoreAway, "store_unavailable", "killed")
	}
	s.row = row
	for _, f := range found {
		s.found[f.Phase+f.Subject] = f
	}
	return nil
}

func (s *shelf) CountRehearsalSubjects(context.Context, models.PathRange, string) (int, error) {
	return 1, nil
}

func TestRunner(t *testing.T) {
	h := open(t)
	h.accept()
	to := monday.AddDate(0, 0, 1)
	begun := models.RehearsalRow{ID: "r1", State: models.Rehearsing, Phase: PhaseAhead, Base: "1", PastFrom: &monday, PastTo: &to}
	s := &shelf{row: begun, found: map[string]models.RehearsalDifference{}}
	base := "1"
	r := &Runner{
		Engine: h.engine(), Store: s, Now: func() time.Time { return h.now },
		Base:  func(context.Context, models.RehearsalRow) (string, error) { return base, nil },
		Scope: func(string) models.PathRange { return models.PathRange{} },
		Set: func(context.Context, models.RehearsalRow) (Trial, Look, error) {
			before := Side{Law: law{h, h.Set, h.Cal}, Procedures: h}
			after := Side{Law: law{h, stricter(h), h.Cal}, Procedures: h}
			look := Look{From: monday, To: to, Law: after.Law, Before: before.Law, Would: stricter(h), Offers: h}
			return Trial{Before: before, After: after, At: h.now, Until: monday.AddDate(0, 2, 0)}, look, nil
		},
	}
	t.Run("killed in the middle it goes on behind the last page and counts nobody twice", func(t *testing.T) {
		s.killed = true
		require.Error(t, r.Rehearse(t.Context(), "r1"))
		require.Equal(t, models.Rehearsing, s.row.State)
		require.NoError(t, r.Rehearse(t.Context(), "r1"))
		require.Equal(t, models.Rehearsed, s.row.State)
		var counts Counts
		require.NoError(t, json.Unmarshal([]byte(s.row.Counts), &counts))
		require.Equal(t, 1, counts.Looked)
		require.Equal(t, 1, counts.Differ)
		require.Equal(t, 1, counts.Past.Cases)
		require.Contains(t, s.found, PhaseAhead+"c1")
		require.Greater(t, counts.Before["R-T1/red"], counts.After["R-T1/red"])
	})
	t.Run("what was published meanwhile ends it: it says nothing any more", func(t *testing.T) {
		s.row, base = begun, "2"
		require.NoError(t, r.Rehearse(t.Context(), "r1"))
		require.Equal(t, models.RehearsalOvertaken, s.row.State)
	})
}

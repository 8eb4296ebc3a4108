package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// TestDamagedRecord shows that a line from which somebody took its facts is an error that names it, never a panic: one
// damaged record must not stop whoever looks at many.
func TestDamagedRecord(t *testing.T) {
	refused := func(t *testing.T, s models.Subject, verb models.Verb) bool {
		t.Helper()
		ref := s.Ref()
		err := s.Fold(models.Line{Subject: ref.ID, N: ref.N + 1, Previous: ref.Head, Verb: verb})
		if err != nil {
			require.ErrorContains(t, err, ref.ID)
		}
		return err != nil
	}

	t.Run("a record begins with its submit or its issue, and with all of it", func(t *testing.T) {
		for _, verb := range vocabulary(t) {
			require.True(t, refused(t, models.NewCase("c1", food()), verb), verb)
			require.True(t, refused(t, models.NewCard("k1"), verb), verb)
			require.True(t, refused(t, models.NewLead("l1"), verb), verb)
			require.True(t, refused(t, models.NewComplaint("p1"), verb), verb)
			require.True(t, refused(t, models.NewEvaluation("e1"), verb), verb)
		}
	})

	t.Run("after its first line too, a line without its facts is folded or refused, whatever the subject", func(t *testing.T) {
		for i := range begun(t) {
			for _, verb := range vocabulary(t) {
				refused(t, begun(t)[i], verb)
			}
		}
	})

	t.Run("a case is submitted once, and only one that has ended is reopened; none that is void or in the archive", func(t *testing.T) {
		for _, s := range stands {
			if s.name == "voi" || s.name == "arc" {
				require.True(t, refused(t, s.walk(t).c, models.Reopen), s.name)
			}
		}
		require.True(t, refused(t, accepted(t, food()).c, models.Submit))
		require.True(t, refused(t, accepted(t, food()).c, models.Reopen))
	})

	t.Run("wherever a case stands, a line without its facts is folded or refused", func(t *testing.T) {
		for _, s := range stands[1:] {
			for _, verb := range vocabulary(t) {
				bare := refused(t, s.walk(t).c, verb)
				switch verb {
				case models.Warn, models.IssueCard, models.WithholdCard, models.WithdrawCard, models.ReleaseCard, models.DropCard, models.CardSettled:
					require.True(t, bare, "%s in %s", verb, s.name)
				}
			}
		}
	})
}

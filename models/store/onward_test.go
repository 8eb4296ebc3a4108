package store_test

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

// forwarding is the batch that hands a case to another organ, with the whole record by which that one begins its own.
func forwarding(t *testing.T, s *store.Store, from, onward *author) models.Batch {
	b, other := from.next("forward", models.Forward, monday, "不属本机关"), onward.next("forward/"+onward.subject, models.Submit, monday, "申请")
	other.Lines[0].Facts.Filed = &models.Filed{Number: "4419-2", Origin: from.subject}
	require.NoError(t, other.Lines[0].Seal(sha256.New))
	b.Case, other.Case = caseRow(from.subject, "bureau", town, monday), caseRow(onward.subject, "county", city, monday)
	b.Case.Status, other.Case.Number, other.Code = models.Forwarded, "4419-2", s.CodeRef("4419-2", "right")
	other.Tasks = []models.TaskRow{taskRow(onward.subject, "accept", "window_clerk", "county", "", monday)}
	b.Also = []models.Batch{other}
	return b
}

// A case that is forwarded and the one that another organ goes on with are written in one moment, or neither is.
func TestWhatIsForwardedBeginsInTheSameMoment(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		first, onward := newAuthor(t, "case-first"), newAuthor(t, "case-onward")
		submit := first.next("submit", models.Submit, monday, "申请")
		submit.Case = caseRow("case-first", "bureau", town, monday)
		first.write(s, submit)
		proof := models.AttachmentRow{ID: "proof", Subject: "case-first", Address: "sha", Name: "证明.pdf", Size: 9, Scan: models.ScanClean, At: monday}
		require.NoError(t, s.PutAttachment(ctx, proof))
		b := forwarding(t, s, first, onward)

		t.Run("nothing is there of either when the last statement fails", func(t *testing.T) {
			_, err := s.DB(t).Exec("ALTER TABLE daily_counts RENAME TO elsewhere")
			require.NoError(t, err)
			_, err = s.Append(ctx, b)
			require.Error(t, err)
			_, err = s.DB(t).Exec("ALTER TABLE elsewhere RENAME TO daily_counts")
			require.NoError(t, err)
			_, err = s.Case(ctx, "case-onward")
			require.Equal(t, models.NotFound, models.CodeOf(err))
			files, err := s.AttachmentsOf(ctx, "case-onward")
			require.NoError(t, err)
			require.Empty(t, files)
		})

		first.write(s, b)
		t.Run("sent again, it answers with the line that stands, and begins no second case", func(t *testing.T) {
			existing, err := s.Append(ctx, b)
			require.NoError(t, err)
			require.Equal(t, b.Lines, existing)
			lines, err := s.Lines(ctx, "case-onward", 1)
			require.NoError(t, err)
			require.Equal(t, b.Also[0].Lines, lines)
		})
		t.Run("its row, its task and its query code are there, and the first is over", func(t *testing.T) {
			row, err := s.CaseByNumber(ctx, "4419-2")
			require.NoError(t, err)
			require.Equal(t, "case-onward", row.ID)
			code, err := s.SubjectByCode(ctx, "4419-2", "right", monday, models.LoginRule{Tries: 5, Lock: time.Hour})
			require.NoError(t, err)
			require.Equal(t, "case-onward", code)
			left, err := s.Case(ctx, "case-first")
			require.NoError(t, err)
			require.Equal(t, models.Forwarded, left.Status)
			tasks, err := s.Tasks(ctx, "case-onward")
			require.NoError(t, err)
			require.Len(t, tasks, 1)
		})
		t.Run("it has the files of the first under names of its own; the first keeps them", func(t *testing.T) {
			files, err := s.AttachmentsOf(ctx, "case-onward")
			require.NoError(t, err)
			require.Len(t, files, 1)
			require.NotEqual(t, proof.ID, files[0].ID)
			require.Equal(t, []any{proof.Address, proof.Name}, []any{files[0].Address, files[0].Name})
			kept, err := s.AttachmentsOf(ctx, "case-first")
			require.NoError(t, err)
			require.Equal(t, []models.AttachmentRow{proof}, kept)
		})
	})
}

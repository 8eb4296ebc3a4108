package record_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/record"
)

// A correction of an instant is judged offline as it was when it was written. covers S95
func TestVerifyJudgesCorrections(t *testing.T) {
	han, feng := models.Actor{Account: "han", Role: "supervisor"}, models.Actor{Account: "feng", Role: "supervision_leader"}
	accepted, filed := monday.Add(2*time.Hour), monday.Add(time.Hour)
	told := func(t *testing.T, said, confirmed models.Correction) record.Report {
		o := tell(t).filed().line(clerk, models.Accept, models.Facts{Step: "accept", Round: 1})
		o.line(han, models.CorrectInstant, models.Facts{Reasoned: true, Ground: "system_down", Document: "D-1", Correction: &said})
		return o.line(feng, models.Confirm, models.Facts{Answers: 3, Correction: &confirmed}).verified()
	}
	right := models.Correction{Line: 2, Is: accepted.Add(-time.Minute), Was: accepted}

	t.Run("one within its bounds, confirmed by another person, is sound", func(t *testing.T) {
		r := told(t, right, right)
		require.True(t, r.Sound(), "%+v", r.Findings)
	})
	t.Run("one before the act before it is told, and so is its confirmation", func(t *testing.T) {
		early := right
		early.Is = filed.Add(-time.Second)
		r := told(t, early, early)
		require.Len(t, r.Findings, 2)
		require.Equal(t, record.Unlawful, r.Findings[0].Kind)
	})
	t.Run("a confirmation of another instant than was proposed is told", func(t *testing.T) {
		other := right
		other.Is = accepted.Add(-time.Hour)
		r := told(t, right, other)
		require.Len(t, r.Findings, 1)
		require.Equal(t, 4, r.Findings[0].N)
	})
}

package activities_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// rated is a case whose applicant gives a rating after it was delivered.
func rated(t *testing.T, rating models.RatingFacts) counter {
	d := decidable(t)
	d.does(sun, models.Approve, step("decide"))
	d.does(qian, models.Deliver, step("deliver"))
	d.does(models.Actor{Account: models.ApplicantAccount, Person: "hash-of-applicant"}, models.Rate, models.Facts{Rating: &rating})
	return counter{d}
}

// covers S86, S89 (C08)
func TestABadRatingIsPutRight(t *testing.T) {
	t.Run("a bad rating begins a complaint that lies with the unit, in the same transaction, with a clock to call (C08)", func(t *testing.T) {
		d := rated(t, models.RatingFacts{Level: models.Dissatisfied})
		require.Len(t, d.out.Complaints, 1)
		id := d.out.Complaints[0]
		row := d.office.Complaint(id)
		require.Equal(t, []string{models.FromReview, "bureau", "bureau", "c1"}, []string{row.Source, row.Unit, row.About, row.CaseID})
		require.Equal(t, models.ComplaintAccepted, row.Status)
		lines, err := d.office.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		d.states[id] = models.Begin(models.ComplaintKind, id, nil)
		require.NoError(t, d.states[id].Complaint.Fold(lines[0]))
		require.NotNil(t, d.states[id].Complaint.Timer(models.ComplaintContactClock))
		require.True(t, slices.ContainsFunc(d.office.Notices(), func(n models.Notice) bool { return n.Kind == "complaint" && n.Account == "zhou" }))
		d.sleeps(id, d.now.Add(3*day))
		require.True(t, d.has(id, "issue_card M01C yellow"), "nobody called within a working day")
	})
	t.Run("who is not to be named is not called", func(t *testing.T) {
		d := rated(t, models.RatingFacts{Level: models.VeryDissatisfied, Anonymous: true})
		row := d.office.Complaint(d.out.Complaints[0])
		require.False(t, row.Named)
		require.False(t, row.OwesCall)
	})
	t.Run("a good rating begins nothing", func(t *testing.T) {
		require.Empty(t, rated(t, models.RatingFacts{Level: models.FairlySatisfied}).out.Complaints)
	})
}

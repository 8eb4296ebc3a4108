package node

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/worker/demo"
)

// covers S26, S86
func TestComplaintsOfTheDemoCity(t *testing.T) {
	t.Parallel()
	n := city(t, 20)
	rows := map[string]models.ComplaintRow{}
	page, err := n.store.Complaints(t.Context(), models.ComplaintFilter{Scope: []models.PathRange{models.Within("")}, Page: models.Page{Limit: 200}})
	require.NoError(t, err)
	statuses := map[models.ComplaintStatus]bool{}
	for _, row := range page.Complaints {
		rows[row.ID], statuses[row.Status] = row, true
	}

	t.Run("there is one in every status but withdrawn", func(t *testing.T) {
		for _, status := range models.ComplaintStatuses() {
			require.Equal(t, status != models.ComplaintWithdrawn, statuses[status], status)
		}
	})
	t.Run("its number and the city's code open it", func(t *testing.T) {
		id, err := n.store.SubjectByCode(t.Context(), rows["demo-complaint-01"].Number, demo.QueryCode, n.act.Now(), models.LoginRule{Tries: 10, Lock: time.Minute})
		require.NoError(t, err)
		require.Equal(t, "demo-complaint-01", id)
	})
	t.Run("a founded complaint has opened a lead on its case, and the case was told (S26)", func(t *testing.T) {
		var founded models.ComplaintRow
		for _, row := range rows {
			if row.CaseID != "" && row.Result == models.Founded {
				founded = row
			}
		}
		require.NotEmpty(t, founded.CaseID)
		leads, err := n.store.Leads(t.Context(), models.LeadFilter{Scope: []models.PathRange{models.Within("")}, Rule: "S26"})
		require.NoError(t, err)
		require.Len(t, leads.Leads, 1)
		require.Equal(t, founded.CaseID, leads.Leads[0].About)
		require.Eventually(t, func() bool {
			line, err := n.store.LineOf(t.Context(), founded.CaseID, "t/"+leads.Leads[0].Key)
			return err == nil && line != nil
		}, 20*time.Second, 50*time.Millisecond)
	})
	t.Run("its workflow carries out what is commanded, and a killed one comes back from its record", func(t *testing.T) {
		row := rows["demo-complaint-01"]
		organ := n.inForce.Holders(row.Unit, "supervisor", n.act.Now())[0]
		cmd := models.Command{
			ID: "accept", Subject: row.ID, Verb: models.AcceptComplaint, Acted: n.act.Now(), Digest: "d",
			Actor: models.Actor{Account: organ, Role: "supervisor", Unit: row.Unit, Path: row.Path},
		}
		answer, err := n.client.Do(t.Context(), models.ComplaintKind, cmd)
		require.NoError(t, err)
		again, err := n.client.Do(t.Context(), models.ComplaintKind, cmd)
		require.NoError(t, err)
		require.Equal(t, answer.Line, again.Line)
		require.NoError(t, n.temporal.TerminateWorkflow(t.Context(), "complaint/"+row.ID, "", "test"))
		_, err = n.client.Do(t.Context(), models.ComplaintKind, models.Command{
			ID: "handle", Subject: row.ID, Verb: models.HandleSelf, Acted: n.act.Now(), Digest: "d", Actor: cmd.Actor,
		})
		require.NoError(t, err)
		now, err := n.store.Complaint(t.Context(), row.ID)
		require.NoError(t, err)
		require.Equal(t, models.ComplaintHandling, now.Status)
	})
}

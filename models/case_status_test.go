package models_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// lawful draws every move that the law allows: one row for each status, with the statuses that may follow.
const lawful = `
draft      submitted received voided
submitted  received withdrawn returned terminated
received   supplement accepted declined withdrawn voided forwarded terminated
supplement received accepted withdrawn lapsed terminated
accepted   supplement granted denied withdrawn forwarded terminated
granted    delivered
denied     delivered
delivered  closed
closed     accepted archived
archived
declined   received
withdrawn  submitted received supplement accepted
returned   submitted
voided
forwarded  received accepted
lapsed     supplement
terminated submitted received supplement accepted
`

func TestCaseStatus(t *testing.T) {
	t.Run("moves only as the law allows, looked at in all pairs", func(t *testing.T) {
		var drawn strings.Builder
		drawn.WriteByte('\n')
		for _, s := range models.CaseStatuses() {
			row := fmt.Sprintf("%-10s", s)
			for _, next := range models.CaseStatuses() {
				if s.CanMove(next) {
					row += " " + string(next)
				}
			}
			drawn.WriteString(strings.TrimRight(row, " ") + "\n")
		}
		require.Equal(t, lawful, drawn.String())
	})

	t.Run("never moves to itself, and draft is never reached again", func(t *testing.T) {
		for _, s := range models.CaseStatuses() {
			require.False(t, s.CanMove(s), s)
			require.False(t, s.CanMove(models.Draft), s)
		}
	})

	t.Run("comes to a decision only from acceptance: no override creates a grant or a denial", func(t *testing.T) {
		for _, s := range models.CaseStatuses() {
			for _, decision := range []models.CaseStatus{models.Granted, models.Denied} {
				require.Equal(t, s == models.Accepted, s.CanMove(decision), "%s to %s", s, decision)
			}
		}
	})

	t.Run("is ended where nobody has anything left to do, and decided is not yet ended", func(t *testing.T) {
		var ended []models.CaseStatus
		for _, s := range models.CaseStatuses() {
			require.False(t, s.Decided() && s.Ended(), s)
			if s.Ended() {
				ended = append(ended, s)
			}
		}
		require.Equal(t, []models.CaseStatus{
			models.Closed, models.Archived, models.Declined, models.Withdrawn, models.Returned, models.Voided, models.Forwarded,
			models.Lapsed, models.Terminated,
		}, ended)
	})
}

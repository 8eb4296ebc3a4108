package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// covers S26, S98: whether a complaint was handled in time is read off its clock and its answer.
func TestWhenAComplaintWasHandled(t *testing.T) {
	lodge := func() *plaint { return lodged(t, complained(false)) }
	must := func(p *plaint, by models.Actor, verb models.Verb, f models.Facts) {
		t.Helper()
		require.NoError(t, p.try(by, verb, f))
	}
	t.Run("no time to handle it has begun before it is accepted", func(t *testing.T) {
		_, _, begun := lodge().c.Handling()
		require.False(t, begun)
	})
	t.Run("it is not handled before the unit has answered", func(t *testing.T) {
		p := lodge()
		must(p, desk, models.AcceptComplaint, models.Facts{})
		clock, answered, begun := p.c.Handling()
		require.True(t, begun)
		require.Equal(t, models.ComplaintHandlingClock, clock.Kind)
		require.Zero(t, answered)
	})
	t.Run("it is handled when the unit answers", func(t *testing.T) {
		p := lodge()
		must(p, desk, models.AcceptComplaint, models.Facts{})
		must(p, desk, models.HandleSelf, models.Facts{To: desk.Account})
		must(p, desk, models.AnswerComplaint, models.Facts{Reasoned: true, Complaint: &models.ComplaintFacts{Result: models.Founded}})
		clock, answered, _ := p.c.Handling()
		require.Equal(t, p.c.Last().At, answered)
		require.Equal(t, answered, clock.End)
	})
}

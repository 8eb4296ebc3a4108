package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// covers S28
func TestCardEnds(t *testing.T) {
	t.Run("a person withdraws a card on a listed ground, with reason and proof", func(t *testing.T) {
		d := carded(t, models.Yellow, terms())
		for field, facts := range map[string]models.Facts{
			"/ground not_lawful": {Card: letters.Card, Reasoned: true, Document: "1", Ground: "short_of_staff"},
			"/reason required":   {Card: letters.Card, Document: "1", Ground: "system_error"},
			"/document required": {Card: letters.Card, Reasoned: true, Ground: "system_error"},
		} {
			require.ErrorContains(t, d.try(monitor, models.WithdrawCard, facts), field)
		}
		withFile := models.Facts{Card: letters.Card, Reasoned: true, Ground: "system_error", Files: []string{"a1"}}
		d.must(monitor, models.WithdrawCard, withFile)
		refusedAs(t, "card_withdrawn", d.try(monitor, models.WithdrawCard, letters))
	})

	t.Run("the rules withdraw a card whatever has become of it", func(t *testing.T) {
		for _, s := range cardStands {
			if s.status != models.CardRevoked {
				d := s.walk(t).must(models.System(), models.WithdrawCard, models.Facts{Card: &models.CardFacts{ID: "k1", Cause: models.CalendarCorrected}})
				require.Equal(t, models.CalendarCorrected, d.card.Cause)
			}
		}
	})

	t.Run("what was put right before its discovery is found so once, with proof; the card goes on", func(t *testing.T) {
		d := carded(t, models.Yellow, terms())
		require.ErrorContains(t, d.try(monitor, models.MarkSelfCorrected, models.Facts{Reasoned: true}), "/document required")
		d.must(monitor, models.MarkSelfCorrected, letters)
		require.Equal(t, models.CardIssued, d.card.Status)
		refusedAs(t, "marked_already", d.try(monitor, models.MarkSelfCorrected, letters))
	})

	t.Run("a card whose place was taken goes on where it stood once the other is withdrawn, and the time between is nobody's", func(t *testing.T) {
		other := models.Facts{Card: &models.CardFacts{ID: "k2"}}
		d := carded(t, models.Yellow, terms()).must(head, models.OpenCard, models.Facts{}).must(models.System(), models.SupersedeCard, other)
		require.Empty(t, d.running())
		require.True(t, d.card.Resting())
		refusedAs(t, "not_superseded", d.try(models.System(), models.ReinstateCard, models.Facts{Card: &models.CardFacts{ID: "k3"}}))
		ended := d.now
		require.NoError(t, d.tryAt(monday.AddDate(0, 0, 14), models.System(), models.ReinstateCard, other))
		require.Equal(t, models.CardDelivered, d.card.Status)
		require.Equal(t, []string{"feedback#1"}, d.running())
		timeline, _ := d.card.First().Timeline()
		require.Equal(t, []clock.Stop{{From: ended, To: d.now}}, timeline.Stops)
	})
}

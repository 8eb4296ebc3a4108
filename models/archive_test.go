package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestArchive(t *testing.T) {
	t.Run("a closed case goes into the archive, and nothing brings it back", func(t *testing.T) {
		d := closed(t)
		ended := d.c.Ended
		d.must(qian, models.Archive, models.Facts{})
		require.Equal(t, models.Archived, d.c.Status)
		require.Equal(t, ended, d.c.Ended, "it ended when it was closed")
		require.Equal(t, models.Granted, d.c.Outcome)
		require.True(t, d.c.Resting())
		d.refuses("not_in_status", zhou, models.Reopen, models.Facts{Target: "audit", Reasoned: true})
		d.refuses("not_in_status", qian, models.Archive, models.Facts{})
	})
	t.Run("the house archives by itself what nobody has", func(t *testing.T) {
		d := closed(t).with(models.System(), models.Archive, models.Facts{})
		require.Equal(t, models.Archived, d.c.Status)
	})
	t.Run("not before what was demanded is answered", func(t *testing.T) {
		d := closed(t).with(han, models.DemandExplanation, models.Facts{Reasoned: true, Ground: "S27"})
		d.refuses("still_owed", qian, models.Archive, models.Facts{})
		d.must(zhou, models.AnswerUrge, models.Facts{Answers: d.c.N, Reasoned: true})
		d.must(qian, models.Archive, models.Facts{})
	})
	t.Run("not while a card waits for a person", func(t *testing.T) {
		card := models.CardFacts{ID: "w-1", Key: "R-T1/red/decision#1", Rule: "R-T1", Level: models.Red, Clock: "decision#1"}
		d := closed(t).with(models.System(), models.WithholdCard, models.Facts{Card: &card})
		d.refuses("still_owed", qian, models.Archive, models.Facts{})
		d.must(feng, models.DropCard, models.Facts{Card: &card, Reasoned: true, Ground: "S27"})
		d.must(qian, models.Archive, models.Facts{})
	})
}

package models_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// wrong says that a line's act was done at another instant, on the strength of a document.
func wrong(line int, is time.Time) models.Facts {
	return models.Facts{
		Reasoned: true, Ground: "system_down", Document: "更〔2026〕1号", Correction: &models.Correction{Line: line, Is: is},
	}
}

// corrects proposes and confirms a correction.
func (d *docket) corrects(line int, is time.Time) {
	d.t.Helper()
	d.must(han, models.CorrectInstant, wrong(line, is))
	d.must(feng, models.Confirm, models.Facts{Answers: d.c.N})
}

// An act that was entered for the wrong time is put right by two supervisors; nothing is erased. covers S05, S28
func TestCorrectionOfAnInstant(t *testing.T) {
	// Filed at nine plus an hour, accepted an hour later: lines 1 and 2.
	filedAt, acceptedAt := monday.Add(time.Hour), monday.Add(2*time.Hour)

	t.Run("takes effect when a second supervisor confirms it: everything that began or ended with the act goes by it", func(t *testing.T) {
		d := accepted(t, food())
		right := acceptedAt.Add(-30 * time.Minute)
		d.must(han, models.CorrectInstant, wrong(2, right))
		require.Equal(t, acceptedAt, d.c.Accepted, "proposed is not confirmed")
		d.must(feng, models.Confirm, models.Facts{Answers: d.c.N})
		require.Equal(t, right, d.c.Accepted)
		require.Equal(t, right, clockIn(t, d, "acceptance#1").End)
		require.Equal(t, right, clockIn(t, d, "decision#1").Timeline.Start)
		require.Equal(t, right, clockIn(t, d, "step/review#1").Timeline.Start)
		require.Equal(t, filedAt, clockIn(t, d, "acceptance#1").Timeline.Start, "the act before it stays")
	})

	t.Run("leaves both instants on record, and the ledger names line, document and who confirmed", func(t *testing.T) {
		d := accepted(t, food())
		right := acceptedAt.Add(-30 * time.Minute)
		d.corrects(2, right)
		require.Equal(t, acceptedAt, d.lines[1].Acted)
		require.Equal(t, []clock.Entry{
			{Move: clock.MoveStart, At: acceptedAt, Actor: "wang", Reason: string(models.FromAcceptance)},
			{Move: clock.MoveCorrect, At: right, Was: acceptedAt, Line: 2, Actor: "feng", Reason: "system_down", Document: "更〔2026〕1号"},
		}, d.c.Decision.Entries)
		confirmed := d.lines[len(d.lines)-1].Facts.Correction
		require.Equal(t, &models.Correction{Line: 2, Is: right, Was: acceptedAt}, confirmed)
	})

	t.Run("may itself be corrected", func(t *testing.T) {
		d := accepted(t, food())
		d.corrects(2, acceptedAt.Add(-30*time.Minute))
		d.corrects(2, acceptedAt.Add(-20*time.Minute))
		require.Equal(t, acceptedAt.Add(-20*time.Minute), clockIn(t, d, "decision#1").Timeline.Start)
		require.Equal(t, acceptedAt.Add(-20*time.Minute), models.Corrected(d.lines)[1].Acted)
	})

	t.Run("stays between the acts before and after it, and in the past", func(t *testing.T) {
		d := accepted(t, food()).with(li, models.Approve, at("review"))
		for name, is := range map[string]time.Time{
			"before the act before": filedAt.Add(-time.Second), "after the act after": d.now.Add(time.Second), "no change": acceptedAt,
			"the future": d.now.Add(24 * time.Hour),
		} {
			require.Equal(t, "faulty_fields", models.ReasonOf(d.try(han, models.CorrectInstant, wrong(2, is))), name)
		}
		d.refuses("faulty_fields", han, models.CorrectInstant, wrong(3, d.now.Add(2*time.Hour)))
		d.must(han, models.CorrectInstant, wrong(2, filedAt))
	})

	t.Run("is judged by the record as it stands when it is confirmed", func(t *testing.T) {
		d := accepted(t, food())
		d.must(han, models.CorrectInstant, wrong(2, d.now.Add(30*time.Minute)))
		d.must(feng, models.Confirm, models.Facts{Answers: d.c.N})
		d.must(han, models.CorrectInstant, wrong(1, filedAt.Add(90*time.Minute)))
		first := d.c.N
		d.must(han, models.CorrectInstant, wrong(2, filedAt.Add(61*time.Minute)))
		d.must(feng, models.Confirm, models.Facts{Answers: d.c.N})
		d.refuses("faulty_fields", feng, models.Confirm, models.Facts{Answers: first})
		d.must(feng, models.Discard, models.Facts{Answers: first, Reasoned: true})
	})

	t.Run("needs reason, basis and document, and waits once for each line", func(t *testing.T) {
		d := accepted(t, food())
		for _, strip := range []func(*models.Facts){
			func(f *models.Facts) { f.Reasoned = false }, func(f *models.Facts) { f.Ground = "" },
			func(f *models.Facts) { f.Document = "" }, func(f *models.Facts) { f.Correction = nil },
		} {
			facts := wrong(2, filedAt)
			strip(&facts)
			d.refuses("faulty_fields", han, models.CorrectInstant, facts)
		}
		d.must(han, models.CorrectInstant, wrong(2, filedAt))
		d.refuses("already_pending", feng, models.CorrectInstant, wrong(2, filedAt.Add(time.Minute)))
		d.must(han, models.CorrectInstant, wrong(1, filedAt.Add(-time.Hour)))
	})

	t.Run("is confirmed by another person, and by nobody who has worked on the case or whose case it is", func(t *testing.T) {
		d := accepted(t, food())
		d.refuses("own_work", wang, models.CorrectInstant, wrong(2, filedAt))
		own := han
		own.Person = "hash-of-applicant"
		d.refuses("own_case", own, models.CorrectInstant, wrong(2, filedAt))
		d.must(han, models.CorrectInstant, wrong(2, filedAt))
		d.refuses("second_person", han, models.Confirm, models.Facts{Answers: d.c.N})
		d.refuses("own_work", wang, models.Confirm, models.Facts{Answers: d.c.N})
		require.Equal(t, acceptedAt, d.c.Accepted)
	})

	t.Run("moves what people did, not what they sent from their own machine, nor an extension, an override, a rule or an effect of the law", func(t *testing.T) {
		d := online(t)
		d.refuses("faulty_fields", han, models.CorrectInstant, wrong(1, filedAt.Add(-time.Hour)))
		d = accepted(t, food()).with(zhou, models.Extend, models.Facts{Extend: 10, Reasoned: true, Document: "E-1"})
		d.refuses("faulty_fields", han, models.CorrectInstant, wrong(3, d.now.Add(-time.Minute)))
		d = filed(t, food()).with(models.System(), models.DeemAccepted, models.Facts{})
		d.refuses("faulty_fields", han, models.CorrectInstant, wrong(2, d.now.Add(-time.Minute)))
		d.refuses("faulty_fields", han, models.CorrectInstant, wrong(9, filedAt))
	})

	t.Run("takes along what the act brought about by itself, and leaves a card in between where it is", func(t *testing.T) {
		d := atDecision(t)
		d.must(models.System(), models.Warn, models.Facts{Card: &models.CardFacts{ID: "w", Key: "R-T1/warning/decision#1", Level: models.Warning, Clock: "decision#1"}})
		d.must(sun, models.Approve, at("decide"))
		decided, line := d.now, d.c.N
		require.NoError(t, d.tryAt(decided, models.System(), models.CompleteStep, at("licence")))
		right := decided.Add(-90 * time.Minute)
		d.corrects(line, right)
		require.Equal(t, []time.Time{right, right, right}, []time.Time{d.c.Decided, d.c.Step("licence").Done, d.c.Step("deliver").Opened})
		lines := models.Corrected(d.lines)
		require.Equal(t, right, lines[line].Acted)
		require.Equal(t, d.lines[line-2].Acted, lines[line-2].Acted, "the warning came when it came")
	})

	t.Run("reaches a case that has ended, and none that lies in the archive", func(t *testing.T) {
		d := closed(t)
		ended := d.c.Ended
		d.must(han, models.CorrectInstant, wrong(d.c.N, ended.Add(-10*time.Minute)))
		proposed := d.c.N
		d.must(feng, models.Confirm, models.Facts{Answers: proposed})
		require.Equal(t, ended.Add(-10*time.Minute), d.c.Ended)
		d.must(han, models.CorrectInstant, wrong(proposed-1, ended))
		d.must(qian, models.Archive, models.Facts{})
		require.Empty(t, d.c.Pending)
		d.refuses("not_in_status", han, models.CorrectInstant, wrong(proposed-1, ended))
	})
}

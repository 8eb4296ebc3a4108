package models_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// scoring is an evaluation on its way.
type scoring struct {
	t     *testing.T
	e     *models.Evaluation
	at    time.Time
	lines []models.Line
}

var (
	enters  = models.Actor{Account: "han", Role: "supervisor", Unit: "dg-jw"}
	reviews = models.Actor{Account: "feng", Role: "supervision_leader", Unit: "dg-jw"}
	appeals = models.Actor{Account: "zhou", Role: "department_head", Unit: "dg-scjgj"}
	bureau  = models.ScoreObject{Kind: "unit", ID: "dg-scjgj", Unit: "dg-scjgj"}
)

func measuring(t *testing.T) *scoring {
	t.Helper()
	s := &scoring{t: t, e: models.NewEvaluation("e1"), at: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)}
	s.must(models.System(), models.Measure, models.Facts{Evaluation: &models.EvaluationFacts{
		Organ: "dg-jw", Path: "/44/4419/", From: clock.NewDate(2026, 2, 1), To: clock.NewDate(2026, 3, 1), Scheme: "1", Hash: "h",
	}})
	return s
}

func (s *scoring) try(by models.Actor, verb models.Verb, f models.Facts) error {
	s.t.Helper()
	cmd := models.Command{ID: fmt.Sprint(s.e.N + 1), Subject: s.e.ID, Verb: verb, Actor: by, Acted: s.at, Facts: f}
	if err := s.e.Gate(cmd); err != nil {
		return err
	}
	if err := s.e.Timely(cmd, clock.National()); err != nil {
		return err
	}
	line := models.Line{Subject: s.e.ID, N: s.e.N + 1, Command: cmd.ID, Verb: verb, Actor: by, Acted: s.at, Facts: f, Previous: s.e.Head, Hash: cmd.ID}
	s.lines = append(s.lines, line)
	return s.e.Fold(line)
}

func (s *scoring) must(by models.Actor, verb models.Verb, f models.Facts) *scoring {
	s.t.Helper()
	require.NoError(s.t, s.try(by, verb, f))
	return s
}

func (s *scoring) refuses(reason string, by models.Actor, verb models.Verb, f models.Facts) {
	s.t.Helper()
	require.Equal(s.t, reason, models.ReasonOf(s.try(by, verb, f)))
}

var because = models.Facts{Reasoned: true}

func entry() models.Facts {
	return models.Facts{Reasoned: true, Document: "抽查记录1号", Evaluation: &models.EvaluationFacts{
		Entry: &models.ScoreEntry{Object: bureau, Indicator: "disclosure", Value: 0.9},
	}}
}

func appeal() models.Facts {
	return models.Facts{Reasoned: true, Evaluation: &models.EvaluationFacts{About: &bureau}}
}

func decision(line int, outcome models.ScoreOutcome) models.Facts {
	return models.Facts{Reasoned: true, Answers: line, Evaluation: &models.EvaluationFacts{Outcome: outcome}}
}

// announced has one entry, a review by the head, and five working days for appeals.
func announced(t *testing.T) *scoring {
	t.Helper()
	return measuring(t).must(enters, models.EnterScore, entry()).must(reviews, models.ReviewScores, models.Facts{}).
		must(reviews, models.AnnounceScores, models.Facts{Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}})
}

// covers S98
func TestEvaluation(t *testing.T) {
	t.Run("a period is measured once, and only a period", func(t *testing.T) {
		measuring(t).refuses("measured_already", enters, models.Measure, models.Facts{})
		s := &scoring{t: t, e: models.NewEvaluation("e1")}
		s.refuses("faulty_fields", enters, models.Measure, models.Facts{Evaluation: &models.EvaluationFacts{Organ: "dg-jw", From: 10, To: 10}})
		s.refuses("no_such_evaluation", enters, models.ReviewScores, models.Facts{})
		s.refuses("unknown_verb", enters, models.Approve, models.Facts{})
	})
	t.Run("an entry names its object, its indicator and on what it rests", func(t *testing.T) {
		s := measuring(t)
		err := s.try(enters, models.EnterScore, models.Facts{})
		require.Len(t, err.(*models.Error).Faults, 3)
		s.refuses("no_entry", enters, models.StrikeEntry, models.Facts{Reasoned: true, Answers: 7})
		s.must(enters, models.EnterScore, entry())
		s.refuses("faulty_fields", enters, models.StrikeEntry, models.Facts{Answers: 2})
		s.must(enters, models.StrikeEntry, models.Facts{Reasoned: true, Answers: 2})
		require.Empty(t, s.e.Standing())
		require.Equal(t, 3, s.e.Entries[0].Struck, "what was struck out stays on record")
		s.refuses("no_entry", enters, models.StrikeEntry, models.Facts{Reasoned: true, Answers: 2})
	})
	t.Run("who entered a score does not review it, nor does a stand-in of that person", func(t *testing.T) {
		s := measuring(t).must(enters, models.EnterScore, entry())
		s.refuses("four_eyes", enters, models.ReviewScores, models.Facts{})
		s.refuses("four_eyes", models.Actor{Account: "tang", For: "han"}, models.ReviewScores, models.Facts{})
		s.must(reviews, models.ReviewScores, models.Facts{})
		s.refuses("not_in_status", enters, models.EnterScore, entry())
		s.refuses("not_in_status", reviews, models.PublishScores, models.Facts{})
	})
	t.Run("appeals are taken for five working days and no longer, one at a time for each object", func(t *testing.T) {
		s := announced(t) // on Monday 2 March: until the end of Monday the 9th
		s.refuses("faulty_fields", appeals, models.AppealScore, because)
		s.must(appeals, models.AppealScore, appeal())
		s.refuses("appealed_already", appeals, models.AppealScore, appeal())
		other := models.ScoreObject{Kind: "unit", ID: "dg-hall", Unit: "dg-hall"}
		s.at = time.Date(2026, 3, 10, 0, 0, 0, 0, clock.Zone)
		s.refuses("window_over", appeals, models.AppealScore, models.Facts{Reasoned: true, Evaluation: &models.EvaluationFacts{About: &other}})
		s.at = s.at.Add(-time.Second)
		s.must(appeals, models.AppealScore, models.Facts{Reasoned: true, Evaluation: &models.EvaluationFacts{About: &other}})
	})
	t.Run("an appeal is decided by somebody else than who reviewed or who appeals", func(t *testing.T) {
		s := announced(t).must(appeals, models.AppealScore, appeal())
		line := s.e.N
		s.refuses("no_appeal", enters, models.DecideAppeal, decision(2, models.ScoreUpheld))
		s.refuses("second_person", reviews, models.DecideAppeal, decision(line, models.ScoreUpheld))
		s.refuses("second_person", models.Actor{Account: "tang", For: "feng"}, models.DecideAppeal, decision(line, models.ScoreUpheld))
		s.refuses("second_person", appeals, models.DecideAppeal, decision(line, models.ScoreUpheld))
		s.refuses("faulty_fields", enters, models.DecideAppeal, decision(line, "maybe"))
		s.must(enters, models.DecideAppeal, decision(line, models.ScoreUpheld))
		require.Equal(t, models.EvaluationAnnounced, s.e.Status)
		require.Zero(t, s.e.OpenAppeals())
	})
	t.Run("an appeal that is right sends everything back to be reviewed and announced again", func(t *testing.T) {
		s := announced(t).must(appeals, models.AppealScore, appeal())
		s.must(enters, models.DecideAppeal, decision(s.e.N, models.ScoreCorrect))
		require.Equal(t, models.EvaluationMeasured, s.e.Status)
		require.Empty(t, s.e.Clocks())
		s.must(enters, models.StrikeEntry, models.Facts{Reasoned: true, Answers: 2}).must(reviews, models.ReviewScores, models.Facts{}).
			must(reviews, models.AnnounceScores, models.Facts{Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}})
		require.Equal(t, "announcement#2", s.e.Clocks()[0].Name)
	})
	t.Run("is published when the time for appeals is over and none is open", func(t *testing.T) {
		s := announced(t)
		s.refuses("window_open", reviews, models.PublishScores, models.Facts{})
		s.must(appeals, models.AppealScore, appeal())
		line := s.e.N
		s.at = time.Date(2026, 3, 10, 0, 0, 0, 0, clock.Zone)
		s.refuses("appeal_open", reviews, models.PublishScores, models.Facts{})
		s.must(enters, models.DecideAppeal, decision(line, models.ScoreUpheld)).must(reviews, models.PublishScores, models.Facts{})
		require.True(t, s.e.Resting())
	})
	t.Run("an appeal has a time in which it is decided, counted anew with the calendar and over with the decision", func(t *testing.T) {
		s := announced(t)
		timed := appeal()
		timed.Planned = clock.Limit{N: 10, Unit: clock.UnitWorkday}
		s.must(appeals, models.AppealScore, timed)
		line := s.e.N
		clocks := s.e.Clocks()
		require.Len(t, clocks, 2)
		require.Equal(t, models.ScoreAppealClock, clocks[1].Kind)
		require.Equal(t, fmt.Sprint("score_appeal#", line), clocks[1].Name)
		require.Equal(t, "dg-jw", clocks[1].Unit, "the organ that measures is late, not the unit")
		require.True(t, clocks[1].End.IsZero())
		s.must(models.System(), models.Recalendar, models.Facts{Document: "2026.2"})
		require.Len(t, s.e.Appeals[0].Clock.Entries, 2)
		s.at = s.at.AddDate(0, 0, 1)
		s.must(enters, models.DecideAppeal, decision(line, models.ScoreUpheld))
		require.Equal(t, s.at, s.e.Clocks()[1].End)
	})
	t.Run("by a scheme in which nothing waits for appeals it is published under appeal, and rests when that is decided", func(t *testing.T) {
		s := measuring(t).must(reviews, models.ReviewScores, models.Facts{}).must(reviews, models.AnnounceScores, models.Facts{
			Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}, Evaluation: &models.EvaluationFacts{UnderAppeal: true},
		}).must(appeals, models.AppealScore, appeal())
		line := s.e.N
		require.False(t, s.e.Appealed(), "time publishes")
		s.at = time.Date(2026, 3, 10, 0, 0, 0, 0, clock.Zone)
		s.must(models.System(), models.PublishScores, models.Facts{})
		require.False(t, s.e.Resting())
		s.must(enters, models.DecideAppeal, decision(line, models.ScoreCorrect))
		require.Equal(t, models.EvaluationPublished, s.e.Status, "its head opens it, with a document")
		require.True(t, s.e.Resting())
	})
	t.Run("signals on its clocks are marked once, released or dropped with a reason, and settled by their cards", func(t *testing.T) {
		s := announced(t)
		card := models.Facts{Card: &models.CardFacts{ID: "w1", Key: "R-S6/yellow/score_appeal#5", Rule: "R-S6", Level: models.Yellow}}
		s.refuses("no_such_card", models.System(), models.CardSettled, card)
		s.must(models.System(), models.WithholdCard, card)
		s.refuses("spoken", models.System(), models.IssueCard, card)
		s.refuses("faulty_fields", reviews, models.ReleaseCard, card)
		reasoned := card
		reasoned.Reasoned = true
		s.must(reviews, models.ReleaseCard, reasoned)
		s.refuses("card_not_withheld", reviews, models.DropCard, reasoned)
		settled := card
		settled.Outcome = models.Revoke
		s.must(models.System(), models.CardSettled, settled)
		require.True(t, s.e.Spoken(card.Card.Key))
		require.Equal(t, models.CardWithdrawn, s.e.Signals()[0].State)
	})
	t.Run("is measured again with a reason; once published only by the head, with a document, and that stays to be seen", func(t *testing.T) {
		again := func(f models.Facts) models.Facts {
			f.Evaluation = &models.EvaluationFacts{Scheme: "1", Hash: "h2"}
			return f
		}
		s := announced(t)
		s.refuses("faulty_fields", enters, models.Remeasure, again(models.Facts{}))
		s.must(enters, models.Remeasure, again(because))
		require.Equal(t, models.EvaluationMeasured, s.e.Status)
		require.Empty(t, s.e.Corrections)
		s.must(reviews, models.ReviewScores, models.Facts{}).must(reviews, models.AnnounceScores, models.Facts{Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}})
		s.at = s.at.AddDate(0, 0, 30)
		s.must(reviews, models.PublishScores, models.Facts{})
		s.refuses("other_role", enters, models.Remeasure, again(models.Facts{Reasoned: true, Document: "更正1号"}))
		s.refuses("faulty_fields", reviews, models.Remeasure, again(because))
		first := s.e.Published
		s.must(reviews, models.Remeasure, again(models.Facts{Reasoned: true, Document: "更正1号"}))
		require.Equal(t, []int{s.e.N}, s.e.Corrections)
		require.Equal(t, first, s.e.Published)
	})
	t.Run("a line that lacks what its verb says is a damaged record", func(t *testing.T) {
		for _, verb := range []models.Verb{models.Warn, models.CardSettled, models.Remeasure, models.EnterScore, models.AppealScore, models.DecideAppeal, models.Measure, models.Approve} {
			s := announced(t)
			require.Error(t, s.e.Fold(models.Line{Subject: "e1", N: s.e.N + 1, Verb: verb, Previous: s.e.Head}), verb)
		}
	})
	t.Run("there is one evaluation of a period by an organ, whoever begins it", func(t *testing.T) {
		feb, mar := clock.NewDate(2026, 2, 1), clock.NewDate(2026, 3, 1)
		require.Equal(t, models.EvaluationID("dg-jw", feb, mar), models.EvaluationID("dg-jw", feb, mar))
		require.NotEqual(t, models.EvaluationID("dg-jw", feb, mar), models.EvaluationID("gd-jw", feb, mar))
	})
}

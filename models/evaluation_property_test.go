package models_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// evaluationsMove are the lawful moves of an evaluation, apart from staying where it is.
var evaluationsMove = map[models.EvaluationStatus][]models.EvaluationStatus{
	models.EvaluationMeasured:  {models.EvaluationReviewed},
	models.EvaluationReviewed:  {models.EvaluationAnnounced, models.EvaluationMeasured},
	models.EvaluationAnnounced: {models.EvaluationPublished, models.EvaluationMeasured},
	models.EvaluationPublished: {models.EvaluationMeasured},
}

// evaluationsTake says what each status takes: whole commands of the head, who has entered nothing and reviewed nothing.
var evaluationsTake = map[models.EvaluationStatus][]models.Verb{
	models.EvaluationMeasured:  {models.EnterScore, models.StrikeEntry, models.ReviewScores, models.Remeasure},
	models.EvaluationReviewed:  {models.SendBackScores, models.AnnounceScores, models.Remeasure},
	models.EvaluationAnnounced: {models.SendBackScores, models.AppealScore, models.PublishScores, models.Remeasure},
	models.EvaluationPublished: {models.Remeasure},
}

// covers S98
func TestEveryVerbInEveryStatusOfAnEvaluation(t *testing.T) {
	fresh := models.Actor{Account: "fresh", Role: "supervision_leader", Unit: "dg-jw"}
	entered := func() *scoring { return measuring(t).must(enters, models.EnterScore, entry()) }
	reviewed := func() *scoring { return entered().must(reviews, models.ReviewScores, models.Facts{}) }
	published := func() *scoring {
		s := announced(t)
		s.at = s.at.AddDate(0, 0, 30)
		return s.must(reviews, models.PublishScores, models.Facts{})
	}
	for _, s := range []*scoring{entered(), reviewed(), announced(t), published()} {
		for _, verb := range models.EvaluationVerbs() {
			facts := entry()
			facts.Answers, facts.Evaluation.About, facts.Evaluation.Outcome = 2, &bureau, models.ScoreUpheld
			err := s.e.Gate(models.Command{Verb: verb, Actor: fresh, Facts: facts})
			require.Equal(t, slices.Contains(evaluationsTake[s.e.Status], verb), err == nil, "%s while %s: %v", verb, s.e.Status, err)
			if verb == models.DecideAppeal {
				require.Equal(t, "no_appeal", models.ReasonOf(err), s.e.Status)
			}
		}
	}
}

// covers S98
func TestEvaluationProperties(t *testing.T) {
	t.Parallel()
	some := measuring(t).e
	verbs := append(verbsOf(t, some), models.EvaluationVerbs()...)
	people := []models.Actor{models.System(), enters, reviews, appeals, {Account: "tang", Role: "supervision_leader", Unit: "dg-jw"}}
	done := tally{}
	for seed := range cardLives() / 5 {
		chance := rand.New(rand.NewPCG(uint64(seed), 98))
		s := measuring(t)
		for range chance.IntN(25) {
			by := people[chance.IntN(len(people))]
			facts := models.Facts{
				Reasoned: true, Document: "D-1", Answers: 1 + chance.IntN(s.e.N), Planned: days(5), Outcome: models.Outcomes()[chance.IntN(3)],
				Card: &models.CardFacts{ID: "w1", Key: []string{"a", "b"}[chance.IntN(2)], Level: models.Yellow},
				Evaluation: &models.EvaluationFacts{
					Organ: "dg-jw", From: clock.NewDate(2026, 2, 1), To: clock.NewDate(2026, 3, 1), Scheme: "1", About: &bureau,
					Entry: entry().Evaluation.Entry, Outcome: []models.ScoreOutcome{models.ScoreUpheld, models.ScoreCorrect}[chance.IntN(2)],
				},
			}
			verb := sensible(chance, verbs, func(v models.Verb) error { return s.e.Gate(models.Command{Verb: v, Actor: by, Facts: facts}) })
			before := s.e.Status
			s.at = s.at.Add(time.Duration(chance.IntN(96)) * time.Hour)
			if err := s.try(by, verb, facts); err != nil {
				require.NotEqual(t, models.Internal, models.CodeOf(err), "seed %d: %s", seed, verb)
				continue
			}
			done[verb]++
			s.leads(t, seed, before, verb)
		}
		foldsAgain(t, s.e, s.lines, seed)
	}
	done.reaches(t, some, models.Measure)
}

// leads shows that an evaluation moves as the law allows, has a clock for everything that others wait for, and while it is not
// published is never without something that one of its organ can do.
func (s *scoring) leads(t *testing.T, seed int, before models.EvaluationStatus, verb models.Verb) {
	t.Helper()
	e := s.e
	require.True(t, e.Status == before || slices.Contains(evaluationsMove[before], e.Status), "seed %d: %s to %s by %s", seed, before, e.Status, verb)
	_, begun := e.Window.Timeline()
	require.True(t, begun || e.Status != models.EvaluationAnnounced, "seed %d: announced, and no time for appeals", seed)
	for _, a := range e.Appeals {
		_, begun := a.Clock.Timeline()
		require.True(t, begun, "seed %d: an appeal without a time to decide it", seed)
		require.Equal(t, a.Decided == 0, a.Settled.IsZero(), "seed %d", seed)
	}
	if e.Resting() {
		return
	}
	fresh := models.Actor{Account: "fresh", Role: "supervision_leader", Unit: "dg-jw"}
	open := slices.ContainsFunc(models.EvaluationVerbs(), func(v models.Verb) bool {
		facts := models.Facts{Reasoned: true, Document: "D-1", Answers: 1, Evaluation: &models.EvaluationFacts{Outcome: models.ScoreUpheld}}
		if i := slices.IndexFunc(e.Appeals, func(a models.ScoreAppeal) bool { return a.Decided == 0 }); i >= 0 {
			facts.Answers = e.Appeals[i].Line
		}
		onwards := slices.Contains([]models.Verb{models.ReviewScores, models.AnnounceScores, models.PublishScores, models.DecideAppeal}, v)
		return onwards && e.Gate(models.Command{Verb: v, Actor: fresh, Facts: facts}) == nil
	})
	require.True(t, open, "seed %d: %s leads nowhere", seed, e.Status)
}

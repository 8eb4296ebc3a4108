package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func rating(level models.Satisfaction) models.Facts {
	return models.Facts{Rating: &models.RatingFacts{Level: level}}
}

// citizen is the applicant as the tracking page knows him: by the identity of the application.
var citizen = models.Actor{Account: models.ApplicantAccount, Person: "hash-of-applicant"}

// covers S86
func TestARatingIsTheApplicantsWordOnTheService(t *testing.T) {
	t.Run("there is nothing to rate before the decision was delivered", func(t *testing.T) {
		for _, s := range stands[1:] {
			if s.name != "del" && s.name != "clo" {
				s.walk(t).refuses("not_in_status", citizen, models.Rate, rating(models.Satisfied))
			}
		}
	})
	t.Run("nobody rates in the applicant's place, not even the window", func(t *testing.T) {
		d := delivered(t)
		d.refuses("applicant_only", wang, models.Rate, rating(models.VerySatisfied))
		d.refuses("applicant_only", applicant, models.Rate, rating(models.VerySatisfied))
	})
	t.Run("there are five levels", func(t *testing.T) {
		d := delivered(t)
		d.refuses("faulty_fields", citizen, models.Rate, models.Facts{})
		d.refuses("faulty_fields", citizen, models.Rate, rating(0))
		d.refuses("faulty_fields", citizen, models.Rate, rating(6))
	})
	t.Run("one rating and one more afterwards, also of a closed case", func(t *testing.T) {
		d := closed(t)
		d.refuses("not_rated", citizen, models.RateAgain, rating(models.Satisfied))
		d.must(citizen, models.Rate, rating(models.VeryDissatisfied))
		d.refuses("rated_already", citizen, models.Rate, rating(models.VerySatisfied))
		d.must(citizen, models.RateAgain, rating(models.Satisfied))
		d.refuses("rated_already", citizen, models.RateAgain, rating(models.Satisfied))
		require.Equal(t, models.Closed, d.c.Status)
		require.Len(t, d.c.Ratings, 2)
		require.Equal(t, models.VeryDissatisfied, d.c.Ratings[0].Level, "a further rating does not polish the first")
	})
	t.Run("what is decided anew is rated anew", func(t *testing.T) {
		d := closed(t)
		d.must(citizen, models.Rate, rating(models.Dissatisfied))
		again := reasons("")
		again.Target = "review"
		d.must(zhou, models.Reopen, again)
		d.must(li, models.Approve, at("review"))
		d.must(zhao, models.Approve, at("audit"))
		d.must(sun, models.Approve, at("decide"))
		d.must(models.System(), models.CompleteStep, at("licence"))
		d.must(qian, models.Deliver, at("deliver"))
		d.must(citizen, models.Rate, rating(models.VerySatisfied))
		require.Equal(t, []int{1, 2}, []int{d.c.Ratings[0].Run, d.c.Ratings[1].Run})
	})
	t.Run("the unit answers each rating once, with words", func(t *testing.T) {
		d := delivered(t)
		answer := func(line int) models.Facts { return models.Facts{Answers: line, Reasoned: true} }
		d.refuses("no_rating", zhou, models.AnswerRating, answer(d.c.N))
		d.must(citizen, models.Rate, rating(models.Dissatisfied))
		d.refuses("faulty_fields", zhou, models.AnswerRating, models.Facts{Answers: d.c.N})
		line := d.c.N
		d.must(zhou, models.AnswerRating, answer(line))
		require.Equal(t, d.c.N, d.c.Ratings[0].Answer)
		d.refuses("no_rating", zhou, models.AnswerRating, answer(line))
	})
	t.Run("a rating without its facts is a damaged record", func(t *testing.T) {
		d := delivered(t)
		line := models.Line{Subject: d.c.ID, N: d.c.N + 1, Verb: models.Rate, Previous: d.c.Head}
		require.ErrorContains(t, d.c.Fold(line), "not whole")
	})
}

// covers S98
func TestSatisfactionIsFivePointsForTheBestOfFive(t *testing.T) {
	require.Zero(t, models.Levels{}.Satisfaction(), "nobody has said anything")
	require.InDelta(t, 1, models.Levels{7, 0, 0, 0, 0}.Satisfaction(), 0)
	require.InDelta(t, 0.2, models.Levels{0, 0, 0, 0, 3}.Satisfaction(), 0)
	require.InDelta(t, (5.0*4+4*3+3*2+2*1+1*5)/(5*15), models.Levels{4, 3, 2, 1, 5}.Satisfaction(), 1e-12)
	require.True(t, models.Dissatisfied.Bad() && models.VeryDissatisfied.Bad())
	require.False(t, models.FairlySatisfied.Bad())
}

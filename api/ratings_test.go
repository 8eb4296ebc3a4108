package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// served is a case whose decision has reached the applicant.
func (o *office) served() (id string, s Submitted) {
	o.t.Helper()
	id, s = o.applied()
	o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
	o.do(clerk, id, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
	for _, step := range []struct{ who, step string }{{handler, "review"}, {"dg-scjgj.handler-02", "onsite"}, {reviewer, "audit"}, {approver, "decide"}} {
		o.do(step.who, id, models.Approve, CaseCommand{Step: step.step, Note: "同意"}).is(200)
	}
	o.do(deliverer, id, models.Deliver, CaseCommand{Step: "deliver", Way: "window", Receiver: aPerson}).is(200)
	return id, s
}

// covers S86, S97
func TestAnApplicantRatesTheServiceAndTheUnitAnswers(t *testing.T) {
	o := openOffice(t)
	id, submitted := o.served()
	tracked, bearer := o.track(submitted)
	rate := func(verb string, body ApplicantCommand, key string) reply {
		return o.send(ask{method: "POST", path: "/public/tracking/commands/" + verb, body: body, key: key, header: bearer})
	}
	require.Contains(t, tracked.Case.Can, ApplicantVerb(models.Rate))
	require.NotContains(t, tracked.Case.Can, ApplicantVerb(models.RateAgain))

	t.Run("a level that does not exist, tags that do not go with it, nothing at all", func(t *testing.T) {
		rate("rate", ApplicantCommand{}, click()).is(422)
		rate("rate", ApplicantCommand{Level: 6}, click()).is(422)
		rate("rate", ApplicantCommand{Level: 1, Tags: []string{"slow"}}, click()).problem(422, "faulty_fields")
		rate("rate", ApplicantCommand{Level: 4, Reason: "慢"}, click()).problem(422, "faulty_fields")
		rate("rate_again", ApplicantCommand{Level: 4}, click()).problem(409, "not_rated")
	})
	t.Run("nobody in the office rates in the applicant's place", func(t *testing.T) {
		o.post(clerk, "/cases/"+id+"/commands/rate", CaseCommand{}).is(422)
	})
	t.Run("a bad rating is one, however often the click is sent, and opens its rectification (C08)", func(t *testing.T) {
		key := click()
		body := ApplicantCommand{Level: 5, Tags: []string{"slow", "unfriendly"}, Text: "打 13800001234 没人接"}
		rate("rate", body, key).is(200)
		rate("rate", body, key).is(200).into(&tracked)
		require.Len(t, tracked.Case.Ratings, 1)
		rate("rate", body, click()).problem(409, "rated_already")
		rows, err := o.store.RatingsOf(t.Context(), id)
		require.NoError(t, err)
		require.NotEmpty(t, rows[0].Complaint)
		c, err := o.store.Complaint(t.Context(), rows[0].Complaint)
		require.NoError(t, err)
		require.Equal(t, models.FromReview, c.Source)
		require.Equal(t, bureau, c.Unit)
		require.Equal(t, id, c.CaseID)
		require.True(t, c.Named)
	})
	t.Run("the office reads it; only the unit's own people answer, once", func(t *testing.T) {
		var page RatingPage
		o.get(head, "/ratings?bad=true&open=true").is(200).into(&page)
		require.Len(t, page.Rows, 1)
		row := page.Rows[0]
		require.True(t, row.CanAnswer)
		require.Equal(t, "打 *********** 没人接", row.Text)
		require.InDelta(t, 0.2, page.Count.Satisfaction, 1e-9)
		var watched, others RatingPage
		o.get("dg-jw.supervisor-01", "/ratings").is(200).into(&watched)
		require.False(t, watched.Rows[0].CanAnswer)
		o.get("dg-rsj.department_head-01", "/ratings").is(200).into(&others)
		require.Empty(t, others.Rows, "another bureau's head sees none of it")
		o.do(handler, id, models.AnswerRating, CaseCommand{Answers: row.Line, Reason: "抱歉"}).is(403)
		o.do(head, id, models.AnswerRating, CaseCommand{Answers: row.Line + 9, Reason: "抱歉"}).problem(409, "no_rating")
		o.do(head, id, models.AnswerRating, CaseCommand{Answers: row.Line, Reason: "抱歉，已整改。"}).is(200)
		o.do(head, id, models.AnswerRating, CaseCommand{Answers: row.Line, Reason: "抱歉"}).problem(409, "no_rating")
	})
	t.Run("everybody sees it masked, with the answer", func(t *testing.T) {
		o.get("", "/public/ratings").is(422)
		var page PublicRatingPage
		got := o.get("", "/public/ratings?item="+foodItem).is(200).into(&page)
		require.NotContains(t, string(got.body), aPerson)
		require.NotContains(t, string(got.body), aPhone)
		require.NotContains(t, string(got.body), submitted.Number)
		require.Equal(t, "李*", page.Rows[0].By)
		require.Equal(t, "抱歉，已整改。", page.Rows[0].Answer)
		require.Equal(t, []int{0, 0, 0, 0, 1}, page.Count.Levels)
	})
	t.Run("a further rating is shown and not counted; without a name nobody learns the surname", func(t *testing.T) {
		o.later(time.Hour)
		_, bearer = o.track(submitted)
		rate("rate_again", ApplicantCommand{Level: 2, Anonymous: true}, click()).is(200).into(&tracked)
		require.NotContains(t, tracked.Case.Can, ApplicantVerb(models.RateAgain))
		require.Equal(t, "抱歉，已整改。", tracked.Case.Ratings[0].Answer)
		var page PublicRatingPage
		o.get("", "/public/ratings?unit="+bureau).is(200).into(&page)
		require.Len(t, page.Rows, 2)
		require.True(t, page.Rows[0].Again)
		require.Empty(t, page.Rows[0].By)
		require.Equal(t, 1, page.Count.N)
	})
	t.Run("the scale has five levels and tags in both languages", func(t *testing.T) {
		var scale RatingScale
		o.get("", "/public/rating-scale").is(200).into(&scale)
		require.Len(t, scale.Levels, 5)
		require.NotEmpty(t, scale.Tags[0].NameEn)
	})
}

// covers S89
func TestSurveysAreAnsweredOncePerBrowserAndShownWhenThereAreEnough(t *testing.T) {
	o := openOffice(t)
	answer := func(browser string, answers map[string][]string) reply {
		return o.send(ask{method: "POST", path: "/public/surveys/service/answers", body: SurveyAnswer{Browser: browser, Division: "441900000000", Answers: answers}})
	}
	whole := func() map[string][]string {
		return map[string][]string{
			"overall": {"1"}, "speed": {"2"}, "manner": {"5"}, "channel": {"online"}, "trouble": {"papers", "late"}, "words": {"=1+1 找 13800001234"},
		}
	}
	t.Run("the hall lists what can be answered, in both languages", func(t *testing.T) {
		var list SurveyList
		o.get("", "/public/surveys").is(200).into(&list)
		require.Len(t, list.Rows, 2)
		require.NotEmpty(t, list.Rows[0].Questions[0].TextEn)
	})
	t.Run("what does not fit is named field by field", func(t *testing.T) {
		wrong := whole()
		delete(wrong, "speed")
		wrong["channel"], wrong["nothing"], wrong["manner"] = []string{"moon"}, []string{"1"}, []string{"1", "2"}
		var faults []string
		for _, f := range answer("browser-0000000000", wrong).problem(422, "faulty_fields").Faults {
			faults = append(faults, f.Field)
		}
		require.Equal(t, []string{"/answers/channel", "/answers/manner", "/answers/nothing", "/answers/speed"}, faults)
		o.send(ask{method: "POST", path: "/public/surveys/no-such/answers", body: SurveyAnswer{Browser: "browser-0000000000", Answers: whole()}}).problem(404, "no_such_survey")
		o.send(ask{method: "POST", path: "/public/surveys/service/answers", body: SurveyAnswer{Browser: "browser-0000000000", Division: "999999000000", Answers: whole()}}).is(422)
	})
	t.Run("one answer for each browser", func(t *testing.T) {
		answer("browser-0000000001", whole()).is(204)
		answer("browser-0000000001", whole()).problem(409, "answered_already")
	})
	t.Run("below the least number only how many there are", func(t *testing.T) {
		var results SurveyResults
		o.get("dg-jw.supervisor-01", "/surveys/service/results").is(200).into(&results)
		require.Equal(t, 1, results.N)
		require.False(t, results.Enough)
		require.Empty(t, results.Questions)
		o.get("dg-jw.supervisor-01", "/surveys/service/table").problem(409, "too_few")
		o.get(clerk, "/surveys/service/results").is(403)
		o.get(clerk, "/surveys").is(403)
		var listed SurveyList
		o.get("dg-jw.supervisor-01", "/surveys").is(200).into(&listed)
		require.Len(t, listed.Rows, 2, "service and relief")
		o.get("dg-jw.supervisor-01", "/surveys/no-such/results").problem(404, "no_such_survey")
	})
	t.Run("with enough of them the figures, and a table that is no formula", func(t *testing.T) {
		for i := range 29 {
			answer("browser-10000000"+itoa(10+i), whole()).is(204)
		}
		var results SurveyResults
		o.get("dg-jw.supervisor-01", "/surveys/service/results").is(200).into(&results)
		require.True(t, results.Enough)
		by := map[string]SurveyResult{}
		for _, r := range results.Questions {
			by[r.Key] = r
		}
		require.Equal(t, []int{30, 0, 0, 0, 0}, by["overall"].Counts)
		require.InDelta(t, 1, by["overall"].Satisfaction, 1e-9)
		require.InDelta(t, 0.2, by["manner"].Satisfaction, 1e-9)
		require.Equal(t, 0, by["clean"].N)
		require.Equal(t, "=1+1 找 ***********", by["words"].Words[0])
		table := string(o.get("dg-jw.supervisor-01", "/surveys/service/table").is(200).body)
		require.Contains(t, table, "'=1+1")
		require.Contains(t, table, "非常满意")
		require.Contains(t, string(o.get("dg-jw.supervisor-01", "/surveys/service/table?language=en").is(200).body), "very satisfied")
		require.NotContains(t, table, aPhone)
	})
}

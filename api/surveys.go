package api

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/oapi-codegen/runtime/types"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/directory"
	"mingcha/policies/surveys"
)

// SurveyAnswers is the part of the store that holds what was answered in surveys.
type SurveyAnswers interface {
	// AnswerSurvey keeps an answer. Conflict: this browser has answered before.
	AnswerSurvey(ctx context.Context, row models.SurveyRow) error
	SurveyRows(ctx context.Context, survey string, scope []models.PathRange, take func(models.SurveyRow) error) error
}

// ListPublicSurveys lists the surveys that can be answered now.
func (s *Server) ListPublicSurveys(context.Context, ListPublicSurveysRequestObject) (ListPublicSurveysResponseObject, error) {
	return ListPublicSurveys200JSONResponse{Rows: each(s.asked.Open(clock.DateOf(s.Now())), s.survey)}, nil
}

// AnswerSurvey keeps one answer. Of the browser only a keyed digest is kept.
func (s *Server) AnswerSurvey(ctx context.Context, req AnswerSurveyRequestObject) (AnswerSurveyResponseObject, error) {
	if err := s.rates.allow("survey", requestOf(ctx).source, s.Limits.Submissions); err != nil {
		s.flood(ctx, "survey")
		return nil, err
	}
	survey, known := s.asked.Find(req.Survey)
	switch {
	case !known:
		return nil, errNoSurvey
	case !survey.OpenOn(clock.DateOf(s.Now())):
		return nil, models.Errorf(models.Conflict, "survey_over", "the survey cannot be answered now")
	}
	if err := survey.Judge(req.Body.Answers); err != nil {
		return nil, err
	}
	path, err := s.livesIn(req.Body.Division)
	if err != nil {
		return nil, err
	}
	row := models.SurveyRow{
		Survey: survey.Key, Browser: s.Blinder.Blind("survey\x00" + survey.Key + "\x00" + req.Body.Browser), Version: survey.Version,
		Path: path, Answered: s.Now(),
	}
	choices := map[string][]string{}
	words := map[string]string{}
	for _, q := range survey.Questions {
		given := req.Body.Answers[q.Key]
		switch {
		case len(given) == 0:
		case q.Kind != surveys.Words:
			choices[q.Key] = given
		case strings.TrimSpace(given[0]) != "":
			words[q.Key] = strings.TrimSpace(given[0])
		}
	}
	if row.Choices, err = asText(choices); err != nil {
		return nil, err
	}
	said, err := asText(words)
	if err != nil {
		return nil, err
	}
	row.Words = models.Sealed(said)
	return AnswerSurvey204Response{}, s.SurveyAnswers.AnswerSurvey(ctx, row)
}

var errNoSurvey = notFound("no_such_survey", "there is no such survey")

func asText(v any) (string, error) {
	raw, err := json.Marshal(v)
	return string(raw), err
}

// livesIn is the path of a division; that of the whole house if none was told.
func (s *Server) livesIn(code string) (string, error) {
	if code == "" {
		return "/", nil
	}
	places, err := directory.Shipped()
	if err != nil {
		return "", err
	}
	path := places.Tree.Path(code)
	if path == "" {
		return "", models.Faulty("there is no such division", []models.Fault{{Field: "/division", Rule: "not_division"}})
	}
	return path, nil
}

func (s *Server) survey(v surveys.Survey) Survey {
	day := func(text string) (out types.Date) {
		if d, err := clock.ParseDate(text); err == nil {
			out = dateOf(d)
		}
		return out
	}
	return Survey{
		Key: v.Key, Title: v.Title.ZH, TitleEn: v.Title.EN, Lead: v.Lead.ZH, LeadEn: v.Lead.EN, From: day(v.From), Until: day(v.Until),
		Open: v.OpenOn(clock.DateOf(s.Now())), Least: v.Least,
		Questions: each(v.Questions, func(q surveys.Question) SurveyQuestion {
			return SurveyQuestion{
				Key: q.Key, Kind: SurveyQuestionKind(q.Kind), Required: q.Required, Text: q.Text.ZH, TextEn: q.Text.EN,
				Choices: each(q.Choices, func(c surveys.Choice) SurveyChoice { return SurveyChoice{Key: c.Key, Name: c.ZH, NameEn: c.EN} }),
			}
		}),
	}
}

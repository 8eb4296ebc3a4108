package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
	"mingcha/policies/surveys"
)

// mostWords is how many answers in free words a result shows.
const mostWords = 50

// ListSurveys lists every survey for those who read figures.
func (s *Server) ListSurveys(ctx context.Context, _ ListSurveysRequestObject) (ListSurveysResponseObject, error) {
	if _, err := s.surveySight(ctx, ""); err != nil {
		return nil, err
	}
	return ListSurveys200JSONResponse{Rows: each(s.asked.Surveys, s.survey)}, nil
}

// surveySight is where somebody reads answers: the divisions of whose figures he reads the whole.
func (s *Server) surveySight(ctx context.Context, path string) ([]models.PathRange, error) {
	whole := s.sight(ctx, access.Read, access.Board, path).ranges
	whole = slices.DeleteFunc(whole, func(r models.PathRange) bool { return r.Unit != "" })
	if len(whole) == 0 {
		return nil, models.Errorf(models.Forbidden, "not_allowed", "only who reads the figures of a division reads its surveys")
	}
	return whole, nil
}

// answered is a survey, and where its reader may read answers.
func (s *Server) answered(ctx context.Context, key, path string) (surveys.Survey, []models.PathRange, error) {
	survey, known := s.asked.Find(key)
	if !known {
		return survey, nil, errNoSurvey
	}
	scope, err := s.surveySight(ctx, path)
	return survey, scope, err
}

// ReadSurveyResults counts what was answered.
func (s *Server) ReadSurveyResults(ctx context.Context, req ReadSurveyResultsRequestObject) (ReadSurveyResultsResponseObject, error) {
	survey, scope, err := s.answered(ctx, req.Survey, req.Params.Path)
	if err != nil {
		return nil, err
	}
	tally := newSurveyTally(survey)
	if err := s.SurveyAnswers.SurveyRows(ctx, survey.Key, scope, tally.take); err != nil {
		return nil, err
	}
	return ReadSurveyResults200JSONResponse(tally.results(s.survey(survey))), nil
}

// surveyTally counts answers as they are read, so that no more than the newest words stay in memory.
type surveyTally struct {
	survey surveys.Survey
	n      int
	by     []SurveyResult
}

func newSurveyTally(survey surveys.Survey) *surveyTally {
	t := &surveyTally{survey: survey}
	for _, q := range survey.Questions {
		r := SurveyResult{Key: q.Key}
		if q.Kind != surveys.Words {
			r.Counts = make([]int, len(q.Keys()))
		}
		t.by = append(t.by, r)
	}
	return t
}

// saidIn is what was chosen and what was written, by question.
func saidIn(row models.SurveyRow) (choices map[string][]string, words map[string]string, err error) {
	if err = json.Unmarshal([]byte(row.Choices), &choices); err == nil {
		err = json.Unmarshal([]byte(row.Words), &words)
	}
	return choices, words, err
}

func (t *surveyTally) take(row models.SurveyRow) error {
	choices, words, err := saidIn(row)
	if err != nil {
		return err
	}
	t.n++
	for i, q := range t.survey.Questions {
		r := &t.by[i]
		if len(choices[q.Key]) > 0 || words[q.Key] != "" {
			r.N++
		}
		for _, c := range choices[q.Key] {
			if place := slices.Index(q.Keys(), c); place >= 0 {
				r.Counts[place]++
			}
		}
		if said := words[q.Key]; said != "" && len(r.Words) < mostWords {
			r.Words = append(r.Words, blotted(said))
		}
	}
	return nil
}

// results are the figures; too few answers would tell who said what.
func (t *surveyTally) results(survey Survey) SurveyResults {
	out := SurveyResults{Survey: survey, N: t.n, Enough: t.n >= t.survey.Least, Questions: []SurveyResult{}}
	if !out.Enough {
		return out
	}
	for i, r := range t.by {
		if t.survey.Questions[i].Kind == surveys.Scaled {
			r.Satisfaction = models.Levels(r.Counts).Satisfaction()
		}
		out.Questions = append(out.Questions, r)
	}
	return out
}

// ExportSurvey gives every answer as a row, by day; who answered is not known.
func (s *Server) ExportSurvey(ctx context.Context, req ExportSurveyRequestObject) (ExportSurveyResponseObject, error) {
	survey, scope, err := s.answered(ctx, req.Survey, req.Params.Path)
	if err != nil {
		return nil, err
	}
	rows, err := s.surveyTable(ctx, survey, scope, req.Params.Language)
	if err != nil {
		return nil, err
	}
	if len(rows)-1 < survey.Least {
		return nil, models.Errorf(models.Conflict, "too_few", "fewer than %d answers are not given out", survey.Least)
	}
	out := bytes.NewBufferString(byteOrderMark)
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return ExportSurvey200TextcsvResponse{
		Body: out, ContentLength: int64(out.Len()),
		Headers: ExportSurvey200ResponseHeaders{ContentDisposition: "attachment; filename*=UTF-8''" + url.PathEscape(survey.Key+".csv")},
	}, nil
}

func (s *Server) surveyTable(ctx context.Context, survey surveys.Survey, scope []models.PathRange, language Language) ([][]string, error) {
	head := []string{map[bool]string{true: "day", false: "日期"}[language == En], map[bool]string{true: "division", false: "区划"}[language == En]}
	for _, q := range survey.Questions {
		head = append(head, q.Text.In(language == En))
	}
	rows := [][]string{head}
	err := s.SurveyAnswers.SurveyRows(ctx, survey.Key, scope, func(row models.SurveyRow) error {
		choices, words, err := saidIn(row)
		if err != nil {
			return err
		}
		cells := []string{clock.DateOf(row.Answered).String(), row.Path}
		for _, q := range survey.Questions {
			said := each(choices[q.Key], func(c string) string { return s.chosen(q, c, language) })
			cells = append(cells, plainCell(strings.Join(said, "; ")+blotted(words[q.Key])))
		}
		rows = append(rows, cells)
		return nil
	})
	return rows, err
}

// chosen is a choice in words.
func (s *Server) chosen(q surveys.Question, key string, language Language) string {
	if level, err := strconv.Atoi(key); err == nil && q.Kind == surveys.Scaled && level <= len(s.asked.Scale.Levels) {
		return s.asked.Scale.Levels[level-1].In(language == En)
	}
	for _, c := range q.Choices {
		if c.Key == key {
			return c.In(language == En)
		}
	}
	return key
}

// plainCell keeps a spreadsheet program from taking what somebody wrote for a formula.
func plainCell(text string) string {
	if strings.ContainsAny(text[:min(1, len(text))], "=+-@\t\r") {
		return "'" + text
	}
	return text
}

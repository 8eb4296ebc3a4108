package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"mingcha/models"
)

// AnswerSurvey keeps one answer. Conflict: this browser has answered before.
func (s *Store) AnswerSurvey(ctx context.Context, row models.SurveyRow) error {
	err := put(s.into(ctx), []models.SurveyRow{row})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.Errorf(models.Conflict, "answered_already", "this browser has answered the survey already")
	}
	if err != nil {
		return fmt.Errorf("keep an answer to survey %s: %w", row.Survey, err)
	}
	return nil
}

// surveyChunk is how many answers are read at once.
const surveyChunk = 500

// SurveyRows hands over every answer of the divisions in scope, the newest first.
func (s *Store) SurveyRows(ctx context.Context, survey string, scope []models.PathRange, take func(models.SurveyRow) error) error {
	if scope = disjoint(scope); len(scope) == 0 {
		return nil
	}
	var last *models.SurveyRow
	for {
		c := inScope("", scope)
		c.add("survey = ?", survey)
		if last != nil {
			at := instant(last.Answered)
			c.add("(answered < ? OR (answered = ? AND browser < ?))", at, at, last.Browser)
		}
		var rows []models.SurveyRow
		err := s.from(ctx).Where(c.String(), c.args...).Order("answered DESC, browser DESC").Limit(surveyChunk).Find(&rows).Error
		if err != nil {
			return fmt.Errorf("read the answers to survey %s: %w", survey, err)
		}
		for _, row := range rows {
			if err := take(row); err != nil {
				return fmt.Errorf("read an answer to survey %s: %w", survey, err)
			}
		}
		if len(rows) < surveyChunk {
			return nil
		}
		last = &rows[len(rows)-1]
	}
}

package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func rated(t *testing.T, s *store.Store, id, unit, path string, level models.Satisfaction, at time.Time) models.RatingRow {
	t.Helper()
	row := caseRow(id, unit, path, at.Add(-time.Hour))
	rating := models.RatingRow{
		ID: id, Line: 1, Number: row.Number, Item: row.Item, Unit: unit, Path: path, Level: level, Tags: "slow unclear", Rated: at, Worded: true,
	}
	lines := sealed(t, id, []models.Line{{Verb: models.Rate, Acted: at}})
	_, err := s.Append(t.Context(), models.Batch{
		Kind: models.CaseKind, Subject: id, From: 1, Lines: lines, Bodies: make([]models.Body, 1), Case: row, Ratings: []models.RatingRow{rating},
	})
	require.NoError(t, err)
	return rating
}

// covers S86
func TestRatings(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		day := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
		for i := range 7 {
			unit, path := "bureau", town
			if i == 6 {
				unit, path = "hall", sibling
			}
			rated(t, s, fmt.Sprintf("case-%d", i), unit, path, models.Satisfaction(1+i%5), day.Add(time.Duration(i)*time.Hour))
		}
		scope, since := []models.PathRange{models.Within(town)}, models.Span{From: day}

		t.Run("without a scope nothing is listed and nothing counted", func(t *testing.T) {
			page, err := s.Ratings(t.Context(), models.RatingFilter{Unit: "bureau", Span: since})
			require.NoError(t, err)
			require.Empty(t, page.Ratings)
			levels, err := s.RatingLevels(t.Context(), models.RatingFilter{Span: since})
			require.NoError(t, err)
			require.Zero(t, levels.N())
		})
		t.Run("without a beginning all there ever were would be read: that is refused", func(t *testing.T) {
			_, err := s.Ratings(t.Context(), models.RatingFilter{Public: true})
			require.Equal(t, models.Invalid, models.CodeOf(err))
			_, err = s.RatingLevels(t.Context(), models.RatingFilter{Scope: scope, Span: models.Span{To: day}})
			require.Equal(t, models.Invalid, models.CodeOf(err))
		})
		t.Run("the newest first, page by page, of the scope only", func(t *testing.T) {
			var seen []string
			f := models.RatingFilter{Scope: scope, Span: since, Page: models.Page{Limit: 4}}
			for {
				page, err := s.Ratings(t.Context(), f)
				require.NoError(t, err)
				for _, r := range page.Ratings {
					seen = append(seen, r.ID)
				}
				if f.Page.Cursor = page.Next; page.Next == "" {
					break
				}
			}
			require.Equal(t, []string{"case-5", "case-4", "case-3", "case-2", "case-1", "case-0"}, seen)
		})
		t.Run("bad ones, and those that wait for an answer", func(t *testing.T) {
			page, err := s.Ratings(t.Context(), models.RatingFilter{Public: true, Bad: true, Span: since})
			require.NoError(t, err)
			require.Len(t, page.Ratings, 2)
			answered := page.Ratings[0]
			answered.Answer, answered.Answered = 2, ptr(day.Add(time.Hour*24))
			line := models.Line{Subject: answered.ID, N: 2, Command: "answer", Verb: models.AnswerRating, Acted: day, Hash: "h"}
			lines, err := s.Lines(t.Context(), answered.ID, 1)
			require.NoError(t, err)
			line.Previous = lines[0].Hash
			_, err = s.Append(t.Context(), models.Batch{
				Kind: models.CaseKind, Subject: answered.ID, From: 2, Lines: []models.Line{line}, Bodies: make([]models.Body, 1), Ratings: []models.RatingRow{answered},
			})
			require.NoError(t, err)
			page, err = s.Ratings(t.Context(), models.RatingFilter{Public: true, Bad: true, Open: true, Span: since})
			require.NoError(t, err)
			require.Len(t, page.Ratings, 1)
		})
		t.Run("counted by level, of a unit or an item", func(t *testing.T) {
			levels, err := s.RatingLevels(t.Context(), models.RatingFilter{Public: true, Unit: "bureau", Span: since})
			require.NoError(t, err)
			require.Equal(t, models.Levels{2, 1, 1, 1, 1}, levels)
			levels, err = s.RatingLevels(t.Context(), models.RatingFilter{Scope: scope, Span: models.Span{From: day.Add(4 * time.Hour)}})
			require.NoError(t, err)
			require.Equal(t, models.Levels{1, 0, 0, 0, 1}, levels)
		})
	})
}

// covers S89
func TestSurveyAnswers(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		at := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
		row := func(browser, path string) models.SurveyRow {
			return models.SurveyRow{
				Survey: "service", Browser: browser, Version: "1", Path: path, Answered: at, Choices: `{"overall":["1"]}`, Words: `{"words":"窗口少"}`,
			}
		}
		require.NoError(t, s.AnswerSurvey(t.Context(), row("a", town)))
		require.NoError(t, s.AnswerSurvey(t.Context(), row("b", "/")))

		t.Run("a browser answers once", func(t *testing.T) {
			err := s.AnswerSurvey(t.Context(), row("a", town))
			require.Equal(t, "answered_already", models.ReasonOf(err))
		})
		t.Run("free words are stored encrypted", func(t *testing.T) {
			var words string
			require.NoError(t, s.DB(t).QueryRow("SELECT words FROM survey_answers WHERE browser = 'a'").Scan(&words))
			require.NotContains(t, words, "窗口")
		})
		t.Run("every answer of the scope is handed over once, however many there are", func(t *testing.T) {
			for i := range 1203 {
				require.NoError(t, s.AnswerSurvey(t.Context(), row(fmt.Sprint("n", i), town)))
			}
			seen := map[string]bool{}
			take := func(r models.SurveyRow) error {
				require.Equal(t, models.Sealed(`{"words":"窗口少"}`), r.Words)
				seen[r.Browser] = true
				return nil
			}
			require.NoError(t, s.SurveyRows(t.Context(), "service", []models.PathRange{models.Within(town)}, take))
			require.Len(t, seen, 1204)
			require.NoError(t, s.SurveyRows(t.Context(), "service", []models.PathRange{models.Within("")}, take))
			require.Len(t, seen, 1205)
			require.NoError(t, s.SurveyRows(t.Context(), "service", nil, func(models.SurveyRow) error { t.Fatal("no scope, no row"); return nil }))
		})
	})
}

package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"mingcha/models"
)

// evaluationRecord is an evaluation's row with the column that only lists need.
type evaluationRecord struct {
	models.EvaluationRow
	Live int
}

// TableName is where gorm finds evaluations.
func (evaluationRecord) TableName() string { return "evaluation_rows" }

// writeScores writes an evaluation's row over, and all its scores if they have changed.
func writeScores(tx *gorm.DB, b models.Batch) error {
	if b.Scores == nil {
		return nil
	}
	row := evaluationRecord{EvaluationRow: b.Scores.Row}
	if row.Status != models.EvaluationPublished || row.OpenAppeals > 0 {
		row.Live = 1
	}
	var old []evaluationRecord
	if err := tx.Where("id = ?", row.ID).Find(&old).Error; err != nil {
		return err
	}
	if err := writeOver(tx, old, row); err != nil || b.Scores.Scores == nil {
		return err
	}
	if err := tx.Where("evaluation = ?", row.ID).Delete(&models.ScoreRow{}).Error; err != nil {
		return err
	}
	return put(tx, b.Scores.Scores)
}

// Evaluation returns the summary of an evaluation.
func (s *Store) Evaluation(ctx context.Context, id string) (models.EvaluationRow, error) {
	var r evaluationRecord
	if err := s.from(ctx).Where("id = ?", id).Take(&r).Error; err != nil {
		return models.EvaluationRow{}, fmt.Errorf("read evaluation %s: %w", id, missing(err, "no_such_evaluation", "there is no such evaluation"))
	}
	return r.EvaluationRow, nil
}

// Evaluations returns one page of evaluations, the latest period first.
func (s *Store) Evaluations(ctx context.Context, f models.EvaluationFilter) (models.EvaluationPage, error) {
	l := list{down: true, text: true}
	if seen := seenEvaluations(f); len(seen.sql) > 0 {
		a := arm{from: "evaluation_rows c", keys: []string{"c.begins", "c.ends", "c.id"}}
		a.addAll(seen)
		if f.Unit != "" {
			a.add("c.unit = ?", f.Unit)
		}
		if f.Period != "" {
			a.add("c.period = ?", f.Period)
		}
		l.arms = []arm{a}
	}
	sql, args, err := l.query(f.Page)
	if err != nil || sql == "" {
		return models.EvaluationPage{}, err
	}
	var keys []struct {
		ID string `gorm:"column:k2"`
	}
	if err := s.from(ctx).Raw(sql, args...).Scan(&keys).Error; err != nil {
		return models.EvaluationPage{}, fmt.Errorf("list evaluations: %w", err)
	}
	keys, more := cut(keys, f.Page)
	var ids []string
	for _, k := range keys {
		ids = append(ids, k.ID)
	}
	var records []evaluationRecord
	if err := s.some(ctx, &records, "id", ids); err != nil {
		return models.EvaluationPage{}, fmt.Errorf("list evaluations: %w", err)
	}
	var page models.EvaluationPage
	for _, r := range inOrder(ids, records, func(r evaluationRecord) string { return r.ID }) {
		page.Rows = append(page.Rows, r.EvaluationRow)
	}
	if more && len(page.Rows) > 0 {
		last := page.Rows[len(page.Rows)-1]
		page.Next = cursorOf(last.Begins, last.Ends, last.ID)
	}
	return page, nil
}

// seenEvaluations is the condition that one may see row c; none: nothing is seen.
func seenEvaluations(f models.EvaluationFilter) conds {
	var either conds
	if scope := disjoint(f.Scope); len(scope) > 0 {
		either.addAll(inScope("c.", scope))
	}
	if len(f.Shown) > 0 {
		either.add("c.status IN ?", f.Shown)
	}
	switch len(either.sql) {
	case 0, 1:
		return either
	default:
		return conds{sql: []string{"(" + either.sql[0] + " OR " + either.sql[1] + ")"}, args: either.args}
	}
}

// Scores returns what all objects of a kind achieved in an evaluation: the ranked by rank, then the others by score.
func (s *Store) Scores(ctx context.Context, evaluation, kind string) ([]models.ScoreRow, error) {
	var rows []models.ScoreRow
	err := s.from(ctx).Where("evaluation = ? AND kind = ?", evaluation, kind).
		Order("CASE WHEN standing = 0 THEN 1 ELSE 0 END, standing, score DESC, object").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the scores of %s: %w", evaluation, err)
	}
	return rows, nil
}

// Score returns what one object achieved in an evaluation.
func (s *Store) Score(ctx context.Context, evaluation, kind, object string) (models.ScoreRow, error) {
	var row models.ScoreRow
	err := s.from(ctx).Where("evaluation = ? AND kind = ? AND object = ?", evaluation, kind, object).Take(&row).Error
	if err != nil {
		return row, fmt.Errorf("read a score of %s: %w", evaluation, missing(err, "no_such_score", "there is no such score"))
	}
	return row, nil
}

// Trend returns the published scores of an object, the earliest period first.
func (s *Store) Trend(ctx context.Context, kind, object string) ([]models.ScorePoint, error) {
	var points []models.ScorePoint
	err := s.from(ctx).Raw("SELECT e.id AS evaluation, e.period, e.begins, e.ends, e.status, c.score, c.standing, c.grade, c.sample "+
		"FROM score_rows c JOIN evaluation_rows e ON e.id = c.evaluation WHERE c.object = ? AND c.kind = ? AND e.status = ? "+
		"ORDER BY e.begins, e.ends DESC", object, kind, models.EvaluationPublished).Scan(&points).Error
	if err != nil {
		return nil, fmt.Errorf("read the trend of %s: %w", object, err)
	}
	return points, nil
}

// Publishers returns the organs that have published scores at any time.
func (s *Store) Publishers(ctx context.Context) ([]string, error) {
	var organs []string
	err := s.from(ctx).Model(&evaluationRecord{}).Where("published IS NOT NULL").Distinct().Order("unit").Pluck("unit", &organs).Error
	if err != nil {
		return nil, fmt.Errorf("list who has published scores: %w", err)
	}
	return organs, nil
}

// mostPublications of an organ: three years of months, half-years and years.
const mostPublications = 45

// Publications returns the evaluations of an organ that were published at any time, the latest period first.
func (s *Store) Publications(ctx context.Context, organ string) ([]models.EvaluationRow, error) {
	var records []evaluationRecord
	err := s.from(ctx).Where("unit = ? AND published IS NOT NULL", organ).Order("begins DESC, ends").Limit(mostPublications).Find(&records).Error
	if err != nil {
		return nil, fmt.Errorf("list the publications of %s: %w", organ, err)
	}
	return rowsOfEvaluations(records), nil
}

// PublishedMonthsOf returns the published scores of an organ's units in the months of a time, the earliest first.
func (s *Store) PublishedMonthsOf(ctx context.Context, organ, begins, ends string) ([]models.ObjectPoint, error) {
	var points []models.ObjectPoint
	err := s.from(ctx).Raw("SELECT c.object, e.period, c.score, c.standing FROM evaluation_rows e JOIN score_rows c ON c.evaluation = e.id "+
		"WHERE e.unit = ? AND e.begins >= ? AND e.ends <= ? AND e.status = ? AND LENGTH(e.period) = 7 AND e.period NOT LIKE '%H%' AND c.kind = 'unit' "+
		"ORDER BY e.begins, c.object", organ, begins, ends, models.EvaluationPublished).Scan(&points).Error
	if err != nil {
		return nil, fmt.Errorf("read the published months of %s: %w", organ, err)
	}
	return points, nil
}

func rowsOfEvaluations(records []evaluationRecord) []models.EvaluationRow {
	var rows []models.EvaluationRow
	for _, r := range records {
		rows = append(rows, r.EvaluationRow)
	}
	return rows
}

// PublishedMonths returns the evaluations of an organ that are published and lie in a period, the earliest first.
func (s *Store) PublishedMonths(ctx context.Context, organ, begins, ends string) ([]models.EvaluationRow, error) {
	var records []evaluationRecord
	err := s.from(ctx).Where("unit = ? AND status = ? AND begins >= ? AND ends <= ?", organ, models.EvaluationPublished, begins, ends).
		Order("begins, ends").Find(&records).Error
	if err != nil {
		return nil, fmt.Errorf("read the evaluations of %s: %w", organ, err)
	}
	return rowsOfEvaluations(records), nil
}

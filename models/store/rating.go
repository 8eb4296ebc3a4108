package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

func writeRatings(tx *gorm.DB, b models.Batch) error {
	return put(tx.Clauses(clause.OnConflict{UpdateAll: true}), b.Ratings)
}

// Ratings returns one page of ratings in three statements, the newest first: the keys of the page from an index, its rows, and whose they are.
func (s *Store) Ratings(ctx context.Context, f models.RatingFilter) (models.RatingPage, error) {
	if err := begins(f.Span); err != nil {
		return models.RatingPage{}, err
	}
	sql, args, err := ratingList(f).query(f.Page)
	if err != nil || sql == "" {
		return models.RatingPage{}, err
	}
	var keys []ratingKey
	if err := s.from(ctx).Raw(sql, args...).Scan(&keys).Error; err != nil {
		return models.RatingPage{}, fmt.Errorf("list ratings: %w", err)
	}
	keys, more := cut(keys, f.Page)
	ids := make([]string, len(keys))
	for i, k := range keys {
		ids[i] = k.ID
	}
	var rows []models.RatingRow
	if err := s.from(ctx).Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return models.RatingPage{}, fmt.Errorf("list ratings: %w", err)
	}
	page := models.RatingPage{Ratings: inOrder(keys, rows, func(r models.RatingRow) ratingKey { return ratingKey{r.ID, r.Line} })}
	if page.Names, err = s.applicantNames(ctx, ids); err != nil {
		return models.RatingPage{}, fmt.Errorf("list ratings: %w", err)
	}
	if last := len(page.Ratings) - 1; more && last >= 0 {
		page.Next = cursorOf(page.Ratings[last].Rated, page.Ratings[last].ID, page.Ratings[last].Line)
	}
	return page, nil
}

// applicantNames are the names of the applicants of some cases.
func (s *Store) applicantNames(ctx context.Context, ids []string) (map[string]models.Sealed, error) {
	var rows []caseRecord
	if err := s.from(ctx).Select("id", "applicant_name").Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, err
	}
	names := map[string]models.Sealed{}
	for _, r := range rows {
		names[r.ID] = r.ApplicantName
	}
	return names, nil
}

type ratingKey struct {
	ID   string `gorm:"column:k1"`
	Line int    `gorm:"column:k2"`
}

func ratingList(f models.RatingFilter) list {
	l := list{down: true}
	scope := disjoint(f.Scope)
	if len(scope) == 0 && !f.Public {
		return l
	}
	a := arm{from: "rating_rows c", keys: []string{"c.rated", "c.id", "c.line"}}
	if !f.Public {
		a.addAll(inScope("c.", scope))
	}
	a.addAll(ratingConds(f))
	l.arms = []arm{a}
	return l
}

func ratingConds(f models.RatingFilter) conds {
	c := conds{sql: []string{"1 = 1"}}
	for _, narrow := range []struct{ column, value string }{{"unit", f.Unit}, {"item", f.Item}} {
		if narrow.value != "" {
			c.add("c."+narrow.column+" = ?", narrow.value)
		}
	}
	if f.Bad {
		c.add("c.level >= ?", models.BadFrom)
	}
	if f.Open {
		c.add("c.answer = 0")
	}
	for _, bound := range []struct {
		sign string
		at   time.Time
	}{{">=", f.Span.From}, {"<", f.Span.To}} {
		if !bound.at.IsZero() {
			c.add("c.rated "+bound.sign+" ?", instant(bound.at))
		}
	}
	return c
}

// RatingLevels counts first ratings by level: of a unit, of an item, or of a scope, in the span.
func (s *Store) RatingLevels(ctx context.Context, f models.RatingFilter) (models.Levels, error) {
	var levels models.Levels
	if err := begins(f.Span); err != nil {
		return levels, err
	}
	scope := disjoint(f.Scope)
	if len(scope) == 0 && !f.Public {
		return levels, nil
	}
	f.Bad, f.Open = false, false
	c := ratingConds(f)
	c.add("c.again = ?", false)
	if !f.Public {
		c.addAll(inScope("c.", scope))
	}
	var rows []struct{ Level, N int }
	err := s.from(ctx).Raw("SELECT c.level, COUNT(*) AS n FROM rating_rows c WHERE "+c.String()+" GROUP BY c.level", c.args...).Scan(&rows).Error
	if err != nil {
		return levels, fmt.Errorf("count ratings: %w", err)
	}
	for _, r := range rows {
		if r.Level >= 1 && r.Level <= len(levels) {
			levels[r.Level-1] = r.N
		}
	}
	return levels, nil
}

// RatingsOf returns the ratings of one case, oldest first.
func (s *Store) RatingsOf(ctx context.Context, id string) ([]models.RatingRow, error) {
	var rows []models.RatingRow
	if err := s.from(ctx).Where("id = ?", id).Order("line").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list the ratings of case %s: %w", id, err)
	}
	return rows, nil
}

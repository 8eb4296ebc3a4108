package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingcha/models"
)

// armedTable is where the rows of one kind of subject stand. Each has id, unit, path, armed_for and live; key is the
// column that names what the workflow sleeps for, or an empty text.
type armedTable struct {
	kind  models.Kind
	table string
	key   string
	begun string // the column that says when it began
}

// armedTables are the tables of models.Kinds, in the same order; a test compares them.
var armedTables = []armedTable{
	{models.CaseKind, "case_rows", "armed_key", "submitted"},
	{models.CardKind, "card_rows", "''", "issued"},
	{models.LeadKind, "lead_rows", "''", "opened"},
	{models.ComplaintKind, "complaint_rows", "''", "lodged"},
	{models.EvaluationKind, "evaluation_rows", "armed_key", "begun"},
}

// rows begins a statement that gives subjects as armedRow has them, up to its condition.
func (t armedTable) rows() string {
	return fmt.Sprintf("SELECT '%s' AS kind, id, unit, path, armed_for, %s AS armed_key FROM %s", t.kind, t.key, t.table)
}

// armedRow is an open subject as the database gives it.
type armedRow struct {
	Kind     models.Kind
	ID       string
	Unit     string
	Path     string
	ArmedFor *time.Time
	ArmedKey string
}

func armedOf(rows []armedRow) []models.Armed {
	out := make([]models.Armed, len(rows))
	for i, r := range rows {
		out[i] = models.Armed{Kind: r.Kind, ID: r.ID, Unit: r.Unit, Path: r.Path, Key: r.ArmedKey}
		if r.ArmedFor != nil {
			out[i].For = *r.ArmedFor
		}
	}
	return out
}

// armed returns the subjects of every kind that fulfil a condition.
func (s *Store) armed(ctx context.Context, where string, args ...any) ([]models.Armed, error) {
	var rows []armedRow
	for _, t := range armedTables {
		var some []armedRow
		if err := s.from(ctx).Raw(t.rows()+" WHERE "+where, args...).Scan(&some).Error; err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return armedOf(rows), nil
}

// listing of subjects of one kind: its name stands in cursors, a condition narrows it.
type listing struct {
	name string
	armedTable
	where string
	args  []any
}

// pageOfArmed returns one page of the subjects of some listings: one listing after the other, each in the order of the
// IDs. The cursor is the listing and the ID of the last.
func (s *Store) pageOfArmed(ctx context.Context, cursor string, limit int, listings []listing) ([]models.Armed, string, error) {
	name, after, _ := strings.Cut(cursor, " ")
	begin := max(0, slices.IndexFunc(listings, func(l listing) bool { return l.name == name }))
	var page []models.Armed
	for _, l := range listings[begin:] {
		var rows []armedRow
		sql := l.rows() + " WHERE " + l.where + " AND id > ? ORDER BY id LIMIT ?"
		if err := s.from(ctx).Raw(sql, append(slices.Clone(l.args), after, limit-len(page))...).Scan(&rows).Error; err != nil {
			return nil, "", err
		}
		page, after = append(page, armedOf(rows)...), ""
		if len(page) == limit {
			return page, l.name + " " + page[limit-1].ID, nil
		}
	}
	return page, "", nil
}

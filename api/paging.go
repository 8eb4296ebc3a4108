package api

import (
	"context"
	"slices"
	"strconv"

	"mingcha/models"
	"mingcha/policies/access"
)

func itoa(n int) string { return strconv.Itoa(n) }

// slice pages through a list that is in memory and whose order never changes: the cursor is a place in it.
func slice[T any](list []T, cursor string, limit int) (rows []T, next string, err error) {
	from := 0
	if cursor != "" {
		if from, err = strconv.Atoi(cursor); err != nil || from < 0 {
			return nil, "", badCursor()
		}
	}
	from = min(from, len(list))
	to := min(from+pageOf("", limit).Limit, len(list))
	if to < len(list) {
		next = itoa(to)
	}
	return append([]T{}, list[from:to]...), next, nil
}

func badCursor() error {
	return models.Faulty("the page is not one of this list", []models.Fault{{Field: "/query/cursor", Rule: "pattern"}})
}

// mostRounds is how many pages of the store one answer reads at most in search of rows that fit.
const mostRounds = 20

// gathered reads on until a page is full of rows that fit. Only where hardly any fits a page is short; next goes on.
func gathered[T any](page models.Page, read func(models.Page) (rows []T, next string, err error), fits func(T) bool) ([]T, string, error) {
	kept, wanted := []T{}, page.Limit
	for round := 1; ; round++ {
		rows, next, err := read(page)
		if err != nil {
			return nil, "", err
		}
		for _, row := range rows {
			if fits(row) {
				kept = append(kept, row)
			}
		}
		if len(kept) == wanted || next == "" || round == mostRounds {
			return kept, next, nil
		}
		page.Cursor, page.Limit = next, wanted-len(kept)
	}
}

// sight is what lists of one kind may show to a person: the ranges for the store, and the exact test of a row, so that
// a list never shows what a click would refuse.
type sight struct {
	scopes []access.Scope
	ranges []models.PathRange
}

// sight of an action on one kind of thing, narrowed to a division if path is given.
func (s *Server) sight(ctx context.Context, action access.Action, kind access.Kind, path string) sight {
	places := s.Gate.Snapshot()
	v := sight{scopes: append(s.Gate.Range(s.asker(ctx), action, kind), s.lent(ctx, action, kind)...)}
	for _, scope := range v.scopes {
		switch {
		case scope.Everywhere:
			v.ranges = append(v.ranges, models.Within(""))
		case scope.From != "":
			v.ranges = append(v.ranges, models.Within(scope.From))
		}
		units := scope.Units
		if scope.Desk != "" {
			units = append(units, scope.Desk)
		}
		for _, id := range units {
			if unit, known := places.Units.Find(id); known && scope.From == "" {
				v.ranges = append(v.ranges, models.WithinUnit(unit.Path, id))
			}
		}
	}
	if path != "" {
		v.ranges = narrowed(v.ranges, models.Within(path))
	}
	return v
}

// narrowed is what lies both in one of the ranges and in the division.
func narrowed(ranges []models.PathRange, division models.PathRange) []models.PathRange {
	var out []models.PathRange
	for _, r := range ranges {
		whole := models.PathRange{From: r.From, To: r.To}
		switch {
		case whole.Covers(division):
			division.Unit = r.Unit
			out = append(out, division)
			division.Unit = ""
		case division.Covers(r):
			out = append(out, r)
		}
	}
	return out
}

// desks are the units whose open steps are seen, whosever case it is.
func (v sight) desks() []string {
	var out []string
	for _, scope := range v.scopes {
		if scope.Desk != "" && !slices.Contains(out, scope.Desk) {
			out = append(out, scope.Desk)
		}
	}
	return out
}

// covers reports whether a list with this sight shows the object.
func (v sight) covers(o access.Object) bool {
	for _, scope := range v.scopes {
		if scope.Covers(o) {
			return true
		}
	}
	return false
}

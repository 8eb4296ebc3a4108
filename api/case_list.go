package api

import (
	"context"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
)

// stalledAfter is how long nobody may act on an open case before it counts as stalled.
const stalledAfter = 7 * 24 * time.Hour

// ListCases lists cases that the person may see.
func (s *Server) ListCases(ctx context.Context, req ListCasesRequestObject) (ListCasesResponseObject, error) {
	v := s.sight(ctx, access.Read, access.Case, req.Params.Path)
	f := s.caseFilter(req.Params)
	f.Scope = v.ranges
	fits := fitting(req.Params)
	rows, next, err := gathered(f.Page, func(p models.Page) ([]models.CaseRow, string, error) {
		f.Page = p
		page, err := s.Cases.Cases(ctx, f)
		return page.Cases, page.Next, err
	}, func(r models.CaseRow) bool { return v.covers(objectOf(r)) && fits(r) })
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(r models.CaseRow) string { return r.Holder })...)
	if err != nil {
		return nil, err
	}
	return ListCases200JSONResponse{Rows: each(rows, func(r models.CaseRow) CaseRow { return n.caseRow(ctx, r) }), Next: next}, nil
}

// objectOf is a case of a list as the policy sees it.
func objectOf(r models.CaseRow) access.Object {
	return access.Object{Kind: access.Case, Unit: r.Unit, Path: r.Path, Desk: r.HolderUnit, Holder: r.Holder}
}

// caseFilter is what the store can narrow by its indexes.
func (s *Server) caseFilter(q ListCasesParams) models.CaseFilter {
	now := s.Now()
	f := models.CaseFilter{
		Unit: q.Unit, Item: q.Item, Statuses: q.Status, Level: levels[q.Level], Number: q.Number,
		Page: pageOf(q.Cursor, q.Limit),
	}
	switch q.State {
	case ListCasesParamsStateOpen:
		f.Open = true
	case ListCasesParamsStateLate:
		f.DueBefore = now
	case ListCasesParamsStateNear:
		f.DueBefore = now.Add(soon)
	case ListCasesParamsStateStands:
		f.Statuses = []models.CaseStatus{models.Accepted}
	case ListCasesParamsStateStalled:
		f.Stalled = now.Add(-stalledAfter)
	case ListCasesParamsStateEnded:
		if len(f.Statuses) == 0 {
			f.Statuses = slices.DeleteFunc(models.CaseStatuses(), func(s models.CaseStatus) bool { return !s.Ended() })
		}
	}
	return f
}

var levels = map[Level]models.Level{
	Level(models.Warning.String()): models.Warning, Level(models.Yellow.String()): models.Yellow,
	Level(models.Red.String()): models.Red,
}

// fitting tests what the store does not narrow by.
func fitting(q ListCasesParams) func(models.CaseRow) bool {
	return func(r models.CaseRow) bool {
		day := clock.DateOf(r.Submitted).String()
		switch {
		case q.Holder != "" && r.Holder != q.Holder,
			q.State == ListCasesParamsStateStands && !r.Stands,
			q.State == ListCasesParamsStateEnded && !r.Status.Ended(),
			!q.From.IsZero() && day < q.From.String(),
			!q.To.IsZero() && day > q.To.String():
			return false
		default:
			return true
		}
	}
}

// FindDuplicates warns the window of open cases of the same applicant and item, by blind lookup.
func (s *Server) FindDuplicates(ctx context.Context, req FindDuplicatesRequestObject) (FindDuplicatesResponseObject, error) {
	if err := s.mustTakeIn(ctx); err != nil {
		return nil, err
	}
	found, err := s.Cases.OpenCasesOf(ctx, s.personRef(req.Body.Identity), req.Body.Item)
	if err != nil {
		return nil, err
	}
	if err := s.looked(ctx, "find_duplicates", "", "", req.Body.Item); err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	return FindDuplicates200JSONResponse{Rows: each(found, func(r models.CaseRow) Duplicate {
		return Duplicate{Id: r.ID, Number: r.Number, Status: r.Status, Submitted: r.Submitted, Unit: n.unit(r.Unit)}
	})}, nil
}

package api

import (
	"context"
	"maps"
	"slices"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
)

// stalledAfter is how long nobody may act on an open case before it counts as stalled.
const stalledAfter = 7 * 24 * time.Hour

// ListCases lists cases that the person may see: those of the jurisdiction, and those of other units that lie with the own.
func (s *Server) ListCases(ctx context.Context, req ListCasesRequestObject) (ListCasesResponseObject, error) {
	v := s.sight(ctx, access.Read, access.Case, req.Params.Path)
	f, possible := s.caseFilter(req.Params)
	if !possible {
		return ListCases200JSONResponse{Rows: []CaseRow{}}, nil
	}
	f.Scope, f.Desks = v.ranges, v.desks()
	if req.Params.Path != "" {
		f.Place = models.Within(req.Params.Path)
	}
	lying := map[string][]string{}
	rows, next, err := gathered(f.Page, func(p models.Page) ([]models.CaseRow, string, error) {
		f.Page = p
		page, err := s.Cases.Cases(ctx, f)
		maps.Copy(lying, page.At)
		return page.Cases, page.Next, err
	}, func(r models.CaseRow) bool {
		return v.covers(objectOf(r)) || slices.ContainsFunc(lying[r.ID], func(desk string) bool {
			return v.covers(access.Object{Kind: access.Case, Unit: r.Unit, Path: r.Path, Desk: desk})
		})
	})
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

// caseFilter is what the store narrows by; false if nothing can fit it.
func (s *Server) caseFilter(q ListCasesParams) (f models.CaseFilter, possible bool) {
	now := s.Now()
	f = models.CaseFilter{
		Unit: q.Unit, Item: q.Item, Statuses: q.Status, Level: levels[q.Level], Number: q.Number, Holder: q.Holder,
		Submitted: days(q.From, q.To), Decided: days(q.DecidedFrom, q.DecidedTo), Page: pageOf(q.Cursor, q.Limit),
	}
	switch q.State {
	case ListCasesParamsStateOpen:
		f.Open = true
	case ListCasesParamsStateLate:
		f.DueBefore = now
	case ListCasesParamsStateNear:
		f.DueBefore = now.Add(soon)
	case ListCasesParamsStateStands:
		f.Stands = true
	case ListCasesParamsStateStalled:
		f.Stalled = now.Add(-stalledAfter)
	case ListCasesParamsStateEnded:
		asked := f.Statuses
		f.Statuses = slices.DeleteFunc(models.CaseStatuses(), func(s models.CaseStatus) bool {
			return !s.Ended() || len(asked) > 0 && !slices.Contains(asked, s)
		})
		return f, len(f.Statuses) > 0
	}
	return f, true
}

// days is the span from the first day to the end of the last, of Asia/Shanghai.
func days(first, last openapi_types.Date) models.Span {
	var s models.Span
	if !first.IsZero() {
		s.From = clock.NewDate(first.Year(), first.Month(), first.Day()).Opens()
	}
	if !last.IsZero() {
		s.To = (clock.NewDate(last.Year(), last.Month(), last.Day()) + 1).Opens()
	}
	return s
}

// lastYear is the span asked for; without a beginning it begins twelve months before its end.
func lastYear(span models.Span, now time.Time) models.Span {
	if !span.From.IsZero() {
		return span
	}
	last := clock.DateOf(now)
	if !span.To.IsZero() {
		last = clock.DateOf(span.To) - 1
	}
	span.From = rollingYear(last).Span().From
	return span
}

var levels = map[Level]models.Level{
	Level(models.Warning.String()): models.Warning, Level(models.Yellow.String()): models.Yellow,
	Level(models.Red.String()): models.Red,
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

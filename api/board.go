package api

import (
	"context"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Boards is the part of the store that counts.
type Boards interface {
	Board(ctx context.Context, f models.BoardFilter) (models.Board, error)
}

// ReadBoard gives the figures of a division with its units compared and the trend by day.
func (s *Server) ReadBoard(ctx context.Context, req ReadBoardRequestObject) (ReadBoardResponseObject, error) {
	division, ranges, err := s.boardOf(ctx, req.Params.Path)
	if err != nil {
		return nil, err
	}
	f := s.boardFilter(ranges)
	f.From, f.To = spanOf(req.Params.From, req.Params.To, f.Now)
	board, err := s.Boards.Board(ctx, f)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	incidents, err := s.Incidents.CountIncidents(ctx, ranges)
	if err != nil {
		return nil, err
	}
	out := ReadBoard200JSONResponse{
		Division: n.division(division), From: dayOf(f.From), To: dayOf(f.To), Figures: figuresOf(board.Total), Computed: f.Now,
		Units: each(board.Units, func(p models.Place) UnitFigures {
			return UnitFigures{Unit: n.unit(p.Unit), Figures: figuresOf(p.Tally)}
		}),
		Trend: each(board.Days, dayFigures),
	}
	out.Figures.Incidents = incidents
	for _, d := range board.Days {
		out.Figures.Submitted += d.Submitted
		out.Figures.Decided += d.Decided
	}
	return out, nil
}

// boardOf finds the division asked for, or the person's own, and what of it may be counted.
func (s *Server) boardOf(ctx context.Context, path string) (directory.Division, []models.PathRange, error) {
	places := s.Gate.Snapshot()
	v := s.sight(ctx, access.Read, access.Board, "")
	if path == "" && len(v.ranges) > 0 {
		path = v.ranges[0].Root() + "/"
	}
	division, known := places.Tree.At(path)
	if path != "" && !known {
		return division, nil, notFound("no_such_division", "there is no such division")
	}
	ranges := narrowed(v.ranges, models.Within(path))
	if path == "" || len(ranges) == 0 {
		s.denied(ctx, "read_board", "", path, "not_yours")
		return division, nil, models.Errorf(models.Forbidden, "not_yours", "this lies outside the jurisdiction")
	}
	return division, ranges, nil
}

func (s *Server) boardFilter(ranges []models.PathRange) models.BoardFilter {
	now := s.Now()
	return models.BoardFilter{Scope: ranges, Now: now, From: now, To: now, Soon: now.Add(soon), Stalled: now.Add(-stalledAfter)}
}

// longestSpan bounds the trend of one answer.
const longestSpan = 366 * 24 * time.Hour

// spanOf is the span asked for; the last thirty days if none is.
func spanOf(from, to openapi_types.Date, now time.Time) (time.Time, time.Time) {
	last := now
	if !to.IsZero() {
		last = civil(to)
	}
	first := last.AddDate(0, 0, -29)
	if !from.IsZero() {
		first = civil(from)
	}
	if last.Sub(first) > longestSpan {
		first = last.Add(-longestSpan)
	}
	return first, last
}

// civil is noon of a day in Asia/Shanghai.
func civil(d openapi_types.Date) time.Time {
	return clock.NewDate(d.Year(), d.Month(), d.Day()).Opens().Add(12 * time.Hour)
}

func dayOf(at time.Time) openapi_types.Date { return dateOf(clock.DateOf(at)) }

func dateOf(d clock.Date) openapi_types.Date {
	year, month, day := d.Civil()
	return openapi_types.Date{Time: time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

func figuresOf(t models.Tally) Figures {
	return Figures{
		Open: t.Open, Near: t.Near, Late: t.Late, Stalled: t.Stalled, Withheld: t.Withheld, Warnings: t.Warned, Yellow: t.Yellow,
		Red: t.Red, Unanswered: t.OpenYellow + t.OpenRed,
	}
}

func dayFigures(d models.DayCount) DayFigures {
	day, _ := clock.ParseDate(d.Day)
	return DayFigures{
		Day: dateOf(day), Submitted: d.Submitted, Accepted: d.Accepted, Decided: d.Decided, Ended: d.Ended,
		Warnings: d.Warnings, Yellow: d.Yellows, Red: d.Reds,
	}
}

func (n *naming) division(d directory.Division) Division {
	out := Division{Path: d.Path, Code: d.Code, Name: d.Name, Tier: DivisionTier(d.Tier.String())}
	for _, above := range n.places.Tree.Upward(d.Code) {
		if above.Code != d.Code {
			out.Parents = append([]DivisionName{{Path: above.Path, Name: above.Name}}, out.Parents...)
		}
	}
	return out
}

// DrillDown gives the divisions directly below, each with its figures.
func (s *Server) DrillDown(ctx context.Context, req DrillDownRequestObject) (DrillDownResponseObject, error) {
	_, ranges, err := s.boardOf(ctx, req.Params.Path)
	if err != nil {
		return nil, err
	}
	board, err := s.Boards.Board(ctx, s.boardFilter(ranges))
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	rows := []DivisionRow{}
	for _, p := range board.Divisions {
		if d, known := n.places.Tree.At(models.Within(p.Path).Root() + "/"); known {
			rows = append(rows, DivisionRow{Division: n.division(d), Figures: figuresOf(p.Tally)})
		}
	}
	return DrillDown200JSONResponse{Rows: rows}, nil
}

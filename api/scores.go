package api

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/score"
	"mingcha/policies/access"
)

// ListScores gives who achieved what in an evaluation.
func (s *Server) ListScores(ctx context.Context, req ListScoresRequestObject) (ListScoresResponseObject, error) {
	f, err := s.evaluation(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	rows, err := s.scoreRows(ctx, f, unitIfNone(req.Params.Kind))
	return ListScores200JSONResponse{Rows: rows}, err
}

// unitIfNone is the kind asked for.
func unitIfNone(kind ScoreKind) ScoreKind { return cmp.Or(kind, ScoreKindUnit) }

// scoreRows reads the scores of a kind that the person may see.
func (s *Server) scoreRows(ctx context.Context, f *evaluationFile, kind ScoreKind) ([]ScoreRow, error) {
	rows, err := s.Evaluations.Scores(ctx, f.row.ID, string(kind))
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r models.ScoreRow) bool { return !s.seesObject(ctx, f, objectOfScore(r)) })
	var people []string
	if kind == ScoreKindPerson {
		people = each(rows, func(r models.ScoreRow) string { return r.Object })
	}
	return s.namedScores(ctx, rows, people)
}

func (s *Server) namedScores(ctx context.Context, rows []models.ScoreRow, people []string) ([]ScoreRow, error) {
	n, err := s.naming(ctx, people...)
	if err != nil {
		return nil, err
	}
	out := []ScoreRow{}
	for _, r := range rows {
		row, _, err := n.scoreRow(r)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

func objectOfScore(r models.ScoreRow) models.ScoreObject {
	return models.ScoreObject{Kind: r.Kind, ID: r.Object, Unit: r.Unit}
}

func (n *naming) scoreRow(r models.ScoreRow) (ScoreRow, score.Result, error) {
	var result score.Result
	if err := json.Unmarshal([]byte(r.Content), &result); err != nil {
		return ScoreRow{}, result, fmt.Errorf("read the score of %s in %s: %w", r.Object, r.Evaluation, err)
	}
	return ScoreRow{
		Object: n.measured(objectOfScore(r)), Score: r.Score, Was: r.Was, Rank: r.Standing, Grade: r.Grade, Sample: r.Sample,
		Heads: each(result.Heads, func(p score.Points) HeadPoints { return HeadPoints{Code: p.Code, Points: p.Points} }),
		Bonus: result.Bonus, Taken: result.Taken,
	}, result, nil
}

// oneScore reads an evaluation and one score in it that the person may see.
func (s *Server) oneScore(ctx context.Context, evaluation string, kind ScoreKind, object string) (*evaluationFile, models.ScoreRow, error) {
	f, err := s.evaluation(ctx, evaluation)
	if err != nil {
		return nil, models.ScoreRow{}, err
	}
	row, err := s.Evaluations.Score(ctx, evaluation, string(kind), object)
	if err != nil {
		return nil, row, err
	}
	if !s.seesObject(ctx, f, objectOfScore(row)) {
		s.denied(ctx, "read_score", evaluation, row.Path, "not_yours")
		return nil, row, notFound("no_such_score", "there is no such score")
	}
	return f, row, nil
}

// ReadScore gives the score sheet of one object.
func (s *Server) ReadScore(ctx context.Context, req ReadScoreRequestObject) (ReadScoreResponseObject, error) {
	f, row, err := s.oneScore(ctx, req.Id, req.Kind, req.Object)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, row.Object)
	if err != nil {
		return nil, err
	}
	shown, result, err := n.scoreRow(row)
	if err != nil {
		return nil, err
	}
	c := result.Counters
	appeal := models.Command{Verb: models.AppealScore, Acted: s.Now(), Facts: models.Facts{Reasoned: true, Evaluation: &models.EvaluationFacts{About: ptr(objectOfScore(row))}}}
	return ReadScore200JSONResponse{
		Row: shown, Period: n.evaluationRow(f.row), Factor: result.Factor, Months: result.Months,
		Indicators: each(result.Indicators, func(m score.Measured) MeasuredIndicator { return f.measured(m) }),
		Counters:   ScoreCounters{Warnings: c.Warnings, Yellows: c.Yellows, Reds: c.Reds, Scoring: c.Scoring, Leads: ScoreCountersLeads(c.Leads)},
		CanAppeal: s.may(ctx, access.AppealScore, s.scoreObject(objectOfScore(row))) && f.state.Gate(appeal) == nil &&
			f.state.Timely(appeal, s.Law.Calendar(f.row.Path)) == nil,
	}, nil
}

func ptr[T any](v T) *T { return &v }

func (f *evaluationFile) measured(m score.Measured) MeasuredIndicator {
	out := MeasuredIndicator{Code: m.Code, Known: m.Known, Value: m.Value, Points: m.Points, Behind: []Behind{}, Entries: []int{}}
	for _, b := range m.Behind {
		number, _ := f.scheme.Number(b.Number)
		out.Behind = append(out.Behind, Behind{
			Number: b.Number, Name: number.NameZH, NameEn: number.NameEN, List: BehindList(b.List), Value: b.Value, Days: number.Sum != score.Each,
		})
	}
	for _, id := range m.Made {
		var line int
		if _, err := fmt.Sscan(id, &line); err == nil {
			out.Entries = append(out.Entries, line)
		}
	}
	return out
}

// ListBehind gives the cases or cards on which a base number of one object rests. Of them the person sees those that he may
// see anywhere.
func (s *Server) ListBehind(ctx context.Context, req ListBehindRequestObject) (ListBehindResponseObject, error) {
	f, row, err := s.oneScore(ctx, req.Id, req.Kind, req.Object)
	if err != nil {
		return nil, err
	}
	number, known := f.scheme.Number(req.Number)
	group := f.basis.Group(score.ObjectKind(req.Kind))
	if !known || group == nil || len(group.Months) > 0 {
		return nil, notFound("no_such_number", "there is no such number in this evaluation")
	}
	ids, next, err := s.Evaluations.Behind(ctx, f.ask(s, group), number, row.Object, pageOf(req.Params.Cursor, req.Params.Limit))
	if err != nil {
		return nil, err
	}
	out := ListBehind200JSONResponse{
		Number: number.Name, Name: number.NameZH, NameEn: number.NameEN, Counted: group.Figures[row.Object][number.Name],
		Cases: []CaseRow{}, Cards: []CardRow{}, Complaints: []ComplaintRow{}, Next: next,
	}
	switch number.Of.Kind() {
	case models.CardKind:
		out.Cards, err = s.cardsBehind(ctx, ids)
	case models.ComplaintKind:
		out.Complaints, err = s.complaintsBehind(ctx, ids)
	default:
		out.Cases, err = s.casesBehind(ctx, ids)
	}
	return out, err
}

// ask asks for what stands behind the figures of a group.
func (f *evaluationFile) ask(s *Server, g *score.Group) score.Ask {
	ask := score.Ask{Seats: g.Seats, Numbers: f.scheme.Numbers, Period: f.basis.Period, Calendar: s.Law.Calendar}
	var units []string
	for _, o := range g.Objects {
		unit, known := s.Gate.Snapshot().Units.Find(o.Unit)
		if known && !slices.Contains(units, unit.ID) {
			units = append(units, unit.ID)
			ask.Scope = append(ask.Scope, models.WithinUnit(unit.Path, unit.ID))
		}
	}
	return ask
}

func (s *Server) casesBehind(ctx context.Context, ids []string) ([]CaseRow, error) {
	var rows []models.CaseRow
	for _, id := range ids {
		row, err := s.Cases.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		if s.may(ctx, access.Read, objectOf(row)) {
			rows = append(rows, row)
		}
	}
	n, err := s.naming(ctx, each(rows, func(r models.CaseRow) string { return r.Holder })...)
	if err != nil {
		return nil, err
	}
	return each(rows, func(r models.CaseRow) CaseRow { return n.caseRow(ctx, r) }), nil
}

func (s *Server) cardsBehind(ctx context.Context, ids []string) ([]CardRow, error) {
	var rows []models.CardRow
	for _, id := range ids {
		row, err := s.Cards.Card(ctx, id)
		if err != nil {
			return nil, err
		}
		if s.may(ctx, access.Read, cardObject(row)) {
			rows = append(rows, row)
		}
	}
	n, err := s.naming(ctx, each(rows, func(r models.CardRow) string { return r.Holder })...)
	if err != nil {
		return nil, err
	}
	return each(rows, n.cardRow), nil
}

// complaintsBehind lists complaints; who is complained of sees none of them.
func (s *Server) complaintsBehind(ctx context.Context, ids []string) ([]ComplaintRow, error) {
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	sight := s.complaintSight(ctx, complaintQueue{act: access.Read}, "")
	out := []ComplaintRow{}
	for _, id := range ids {
		row, err := s.Complaints.Complaint(ctx, id)
		if err != nil {
			return nil, err
		}
		if s.showsComplaint(sight, row) && !strings.Contains(row.Accused, ","+me(ctx).id+",") {
			out = append(out, s.complaintRow(n, row))
		}
	}
	return out, nil
}

// ReadTrend gives the published scores of an object, period after period.
func (s *Server) ReadTrend(ctx context.Context, req ReadTrendRequestObject) (ReadTrendResponseObject, error) {
	object := models.ScoreObject{Kind: string(req.Kind), ID: req.Object, Unit: unitOfScore(req.Kind, req.Object)}
	if req.Kind == ScoreKindPerson {
		object.Unit = s.unitOfPerson(req.Object)
		if err := s.must(ctx, access.Read, s.scoreObject(object)); err != nil {
			return nil, err
		}
	}
	points, err := s.Evaluations.Trend(ctx, string(req.Kind), req.Object)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, req.Object)
	if err != nil {
		return nil, err
	}
	return ReadTrend200JSONResponse{Object: n.measured(object), Points: each(points, func(p models.ScorePoint) TrendPoint {
		return TrendPoint{Evaluation: p.Evaluation, Period: p.Period, Score: p.Score, Rank: p.Standing, Grade: p.Grade, Sample: p.Sample}
	})}, nil
}

// unitOfScore is the unit of a unit's or window's score.
func unitOfScore(kind ScoreKind, object string) string {
	if kind == ScoreKindWindow {
		return strings.TrimSuffix(object, score.WindowSuffix)
	}
	return object
}

// unitOfPerson is a unit in which the person holds a post now.
func (s *Server) unitOfPerson(account string) string {
	for _, a := range s.Gate.Snapshot().Of(account, s.Now()) {
		return a.Unit
	}
	return ""
}

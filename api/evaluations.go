package api

import (
	"context"
	"slices"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
	"mingcha/policies/access"
)

// Evaluations is the part of the store that holds scores.
type Evaluations interface {
	Evaluation(ctx context.Context, id string) (models.EvaluationRow, error)
	Evaluations(ctx context.Context, f models.EvaluationFilter) (models.EvaluationPage, error)
	Scores(ctx context.Context, evaluation, kind string) ([]models.ScoreRow, error)
	Score(ctx context.Context, evaluation, kind, object string) (models.ScoreRow, error)
	Trend(ctx context.Context, kind, object string) ([]models.ScorePoint, error)
	Publishers(ctx context.Context) (organs []string, err error)
	Publications(ctx context.Context, organ string) ([]models.EvaluationRow, error)
	PublishedMonthsOf(ctx context.Context, organ, begins, ends string) ([]models.ObjectPoint, error)
	Behind(ctx context.Context, ask score.Ask, n score.Number, object string, page models.Page) (ids []string, next string, err error)
}

// Schemes answers by which schemes performance is measured.
type Schemes interface {
	Schemes() []*score.Scheme
	Scheme(p score.Period) *score.Scheme
	Compiled(text string) (*score.Scheme, error)
	Organs(at time.Time) []string
	MeasuredBy(ctx context.Context, organ string, p score.Period, scheme *score.Scheme) (*score.Basis, error)
}

// shown are the statuses in which everybody who is signed in sees the scores of units.
var shown = []models.EvaluationStatus{models.EvaluationAnnounced, models.EvaluationPublished}

func evaluationObject(r models.EvaluationRow) access.Object {
	return access.Object{Kind: access.Evaluation, Unit: r.Unit, Path: r.Path}
}

// ListEvaluations lists the evaluations that the person may see.
func (s *Server) ListEvaluations(ctx context.Context, req ListEvaluationsRequestObject) (ListEvaluationsResponseObject, error) {
	q := req.Params
	v := s.sight(ctx, access.Read, access.Evaluation, "")
	f := models.EvaluationFilter{Scope: v.ranges, Shown: shown, Unit: q.Organ, Period: q.Period, Page: pageOf(q.Cursor, q.Limit)}
	rows, next, err := gathered(f.Page, func(p models.Page) ([]models.EvaluationRow, string, error) {
		f.Page = p
		page, err := s.Evaluations.Evaluations(ctx, f)
		return page.Rows, page.Next, err
	}, func(r models.EvaluationRow) bool {
		return slices.Contains(shown, r.Status) || v.covers(evaluationObject(r))
	})
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	return ListEvaluations200JSONResponse{
		Rows: each(rows, n.evaluationRow), Organs: each(s.measuring(ctx), n.unit),
		Periods: each(measurable(s.Now().In(clock.Zone).Format("2006-01-02")), score.Period.String), Next: next,
	}, nil
}

// measuring lists the organs for which the person may measure.
func (s *Server) measuring(ctx context.Context) []string {
	var out []string
	for _, scope := range s.Gate.Range(s.asker(ctx), access.Measure, access.Evaluation) {
		out = append(out, scope.Units...)
	}
	return out
}

// measurable lists the periods that are over on a day and could be measured by hand: twelve months, two half-years and two
// years.
func measurable(today string) []score.Period {
	day, err := clock.ParseDate(today)
	if err != nil {
		return nil
	}
	out := score.MonthsBefore(day, 12)
	year, _, _ := day.Civil()
	for _, p := range []score.Period{score.HalfYear(year, 2), score.HalfYear(year, 1), score.HalfYear(year-1, 2), score.Year(year - 1)} {
		if p.To <= day {
			out = append(out, p)
		}
	}
	return out
}

// BeginEvaluation measures a period that is over.
func (s *Server) BeginEvaluation(ctx context.Context, req BeginEvaluationRequestObject) (BeginEvaluationResponseObject, error) {
	organ, known := s.Gate.Snapshot().Units.Find(req.Body.Organ)
	if !known {
		return nil, models.Faulty("there is no such organ", []models.Fault{{Field: "/organ", Rule: "unknown"}})
	}
	verdict, _ := s.decide(ctx, access.Measure, access.Object{Kind: access.Evaluation, Unit: organ.ID, Path: organ.Path})
	if !verdict.Allowed {
		s.denied(ctx, "measure", "", organ.Path, verdict.Reason.Code)
		return nil, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	p, err := score.ParsePeriod(req.Body.Period)
	if err != nil || p.To.Opens().After(s.Now()) {
		return nil, models.Faulty("only a period that is over is measured", []models.Fault{{Field: "/period", Rule: "not_over"}})
	}
	cmd := activities.BeginEvaluation(organ.ID, p, me(ctx).actor(verdict), s.Now())
	if cmd.Digest, err = digestOf(models.Measure, req.Body); err != nil {
		return nil, err
	}
	cmd.ID = models.CommandID(me(ctx).id, cmd.Subject, models.Measure, req.Params.IdempotencyKey)
	cmd.Facts.Evaluation.Demo = s.House.Demo
	if err := s.beginOnce(ctx, cmd); err != nil {
		return nil, s.refused(ctx, cmd, organ.Path, err)
	}
	row, err := s.Evaluations.Evaluation(ctx, cmd.Subject)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	return BeginEvaluation201JSONResponse(n.evaluationRow(row)), err
}

// beginOnce measures unless the period is measured already; the same click sent again finds what it has begun.
func (s *Server) beginOnce(ctx context.Context, cmd models.Command) error {
	lines, err := s.Record.Lines(ctx, cmd.Subject, 1)
	switch {
	case err != nil:
		return err
	case len(lines) > 0 && lines[0].Command == cmd.ID:
		return nil
	case len(lines) > 0:
		return models.Errorf(models.Conflict, "measured_already", "this period is measured already")
	}
	_, err = s.Engine.Begin(ctx, models.EvaluationKind, cmd)
	return err
}

func (n *naming) evaluationRow(r models.EvaluationRow) EvaluationRow {
	begins, _ := clock.ParseDate(r.Begins)
	ends, _ := clock.ParseDate(r.Ends)
	return EvaluationRow{
		Id: r.ID, Organ: n.unit(r.Unit), Period: r.Period, Begins: dateOf(begins), Ends: dateOf(ends - 1), Status: r.Status, Scheme: r.Scheme,
		Objects: r.Objects, Ranked: r.Ranked, OpenAppeals: r.OpenAppeals, AppealDue: orZero(r.AppealDue), Corrections: r.Corrections, Begun: r.Begun, Measured: r.Measured,
		Announced: orZero(r.Announced), WindowEnds: orZero(r.WindowEnds), Published: orZero(r.Published), Demo: r.Demo,
	}
}

// evaluationFile is an evaluation as its record has it, with what was said in its lines.
type evaluationFile struct {
	row    models.EvaluationRow
	state  *models.Evaluation
	lines  []models.Line
	said   map[int]spoken
	basis  *score.Basis
	scheme *score.Scheme
}

// evaluation reads one that the person may see: as its organ makes it, or what is announced or published.
func (s *Server) evaluation(ctx context.Context, id string) (*evaluationFile, error) {
	row, err := s.Evaluations.Evaluation(ctx, id)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(shown, row.Status) && !s.may(ctx, access.Read, evaluationObject(row)) {
		s.denied(ctx, "read_evaluation", id, row.Path, "not_yours")
		return nil, notFound("no_such_evaluation", "there is no such evaluation")
	}
	return s.evaluationFile(ctx, row)
}

func (s *Server) evaluationFile(ctx context.Context, row models.EvaluationRow) (*evaluationFile, error) {
	f := &evaluationFile{row: row, state: models.NewEvaluation(row.ID), said: map[int]spoken{}}
	var err error
	if f.lines, err = s.Record.Lines(ctx, row.ID, 1); err != nil {
		return nil, err
	}
	if err := models.FoldAll(f.state, f.lines); err != nil {
		return nil, err
	}
	return f, s.readBasis(ctx, f)
}

package api

import (
	"context"
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/score"
	"mingcha/policies/access"
)

// TryScheme answers what the scores of a past month would have been by another scheme, beside those by the scheme in force. Both
// are counted over the record as it is now, with the entries that were made for the month.
func (s *Server) TryScheme(ctx context.Context, req TrySchemeRequestObject) (TrySchemeResponseObject, error) {
	if err := s.must(ctx, access.Load, access.Object{Kind: access.RuleSet}); err != nil {
		return nil, err
	}
	scheme, err := process.ParseScheme("scheme.yaml", []byte(req.Body.Source))
	if err != nil {
		return nil, blamed(err)
	}
	trial, organs, err := s.schemeTrial(ctx, *req.Body)
	if err != nil {
		return nil, err
	}
	if trial.entered, err = s.enteredFor(ctx, trial.organ, trial.period); err != nil {
		return nil, err
	}
	after, lost, err := s.rankedBy(ctx, trial, scheme)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	out := TryScheme200JSONResponse{
		Organ: n.unit(trial.organ), Organs: each(organs, n.unit), Period: trial.period.String(), Periods: each(s.pastMonths(), score.Period.String), Lost: lost,
	}
	before := score.Evaluation{}
	if standing := s.Schemes.Scheme(trial.period); standing != nil {
		out.Version = standing.Version
		if before, _, err = s.rankedBy(ctx, trial, standing); err != nil {
			return nil, err
		}
	}
	out.Rows = each(after.Results, func(r score.Result) TriedScore { return n.triedScore(r, before.Results) })
	return out, nil
}

// schemeTrial is what a scheme is tried on: an organ's units in one month.
type schemeTrial struct {
	organ   string
	period  score.Period
	entered []models.EnteredScore
}

// schemeTrial reads what a scheme is tried on: the highest organ that measured, and the last month, unless
// others are asked for.
func (s *Server) schemeTrial(ctx context.Context, body NewSchemeTrial) (schemeTrial, []string, error) {
	organs := s.Schemes.Organs(s.Now())
	s.highestFirst(organs)
	trial := schemeTrial{organ: body.Organ, period: s.pastMonths()[0]}
	var faults []models.Fault
	if body.Period != "" {
		asked, err := score.ParsePeriod(body.Period)
		if trial.period = asked; err != nil || len(asked.Months()) != 1 || asked.To.Opens().After(s.Now()) {
			faults = append(faults, models.Fault{Field: "/period", Rule: "not_over"})
		}
	}
	if len(faults) == 0 && trial.organ == "" {
		var err error
		if trial.organ, err = s.measuredBefore(ctx, organs, trial.period); err != nil {
			return trial, nil, err
		}
	}
	if !slices.Contains(organs, trial.organ) {
		faults = append(faults, models.Fault{Field: "/organ", Rule: "unknown"})
	}
	return trial, organs, models.Faulty("a scheme is tried on a month of an organ", faults)
}

// measuredBefore is the highest organ with an evaluation of a period; if none has one, the highest.
func (s *Server) measuredBefore(ctx context.Context, organs []string, p score.Period) (string, error) {
	page, err := s.Evaluations.Evaluations(ctx, models.EvaluationFilter{
		Scope: []models.PathRange{models.Within("/")}, Period: p.String(), Page: models.Page{Limit: 200},
	})
	if err != nil {
		return "", err
	}
	for _, organ := range organs {
		if slices.ContainsFunc(page.Rows, func(r models.EvaluationRow) bool { return r.Unit == organ }) {
			return organ, nil
		}
	}
	return append(organs, "")[0], nil
}

// pastMonths are the last twelve months, the latest first.
func (s *Server) pastMonths() []score.Period {
	return score.MonthsBefore(clock.DateOf(s.Now()), trendMonths)
}

// enteredFor are the entries that stand in the evaluation of a period; none if it was not measured.
func (s *Server) enteredFor(ctx context.Context, organ string, p score.Period) ([]models.EnteredScore, error) {
	e := models.NewEvaluation(models.EvaluationID(organ, p.From, p.To))
	lines, err := s.Record.Lines(ctx, e.ID, 1)
	if err != nil {
		return nil, err
	}
	if err := models.FoldAll(e, lines); err != nil {
		return nil, err
	}
	return e.Standing(), nil
}

// rankedBy evaluates a month by a scheme. It says how many entries the scheme does not take: they do not count.
func (s *Server) rankedBy(ctx context.Context, t schemeTrial, scheme *score.Scheme) (score.Evaluation, int, error) {
	basis, err := s.Schemes.MeasuredBy(ctx, t.organ, t.period, scheme)
	if err != nil {
		return score.Evaluation{}, 0, err
	}
	var taken []models.EnteredScore
	var standing []models.ScoreEntry
	for _, e := range t.entered {
		if basis.Measures(e.Entry.Object) && scheme.Refuses(t.period, e.Entry, standing) == "" {
			taken, standing = append(taken, e), append(standing, e.Entry)
		}
	}
	out, err := basis.Evaluate(scheme, taken)
	if err != nil {
		return score.Evaluation{}, 0, err
	}
	return out[0], len(t.entered) - len(taken), nil
}

func (n *naming) triedScore(after score.Result, before []score.Result) TriedScore {
	points := func(r score.Result) TriedPoints {
		return TriedPoints{Score: r.Score, Rank: r.Rank, Grade: r.Grade, Sample: r.Sample}
	}
	unit := models.ScoreObject{Kind: string(ScoreKindUnit), ID: after.Object.ID, Unit: after.Object.ID}
	out := TriedScore{Object: n.measured(unit), After: points(after)}
	if i := slices.IndexFunc(before, func(r score.Result) bool { return r.Object.ID == after.Object.ID }); i >= 0 {
		out.Before = points(before[i])
	}
	return out
}

package api

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
)

// ListPublicScores gives the published scores of units as everybody may see them, with the scheme by which they were measured.
func (s *Server) ListPublicScores(ctx context.Context, req ListPublicScoresRequestObject) (ListPublicScoresResponseObject, error) {
	organs, err := s.publishers(ctx)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	out := ListPublicScores200JSONResponse{Organs: each(organs, n.unit), Periods: []PublicPeriod{}, Rows: []PublicScore{}}
	organ := req.Params.Organ
	if organ == "" && len(organs) > 0 {
		organ = organs[0]
	}
	if !slices.Contains(organs, organ) {
		return out, nil
	}
	out.Organ = n.unit(organ)
	rows, err := s.Evaluations.Publications(ctx, organ)
	if err != nil {
		return nil, err
	}
	out.Periods = each(rows, func(r models.EvaluationRow) PublicPeriod {
		return PublicPeriod{Period: r.Period, Correcting: r.Status != models.EvaluationPublished}
	})
	i := slices.IndexFunc(rows, func(r models.EvaluationRow) bool {
		return r.Status == models.EvaluationPublished && (r.Period == req.Params.Period || req.Params.Period == "")
	})
	if i < 0 {
		return out, nil
	}
	f, err := s.publication(ctx, rows[i])
	if err != nil {
		return nil, err
	}
	out.Shown, out.Scheme = n.evaluationRow(f.row), f.schemeWords()
	out.Rows, err = s.publicScores(ctx, f)
	return out, err
}

// publishers are the organs that have published scores, the highest first.
func (s *Server) publishers(ctx context.Context) ([]string, error) {
	organs, err := s.Evaluations.Publishers(ctx)
	if err != nil {
		return nil, err
	}
	s.highestFirst(organs)
	return organs, nil
}

// highestFirst orders units by their tier, then by their division.
func (s *Server) highestFirst(units []string) {
	path := func(unit string) string {
		found, _ := s.Gate.Snapshot().Units.Find(unit)
		return found.Path
	}
	slices.SortStableFunc(units, func(a, b string) int {
		if by := strings.Count(path(a), "/") - strings.Count(path(b), "/"); by != 0 {
			return by
		}
		return strings.Compare(path(a), path(b))
	})
}

// publication is what is published of an evaluation: its scheme from what is in force or, for an older one, from its record.
func (s *Server) publication(ctx context.Context, row models.EvaluationRow) (*evaluationFile, error) {
	known := slices.IndexFunc(s.Schemes.Schemes(), func(c *score.Scheme) bool { return c.Hash == row.Hash })
	if known < 0 || row.OpenAppeals > 0 {
		return s.evaluationFile(ctx, row)
	}
	p, err := score.ParsePeriod(row.Period)
	if err != nil {
		return nil, fmt.Errorf("evaluation %s: %w", row.ID, err)
	}
	scheme := s.Schemes.Schemes()[known]
	return &evaluationFile{
		row: row, state: models.NewEvaluation(row.ID), scheme: scheme, basis: &score.Basis{Hash: row.Hash, Period: p},
	}, nil
}

// trendMonths up to the one that is shown.
const trendMonths = 12

// publicScores are the units' scores, each with those of the months before.
func (s *Server) publicScores(ctx context.Context, f *evaluationFile) ([]PublicScore, error) {
	rows, err := s.unitScores(ctx, f)
	if err != nil {
		return nil, err
	}
	ends, err := clock.ParseDate(f.row.Ends)
	if err != nil {
		return nil, fmt.Errorf("evaluation %s: %w", f.row.ID, err)
	}
	points, err := s.Evaluations.PublishedMonthsOf(ctx, f.row.Unit, ends.AddMonths(-trendMonths).String(), f.row.Ends)
	if err != nil {
		return nil, err
	}
	trends := map[string][]PublicPoint{}
	for _, p := range points {
		trends[p.Object] = append(trends[p.Object], PublicPoint{Period: p.Period, Score: p.Score, Rank: p.Standing})
	}
	return each(rows, func(r ScoreRow) PublicScore {
		return PublicScore{Row: r, UnderAppeal: f.underAppeal(r.Object.Id), Trend: append([]PublicPoint{}, trends[r.Object.Id]...)}
	}), nil
}

// unitScores are the scores of units, which everybody may see once they are published.
func (s *Server) unitScores(ctx context.Context, f *evaluationFile) ([]ScoreRow, error) {
	rows, err := s.Evaluations.Scores(ctx, f.row.ID, string(ScoreKindUnit))
	if err != nil {
		return nil, err
	}
	return s.namedScores(ctx, rows, nil)
}

// underAppeal reports whether an appeal for a unit is open.
func (f *evaluationFile) underAppeal(unit string) bool {
	return slices.ContainsFunc(f.state.Appeals, func(a models.ScoreAppeal) bool {
		return a.Decided == 0 && a.About.Kind == string(ScoreKindUnit) && a.About.ID == unit
	})
}

// published reads an evaluation that is published.
func (s *Server) published(ctx context.Context, id string) (*evaluationFile, []ScoreRow, error) {
	row, err := s.Evaluations.Evaluation(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if row.Status != models.EvaluationPublished {
		return nil, nil, notFound("no_such_evaluation", "there is no such evaluation")
	}
	f, err := s.publication(ctx, row)
	if err != nil {
		return nil, nil, err
	}
	rows, err := s.unitScores(ctx, f)
	return f, rows, err
}

// ExportPublicScores gives published scores as a table for spreadsheet programs.
func (s *Server) ExportPublicScores(ctx context.Context, req ExportPublicScoresRequestObject) (ExportPublicScoresResponseObject, error) {
	f, rows, err := s.published(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	out, err := f.table(rows, req.Params.Language)
	return ExportPublicScores200TextcsvResponse{
		Body: out, ContentLength: int64(out.Len()),
		Headers: ExportPublicScores200ResponseHeaders{ContentDisposition: "attachment; filename*=UTF-8''" + url.PathEscape(f.tableName(ScoreKindUnit, req.Params.Language))},
	}, err
}

// PrintPublicScores prints a report of published scores.
func (s *Server) PrintPublicScores(ctx context.Context, req PrintPublicScoresRequestObject) (PrintPublicScoresResponseObject, error) {
	f, rows, err := s.published(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	pdf, size, err := s.scoreReport(ctx, f, rows, req.Params.Language)
	return PrintPublicScores200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

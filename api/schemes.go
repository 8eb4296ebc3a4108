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

// ListSchemes lists the schemes by which performance is measured: those that ship and every version that was published.
func (s *Server) ListSchemes(ctx context.Context, _ ListSchemesRequestObject) (ListSchemesResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.RuleSet}); err != nil {
		return nil, err
	}
	rows, _, err := s.RuleSets.RuleSets(ctx)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r models.RuleSetRow) bool { return r.Name != models.SchemeName })
	n, err := s.naming(ctx, each(rows, func(r models.RuleSetRow) string { return r.MadeBy })...)
	if err != nil {
		return nil, err
	}
	year, month, _ := clock.DateOf(s.Now()).Civil()
	current := s.Schemes.Scheme(score.Month(year, month))
	out := each(s.Schemes.Schemes(), func(c *score.Scheme) RuleSet {
		set := RuleSet{
			Name: models.SchemeName, Version: c.Version, From: c.From.Opens(), Source: c.Text, Current: c == current, Origin: RuleSetOriginShipped,
		}
		if i := slices.IndexFunc(rows, func(r models.RuleSetRow) bool { return r.Version == c.Version && r.Source == c.Text }); i >= 0 {
			set.By, set.Origin = n.person(rows[i].MadeBy), RuleSetOriginPublished
		}
		return set
	})
	slices.Reverse(out)
	return ListSchemes200JSONResponse{Rows: out}, nil
}

// ValidateScheme names every fault of a scheme.
func (s *Server) ValidateScheme(ctx context.Context, req ValidateSchemeRequestObject) (ValidateSchemeResponseObject, error) {
	if err := s.must(ctx, access.Load, access.Object{Kind: access.RuleSet}); err != nil {
		return nil, err
	}
	scheme, err := process.ParseScheme("scheme.yaml", []byte(req.Body.Source))
	verdict, err := verdictOf(blamed(err), requestOf(ctx).spoken())
	if err != nil {
		return nil, err
	}
	if verdict.Valid {
		verdict.Hash = scheme.Version
	}
	return ValidateScheme200JSONResponse(verdict), nil
}

// PublishScheme puts a scheme into force for the periods that begin from its day on. What was measured stays as it is.
func (s *Server) PublishScheme(ctx context.Context, req PublishSchemeRequestObject) (PublishSchemeResponseObject, error) {
	if err := s.must(ctx, access.Publish, access.Object{Kind: access.RuleSet}); err != nil {
		return nil, err
	}
	scheme, err := process.ParseScheme("scheme.yaml", []byte(req.Body.Source))
	if err != nil {
		return nil, blamed(err)
	}
	row := models.RuleSetRow{
		Name: models.SchemeName, Version: scheme.Version, Source: req.Body.Source, From: scheme.From.Opens(), MadeBy: me(ctx).id, Made: s.Now(),
	}
	if !req.Body.From.IsZero() {
		row.From = req.Body.From
	}
	if slices.ContainsFunc(s.Schemes.Schemes(), func(c *score.Scheme) bool { return c.Version == row.Version && c.Text != row.Source }) {
		return nil, models.Errorf(models.Conflict, "version_taken", "version %s of the scheme has another content", row.Version)
	}
	if err := s.changed(ctx, "publish_rule_set", row.Name, req.Body.Reason, nil, row.Version); err != nil {
		return nil, err
	}
	if err := s.RuleSets.PutRuleSet(ctx, row); err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, row.MadeBy)
	return PublishScheme201JSONResponse{
		Name: row.Name, Version: row.Version, From: row.From, By: n.person(row.MadeBy), Source: row.Source,
		Current: clock.DateOf(row.From) <= clock.DateOf(s.Now()), Origin: RuleSetOriginPublished,
	}, err
}

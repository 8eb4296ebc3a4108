package api

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/policies/access"
)

// RuleSets is the part of the store that holds supervision rule sets.
type RuleSets interface {
	RuleSets(ctx context.Context) (rows []models.RuleSetRow, revision int64, err error)
	PutRuleSet(ctx context.Context, row models.RuleSetRow) error
}

// ListRuleSets lists the rule set in force and every version that was published.
func (s *Server) ListRuleSets(ctx context.Context, _ ListRuleSetsRequestObject) (ListRuleSetsResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.RuleSet}); err != nil {
		return nil, err
	}
	rows, _, err := s.RuleSets.RuleSets(ctx)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r models.RuleSetRow) bool { return r.Name == models.SchemeName })
	n, err := s.naming(ctx, each(rows, func(r models.RuleSetRow) string { return r.MadeBy })...)
	if err != nil {
		return nil, err
	}
	current := s.Law.Rules("", s.Now())
	out := each(rows, func(r models.RuleSetRow) RuleSet {
		return RuleSet{
			Name: r.Name, Version: r.Version, From: r.From, To: r.To, By: n.person(r.MadeBy), Source: r.Source,
			Current: current != nil && r.Version == current.Version, Origin: RuleSetOriginPublished,
		}
	})
	shipped, err := shippedRules()
	for _, r := range shipped {
		if !slices.ContainsFunc(out, func(o RuleSet) bool { return o.Version == r.Version }) {
			r.Current = current != nil && r.Version == current.Version
			out = append(out, r)
		}
	}
	return ListRuleSets200JSONResponse{Rows: out}, err
}

// defaultRules is the name of the rules over administrative approval.
const defaultRules = "administrative-approval"

// ValidateRuleSet names every fault of a rule set.
func (s *Server) ValidateRuleSet(ctx context.Context, req ValidateRuleSetRequestObject) (ValidateRuleSetResponseObject, error) {
	if err := s.must(ctx, access.Load, access.Object{Kind: access.RuleSet}); err != nil {
		return nil, err
	}
	set, err := process.ParseRules("rules.yaml", []byte(req.Body.Source))
	verdict, err := verdictOf(blamed(err), requestOf(ctx).spoken())
	if err != nil {
		return nil, err
	}
	if verdict.Valid {
		verdict.Hash = set.Version
	}
	return ValidateRuleSet200JSONResponse(verdict), nil
}

// blamed is a parser's error as a refusal of what was written.
func blamed(err error) error {
	var known *models.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return models.Errorf(models.Invalid, "unreadable", "%s", strings.TrimSpace(err.Error()))
}

// PublishRuleSet puts a version of the rules into force. Open cases are judged by it from then on; what is issued stays.
func (s *Server) PublishRuleSet(ctx context.Context, req PublishRuleSetRequestObject) (PublishRuleSetResponseObject, error) {
	if err := s.must(ctx, access.Publish, access.Object{Kind: access.RuleSet}); err != nil {
		return nil, err
	}
	set, err := process.ParseRules("rules.yaml", []byte(req.Body.Source))
	if err != nil {
		return nil, blamed(err)
	}
	row := models.RuleSetRow{
		Name: defaultRules, Version: set.Version, Source: req.Body.Source, From: set.From.Opens(), MadeBy: me(ctx).id, Made: s.Now(),
	}
	if !req.Body.From.IsZero() {
		row.From = req.Body.From
	}
	before := ""
	if current := s.Law.Rules("", s.Now()); current != nil {
		before = current.Version
	}
	if err := s.firstRehearsed(ctx, row, req.Body.From); err != nil {
		return nil, err
	}
	if err := s.changed(ctx, "publish_rule_set", row.Name, req.Body.Reason, before, row.Version); err != nil {
		return nil, err
	}
	if err := s.RuleSets.PutRuleSet(ctx, row); err != nil {
		return nil, err
	}
	if err := s.Watch.RulesPublished(ctx, row); err != nil {
		s.Log.Error("look at a publication of rules; the night's analysis looks again", slog.Any("error", err))
	}
	n, err := s.naming(ctx, row.MadeBy)
	return PublishRuleSet201JSONResponse{
		Name: row.Name, Version: row.Version, From: row.From, By: n.person(row.MadeBy), Source: row.Source,
		Current: clock.DateOf(row.From) <= clock.DateOf(s.Now()), Origin: RuleSetOriginPublished,
	}, err
}

// firstRehearsed asks for a rehearsal, unless the very same text has been published already: the click that came again.
func (s *Server) firstRehearsed(ctx context.Context, row models.RuleSetRow, from time.Time) error {
	rows, _, err := s.RuleSets.RuleSets(ctx)
	if err != nil {
		return err
	}
	again := func(r models.RuleSetRow) bool {
		return r.Name == row.Name && r.Version == row.Version && r.Source == row.Source && r.From.Equal(row.From)
	}
	if slices.ContainsFunc(rows, again) {
		return nil
	}
	return s.rehearsed(ctx, candidate{kind: models.RehearseRules, source: row.Source, from: from})
}

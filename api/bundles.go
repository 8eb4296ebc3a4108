package api

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/supervision"
	"mingcha/policies/access"
)

// Bundles is the part of the store that holds published service items.
type Bundles interface {
	PublishBundle(ctx context.Context, row models.BundleRow) error
	Bundle(ctx context.Context, hash string) (models.BundleRow, error)
	ActiveBundles(ctx context.Context, at time.Time) (rows []models.BundleRow, revision int64, err error)
	BundlesOf(ctx context.Context, item string) ([]models.BundleRow, error)
}

// RuleSets is the part of the store that holds supervision rule sets.
type RuleSets interface {
	RuleSets(ctx context.Context) (rows []models.RuleSetRow, revision int64, err error)
	PutRuleSet(ctx context.Context, row models.RuleSetRow) error
}

// ListBundles lists the items in force, or all versions of one.
func (s *Server) ListBundles(ctx context.Context, req ListBundlesRequestObject) (ListBundlesResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.Bundle}); err != nil {
		return nil, err
	}
	rows, _, err := s.Bundles.ActiveBundles(ctx, s.Now())
	if req.Params.Item != "" {
		rows, err = s.Bundles.BundlesOf(ctx, req.Params.Item)
	}
	if err != nil {
		return nil, err
	}
	page, next, err := slice(rows, req.Params.Cursor, req.Params.Limit)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(page, func(r models.BundleRow) string { return r.PublishedBy })...)
	return ListBundles200JSONResponse{Rows: each(page, func(r models.BundleRow) Bundle { return n.bundle(r, s.Now()) }), Next: next}, err
}

func (n *naming) bundle(r models.BundleRow, now time.Time) Bundle {
	name := n.item(r.Item)
	return Bundle{
		Hash: r.Hash, Item: r.Item, Name: name.Name, NameEn: name.NameEn, Published: r.Published, By: n.person(r.PublishedBy),
		Current: !now.Before(r.From) && (r.To.IsZero() || now.Before(r.To)), Version: r.From.UTC().Format(time.DateOnly),
	}
}

// ReadBundle gives one version with its source.
func (s *Server) ReadBundle(ctx context.Context, req ReadBundleRequestObject) (ReadBundleResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.Bundle}); err != nil {
		return nil, err
	}
	row, err := s.Bundles.Bundle(ctx, req.Hash)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, row.PublishedBy)
	out := n.bundle(row, s.Now())
	out.Source = row.Source
	return ReadBundle200JSONResponse(out), err
}

// ValidateBundle names every fault of an authored item with its place.
func (s *Server) ValidateBundle(ctx context.Context, req ValidateBundleRequestObject) (ValidateBundleResponseObject, error) {
	if err := s.must(ctx, access.Load, access.Object{Kind: access.Bundle}); err != nil {
		return nil, err
	}
	bundle, err := s.Compile(req.Body.Source)
	verdict, err := verdictOf(err, requestOf(ctx).spoken())
	if err != nil {
		return nil, err
	}
	if verdict.Valid {
		verdict.Hash, verdict.Item = bundle.Hash, bundle.Procedure.Item
	}
	return ValidateBundle200JSONResponse(verdict), nil
}

// verdictOf words what a compiler found.
func verdictOf(err error, language Language) (SourceVerdict, error) {
	var known *models.Error
	switch {
	case err == nil:
		return SourceVerdict{Valid: true, Faults: []SourceFault{}}, nil
	case !errors.As(err, &known) || known.Code != models.Invalid:
		return SourceVerdict{}, err
	case len(known.Faults) == 0:
		return SourceVerdict{Faults: []SourceFault{{Rule: known.Reason, Text: known.Text}}}, nil
	}
	return SourceVerdict{Faults: each(known.Faults, func(f models.Fault) SourceFault {
		return SourceFault{Place: f.Field, Rule: f.Rule, Text: process.Sentence(f, string(language[:2]))}
	})}, nil
}

// PublishBundle puts a version into force; cases filed from now on follow it.
func (s *Server) PublishBundle(ctx context.Context, req PublishBundleRequestObject) (PublishBundleResponseObject, error) {
	if err := s.must(ctx, access.Publish, access.Object{Kind: access.Bundle}); err != nil {
		return nil, err
	}
	bundle, err := s.Compile(req.Body.Source)
	if err != nil {
		return nil, err
	}
	content, err := json.Marshal(bundle)
	if err != nil {
		return nil, err
	}
	now := s.Now()
	row := models.BundleRow{
		Item: bundle.Procedure.Item, From: now, Hash: bundle.Hash, Source: req.Body.Source, Content: content,
		PublishedBy: me(ctx).id, Published: now,
	}
	before := ""
	if current, known := s.Shelf.Catalogue().Find(row.Item); known {
		before = current.Hash
	}
	if before != row.Hash {
		if err := s.changed(ctx, "publish_bundle", row.Item, req.Body.Reason, before, row.Hash); err != nil {
			return nil, err
		}
		if err := s.Bundles.PublishBundle(ctx, row); err != nil {
			return nil, err
		}
	}
	n, err := s.naming(ctx, row.PublishedBy)
	return PublishBundle201JSONResponse(n.bundle(row, now)), err
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
	n, err := s.naming(ctx, each(rows, func(r models.RuleSetRow) string { return r.MadeBy })...)
	if err != nil {
		return nil, err
	}
	current := s.Law.Rules("", s.Now())
	out := each(rows, func(r models.RuleSetRow) RuleSet {
		return RuleSet{
			Name: r.Name, Version: r.Version, From: r.From, To: r.To, By: n.person(r.MadeBy), Source: r.Source,
			Current: current != nil && r.Version == current.Version,
		}
	})
	if current != nil && !slices.ContainsFunc(out, func(r RuleSet) bool { return r.Current }) {
		out = append(out, ruleSetOf(current)) // ships with the program
	}
	return ListRuleSets200JSONResponse{Rows: out}, nil
}

func ruleSetOf(set *supervision.RuleSet) RuleSet {
	return RuleSet{Name: defaultRules, Version: set.Version, From: set.From.Opens(), Current: true}
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
	if err := s.changed(ctx, "publish_rule_set", row.Name, req.Body.Reason, before, row.Version); err != nil {
		return nil, err
	}
	if err := s.RuleSets.PutRuleSet(ctx, row); err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, row.MadeBy)
	return PublishRuleSet201JSONResponse{
		Name: row.Name, Version: row.Version, From: row.From, By: n.person(row.MadeBy), Source: row.Source,
		Current: clock.DateOf(row.From) <= clock.DateOf(s.Now()),
	}, err
}

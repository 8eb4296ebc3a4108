package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/access"
)

// Bundles is the part of the store that holds published service items.
type Bundles interface {
	PublishBundle(ctx context.Context, row models.BundleRow) error
	Bundle(ctx context.Context, hash string) (models.BundleRow, error)
	ActiveBundles(ctx context.Context, at time.Time) (rows []models.BundleRow, revision int64, err error)
	BundlesOf(ctx context.Context, item string) ([]models.BundleRow, error)
}

// Watch looks at what is published: what it finds suspicious becomes a lead for the supervising body (S33), of rules for
// the tier above (S05).
type Watch interface {
	Published(ctx context.Context, row models.BundleRow) error
	RulesPublished(ctx context.Context, row models.RuleSetRow) error
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
	shown, err := s.bundlePages(ctx, page)
	return ListBundles200JSONResponse{Rows: shown, Next: next}, err
}

// shippedBy stands as publisher of what comes with the program.
const shippedBy = "shipped"

// bundlePages shows versions with how many open cases are bound to each.
func (s *Server) bundlePages(ctx context.Context, rows []models.BundleRow) ([]Bundle, error) {
	open, err := s.Cases.OpenCasesByBundle(ctx, each(rows, func(r models.BundleRow) string { return r.Hash }))
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(r models.BundleRow) string { return r.PublishedBy })...)
	return each(rows, func(r models.BundleRow) Bundle {
		out := n.bundle(r, s.Now())
		out.OpenCases = open[r.Hash]
		return out
	}), err
}

func (n *naming) bundle(r models.BundleRow, now time.Time) Bundle {
	name, origin := n.item(r.Item), BundleOriginPublished
	if r.PublishedBy == shippedBy {
		origin = BundleOriginShipped
	}
	return Bundle{
		Origin: origin, Hash: r.Hash, Item: r.Item, Name: name.Name, NameEn: name.NameEn, Published: r.Published, By: n.person(r.PublishedBy),
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
	pages, err := s.bundlePages(ctx, []models.BundleRow{row})
	if err != nil {
		return nil, err
	}
	out := pages[0]
	if out.Source = row.Source; out.Source == "" && out.Current && out.Origin == BundleOriginShipped {
		out.Source = shippedItem(row.Item)
	}
	bundle, err := s.Shelf.Bundle(req.Hash)
	if err != nil {
		return nil, err
	}
	out.Steps = each(bundle.Procedure.Steps, func(step models.Step) BundleStep {
		return BundleStep{Key: step.Key, Name: step.Name, NameEn: step.NameEN}
	})
	return ReadBundle200JSONResponse(out), nil
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
		if err := s.rehearsed(ctx, candidate{kind: models.RehearseBundle, source: req.Body.Source, item: row.Item}); err != nil {
			return nil, err
		}
		if err := s.changed(ctx, "publish_bundle", row.Item, req.Body.Reason, before, row.Hash); err != nil {
			return nil, err
		}
		if err := s.Bundles.PublishBundle(ctx, row); err != nil {
			return nil, err
		}
		if err := s.Watch.Published(ctx, row); err != nil {
			s.Log.Error("look at a publication; the night's analysis looks again", slog.Any("error", err))
		}
	}
	n, err := s.naming(ctx, row.PublishedBy)
	return PublishBundle201JSONResponse(n.bundle(row, now)), err
}

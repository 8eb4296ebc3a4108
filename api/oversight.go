package api

import (
	"context"
	"maps"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
)

// ListOversight tells what the rules over supervisors found against each supervising body within sight (再监督, S05).
func (s *Server) ListOversight(ctx context.Context, req ListOversightRequestObject) (ListOversightResponseObject, error) {
	q := req.Params
	if _, _, err := s.boardOf(ctx, q.Path); err != nil {
		return nil, err
	}
	first, last := clock.DateOf(s.Now()).AddMonths(-12), clock.DateOf(s.Now())
	if !q.From.IsZero() {
		first = clock.DateOf(civil(q.From))
	}
	if !q.To.IsZero() {
		last = clock.DateOf(civil(q.To))
	}
	out := ListOversight200JSONResponse{From: dateOf(first), To: dateOf(last), Rules: s.overseers(), Rows: []OversightRow{}}
	counts, err := s.overseen(ctx, q.Path, out.Rules, models.Span{From: first.Opens(), To: last.Ends()})
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	for unit, found := range counts {
		out.Rows = append(out.Rows, OversightRow{Unit: n.unit(unit), Counts: each(out.Rules, func(r OversightRule) int { return found[r.Code] })})
	}
	slices.SortFunc(out.Rows, func(a, b OversightRow) int {
		return strings.Compare(a.Unit.Path+a.Unit.Id, b.Unit.Path+b.Unit.Id)
	})
	return out, nil
}

// overseers are the rules over supervisors in force, those whose findings are cards first.
func (s *Server) overseers() []OversightRule {
	out := []OversightRule{}
	set := s.Law.Rules("", s.Now())
	for i := range set.Rules {
		r := &set.Rules[i]
		if !r.Oversees() {
			continue
		}
		rule := OversightRule{Code: r.Code, Name: r.Name, NameEn: r.NameEN, Finds: OversightRuleFindsCards}
		if r.Content() {
			rule.Finds = OversightRuleFindsLeads
		}
		out = append(out, rule)
	}
	slices.SortFunc(out, func(a, b OversightRule) int { return strings.Compare(a.Code, b.Code) })
	return out
}

// overseen counts by unit and rule what was found of what the person may read.
func (s *Server) overseen(ctx context.Context, path string, rules []OversightRule, during models.Span) (map[string]map[string]int, error) {
	out := map[string]map[string]int{}
	for kind, of := range map[models.Kind]access.Kind{models.CardKind: access.Card, models.LeadKind: access.Lead} {
		var codes []string
		for _, r := range rules {
			if (r.Finds == OversightRuleFindsLeads) == (kind == models.LeadKind) {
				codes = append(codes, r.Code)
			}
		}
		counts, err := s.Analyses.UnitCounts(ctx, kind, codes, s.sight(ctx, access.Read, of, path).ranges, during)
		if err != nil {
			return nil, err
		}
		for unit, found := range counts {
			if out[unit] == nil {
				out[unit] = map[string]int{}
			}
			maps.Copy(out[unit], found)
		}
	}
	return out, nil
}

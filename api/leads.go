package api

import (
	"context"

	"mingcha/models"
	"mingcha/policies/access"
)

// Leads is the part of the store that holds leads.
type Leads interface {
	Lead(ctx context.Context, id string) (models.LeadRow, error)
	Leads(ctx context.Context, f models.LeadFilter) (models.LeadPage, error)
}

// leadObject is a lead as the policy sees it: the unit in doubt. Its own people settle nothing.
func leadObject(l models.LeadRow) access.Object {
	return access.Object{Kind: access.Lead, Unit: l.Unit, Path: l.Path}
}

// ListLeads lists leads on units that the person supervises.
func (s *Server) ListLeads(ctx context.Context, req ListLeadsRequestObject) (ListLeadsResponseObject, error) {
	q := req.Params
	v := s.sight(ctx, access.Read, access.Lead, q.Path)
	f := models.LeadFilter{
		Scope: v.ranges, Open: q.Open, Status: q.Status, Rule: q.Rule, Unit: q.Unit, Item: q.Item, About: q.Case, Page: pageOf(q.Cursor, q.Limit),
		Opened: days(q.OpenedFrom, q.OpenedTo),
	}
	var err error
	if f.Rules, err = s.rulesOf(ctx, q.Function, models.LeadKind, v.ranges, f.Opened); err != nil {
		return nil, err
	}
	if q.Mine {
		f.Assignee = me(ctx).id
	}
	rows, next, err := gathered(f.Page, func(p models.Page) ([]models.LeadRow, string, error) {
		f.Page = p
		page, err := s.Leads.Leads(ctx, f)
		return page.Leads, page.Next, err
	}, func(l models.LeadRow) bool { return v.covers(leadObject(l)) })
	if err != nil {
		return nil, err
	}
	var people []string
	for _, l := range rows {
		people = append(people, l.Holder, l.Assignee)
	}
	n, err := s.naming(ctx, people...)
	if err != nil {
		return nil, err
	}
	return ListLeads200JSONResponse{Rows: each(rows, func(l models.LeadRow) LeadRow { return s.leadRow(n, l) }), Next: next}, nil
}

func (s *Server) leadRow(n *naming, l models.LeadRow) LeadRow {
	out := LeadRow{
		Id: l.ID, Rule: n.rule(l.Rule), About: LeadRowAbout(l.AboutKind), Subject: l.About, Number: l.Number, Unit: n.unit(l.Unit),
		Organ: n.unit(l.Organ), Holder: n.person(l.Holder), Assignee: n.person(l.Assignee), Period: l.Period, Status: l.Status,
		Opened: l.Opened, Due: orZero(l.Due), Settled: orZero(l.Settled), Level: levelOf(l.Level), Card: l.Card, Demo: l.Demo,
	}
	if l.Item != "" {
		out.Item = n.item(l.Item)
	}
	if l.Due != nil && l.Settled == nil {
		out.Workdays = workdaysBetween(n.law.Calendar(l.Path), n.at, *l.Due)
	}
	return out
}

// ListRiskPoints shows the steps of an item with the rules that watch them (S17).
func (s *Server) ListRiskPoints(ctx context.Context, req ListRiskPointsRequestObject) (ListRiskPointsResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.RuleSet}); err != nil {
		return nil, err
	}
	bundle, known := s.Shelf.Catalogue().Find(req.Params.Item)
	if !known {
		return nil, notFound("no_such_item", "there is no such item")
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	out := ListRiskPoints200JSONResponse{Item: n.item(req.Params.Item), Steps: []RiskPoint{}}
	set := s.Law.Rules(req.Params.Item, s.Now())
	for _, step := range bundle.Procedure.Steps {
		point := RiskPoint{Step: step.Key, Name: step.Name, NameEn: step.NameEN, Rules: []RuleName{}}
		if set != nil {
			for _, r := range set.Points(bundle.Offer(), step.Kind) {
				point.Rules = append(point.Rules, RuleName{Code: r.Code, Name: r.Name, NameEn: r.NameEN, Class: RuleNameClass(r.Class)})
			}
		}
		out.Steps = append(out.Steps, point)
	}
	return out, nil
}

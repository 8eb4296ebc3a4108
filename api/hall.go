package api

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/directory"
)

// PublicStatus says whether the hall is open, and whether it is only a demonstration.
func (s *Server) PublicStatus(ctx context.Context, _ PublicStatusRequestObject) (PublicStatusResponseObject, error) {
	status := PublicStatus200JSONResponse{
		Name: s.House.Name, Demo: s.House.Demo, Totp: s.House.TOTP, Oidc: s.OIDC != nil, Time: s.Now(), Version: s.House.Version,
	}
	away := s.away(ctx)
	if status.Open = len(away) == 0; slices.Contains(away, "store") {
		return status, nil
	}
	genuine, demo, err := s.Accounts.CountAccounts(ctx)
	if err != nil {
		status.Open = false
		return status, nil
	}
	status.Setup = genuine+demo == 0
	return status, nil
}

// SearchItems finds items in force. Pages of the result are places in a list that is computed anew, which is cheap.
func (s *Server) SearchItems(ctx context.Context, req SearchItemsRequestObject) (SearchItemsResponseObject, error) {
	language := "zh"
	if requestOf(ctx).spoken() == En {
		language = "en"
	}
	shelf, q := s.Shelf.Catalogue(), req.Params
	found := []ItemSummary{}
	for _, hit := range shelf.Search(q.Q, language) {
		b, known := shelf.Find(hit.Item)
		if !known || (q.Event != "" && !slices.Contains(b.Guide.LifeEvents, q.Event)) {
			continue
		}
		if q.Served != "" && !slices.Contains(servedBy(b.Guide), string(q.Served)) {
			continue
		}
		if q.Unit == "" || q.Unit == b.Guide.Unit.Kind || slices.ContainsFunc(s.offering(b), hasID(q.Unit)) {
			found = append(found, s.summary(b))
		}
	}
	rows, next, err := slice(found, q.Cursor, q.Limit)
	return SearchItems200JSONResponse{Rows: rows, Next: next}, err
}

func hasID(id string) func(directory.Unit) bool {
	return func(u directory.Unit) bool { return u.ID == id }
}

// servedBy says in two words whom an item is for: GB/T 39046 has 1 for persons, the rest are organisations.
func servedBy(g process.Guide) []string {
	var out []string
	if slices.Contains(g.Served, 1) {
		out = append(out, "person")
	}
	if slices.ContainsFunc(g.Served, func(code int) bool { return code > 1 }) {
		out = append(out, "organisation")
	}
	return out
}

func (s *Server) summary(b *process.Bundle) ItemSummary {
	return ItemSummary{
		Key: b.Procedure.Item, Name: b.Guide.Name, NameEn: b.Guide.NameEN, Kind: ItemKind(b.Guide.Kind), Unit: s.unitOf(b),
		Served: servedBy(b.Guide), Events: b.Guide.LifeEvents, Promised: b.Procedure.Promised, Free: b.Fees.Free, Online: true,
	}
}

// unitOf is the unit that an item is asked for at, or the kind of unit where there are several.
func (s *Server) unitOf(b *process.Bundle) UnitName {
	if units := s.offering(b); len(units) == 1 {
		return UnitName{Id: units[0].ID, Name: units[0].NameZH, NameEn: units[0].NameEN, Path: units[0].Path}
	}
	return UnitName{Id: b.Guide.Unit.Kind, Name: b.Guide.Unit.Name, NameEn: b.Guide.Unit.NameEN}
}

// ReadGuide gives the guide of an item with its procedure and its form.
func (s *Server) ReadGuide(_ context.Context, req ReadGuideRequestObject) (ReadGuideResponseObject, error) {
	b, known := s.Shelf.Catalogue().Find(req.Item)
	if !known || b.Guide.Internal {
		return nil, notFound("no_such_item", "there is no such item")
	}
	guide, err := s.guide(b)
	return ReadGuide200JSONResponse(guide), err
}

func (s *Server) guide(b *process.Bundle) (Guide, error) {
	p, g := &b.Procedure, b.Guide
	out := Guide{
		Key: p.Item, Bundle: b.Hash, Name: g.Name, NameEn: g.NameEN, Kind: ItemKind(g.Kind), Served: servedBy(g), Unit: s.unitOf(b),
		Units: each(s.offering(b), func(u directory.Unit) UnitName {
			return UnitName{Id: u.ID, Name: u.NameZH, NameEn: u.NameEN, Path: u.Path}
		}),
		Conditions: each(g.Conditions, same), Acceptance: p.Acceptance, Statutory: p.Statutory, Promised: p.Promised,
		Delivery: p.Delivery, Free: b.Fees.Free, Fees: each(b.Fees.Items, feeOf), Basis: each(g.Basis, basisOf),
		Materials: each(b.Materials, func(m process.Material) GuideMaterial { return guideMaterial(p.Item, m) }),
		Fields:    each(b.Fields, formField), Steps: guideSteps(b),
		Special: each(p.Special, func(k models.SpecialKind) SpecialKind {
			return SpecialKind{Kind: k.Kind, Name: k.Name, StopsClock: k.StopsClock, Planned: k.Planned}
		}),
		Result: ResultDocument{Name: b.ResultDocument.Name, NameEn: b.ResultDocument.NameEN, Valid: b.ResultDocument.Valid},
	}
	if p.Extension != nil {
		out.Extension = p.Statutory
		out.Extension.N = p.Extension.N
	}
	return out, json.Unmarshal(b.Schema, &out.Schema)
}

func guideSteps(b *process.Bundle) []GuideStep {
	out := make([]GuideStep, len(b.Procedure.Steps))
	for i, s := range b.Procedure.Steps {
		out[i] = GuideStep{
			Key: s.Key, Name: s.Name, NameEn: s.NameEN, Stage: s.Stage, Kind: s.Kind, Role: s.Role, Unit: s.Unit, Limit: s.Limit,
			Counts: GuideStepCounts(s.Counts), When: s.When != "",
			After: each(s.After, func(k int) string { return b.Procedure.Steps[k].Key }),
		}
	}
	return out
}

func guideMaterial(item string, m process.Material) GuideMaterial {
	out := GuideMaterial{
		No: m.No, Name: m.Name, NameEn: m.NameEN, Required: m.Required, Form: m.Medium, Copies: m.Copies, Source: m.Source,
		SharedFrom: m.From,
	}
	if m.Template != "" {
		out.Template = base + "/public/items/" + item + "/materials/" + itoa(m.No) + "/form"
	}
	return out
}

func feeOf(f process.Fee) Fee {
	price, priced := f.Price()
	return Fee{
		Code: f.Code, Name: f.Name, NameEn: f.NameEN, Standard: f.Standard, Priced: priced, Price: int64(price),
		Per: strings.TrimPrefix(f.Unit, "yuan_per_"),
	}
}

func basisOf(c process.Citation) Basis {
	law := c.Law
	if law == "" {
		law = c.Document
	}
	return Basis{Law: law, Article: c.Article, Quote: c.Quote, Verify: c.Verify}
}

// ListPublicUnits lists the units that offer something, with how many items.
func (s *Server) ListPublicUnits(context.Context, ListPublicUnitsRequestObject) (ListPublicUnitsResponseObject, error) {
	offered := map[string]int{}
	for _, b := range s.Shelf.Catalogue().All() {
		for _, u := range s.offering(b) {
			offered[u.ID]++
		}
	}
	rows := []Unit{}
	for _, u := range s.Gate.Snapshot().Units.All() {
		if n := offered[u.ID]; n > 0 {
			rows = append(rows, Unit{Id: u.ID, Name: u.NameZH, NameEn: u.NameEN, Kind: u.Kind, Path: u.Path, Parent: u.Parent, Items: n})
		}
	}
	return ListPublicUnits200JSONResponse{Rows: rows}, nil
}

// ListLifeEvents lists the life events that items are gathered under, those with most items first.
func (s *Server) ListLifeEvents(context.Context, ListLifeEventsRequestObject) (ListLifeEventsResponseObject, error) {
	count := map[string]int{}
	rows := []LifeEvent{}
	for _, b := range s.Shelf.Catalogue().All() {
		for _, event := range b.Guide.LifeEvents {
			if count[event]++; count[event] == 1 {
				rows = append(rows, LifeEvent{Key: event, Name: event, NameEn: event})
			}
		}
	}
	for i := range rows {
		rows[i].Items = count[rows[i].Key]
	}
	slices.SortStableFunc(rows, func(a, b LifeEvent) int { return b.Items - a.Items })
	return ListLifeEvents200JSONResponse{Rows: rows}, nil
}

package api

import (
	"context"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// ListColleagues lists who holds a role in a unit, for a transfer. Whoever works on cases there, or watches them, may ask.
func (s *Server) ListColleagues(ctx context.Context, req ListColleaguesRequestObject) (ListColleaguesResponseObject, error) {
	if err := s.mustSeeUnit(ctx, req.Params.Unit); err != nil {
		return nil, err
	}
	places, roles := s.Gate.Snapshot(), map[string][]string{}
	var order []string
	for _, role := range places.Roles.All() {
		if req.Params.Role != "" && role.Key != req.Params.Role {
			continue
		}
		for _, a := range places.Holders(req.Params.Unit, role.Key, s.Now()) {
			if roles[a.Person] == nil {
				order = append(order, a.Person)
			}
			roles[a.Person] = append(roles[a.Person], role.Key)
		}
	}
	away, err := s.Absences.Absences(ctx, order, s.Now())
	if err != nil {
		return nil, err
	}
	standIns := each(away, func(a models.AbsenceRow) string { return a.StandIn })
	n, err := s.naming(ctx, append(standIns, order...)...)
	if err != nil {
		return nil, err
	}
	return ListColleagues200JSONResponse{Rows: each(order, func(account string) Colleague {
		c := Colleague{Account: account, Name: n.person(account).Name, Roles: roles[account]}
		if i := slices.IndexFunc(away, func(a models.AbsenceRow) bool { return a.Account == account && a.Holds(s.Now()) }); i >= 0 {
			c.Away, c.StandIn = true, n.person(away[i].StandIn)
		}
		return c
	})}, nil
}

// mustSeeUnit refuses questions about the people of a unit with which the person has nothing to do.
func (s *Server) mustSeeUnit(ctx context.Context, id string) error {
	unit, known := s.Gate.Snapshot().Units.Find(id)
	if !known {
		return notFound("no_such_unit", "there is no such unit")
	}
	for _, a := range s.Gate.Snapshot().Of(me(ctx).id, s.Now()) {
		if a.Unit == id {
			return nil
		}
	}
	if s.takesOverTo(ctx, id) {
		return nil
	}
	return s.must(ctx, access.Read, access.Object{Kind: access.Case, Unit: id, Path: unit.Path})
}

// takesOverTo reports whether the person may hand a file of some unit below to this one, and so must know who works there.
func (s *Server) takesOverTo(ctx context.Context, id string) bool {
	places := s.Gate.Snapshot()
	return departmental(places, id) && slices.ContainsFunc(places.Units.Below(id), func(below string) bool {
		unit, _ := places.Units.Find(below)
		return s.may(ctx, access.TakeOver, access.Object{Kind: access.Case, Unit: below, Path: unit.Path})
	})
}

// ListUnits lists units in a division and below, by part of their name. Which units there are is public.
func (s *Server) ListUnits(_ context.Context, req ListUnitsRequestObject) (ListUnitsResponseObject, error) {
	var found []Unit
	for _, u := range s.Gate.Snapshot().Units.All() {
		under := req.Params.Path == "" || directory.Within(req.Params.Path, u.Path)
		if under && (contains(u.NameZH, req.Params.Q) || contains(u.NameEN, req.Params.Q)) {
			found = append(found, Unit{Id: u.ID, Name: u.NameZH, NameEn: u.NameEN, Kind: u.Kind, Path: u.Path, Parent: u.Parent})
		}
	}
	rows, next, err := slice(found, req.Params.Cursor, req.Params.Limit)
	return ListUnits200JSONResponse{Rows: rows, Next: next}, err
}

func contains(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSpace(part)))
}

func pageOf(cursor string, limit int) models.Page {
	if limit == 0 {
		limit = 50
	}
	return models.Page{Cursor: cursor, Limit: limit}
}

package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Absences knows who is away and who stands in.
type Absences interface {
	// Absences returns those of a unit that hold at an instant; of every unit if it is "".
	Absences(ctx context.Context, unit string, at time.Time) ([]Away, error)
}

// Away is one person who is away for a time.
type Away struct {
	Account string
	From    time.Time
	To      time.Time
	StandIn string // account, "" nobody
}

func (s *Server) away(ctx context.Context, unit string) ([]Away, error) {
	if s.Absences == nil {
		return nil, nil
	}
	return s.Absences.Absences(ctx, unit, s.Now())
}

// standsInFor lists those for whom an account stands in now. Not to know is to stand in for nobody.
func (s *Server) standsInFor(ctx context.Context, account string) []string {
	list, err := s.away(ctx, "")
	if err != nil {
		return nil
	}
	var out []string
	for _, a := range list {
		if a.StandIn == account {
			out = append(out, a.Account)
		}
	}
	return out
}

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
	away, err := s.away(ctx, req.Params.Unit)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, append(order, standIns(away)...)...)
	if err != nil {
		return nil, err
	}
	return ListColleagues200JSONResponse{Rows: each(order, func(account string) Colleague {
		c := Colleague{Account: account, Name: n.person(account).Name, Roles: roles[account]}
		if i := slices.IndexFunc(away, func(a Away) bool { return a.Account == account }); i >= 0 {
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
	return s.must(ctx, access.Read, access.Object{Kind: access.Case, Unit: id, Path: unit.Path})
}

func standIns(away []Away) []string { return each(away, func(a Away) string { return a.StandIn }) }

// ListAbsences lists who is away, in the person's own units or in the one asked for.
func (s *Server) ListAbsences(ctx context.Context, req ListAbsencesRequestObject) (ListAbsencesResponseObject, error) {
	units := []string{req.Params.Unit}
	if req.Params.Unit == "" {
		held := s.Gate.Snapshot().Of(me(ctx).id, s.Now())
		units = each(held, func(a directory.Appointment) string { return a.Unit })
	}
	var all []Away
	for _, unit := range units {
		if err := s.mustSeeUnit(ctx, unit); err != nil {
			return nil, err
		}
		list, err := s.away(ctx, unit)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	n, err := s.naming(ctx, append(standIns(all), each(all, func(a Away) string { return a.Account })...)...)
	if err != nil {
		return nil, err
	}
	return ListAbsences200JSONResponse{Rows: each(all, func(a Away) Absence {
		return Absence{Account: a.Account, Name: n.person(a.Account).Name, From: a.From, To: a.To, StandIn: n.person(a.StandIn)}
	})}, nil
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

package api

import (
	"context"

	"mingcha/policies/directory"
)

// ListRoles lists the roles and which of them exclude each other.
func (s *Server) ListRoles(context.Context, ListRolesRequestObject) (ListRolesResponseObject, error) {
	roles := s.Gate.Snapshot().Roles
	return ListRoles200JSONResponse{
		Rows: each(roles.All(), func(r directory.Role) Role { return Role{Key: r.Key, Name: r.NameZH, NameEn: r.NameEN} }),
		Incompatible: each(roles.Pairs(), func(p directory.Pair) IncompatibleRoles {
			within := IncompatibleRolesWithinUnit
			if p.Within == directory.WithinCase {
				within = IncompatibleRolesWithinCase
			}
			return IncompatibleRoles{A: p.A, B: p.B, Rule: p.Rule, Within: within}
		}),
	}, nil
}

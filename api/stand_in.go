package api

import (
	"context"

	"mingcha/models"
	"mingcha/policies/access"
)

// standsInFor lists the absences in which an account stands in now. Not to know is to stand in for nobody.
func (s *Server) standsInFor(ctx context.Context, account string) []models.AbsenceRow {
	absent, err := s.Absences.StandsInFor(ctx, account, s.Now())
	if err != nil {
		return nil
	}
	return absent
}

// standing is the same for who sends this request, looked up once.
func (s *Server) standing(ctx context.Context) []models.AbsenceRow {
	r := requestOf(ctx)
	if r.standsFor == nil {
		r.standsFor = append([]models.AbsenceRow{}, s.standsInFor(ctx, me(ctx).id)...)
	}
	return r.standsFor
}

// standingAt lists the accounts for whom the person stands in with an item; without one, those for whom he does with all.
func (s *Server) standingAt(ctx context.Context, item string) []string {
	var out []string
	for _, away := range s.standing(ctx) {
		if away.Covers(item) {
			out = append(out, away.Account)
		}
	}
	return out
}

// onDesk are the kinds of things that lie on somebody's desk, where somebody else can stand in.
var onDesk = map[access.Kind]bool{
	access.Case: true, access.DecidingStep: true, access.Task: true, access.Card: true, access.Attachment: true,
}

// lying reports whether a permission rests on what lies on the desk or in the pool: only that passes to who stands in.
func lying(v access.Verdict) bool {
	return v.Allowed && (v.Relation == access.Held || v.Relation == access.OwnUnitPool)
}

// decide asks for the person, and then for each one for whom the person stands in. absent is whose place it is, "" the
// person's own.
func (s *Server) decide(ctx context.Context, action access.Action, o access.Object) (v access.Verdict, absent string) {
	v = s.Gate.Decide(s.asker(ctx), action, o)
	if v.Allowed || !onDesk[o.Kind] {
		return v, ""
	}
	for _, account := range s.standingAt(ctx, o.Item) {
		if theirs := s.Gate.Decide(access.Person{Account: account, At: s.Now()}, action, o); lying(theirs) {
			return theirs, account
		}
	}
	return v, ""
}

// lent are the scopes of a list that pass to the person from those for whom he stands in.
func (s *Server) lent(ctx context.Context, action access.Action, kind access.Kind) []access.Scope {
	if !onDesk[kind] {
		return nil
	}
	var out []access.Scope
	for _, account := range s.standingAt(ctx, "") {
		for _, scope := range s.Gate.Range(access.Person{Account: account, At: s.Now()}, action, kind) {
			if scope.Holder != "" || scope.Pool {
				out = append(out, scope)
			}
		}
	}
	return out
}

package api

import (
	"context"
	"errors"
	"slices"

	"mingcha/models"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Gatekeeper decides who may do what, from appointments in force.
type Gatekeeper interface {
	Decide(access.Person, access.Action, access.Object) access.Verdict
	Range(access.Person, access.Action, access.Kind) []access.Scope
	Abilities(access.Person) map[access.Kind][]access.Action
	Snapshot() *directory.Snapshot
}

func (s *Server) asker(ctx context.Context) access.Person {
	return access.Person{Account: me(ctx).id, At: s.Now()}
}

// may reports whether some appointment of the person allows it.
func (s *Server) may(ctx context.Context, action access.Action, o access.Object) bool {
	v, _ := s.decide(ctx, action, o)
	return v.Allowed
}

// must returns why the person may not do it, and leaves a trace in the audit; nil if it is allowed.
func (s *Server) must(ctx context.Context, action access.Action, o access.Object) error {
	v, _ := s.decide(ctx, action, o)
	if v.Allowed {
		return nil
	}
	s.denied(ctx, string(action)+"_"+string(o.Kind), "", o.Path, v.Reason.Code)
	return models.Errorf(models.Forbidden, v.Reason.Code, "%s", v.Reason.EN)
}

// leave finds the appointment by which the person may give a command, and so the actor of its line.
func (s *Server) leave(ctx context.Context, f *caseFile, verb models.Verb, step string) (models.Actor, *models.Error) {
	refusal := access.Verdict{}
	for _, account := range append([]string{me(ctx).id}, s.standingAt(ctx, f.row.Item)...) {
		own := account == me(ctx).id
		for _, o := range f.asked(verb, step, account) {
			verdict := s.Gate.Decide(access.Person{Account: account, At: s.Now()}, access.Action(verb), o)
			switch {
			case own && verdict.Allowed:
				return me(ctx).actor(verdict), nil
			case !own && lying(verdict):
				return s.standIn(ctx, f, account, verdict)
			case own:
				refusal = verdict
			}
		}
	}
	return models.Actor{}, models.Errorf(models.Forbidden, refusal.Reason.Code, "%s", refusal.Reason.EN)
}

// asked are the objects that a command on a step is about, as they lie before an account.
func (f *caseFile) asked(verb models.Verb, step, account string) []access.Object {
	i := f.bundle.Procedure.StepIndex(step)
	if i < 0 || len(f.state.Steps) <= i {
		return f.objects(access.Case)
	}
	kind := access.KindAt(string(f.bundle.Procedure.Steps[i].Kind))
	if verb.Override() {
		kind = access.Case // who steps in decides nothing, whatever the step does
	}
	o := f.object(kind, i)
	f.seatOf(&o, i, account)
	if signerVerbs[verb] && f.isAsked(i, account) {
		o.Holder, o.Role = account, "" // whatever the role: who was asked in has an opinion, not the step
	}
	return []access.Object{o}
}

// signerVerbs are what somebody does who was asked into a step.
var signerVerbs = map[models.Verb]bool{models.Sign: true, models.OpenTask: true, models.Recuse: true}

// isAsked reports whether an account was asked into a step.
func (f *caseFile) isAsked(step int, account string) bool {
	return slices.ContainsFunc(f.state.Steps[step].Signs, func(g models.Signer) bool { return g.Account == account })
}

// standIn is the person acting in the place of somebody who is away. On the absent person's own application nobody does.
func (s *Server) standIn(ctx context.Context, f *caseFile, absent string, v access.Verdict) (models.Actor, *models.Error) {
	row, err := s.Accounts.Account(ctx, absent)
	if models.CodeOf(err) == models.NotFound {
		err = nil
	}
	if err != nil {
		return models.Actor{}, asRefusal(err)
	}
	if row.PersonRef != "" && row.PersonRef == f.state.Filed.Applicant {
		return models.Actor{}, models.Errorf(models.Forbidden, "own_case", "nobody acts on the own application (A07)")
	}
	actor := me(ctx).actor(v)
	actor.For = absent
	return actor, nil
}

// seatOf says that a participant of a shared step holds it.
func (f *caseFile) seatOf(o *access.Object, step int, account string) {
	holds := func(v models.Vote) bool { return v.Account == account }
	if slices.ContainsFunc(f.state.Steps[step].Votes, holds) {
		o.Holder = account
	}
}

// actor is the person acting by one of the own appointments.
func (p *person) actor(v access.Verdict) models.Actor {
	return models.Actor{
		Account: p.id, Person: p.ref, Role: v.Appointment.Role, Unit: v.Appointment.Unit, Path: v.Path,
		Appointment: v.Appointment.ID,
	}
}

// asRefusal returns the refusal in err; one without a code becomes an internal error.
func asRefusal(err error) *models.Error {
	var known *models.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return known
	default:
		return models.Errorf(models.Internal, "internal", "%s", err)
	}
}

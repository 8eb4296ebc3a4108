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
	return s.Gate.Decide(s.asker(ctx), action, o).Allowed
}

// must returns why the person may not do it, and leaves a trace in the audit; nil if it is allowed.
func (s *Server) must(ctx context.Context, action access.Action, o access.Object) error {
	v := s.Gate.Decide(s.asker(ctx), action, o)
	if v.Allowed {
		return nil
	}
	s.denied(ctx, string(action)+"_"+string(o.Kind), "", o.Path, v.Reason.Code)
	return models.Errorf(models.Forbidden, v.Reason.Code, "%s", v.Reason.EN)
}

// leave finds the appointment by which the person may give a command, and so the actor of its line.
func (s *Server) leave(ctx context.Context, f *caseFile, verb models.Verb, step string) (models.Actor, *models.Error) {
	objects := f.objects(access.Case)
	if i := f.bundle.Procedure.StepIndex(step); i >= 0 && len(f.state.Steps) > i {
		objects = []access.Object{f.object(access.KindAt(string(f.bundle.Procedure.Steps[i].Kind)), i)}
		f.seatOf(&objects[0], i, me(ctx).id)
	}
	var verdict access.Verdict
	for _, o := range objects {
		if verdict = s.Gate.Decide(s.asker(ctx), access.Action(verb), o); verdict.Allowed {
			return me(ctx).actor(verdict), nil
		}
	}
	return models.Actor{}, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
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

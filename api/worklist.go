package api

import (
	"context"

	"mingcha/models"
	"mingcha/policies/access"
)

// Works is the part of the store that gathers what waits for a supervisor.
type Works interface {
	Work(ctx context.Context, f models.WorkFilter) (models.WorkPage, error)
}

// workKinds says by which permission each kind of work is seen: on what, and to do what with it.
var workKinds = []struct {
	kind   models.WorkKind
	action access.Action
	object access.Kind
}{
	{models.CardWork, access.Read, access.Card},
	{models.WithheldWork, access.ReleaseCard, access.Case},
	{models.PendingWork, access.Confirm, access.Case},
	{models.DemandWork, access.DemandExplanation, access.Case},
	{models.IncidentWork, access.Read, access.Incident},
}

// ReadWorklist gathers what waits for a supervisor: cards without an answer, withheld cards, overrides for a second
// supervisor, demands without an answer, incidents. What falls due first stands at the head.
func (s *Server) ReadWorklist(ctx context.Context, req ReadWorklistRequestObject) (ReadWorklistResponseObject, error) {
	f, sights := models.WorkFilter{Scope: map[models.WorkKind][]models.PathRange{}}, map[models.WorkKind]sight{}
	for _, k := range workKinds {
		if req.Params.Kind == "" || string(req.Params.Kind) == string(k.kind) {
			sights[k.kind] = s.sight(ctx, k.action, k.object, "")
			f.Scope[k.kind] = sights[k.kind].ranges
		}
	}
	rows, next, err := gathered(pageOf(req.Params.Cursor, req.Params.Limit), func(p models.Page) ([]models.Work, string, error) {
		f.Page = p
		page, err := s.Works.Work(ctx, f)
		return page.Work, page.Next, err
	}, func(w models.Work) bool { return sights[w.Kind].covers(workObject(w)) })
	if err != nil {
		return nil, err
	}
	var people []string
	for _, w := range rows {
		if w.Wait != nil {
			people = append(people, w.Wait.Account)
		}
	}
	n, err := s.naming(ctx, people...)
	shown := func(w models.Work) Work {
		out := n.work(w, me(ctx).id)
		for _, verb := range []models.Verb{models.ReleaseCard, models.DropCard} {
			if w.Kind == models.WithheldWork && s.may(ctx, access.Action(verb), workObject(w)) {
				out.Can = append(out.Can, verb)
			}
		}
		return out
	}
	return ReadWorklist200JSONResponse{Rows: each(rows, shown), Next: next}, err
}

// workObject is a piece of work as the policy sees it.
func workObject(w models.Work) access.Object {
	switch {
	case w.Kind == models.WithheldWork:
		return access.Object{Kind: access.Case, Unit: w.Card.Unit, Path: w.Card.Path}
	case w.Card != nil:
		return cardObject(*w.Card)
	case w.Incident != nil:
		return incidentObject(*w.Incident)
	default:
		return access.Object{Kind: access.Case, Unit: w.Wait.Unit, Path: w.Wait.Path}
	}
}

func (n *naming) work(w models.Work, account string) Work {
	out := Work{Kind: WorkKind(w.Kind), At: w.At}
	switch {
	case w.Card != nil:
		c := w.Card
		out.Subject, out.Card, out.Number, out.Item, out.Unit = orOther(c.Case, c.Subject), c.ID, c.Number, n.item(c.Item), n.unit(c.Unit)
		out.Level, out.Since = levelOf(c.Level), c.Due
		if w.Kind == models.CardWork {
			out.Due = orZero(c.FeedbackDue)
		}
		if !out.Due.IsZero() {
			out.Workdays = workdaysBetween(n.law.Calendar(c.Path), n.at, out.Due)
		}
	case w.Incident != nil:
		i := w.Incident
		out.Subject, out.Incident, out.IncidentKind, out.Unit, out.Since = i.Subject, toWire(i.ID), i.Kind, n.unit(i.Unit), i.Raised
	default:
		r := w.Wait
		out.Subject, out.Line, out.Verb, out.Number, out.Item = r.Subject, r.Line, string(r.Verb), r.Number, n.item(r.Item)
		out.Unit, out.By, out.Since = n.unit(r.Unit), n.person(r.Account), r.Since
		out.Mine = w.Kind == models.PendingWork && r.Account == account
	}
	return out
}

func orOther(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

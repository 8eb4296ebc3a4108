package api

import (
	"context"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
)

// Incidents is the part of the store that holds incidents.
type Incidents interface {
	IncidentPage(ctx context.Context, f models.IncidentFilter) (models.IncidentPage, error)
	Incident(ctx context.Context, id string) (models.IncidentRow, error)
	CountIncidents(ctx context.Context, scope []models.PathRange) (int, error)
	SetRight(ctx context.Context, id, by, key string, now time.Time) error
}

func incidentObject(i models.IncidentRow) access.Object {
	return access.Object{Kind: access.Incident, Unit: i.Unit, Path: i.Path, Holder: i.Holder}
}

// ListIncidents lists what is not settled, the oldest first, or what is, the newest first.
func (s *Server) ListIncidents(ctx context.Context, req ListIncidentsRequestObject) (ListIncidentsResponseObject, error) {
	q := req.Params
	v := s.sight(ctx, access.Read, access.Incident, q.Path)
	f := models.IncidentFilter{Scope: v.ranges, Settled: q.Open != nil && !*q.Open, Kind: q.Kind, Subject: q.Subject}
	rows, next, err := gathered(pageOf(q.Cursor, q.Limit), func(p models.Page) ([]models.IncidentRow, string, error) {
		f.Page = p
		page, err := s.Incidents.IncidentPage(ctx, f)
		return page.Incidents, page.Next, err
	}, func(i models.IncidentRow) bool { return v.covers(incidentObject(i)) })
	if err != nil {
		return nil, err
	}
	var people []string
	for _, i := range rows {
		people = append(people, i.Holder, i.SettledBy)
	}
	n, err := s.naming(ctx, people...)
	return ListIncidents200JSONResponse{Rows: each(rows, n.incident), Next: next}, err
}

func (n *naming) incident(i models.IncidentRow) Incident {
	return Incident{
		Id: toWire(i.ID), Kind: i.Kind, Subject: i.Subject, Detail: i.Detail, Unit: n.unit(i.Unit), Holder: n.person(i.Holder),
		Raised: i.Raised, Settled: orZero(i.Settled), SettledBy: n.person(i.SettledBy),
	}
}

// SettleIncident closes an incident that a named person has set right. The same click again gets the same answer.
func (s *Server) SettleIncident(ctx context.Context, req SettleIncidentRequestObject) (SettleIncidentResponseObject, error) {
	id := fromWire(req.Id)
	row, err := s.Incidents.Incident(ctx, id)
	if err == nil && !s.may(ctx, access.Settle, incidentObject(row)) {
		s.denied(ctx, "settle_incident", id, row.Path, "not_yours")
		err = notFound("no_such_incident", "there is no such open incident")
	}
	if err != nil {
		return nil, err
	}
	if row.Settled == nil {
		line := models.AuditLine{
			Action: "settle_incident", Outcome: models.Allowed, Subject: id, Path: row.Path, Detail: models.AuditDetail{Why: req.Body.Reason},
		}
		if err := s.note(ctx, line); err != nil {
			return nil, err
		}
	}
	if err := s.Incidents.SetRight(ctx, id, me(ctx).id, req.Params.IdempotencyKey, s.Now()); err != nil {
		return nil, err
	}
	if row, err = s.Incidents.Incident(ctx, id); err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, row.Holder, row.SettledBy)
	return SettleIncident200JSONResponse(n.incident(row)), err
}

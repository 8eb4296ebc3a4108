package api

import (
	"context"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
)

// Incidents is the part of the store that holds incidents.
type Incidents interface {
	Incidents(ctx context.Context, scope []models.PathRange) ([]models.IncidentRow, error)
	SettleIncident(ctx context.Context, id string, now time.Time) error
}

func incidentObject(i models.IncidentRow) access.Object {
	return access.Object{Kind: access.Incident, Unit: i.Unit, Path: i.Path, Holder: i.Holder}
}

// ListIncidents lists what is not settled, the oldest first.
func (s *Server) ListIncidents(ctx context.Context, req ListIncidentsRequestObject) (ListIncidentsResponseObject, error) {
	rows, err := s.openIncidents(ctx, access.Read)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(i models.IncidentRow) string { return i.Holder })...)
	if err != nil {
		return nil, err
	}
	page, next, err := slice(each(rows, n.incident), req.Params.Cursor, req.Params.Limit)
	return ListIncidents200JSONResponse{Rows: page, Next: next}, err
}

func (s *Server) openIncidents(ctx context.Context, action access.Action) ([]models.IncidentRow, error) {
	v := s.sight(ctx, action, access.Incident, "")
	rows, err := s.Incidents.Incidents(ctx, v.ranges)
	return slices.DeleteFunc(rows, func(i models.IncidentRow) bool { return !v.covers(incidentObject(i)) }), err
}

func (n *naming) incident(i models.IncidentRow) Incident {
	return Incident{
		Id: i.ID, Kind: i.Kind, Subject: i.Subject, Detail: i.Detail, Unit: n.unit(i.Unit), Holder: n.person(i.Holder),
		Raised: i.Raised, Settled: orZero(i.Settled),
	}
}

// SettleIncident closes an incident that a named person has set right.
func (s *Server) SettleIncident(ctx context.Context, req SettleIncidentRequestObject) (SettleIncidentResponseObject, error) {
	rows, err := s.openIncidents(ctx, access.Settle)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rows, func(r models.IncidentRow) bool { return r.ID == req.Id })
	if i < 0 {
		s.denied(ctx, "settle_incident", req.Id, "", "not_yours")
		return nil, notFound("no_such_incident", "there is no such open incident")
	}
	row, now := rows[i], s.Now()
	line := models.AuditLine{
		Action: "settle_incident", Outcome: models.Allowed, Subject: row.ID, Path: row.Path,
		Detail: models.AuditDetail{Why: req.Body.Reason},
	}
	if err := s.note(ctx, line); err != nil {
		return nil, err
	}
	if err := s.Incidents.SettleIncident(ctx, row.ID, now); err != nil {
		return nil, err
	}
	row.Settled = &now
	n, err := s.naming(ctx, row.Holder)
	return SettleIncident200JSONResponse(n.incident(row)), err
}

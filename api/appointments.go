package api

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Appointments is the part of the store that holds who is appointed.
type Appointments interface {
	Appointments(ctx context.Context) (rows []models.AppointmentRow, revision int64, err error)
	ChangeAppointments(ctx context.Context, expected int64, rows ...models.AppointmentRow) (revision int64, err error)
}

// Appointment IDs may hold a slash (unit/role-number), which no path does.
func toWire(id string) string   { return strings.ReplaceAll(id, "/", "~") }
func fromWire(id string) string { return strings.ReplaceAll(id, "~", "/") }

func appointmentOf(r models.AppointmentRow) directory.Appointment {
	return directory.Appointment{ID: r.ID, Person: r.Person, Role: r.Role, Unit: r.Unit, Division: r.Division, From: r.From, To: r.To}
}

func (s *Server) appointmentObject(r models.AppointmentRow) access.Object {
	return access.Object{Kind: access.Appointment, Unit: r.Unit, Path: s.Gate.Snapshot().Tree.Path(r.Division)}
}

// ListAppointments lists appointments of the administrator's jurisdiction, past and future ones too.
func (s *Server) ListAppointments(ctx context.Context, req ListAppointmentsRequestObject) (ListAppointmentsResponseObject, error) {
	v, q := s.sight(ctx, access.Read, access.Appointment, ""), req.Params
	if len(v.scopes) == 0 {
		return nil, s.must(ctx, access.Read, access.Object{Kind: access.Appointment})
	}
	all, _, err := s.Appointments.Appointments(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(r models.AppointmentRow) bool {
		return q.Account != "" && r.Person != q.Account || q.Unit != "" && r.Unit != q.Unit || q.Role != "" && r.Role != q.Role ||
			q.Current && !appointmentOf(r).InForce(s.Now()) || !v.covers(s.appointmentObject(r))
	})
	rows, next, err := slice(all, q.Cursor, q.Limit)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(r models.AppointmentRow) string { return r.Person })...)
	return ListAppointments200JSONResponse{
		Rows: each(rows, func(r models.AppointmentRow) Appointment { return n.appointment(appointmentOf(r)) }), Next: next,
	}, err
}

// Appoint gives a person a role in a unit. Nobody appoints himself, and roles that exclude each other are refused.
func (s *Server) Appoint(ctx context.Context, req AppointRequestObject) (AppointResponseObject, error) {
	row, err := s.drawUp(ctx, *req.Body, req.Params.IdempotencyKey)
	if err != nil {
		return nil, err
	}
	if err := s.must(ctx, access.Appoint, s.appointmentObject(row)); err != nil {
		return nil, err
	}
	all, revision, err := s.Appointments.Appointments(ctx)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, row.Person)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(all, func(r models.AppointmentRow) bool { return r.ID == row.ID }) {
		return Appoint201JSONResponse(n.appointment(appointmentOf(row))), nil
	}
	if err := s.compatible(all, row); err != nil {
		return nil, err
	}
	if err := s.changed(ctx, "appoint", row.ID, req.Body.Reason, nil, appointmentOf(row)); err != nil {
		return nil, err
	}
	if _, err := s.Appointments.ChangeAppointments(ctx, revision, row); err != nil {
		return nil, err
	}
	return Appoint201JSONResponse(n.appointment(appointmentOf(row))), nil
}

// drawUp makes the row of a new appointment and names everything that is wrong with it.
func (s *Server) drawUp(ctx context.Context, in NewAppointment, key string) (models.AppointmentRow, error) {
	unit, known := s.Gate.Snapshot().Units.Find(in.Unit)
	row := models.AppointmentRow{
		ID:     "a-" + hex.EncodeToString(keyedHash(s.Blinder, "appointment", me(ctx).id+"\x00"+key)[:12]),
		Person: in.Account, Role: in.Role, Unit: in.Unit, Division: unit.Division, From: in.From, To: in.To,
		MadeBy: me(ctx).id, Made: s.Now(),
	}
	if row.From.IsZero() {
		row.From = s.Now()
	}
	var faults []models.Fault
	if !known {
		faults = append(faults, models.Fault{Field: "/unit", Rule: "unknown"})
	}
	if _, known := s.Gate.Snapshot().Roles.Find(in.Role); !known {
		faults = append(faults, models.Fault{Field: "/role", Rule: "unknown"})
	}
	if !row.To.IsZero() && !row.From.Before(row.To) {
		faults = append(faults, models.Fault{Field: "/to", Rule: "range"})
	}
	account, err := s.Accounts.Account(ctx, in.Account)
	switch {
	case models.CodeOf(err) == models.NotFound:
		faults = append(faults, models.Fault{Field: "/account", Rule: "unknown"})
	case err != nil:
		return row, err
	case account.Kind == models.MachineAccount && slices.Contains(guarded, in.Role):
		return row, models.Errorf(models.Forbidden, "not_for_systems", "another system neither decides nor administers")
	}
	if in.Account == me(ctx).id {
		return row, models.Errorf(models.Forbidden, "own_appointment", "nobody appoints himself")
	}
	return row, models.Faulty("the appointment is not right", faults)
}

// compatible refuses an appointment that must not stand beside those the person has.
func (s *Server) compatible(all []models.AppointmentRow, row models.AppointmentRow) error {
	directory := s.Gate.Snapshot().Directory
	if faults := directory.Check(appointmentOf(row)); len(faults) > 0 {
		return models.Faulty("the appointment is not right", []models.Fault{{Field: "/role", Rule: "other", Detail: faults[0].Problem}})
	}
	if clashes := directory.Clashes(each(all, appointmentOf), appointmentOf(row)); len(clashes) > 0 {
		return models.Errorf(models.Forbidden, "incompatible_roles", "%s", clashes[0].Problem)
	}
	return nil
}

// RevokeAppointment ends an appointment now.
func (s *Server) RevokeAppointment(ctx context.Context, req RevokeAppointmentRequestObject) (RevokeAppointmentResponseObject, error) {
	all, revision, err := s.Appointments.Appointments(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(r models.AppointmentRow) bool { return r.ID == fromWire(req.Id) || r.ID == req.Id })
	if i < 0 {
		return nil, notFound("no_such_appointment", "there is no such appointment")
	}
	row := all[i]
	if err := s.must(ctx, access.Revoke, s.appointmentObject(row)); err != nil {
		return nil, err
	}
	before, now := appointmentOf(row), s.Now()
	if row.To.IsZero() || row.To.After(now) {
		row.To = now
		if !row.From.Before(now) { // not begun yet: it never will
			row.From = now.Add(-1)
		}
		if err := s.changed(ctx, "revoke", row.ID, req.Body.Reason, before, appointmentOf(row)); err != nil {
			return nil, err
		}
		if _, err := s.Appointments.ChangeAppointments(ctx, revision, row); err != nil {
			return nil, err
		}
	}
	n, err := s.naming(ctx, row.Person)
	return RevokeAppointment200JSONResponse(n.appointment(appointmentOf(row))), err
}

package api

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Absences is the part of the store that knows who is away and who stands in.
type Absences interface {
	RecordAbsence(ctx context.Context, row models.AbsenceRow) error
	Absence(ctx context.Context, id string) (models.AbsenceRow, error)
	CancelAbsence(ctx context.Context, id, by string, now time.Time) error
	// Absences returns those of some persons that hold or are still to come.
	Absences(ctx context.Context, accounts []string, at time.Time) ([]models.AbsenceRow, error)
	StandsInFor(ctx context.Context, account string, at time.Time) ([]models.AbsenceRow, error)
}

// longestAbsence bounds one absence; who stays away longer is released from the post.
const longestAbsence = 366 * 24 * time.Hour

// ListAbsences lists who is away or will be, in the person's own units or in the one asked for.
func (s *Server) ListAbsences(ctx context.Context, req ListAbsencesRequestObject) (ListAbsencesResponseObject, error) {
	places, now := s.Gate.Snapshot(), s.Now()
	units := []string{req.Params.Unit}
	if req.Params.Unit == "" {
		units = each(places.Of(me(ctx).id, now), func(a directory.Appointment) string { return a.Unit })
	}
	var people []string
	for _, unit := range units {
		if err := s.mustSeeUnit(ctx, unit); err != nil {
			return nil, err
		}
		people = append(people, peopleOf(places, unit, now)...)
	}
	rows, err := s.Absences.Absences(ctx, people, now)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, named3(rows)...)
	if err != nil {
		return nil, err
	}
	return ListAbsences200JSONResponse{Rows: each(rows, func(r models.AbsenceRow) Absence { return s.absence(ctx, n, r) })}, nil
}

// peopleOf lists everybody who holds something in a unit.
func peopleOf(places *directory.Snapshot, unit string, at time.Time) []string {
	var out []string
	for _, role := range places.Roles.All() {
		for _, a := range places.Holders(unit, role.Key, at) {
			if !slices.Contains(out, a.Person) {
				out = append(out, a.Person)
			}
		}
	}
	return out
}

// named3 lists the accounts that absences name.
func named3(rows []models.AbsenceRow) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Account, r.StandIn, r.MadeBy)
	}
	return out
}

func (s *Server) absence(ctx context.Context, n *naming, r models.AbsenceRow) Absence {
	return Absence{
		Id: r.ID, Account: r.Account, Name: n.person(r.Account).Name, From: r.From, To: r.To, StandIn: n.person(r.StandIn),
		Items: each(strings.Fields(r.Items), n.item), Ground: AbsenceGround(r.Ground),
		Recorded: r.Made, RecordedBy: n.person(r.MadeBy), Cancelled: orZero(r.Cancelled), Now: r.Holds(s.Now()),
		CanCancel: r.Cancelled == nil && s.Now().Before(r.To) && s.overAbsence(ctx, access.Revoke, r.Account).Allowed,
	}
}

// overAbsence asks whether the person may do something with an account's absences: the own, or as head those of the unit.
func (s *Server) overAbsence(ctx context.Context, action access.Action, account string) access.Verdict {
	places := s.Gate.Snapshot()
	verdict := s.Gate.Decide(s.asker(ctx), action, access.Object{Kind: access.Absence})
	for _, a := range places.Of(account, s.Now()) {
		o := access.Object{Kind: access.Absence, Unit: a.Unit, Path: places.Tree.Path(a.Division), Holder: account}
		if verdict = s.Gate.Decide(s.asker(ctx), action, o); verdict.Allowed {
			return verdict
		}
	}
	return verdict
}

// RecordAbsence notes that somebody is away and who stands in.
func (s *Server) RecordAbsence(ctx context.Context, req RecordAbsenceRequestObject) (RecordAbsenceResponseObject, error) {
	row := models.AbsenceRow{
		ID:      "w-" + hex.EncodeToString(keyedHash(s.Blinder, "absence", me(ctx).id+"\x00"+req.Params.IdempotencyKey)[:12]),
		Account: req.Body.Account, From: req.Body.From, To: req.Body.To, StandIn: req.Body.StandIn, MadeBy: me(ctx).id, Made: s.Now(), Ground: string(req.Body.Ground),
	}
	if len(req.Body.Items) > 0 {
		row.Items = " " + strings.Join(req.Body.Items, " ") + " "
	}
	if row.Account == "" {
		row.Account = me(ctx).id
	}
	if v := s.overAbsence(ctx, access.Create, row.Account); !v.Allowed {
		s.denied(ctx, "record_absence", row.Account, s.pathOf(row.Account), v.Reason.Code)
		return nil, models.Errorf(models.Forbidden, v.Reason.Code, "%s", v.Reason.EN)
	}
	kept, err := s.Absences.Absence(ctx, row.ID)
	if models.CodeOf(err) == models.NotFound {
		kept, err = row, s.newAbsence(ctx, row)
	}
	if err != nil {
		return nil, err
	}
	if kept.Account != row.Account || kept.StandIn != row.StandIn || kept.Items != row.Items || kept.Ground != row.Ground || !kept.From.Equal(row.From) || !kept.To.Equal(row.To) {
		return nil, models.Errorf(models.Reused, "key_reused", "this idempotency key came with another request before")
	}
	n, err := s.naming(ctx, kept.Account, kept.StandIn, kept.MadeBy)
	return RecordAbsence201JSONResponse(s.absence(ctx, n, kept)), err
}

func (s *Server) newAbsence(ctx context.Context, row models.AbsenceRow) error {
	if err := s.lawfulAbsence(row); err != nil {
		return err
	}
	if err := s.changed(ctx, "record_absence", row.ID, "", nil, row); err != nil {
		return err
	}
	if err := s.Absences.RecordAbsence(ctx, row); err != nil || row.StandIn == "" {
		return err
	}
	return s.Notices.AddNotices(ctx, []models.Notice{{
		ID: row.ID, Account: row.StandIn, Kind: "stand_in", Subject: row.Account, Made: row.Made, Demo: s.House.Demo,
	}})
}

// lawfulAbsence names everything that is wrong with an absence. Who stands in is of one of the units, and holds nothing
// that must not be in one hand with what the absent person holds (A07).
func (s *Server) lawfulAbsence(row models.AbsenceRow) error {
	var faults []models.Fault
	fault := func(field, rule string) { faults = append(faults, models.Fault{Field: field, Rule: rule}) }
	if !row.From.Before(row.To) || row.To.Sub(row.From) > longestAbsence || !s.Now().Before(row.To) {
		fault("/from", "other")
	}
	for i, item := range strings.Fields(row.Items) {
		if _, known := s.Shelf.Catalogue().Find(item); !known || row.StandIn == "" {
			fault("/items/"+itoa(i), "unknown")
		}
	}
	places := s.Gate.Snapshot()
	own, theirs := places.Of(row.StandIn, s.Now()), places.Of(row.Account, s.Now())
	colleague := slices.ContainsFunc(own, func(a directory.Appointment) bool {
		return slices.ContainsFunc(theirs, func(o directory.Appointment) bool { return o.Unit == a.Unit })
	})
	if row.StandIn != "" && (row.StandIn == row.Account || !colleague) {
		fault("/stand_in", "not_a_person")
	}
	if len(faults) > 0 || row.StandIn == "" {
		return models.Faulty("the absence is not right", faults)
	}
	for _, a := range theirs {
		a.Person, a.From, a.To = row.StandIn, row.From, row.To
		if clashes := places.Clashes(own, a); len(clashes) > 0 {
			return models.Errorf(models.Forbidden, "incompatible_roles", "%s", clashes[0].Problem)
		}
	}
	return nil
}

// CancelAbsence ends an absence: the person is back, or does not go.
func (s *Server) CancelAbsence(ctx context.Context, req CancelAbsenceRequestObject) (CancelAbsenceResponseObject, error) {
	row, err := s.Absences.Absence(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if v := s.overAbsence(ctx, access.Revoke, row.Account); !v.Allowed {
		s.denied(ctx, "cancel_absence", row.ID, s.pathOf(row.Account), v.Reason.Code)
		return nil, models.Errorf(models.Forbidden, v.Reason.Code, "%s", v.Reason.EN)
	}
	if row.Cancelled == nil {
		before := row
		now := s.Now()
		row.Cancelled, row.CancelledBy = &now, me(ctx).id
		if err := s.changed(ctx, "cancel_absence", row.ID, "", before, row); err != nil {
			return nil, err
		}
		if err := s.Absences.CancelAbsence(ctx, row.ID, row.CancelledBy, now); err != nil {
			return nil, err
		}
	}
	n, err := s.naming(ctx, row.Account, row.StandIn, row.MadeBy)
	return CancelAbsence200JSONResponse(s.absence(ctx, n, row)), err
}

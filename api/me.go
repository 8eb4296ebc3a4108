package api

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/pquerna/otp/totp"

	"mingcha/models"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Me says who is signed in, with appointments and what they allow.
func (s *Server) Me(ctx context.Context, _ MeRequestObject) (MeResponseObject, error) {
	answer, err := s.aboutMe(ctx)
	return Me200JSONResponse(answer), err
}

func (s *Server) aboutMe(ctx context.Context) (Me, error) {
	who := me(ctx)
	n, err := s.naming(ctx, who.id)
	if err != nil {
		return Me{}, err
	}
	held := n.places.Of(who.id, s.Now())
	answer := Me{
		Account: who.id, Login: who.login, Name: who.name, Language: who.language, Demo: s.House.Demo, Expires: who.ends,
		Appointments: each(held, n.appointment), Permissions: map[string][]string{}, Totp: s.totpState(who),
		MustChangePassword: who.firstPassword(),
	}
	if answer.Language == "" {
		answer.Language = ZhCN
	}
	if len(held) > 0 {
		answer.Unit = n.unit(held[0].Unit)
	}
	for kind, actions := range s.Gate.Abilities(access.Person{Account: who.id, At: s.Now()}) {
		answer.Permissions[string(kind)] = each(actions, func(a access.Action) string { return string(a) })
	}
	answer.Counters, err = s.counters(ctx, who.id)
	return answer, err
}

func (s *Server) totpState(who *person) MeTotp {
	switch {
	case who.row.TOTP != "":
		return MeTotp("enrolled")
	case s.needsTOTP(who.id):
		return MeTotp("required")
	default:
		return MeTotp("none")
	}
}

func (n *naming) appointment(a directory.Appointment) Appointment {
	return Appointment{
		Id: toWire(a.ID), Account: a.Person, Name: n.people[a.Person], Role: n.role(a.Role), Unit: n.unit(a.Unit),
		Path: n.places.Tree.Path(a.Division), From: a.From, To: a.To,
	}
}

// pathOf is the division of an account's first appointment, "" without one.
func (s *Server) pathOf(account string) string {
	places := s.Gate.Snapshot()
	if held := places.Of(account, s.Now()); len(held) > 0 {
		return places.Tree.Path(held[0].Division)
	}
	return ""
}

// ChangeMe keeps the language that a person has chosen, for this session.
func (s *Server) ChangeMe(ctx context.Context, req ChangeMeRequestObject) (ChangeMeResponseObject, error) {
	r := requestOf(ctx)
	s.sessions.manager.Put(r.session, spokenKey, string(req.Body.Language))
	if _, err := s.sessions.keep(r.session); err != nil {
		return nil, err
	}
	r.who.language = req.Body.Language
	answer, err := s.aboutMe(ctx)
	return ChangeMe200JSONResponse(answer), err
}

// ChangePassword sets a new password; every session of the account ends but a new one for this caller.
func (s *Server) ChangePassword(ctx context.Context, req ChangePasswordRequestObject) (ChangePasswordResponseObject, error) {
	who := me(ctx)
	if err := s.rates.allow("sign in", requestOf(ctx).source, s.Limits.SignIns); err != nil {
		return nil, err
	}
	if !matches(req.Body.Old, who.row.Password) {
		s.failed(ctx, models.AuditLine{Account: who.id, Action: "change_password", Reason: "wrong_password"})
		return nil, models.Faulty("the old password is not right", []models.Fault{{Field: "/old", Rule: "other"}})
	}
	row, err := s.Accounts.Account(ctx, who.id)
	if err != nil {
		return nil, err
	}
	if err := s.setPassword(&row, "/new", req.Body.New, s.Now()); err != nil {
		return nil, err
	}
	if err := s.Accounts.SaveAccount(ctx, row); err != nil {
		return nil, err
	}
	if err := s.Sessions.DeleteByAccount(ctx, row.ID); err != nil {
		return nil, err
	}
	cookie, _, err := s.beginFor(ctx, row)
	return withCookie{cookie: cookie, status: http.StatusNoContent}, err
}

// setPassword hashes a password that is good enough: long, not the login, not one sign over and over.
func (s *Server) setPassword(row *models.AccountRow, field, password string, changed time.Time) error {
	distinct := map[rune]bool{}
	for _, r := range password {
		distinct[r] = true
	}
	if len(distinct) < 5 || password == row.Login {
		return models.Faulty("the password is too weak", []models.Fault{{Field: field, Rule: "weak"}})
	}
	hash, err := argon2id.CreateHash(password, hashing)
	row.Password, row.Changed = hash, changed
	return err
}

// EnrolTotp makes the secret of a new device. It counts once the device has proved that it works.
func (s *Server) EnrolTotp(ctx context.Context, _ EnrolTotpRequestObject) (EnrolTotpResponseObject, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Mingcha", AccountName: me(ctx).login})
	if err != nil {
		return nil, err
	}
	session := requestOf(ctx).session
	s.sessions.manager.Put(session, totpKey, key.Secret())
	if _, err := s.sessions.keep(session); err != nil {
		return nil, err
	}
	return EnrolTotp200JSONResponse{Secret: key.Secret(), Uri: key.URL()}, nil
}

// ConfirmTotp enrols the device.
func (s *Server) ConfirmTotp(ctx context.Context, req ConfirmTotpRequestObject) (ConfirmTotpResponseObject, error) {
	session := requestOf(ctx).session
	row, err := s.Accounts.Account(ctx, me(ctx).id)
	if err != nil {
		return nil, err
	}
	secret := s.sessions.manager.PopString(session, totpKey)
	if secret == "" || !s.fits(row.ID, secret, req.Body.Totp) {
		return nil, models.Faulty("the one-time password is not right", []models.Fault{{Field: "/totp", Rule: "other"}})
	}
	row.TOTP = models.Sealed(secret)
	if err := s.Accounts.SaveAccount(ctx, row); err != nil {
		return nil, err
	}
	if _, err := s.sessions.keep(session); err != nil {
		return nil, err
	}
	line := models.AuditLine{Account: row.ID, Action: "enrol_totp", Outcome: models.Allowed, Path: s.pathOf(row.ID)}
	return ConfirmTotp204Response{}, s.note(ctx, line)
}

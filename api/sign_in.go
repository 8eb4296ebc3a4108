package api

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"mingcha/models"
	"mingcha/policies/directory"
)

// Accounts is the part of the store that holds accounts.
type Accounts interface {
	CreateAccount(ctx context.Context, row models.AccountRow) error
	SaveAccount(ctx context.Context, row models.AccountRow) error
	Account(ctx context.Context, id string) (models.AccountRow, error)
	AccountByLogin(ctx context.Context, login string) (models.AccountRow, error)
	AccountByExternal(ctx context.Context, external string) (models.AccountRow, error)
	Accounts(ctx context.Context, p models.Page) (rows []models.AccountRow, next string, err error)
	AccountsByID(ctx context.Context, ids []string) (map[string]models.AccountRow, error)
	CountAccounts(ctx context.Context) (genuine, demo int, err error)
	NoteLogin(ctx context.Context, id string, right bool, now time.Time, rule models.LoginRule) error
}

// lockout is when wrong passwords lock an account: five in a row, for fifteen minutes.
var lockout = models.LoginRule{Tries: 5, Lock: 15 * time.Minute}

// hashing is the cost of a password: 19 MiB, two passes, as OWASP has it.
var hashing = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

var errSignIn = models.Errorf(models.Unauthorised, "sign_in_failed", "wrong name, password or code, or the account is locked")

// SignIn checks login, password and second factor. Whatever is wrong, the answer is the same and takes as long.
func (s *Server) SignIn(ctx context.Context, req SignInRequestObject) (SignInResponseObject, error) {
	if err := s.rates.allow("sign in", requestOf(ctx).source, s.Limits.SignIns); err != nil {
		s.flood(ctx, "sign_in")
		return nil, err
	}
	row, err := s.Accounts.AccountByLogin(ctx, req.Body.Login)
	if err != nil && models.CodeOf(err) != models.NotFound {
		return nil, err
	}
	known := err == nil
	right := matches(req.Body.Password, row.Password) && known
	locked := row.LockedUntil != nil && s.Now().Before(*row.LockedUntil)
	if !right || locked || row.Disabled {
		return nil, s.signInFailed(ctx, row, known && !right && !locked)
	}
	if s.House.TOTP && row.TOTP != "" {
		if req.Body.Totp == "" {
			return nil, models.Errorf(models.Unauthorised, "totp_required", "the one-time password is missing")
		}
		if !s.fits(row.ID, string(row.TOTP), req.Body.Totp) {
			return nil, s.signInFailed(ctx, row, true)
		}
	}
	if row.Failed > 0 || row.LockedUntil != nil {
		if err := s.Accounts.NoteLogin(ctx, row.ID, true, s.Now(), lockout); err != nil {
			return nil, err
		}
	}
	return s.signedIn(ctx, row)
}

// signedIn begins a session and answers who is there.
func (s *Server) signedIn(ctx context.Context, row models.AccountRow) (SignInResponseObject, error) {
	cookie, who, err := s.beginFor(ctx, row)
	if err != nil {
		return nil, err
	}
	answer, err := s.aboutMe(context.WithValue(ctx, requestKey{}, &request{who: who, source: requestOf(ctx).source}))
	if err != nil {
		return nil, err
	}
	return withCookie{cookie: cookie, status: http.StatusOK, body: answer}, nil
}

func (s *Server) beginFor(ctx context.Context, row models.AccountRow) (*http.Cookie, *person, error) {
	cookie, err := s.sessions.begin(ctx, row.ID)
	if err != nil {
		return nil, nil, err
	}
	line := models.AuditLine{Account: row.ID, Action: "sign_in", Outcome: models.Allowed, Path: s.pathOf(row.ID)}
	if err := s.note(ctx, line); err != nil {
		return nil, nil, err
	}
	return cookie, &person{
		id: row.ID, login: row.Login, name: string(row.Name), ref: row.PersonRef, row: row, ends: s.Now().Add(s.Limits.Session),
	}, nil
}

func (s *Server) signInFailed(ctx context.Context, row models.AccountRow, counts bool) error {
	if counts {
		if err := s.Accounts.NoteLogin(ctx, row.ID, false, s.Now(), lockout); err != nil {
			return err
		}
	}
	s.failed(ctx, models.AuditLine{Account: row.ID, Action: "sign_in", Reason: errSignIn.Reason})
	return errSignIn
}

// nobody is a hash that no password fits, so that an unknown login takes as long as a known one.
var nobody, _ = argon2id.CreateHash("no password fits this", hashing)

func matches(password, hash string) bool {
	if hash == "" {
		hash = nobody
	}
	right, err := argon2id.ComparePasswordAndHash(password, hash)
	return err == nil && right && subtle.ConstantTimeCompare([]byte(hash), []byte(nobody)) == 0
}

// fits reports whether a one-time password is right and was not used before.
func (s *Server) fits(account, secret, code string) bool {
	right, err := totp.ValidateCustom(code, secret, s.Now(), totp.ValidateOpts{
		Period: 30, Skew: 1, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1,
	})
	return err == nil && right && s.rates.allow("code "+code, account, Rate{Burst: 1, PerMinute: 1}) == nil
}

// guarded are the roles that need a second factor: the three administrators and whoever decides.
var guarded = []string{"system_admin", "security_admin", "audit_admin", "approver"}

func (s *Server) needsTOTP(account string) bool {
	return s.House.TOTP && slices.ContainsFunc(s.Gate.Snapshot().Of(account, s.Now()), func(a directory.Appointment) bool {
		return slices.Contains(guarded, a.Role)
	})
}

// SignOut ends this session.
func (s *Server) SignOut(ctx context.Context, _ SignOutRequestObject) (SignOutResponseObject, error) {
	if err := s.sessions.manager.Destroy(requestOf(ctx).session); err != nil {
		return nil, err
	}
	return withCookie{cookie: s.sessions.gone(ctx), status: http.StatusNoContent}, nil
}

// withCookie is an answer that sets the session's cookie.
type withCookie struct {
	cookie   *http.Cookie
	status   int
	location string
	body     any
}

func (a withCookie) visit(w http.ResponseWriter) error {
	http.SetCookie(w, a.cookie)
	if a.location != "" {
		w.Header().Set("Location", a.location)
	}
	if a.body == nil {
		w.WriteHeader(a.status)
		return nil
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	return json.NewEncoder(w).Encode(a.body)
}

// VisitSignInResponse and its like write the answer for the generated edge.
func (a withCookie) VisitSignInResponse(w http.ResponseWriter) error         { return a.visit(w) }
func (a withCookie) VisitSignOutResponse(w http.ResponseWriter) error        { return a.visit(w) }
func (a withCookie) VisitStartOidcResponse(w http.ResponseWriter) error      { return a.visit(w) }
func (a withCookie) VisitFinishOidcResponse(w http.ResponseWriter) error     { return a.visit(w) }
func (a withCookie) VisitChangePasswordResponse(w http.ResponseWriter) error { return a.visit(w) }

package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"mingcha/models"
)

const cookieName = "mingcha"

// What a session keeps.
const (
	accountKey = "account"
	seenKey    = "seen"    // when it was last used, to the minute
	begunKey   = "begun"   // when somebody signed in
	totpKey    = "totp"    // secret of a device that is being enrolled
	oidcKey    = "oidc"    // what the identity provider's answer must fit
	spokenKey  = "english" // the language chosen
)

// sessions are server-side: the cookie holds a random token and nothing else.
type sessions struct {
	manager *scs.SessionManager
	idle    time.Duration
	now     func() time.Time
	used    unwritten
}

func newSessions(d Deps) *sessions {
	m := scs.New()
	m.Store, m.Codec = d.Sessions, sessionCodec{}
	m.Lifetime = d.Limits.Session
	return &sessions{manager: m, idle: d.Limits.Idle, now: d.Now, used: unwritten{log: d.Log, last: map[string]time.Time{}}}
}

// AccountOf reads the account out of a session's stored data, "" while nobody has signed in. The store keeps it beside
// the session, so that all sessions of an account can be ended at once.
func AccountOf(data []byte) string {
	_, values, err := sessionCodec{}.Decode(data)
	if err != nil {
		return ""
	}
	account, _ := values[accountKey].(string)
	return account
}

// load reads the session of a request; nil if it has none, or none any more.
func (s *sessions) load(r *http.Request) (context.Context, error) {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return nil, nil
	}
	ctx, err := s.manager.Load(r.Context(), cookie.Value)
	if err != nil {
		return nil, err
	}
	if s.manager.Token(ctx) == "" {
		return nil, nil
	}
	now := s.now()
	unused := now.Sub(s.lastUsed(ctx))
	if unused > s.idle || now.Sub(s.instant(ctx, begunKey)) > s.manager.Lifetime {
		return nil, s.end(ctx)
	}
	if unused >= time.Minute {
		s.use(ctx, now)
	}
	return ctx, nil
}

// alive reads a session again; nil if it was revoked or has ended.
func (s *sessions) alive(ctx context.Context, token string) (context.Context, error) {
	session, err := s.manager.Load(ctx, token)
	if err != nil || s.manager.Token(session) == "" {
		return nil, err
	}
	return session, nil
}

// begin starts a session for an account under a new token, whatever there was before.
func (s *sessions) begin(ctx context.Context, account string) (*http.Cookie, error) {
	session, err := s.manager.Load(ctx, "")
	if err != nil {
		return nil, err
	}
	s.manager.Put(session, accountKey, account)
	s.stamp(session)
	return s.keep(session)
}

// stamp notes when a session began and by when it ends.
func (s *sessions) stamp(session context.Context) {
	s.manager.SetDeadline(session, s.now().Add(s.manager.Lifetime))
	s.manager.Put(session, seenKey, s.now().Unix())
	s.manager.Put(session, begunKey, s.now().Unix())
}

func (s *sessions) instant(session context.Context, key string) time.Time {
	return time.Unix(s.manager.GetInt64(session, key), 0)
}

// keep writes a session and returns its cookie.
func (s *sessions) keep(session context.Context) (*http.Cookie, error) {
	token, expires, err := s.manager.Commit(session)
	if err != nil {
		return nil, err
	}
	cookie := s.cookie(session, token)
	cookie.Expires = expires
	return cookie, nil
}

// cookie is the only thing of a session that leaves the server.
func (s *sessions) cookie(ctx context.Context, token string) *http.Cookie {
	return &http.Cookie{
		Name: cookieName, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: !requestOf(ctx).loopback,
	}
}

// gone is the cookie that takes the old one away.
func (s *sessions) gone(ctx context.Context) *http.Cookie {
	cookie := s.cookie(ctx, "")
	cookie.MaxAge = -1
	return cookie
}

// identify finds out who sends the request. Whether that is enough is admit's question.
func (s *Server) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := requestOf(c.Request().Context())
		if r.operation == nil {
			return next(c)
		}
		if strings.HasPrefix(r.bearer, keyPrefix) {
			return s.identifySystem(c, r, next)
		}
		session, err := s.sessions.load(c.Request())
		if err != nil || session == nil {
			return orNext(err, next, c)
		}
		r.session, r.token = session, s.sessions.manager.Token(session)
		if r.who, err = s.personOf(session); err != nil {
			return err
		}
		if r.who != nil {
			if r.who.language != "" {
				r.language = r.who.language
			}
		}
		return next(c)
	}
}

// identifySystem finds out which other system shows its key. A cookie beside it counts for nothing.
func (s *Server) identifySystem(c echo.Context, r *request, next echo.HandlerFunc) error {
	if err := s.rates.allow("key", r.source, s.Limits.PerAccount); err != nil {
		s.flood(c.Request().Context(), "use_key")
		return err
	}
	who, err := s.keyed(c.Request().Context(), r.bearer)
	if err != nil {
		return err
	}
	r.who, r.key = who, r.bearer
	return next(c)
}

func orNext(err error, next echo.HandlerFunc, c echo.Context) error {
	if err != nil {
		return err
	}
	return next(c)
}

// personOf reads the account of a session. An account that was disabled is nobody.
func (s *Server) personOf(session context.Context) (*person, error) {
	id := s.sessions.manager.GetString(session, accountKey)
	if id == "" {
		return nil, nil
	}
	row, err := s.people.lately(session, id)
	if models.CodeOf(err) == models.NotFound || (err == nil && row.Disabled) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p := &person{
		id: row.ID, login: row.Login, name: string(row.Name), ref: row.PersonRef, row: row,
		language: Language(s.sessions.manager.GetString(session, spokenKey)),
		ends:     s.sessions.instant(session, begunKey).UTC().Add(s.Limits.Session),
	}
	return p, nil
}

// person is somebody who is signed in.
type person struct {
	id       string
	login    string
	name     string
	ref      string // keyed hash of the identity number
	language Language
	ends     time.Time
	row      models.AccountRow
}

// admit lets a request through to an operation that its caller may call at all.
func (s *Server) admit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := requestOf(c.Request().Context())
		if r.operation == nil {
			return next(c)
		}
		switch r.operation.guard {
		case signedIn:
			if err := s.admitPerson(c, r); err != nil {
				return err
			}
		case tracking:
			if err := s.admitBearer("tracking", r); err != nil {
				return err
			}
		case complaining:
			if err := s.admitBearer("complaint", r); err != nil {
				return err
			}
		}
		return next(c)
	}
}

func (s *Server) admitPerson(c echo.Context, r *request) error {
	if r.who == nil {
		reason := "not_signed_in"
		if _, err := c.Request().Cookie(cookieName); err == nil {
			reason = "session_ended"
		}
		return models.Errorf(models.Unauthorised, reason, "nobody is signed in")
	}
	if err := s.rates.allow("account", r.who.id, s.Limits.PerAccount); err != nil {
		s.flood(c.Request().Context(), "request")
		return err
	}
	if r.key != "" && personal[r.operation.id] {
		return models.Errorf(models.Forbidden, "not_for_systems", "this is for persons, not for other systems")
	}
	return s.owes(r)
}

// dutiful are the operations for who still has to change the first password or enrol a device.
var dutiful = map[string]bool{
	"Me": true, "ChangeMe": true, "ChangePassword": true, "EnrolTotp": true, "ConfirmTotp": true, "SignOut": true,
}

// owes refuses everything else until that is done.
func (s *Server) owes(r *request) error {
	switch {
	case dutiful[r.operation.id]:
		return nil
	case r.who.firstPassword():
		return models.Errorf(models.Forbidden, "must_change_password", "the first password must be changed")
	case s.needsTOTP(r.who.id) && r.who.row.TOTP == "":
		return models.Errorf(models.Forbidden, "totp_enrolment", "this role needs a one-time password device")
	}
	return nil
}

// firstPassword reports whether the password is still the one that an administrator was shown.
func (p *person) firstPassword() bool {
	return p.row.Password != "" && p.row.Changed.IsZero()
}

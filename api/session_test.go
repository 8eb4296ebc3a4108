package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// withCookie asks with a session of one's own.
func (o *office) withCookie(token string, a ask) reply {
	o.t.Helper()
	a.header = map[string]string{"Cookie": cookieName + "=" + token}
	return o.send(a)
}

func TestSessions(t *testing.T) {
	o := openOffice(t)
	o.hire(clerk)
	signIn := func(login, pass, code string) reply {
		return o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: login, Password: pass, Totp: code}})
	}

	t.Run("wrong name and wrong password look the same", func(t *testing.T) {
		a := signIn(clerk, "wrong", "").problem(401, "sign_in_failed")
		b := signIn("nobody", "wrong", "").problem(401, "sign_in_failed")
		a.Request, b.Request = "", ""
		require.Equal(t, a, b)
		require.Equal(t, models.Failed, o.audited("sign_in")[0].Outcome)
	})

	t.Run("five wrong passwords lock the account for fifteen minutes, and the right one does not help", func(t *testing.T) {
		o.hire("locked")
		for range 5 {
			signIn("locked", "wrong", "").is(401)
		}
		signIn("locked", password, "").problem(401, "sign_in_failed")
		o.later(16 * time.Minute)
		signIn("locked", password, "").is(200)
	})

	t.Run("a session is told by a cookie that scripts cannot read and other sites do not get", func(t *testing.T) {
		got := signIn(clerk, password, "").is(200)
		cookie := got.header.Get("Set-Cookie")
		require.Contains(t, cookie, "HttpOnly")
		require.Contains(t, cookie, "SameSite=Lax")
		require.NotContains(t, cookie, "Secure")
		r := o.request(ask{method: "POST", path: "/sessions", body: SignIn{Login: clerk, Password: password}})
		r.Host = "hall.example"
		w := httptest.NewRecorder()
		o.server.ServeHTTP(w, r)
		require.Contains(t, w.Header().Get("Set-Cookie"), "Secure")
	})

	t.Run("it ends after half an hour unused", func(t *testing.T) {
		token := cookieOf(signIn(clerk, password, "").is(200))
		o.later(29 * time.Minute)
		o.withCookie(token, ask{method: "GET", path: "/me"}).is(200)
		o.later(29 * time.Minute)
		o.withCookie(token, ask{method: "GET", path: "/me"}).is(200)
		o.later(31 * time.Minute)
		o.withCookie(token, ask{method: "GET", path: "/me"}).problem(401, "session_ended")
	})

	t.Run("it ends after eight hours however it is used", func(t *testing.T) {
		token := cookieOf(signIn(clerk, password, "").is(200))
		for range 19 {
			o.later(25 * time.Minute)
			o.withCookie(token, ask{method: "GET", path: "/me"}).is(200)
		}
		o.later(25 * time.Minute)
		o.withCookie(token, ask{method: "GET", path: "/me"}).problem(401, "session_ended")
	})

	t.Run("it ends with sign-out, for good", func(t *testing.T) {
		token := cookieOf(signIn(clerk, password, "").is(200))
		o.withCookie(token, ask{method: "DELETE", path: "/sessions/current"}).is(204)
		o.withCookie(token, ask{method: "GET", path: "/me"}).is(401)
	})

	t.Run("a disabled account is nobody at once", func(t *testing.T) {
		o.hire("leaver")
		token := cookieOf(signIn("leaver", password, "").is(200))
		row, err := o.store.Account(t.Context(), "leaver")
		require.NoError(t, err)
		row.Disabled = true
		require.NoError(t, o.store.SaveAccount(t.Context(), row))
		o.withCookie(token, ask{method: "GET", path: "/me"}).is(401)
		signIn("leaver", password, "").problem(401, "sign_in_failed")
	})

	t.Run("a new password ends every other session", func(t *testing.T) {
		o.hire("changer")
		here, there := cookieOf(signIn("changer", password, "").is(200)), cookieOf(signIn("changer", password, "").is(200))
		change := func(old, new string) reply {
			return o.withCookie(here, ask{method: "POST", path: "/me/password", body: PasswordChange{Old: old, New: new}})
		}
		change("wrong", "another good one").problem(422, "faulty_fields")
		change(password, "aaaaaaaaaaaa").problem(422, "faulty_fields")
		here = cookieOf(change(password, "another good one").is(204))
		o.withCookie(there, ask{method: "GET", path: "/me"}).is(401)
		o.withCookie(here, ask{method: "GET", path: "/me"}).is(200)
	})

	t.Run("who I am, in my language, and what I may do", func(t *testing.T) {
		token := cookieOf(signIn(clerk, password, "").is(200))
		var who Me
		o.withCookie(token, ask{method: "PATCH", path: "/me", body: MeChange{Language: En}}).is(200).into(&who)
		require.Equal(t, "window_clerk", who.Appointments[0].Role.Key)
		require.Contains(t, who.Permissions["case"], "accept")
		require.NotContains(t, who.Permissions["case"], "take_over")
		require.Equal(t, bureau, who.Unit.Id)
		p := o.withCookie(token, ask{method: "GET", path: "/cases/none"}).problem(404, "no_such_case")
		require.Equal(t, "There is no such case", p.Detail)
		o.later(2 * time.Minute)
		o.withCookie(token, ask{method: "GET", path: "/me"}).is(200).into(&who)
		require.Equal(t, En, who.Language)
	})

	t.Run("nothing but a session opens the office", func(t *testing.T) {
		for _, path := range []string{"/me", "/inbox", "/cases", "/cases/x", "/board", "/accounts", "/audit", "/events", "/operations", "/settings"} {
			o.get("", path).problem(401, "not_signed_in")
		}
		o.withCookie(strings.Repeat("x", 43), ask{method: "GET", path: "/me"}).problem(401, "session_ended")
	})
}

func TestSecondFactor(t *testing.T) {
	o := openOffice(t, func(d *Deps) { d.House.TOTP = true })
	o.hire(approver)
	o.hire(clerk)

	t.Run("who decides must enrol a device before anything else", func(t *testing.T) {
		token := cookieOf(o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: approver, Password: password}}).is(200))
		o.withCookie(token, ask{method: "GET", path: "/inbox"}).problem(403, "totp_enrolment")
		var enrolment TotpEnrolment
		o.withCookie(token, ask{method: "POST", path: "/me/totp"}).is(200).into(&enrolment)
		o.withCookie(token, ask{method: "POST", path: "/me/totp/confirmation", body: TotpConfirmation{Totp: "000000"}}).is(422)
		o.withCookie(token, ask{method: "POST", path: "/me/totp"}).is(200).into(&enrolment)
		code, err := totp.GenerateCode(enrolment.Secret, o.clock())
		require.NoError(t, err)
		o.withCookie(token, ask{method: "POST", path: "/me/totp/confirmation", body: TotpConfirmation{Totp: code}}).is(204)
		o.withCookie(token, ask{method: "GET", path: "/inbox"}).is(200)

		o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: approver, Password: password}}).problem(401, "totp_required")
		o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: approver, Password: password, Totp: "000000"}}).problem(401, "sign_in_failed")
		o.later(5 * time.Minute)
		code, err = totp.GenerateCode(enrolment.Secret, o.clock())
		require.NoError(t, err)
		in := SignIn{Login: approver, Password: password, Totp: code}
		o.send(ask{method: "POST", path: "/sessions", body: in}).is(200)
		o.send(ask{method: "POST", path: "/sessions", body: in}).problem(401, "sign_in_failed")
	})

	t.Run("others do without", func(t *testing.T) {
		token := cookieOf(o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: clerk, Password: password}}).is(200))
		o.withCookie(token, ask{method: "GET", path: "/inbox"}).is(200)
	})
}

func TestSignInRate(t *testing.T) {
	o := openOffice(t, func(d *Deps) { d.Limits.SignIns = DefaultLimits().SignIns })
	t.Run("one address tries as often as a hall at nine o’clock, then waits; the flood is counted, not written", func(t *testing.T) {
		for range DefaultLimits().SignIns.Burst {
			o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: "nobody", Password: "x"}}).is(401)
		}
		for range 40 {
			o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: "nobody", Password: "x"}}).problem(429, "too_many_requests")
		}
		require.Len(t, o.audited("sign_in"), 2)
		o.later(time.Minute)
		o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: "nobody", Password: "x"}}).is(401)
	})
}

// fullDisk keeps sessions and an audit that can be read and not written.
type fullDisk struct {
	SessionStore
	chain Audit
	full  bool
}

func (d *fullDisk) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	if d.full {
		return models.Errorf(models.StoreAway, "store_away", "database or disk is full")
	}
	return d.SessionStore.CommitCtx(ctx, token, data, expiry)
}

func (d *fullDisk) DeleteCtx(ctx context.Context, token string) error {
	if d.full {
		return models.Errorf(models.StoreAway, "store_away", "database or disk is full")
	}
	return d.SessionStore.DeleteCtx(ctx, token)
}

// Audit notes nothing while the disk is full.
func (d *fullDisk) Audit(ctx context.Context, l models.AuditLine) error {
	if d.full {
		return models.Errorf(models.StoreAway, "store_away", "database or disk is full")
	}
	return d.chain.Audit(ctx, l)
}

func (d *fullDisk) AuditLines(ctx context.Context, f models.AuditFilter) (models.AuditPage, error) {
	return d.chain.AuditLines(ctx, f)
}

func (d *fullDisk) LastSignIns(ctx context.Context, accounts []string) (map[string]time.Time, error) {
	return d.chain.LastSignIns(ctx, accounts)
}

func TestFullDisk(t *testing.T) {
	disk := &fullDisk{}
	o := openOffice(t, func(d *Deps) {
		disk.SessionStore, disk.chain = d.Sessions, d.Audit
		d.Sessions, d.Audit = disk, disk
	})
	o.hire(clerk)
	o.hire(handler)
	in := func(who string) reply {
		return o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: who, Password: password}})
	}
	reads := func(token string) reply { return o.withCookie(token, ask{method: "GET", path: "/inbox"}) }
	used, idle := cookieOf(in(clerk).is(200)), cookieOf(in(handler).is(200))
	id, _ := o.applied()
	var page Case
	show := func(path string) reply { return o.withCookie(used, ask{method: "GET", path: path}).is(200) }
	show("/cases/" + id).into(&page)
	require.True(t, page.FormShown)
	disk.full = true

	t.Run("who is signed in goes on reading for as long as he works, and the log says once that nothing is written", func(t *testing.T) {
		for range 6 {
			o.later(20 * time.Minute)
			reads(used).is(200)
			reads(used).is(200)
		}
		require.Equal(t, 1, strings.Count(o.log.String(), "cannot be written"))
	})

	t.Run("a case is shown without what must leave a trace when it is read", func(t *testing.T) {
		show("/cases/" + id).into(&page)
		require.False(t, page.FormShown)
		show("/cases/" + id + "/lines")
	})

	t.Run("who has not worked for half an hour is signed out all the same, and nobody signs in", func(t *testing.T) {
		reads(idle).problem(401, "session_ended")
		w := httptest.NewRecorder()
		o.server.ServeHTTP(w, o.request(ask{method: "POST", path: "/sessions", body: SignIn{Login: handler, Password: password}}))
		require.Equal(t, http.StatusServiceUnavailable, w.Code)
	})

	t.Run("with room again everything is written, and the log says so once", func(t *testing.T) {
		disk.full = false
		o.later(2 * time.Minute)
		reads(used).is(200)
		o.later(2 * time.Minute)
		reads(used).is(200)
		require.Equal(t, 1, strings.Count(o.log.String(), "can be written again"))
		in(handler).is(200)
	})
}

package api

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestInvitations(t *testing.T) {
	o := openOffice(t)
	invite := func(login string) (CreatedAccount, string) {
		var made CreatedAccount
		o.post(systemRole, "/accounts", NewAccount{Login: login, Name: "新人"}).is(201).into(&made)
		require.Empty(t, made.Key)
		return made, made.Link[strings.LastIndex(made.Link, "/")+1:]
	}
	accept := func(token, chosen string) reply {
		return o.send(ask{method: "POST", path: "/invitations/" + token, body: InvitationAnswer{Password: chosen}})
	}

	t.Run("nobody signs in before the link was used; it works once, and the person alone knows the password", func(t *testing.T) {
		made, token := invite("first.person")
		require.True(t, strings.HasPrefix(made.Link, "https://hall.example/office/invitations/"))
		require.True(t, made.Account.Invited)
		o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: "first.person", Password: token}}).problem(401, "sign_in_failed")
		var seen Invitation
		o.get("", "/invitations/"+token).is(200).into(&seen)
		require.Equal(t, "first.person", seen.Login)
		accept(token, "aaaaaaaaaaaa").problem(422, "faulty_fields")
		accept(token, "a password of mine").is(204)
		accept(token, "a password of theirs").problem(404, "no_such_invitation")
		o.get("", "/invitations/"+token).problem(404, "no_such_invitation")
		signed := o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: "first.person", Password: "a password of mine"}}).is(200)
		var who Me
		signed.into(&who)
		require.False(t, who.MustChangePassword)
		require.NotEmpty(t, o.audited("accept_invitation"))
		require.NotEmpty(t, o.audited("invitation"))
	})
	t.Run("it expires after three days, a new one makes the old one void, a disabled account none", func(t *testing.T) {
		made, token := invite("late.person")
		o.later(invitationLife)
		accept(token, "a password of mine").problem(404, "no_such_invitation")
		again := func() string {
			o.cookie = map[string]string{}
			var done CreatedAccount
			o.post(securityRole, "/accounts/"+made.Account.Id+"/commands/reset_password", Reasoned{Reason: "链接过期"}).is(200).into(&done)
			return done.Link[strings.LastIndex(done.Link, "/")+1:]
		}
		old, current := again(), again()
		accept(old, "a password of mine").problem(404, "no_such_invitation")
		o.post(securityRole, "/accounts/"+made.Account.Id+"/commands/disable", Reasoned{Reason: "离职人员"}).is(200)
		accept(current, "a password of mine").problem(404, "no_such_invitation")
		o.post(securityRole, "/accounts/"+made.Account.Id+"/commands/enable", Reasoned{Reason: "复职人员"}).is(200)
		accept(current, "a password of mine").is(204)
	})
	t.Run("after a reset the old password opens nothing", func(t *testing.T) {
		o.cookie = map[string]string{}
		o.hire("forgetful")
		o.post(securityRole, "/accounts/forgetful/commands/reset_password", Reasoned{Reason: "忘记密码"}).is(200)
		o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: "forgetful", Password: password}}).problem(401, "sign_in_failed")
		o.post(securityRole, "/accounts/forgetful/commands/renew_key", Reasoned{Reason: "没有密钥"}).problem(409, "other_account_kind")
	})
	t.Run("a forged link is nothing", func(t *testing.T) {
		for _, token := range []string{strings.Repeat("A", 43), "..%2f..%2fsetup", "short"} {
			require.Contains(t, []int{404, 422}, o.send(ask{method: "GET", path: "/invitations/" + token}).status)
		}
	})
}

// covers issue 2: an account of another system, with a key that is shown once.
func TestSystemKeys(t *testing.T) {
	o := openOffice(t)
	var made CreatedAccount
	o.post(systemRole, "/accounts", NewAccount{Login: "tax.system", Name: "税务系统", Kind: AccountKindSystem}).is(201).into(&made)
	with := func(key string, a ask) reply {
		a.header = map[string]string{"Authorization": "Bearer " + key}
		return o.send(a)
	}
	inbox := ask{method: "GET", path: "/inbox"}

	t.Run("the key is shown once and kept as a digest; without appointments it may do nothing", func(t *testing.T) {
		require.True(t, strings.HasPrefix(made.Key, keyPrefix))
		require.Empty(t, made.Link)
		require.NotContains(t, string(o.get(systemRole, "/accounts/"+made.Account.Id).body), made.Key)
		kept, err := o.store.PassesOf(t.Context(), []string{made.Account.Id})
		require.NoError(t, err)
		require.Len(t, kept, 1)
		require.NotContains(t, kept[0].Digest, made.Key)
		var box Inbox
		with(made.Key, inbox).is(200).into(&box)
		require.Empty(t, box.Rows)
		id := o.accepted()
		with(made.Key, ask{method: "GET", path: "/cases/" + id}).problem(404, "no_such_case")
	})
	t.Run("it may do what its appointments say, in their division, and its name stands on the line", func(t *testing.T) {
		o.post(securityRole, "/appointments", NewAppointment{Account: made.Account.Id, Role: "handler", Unit: bureau}).is(201)
		require.NoError(t, o.places.Refresh(t.Context()))
		id := o.accepted()
		with(made.Key, ask{method: "POST", path: "/cases/" + id + "/commands/claim", body: CaseCommand{Step: "review"}, key: click()}).is(200)
		lines, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		require.Equal(t, made.Account.Id, lines[len(lines)-1].Actor.Account)
	})
	t.Run("another system neither decides nor administers, has no password and no session", func(t *testing.T) {
		for _, role := range []string{"approver", "system_admin"} {
			grant := NewAppointment{Account: made.Account.Id, Role: role, Unit: "dg-jyj"}
			o.post(securityRole, "/appointments", grant).problem(403, "not_for_systems")
		}
		with(made.Key, ask{method: "PATCH", path: "/me", body: MeChange{Language: En}}).problem(403, "not_for_systems")
		with(made.Key, ask{method: "POST", path: "/me/password", body: PasswordChange{Old: "x", New: "another password"}}).problem(403, "not_for_systems")
		o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: "tax.system", Password: made.Key}}).problem(401, "sign_in_failed")
		o.post(securityRole, "/accounts/"+made.Account.Id+"/commands/reset_password", Reasoned{Reason: "不是个人"}).problem(409, "other_account_kind")
	})
	t.Run("a forged key, one in a cookie's company, one as a tracking token: nothing, with a trace", func(t *testing.T) {
		before := o.engine.count()
		for _, forged := range []string{keyPrefix, keyPrefix + strings.Repeat("A", 43), made.Key + "x"} {
			with(forged, inbox).problem(401, "bad_key")
			o.send(ask{as: handler, method: "GET", path: "/inbox", header: map[string]string{"Authorization": "Bearer " + forged}}).problem(401, "bad_key")
		}
		require.Contains(t, []int{401, 404}, with(made.Key, ask{method: "GET", path: "/public/tracking"}).status)
		require.NoError(t, o.server.auditor.flush(t.Context()))
		require.NotEmpty(t, o.audited("use_key"))
		require.Equal(t, before, o.engine.count())
	})
	t.Run("a new key, a disabled account, the end of its time: the very next request is refused", func(t *testing.T) {
		var renewed CreatedAccount
		o.post(securityRole, "/accounts/"+made.Account.Id+"/commands/renew_key", Reasoned{Reason: "定期更换"}).is(200).into(&renewed)
		with(made.Key, inbox).problem(401, "bad_key")
		with(renewed.Key, inbox).is(200)
		o.post(securityRole, "/accounts/"+made.Account.Id+"/commands/disable", Reasoned{Reason: "停用接口"}).is(200)
		with(renewed.Key, inbox).problem(401, "bad_key")
		o.post(securityRole, "/accounts/"+made.Account.Id+"/commands/enable", Reasoned{Reason: "恢复接口"}).is(200)
		with(renewed.Key, inbox).is(200)
		var page Account
		o.get(systemRole, "/accounts/"+made.Account.Id).is(200).into(&page)
		require.False(t, page.KeyUsed.IsZero())
		require.Equal(t, AccountKindSystem, page.Kind)
		o.later(keyLife + time.Hour)
		with(renewed.Key, inbox).problem(401, "bad_key")
	})
	t.Run("a key may be given a shorter life, and none that is over", func(t *testing.T) {
		o.cookie = map[string]string{}
		brief := NewAccount{Login: "brief", Name: "临时接口", Kind: AccountKindSystem, Expires: o.clock().Add(time.Hour)}
		o.post(systemRole, "/accounts", brief).is(201).into(&made)
		require.True(t, made.Expires.Equal(brief.Expires))
		brief.Login, brief.Expires = "brief.2", o.clock().Add(-time.Hour)
		o.post(systemRole, "/accounts", brief).problem(422, "faulty_fields")
		_, err := o.store.AccountByLogin(t.Context(), "brief.2")
		require.Equal(t, models.NotFound, models.CodeOf(err), "nothing half made")
	})
}

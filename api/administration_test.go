package api

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/subsystems"
)

const securityRole, auditRole = "security_admin", "audit_admin"

func TestAccounts(t *testing.T) {
	o := openOffice(t)
	var made CreatedAccount

	t.Run("the system administrator creates, the security administrator grants, neither does the other's", func(t *testing.T) {
		body := NewAccount{Login: "new.person", Name: "新人", Identity: aCitizen}
		o.post(securityRole, "/accounts", body).is(403)
		key := click()
		create := func() reply {
			return o.send(ask{as: systemRole, method: "POST", path: "/accounts", body: body, key: key})
		}
		create().is(201).into(&made)
		var again CreatedAccount
		create().is(201).into(&again)
		require.Equal(t, made.Link, again.Link, "a click sent again finds the account that it made")
		body.Login = "other.person"
		create().problem(422, "key_reused")
		body.Login = "new.person"
		o.post(systemRole, "/accounts", body).problem(409, "login_taken")
		grant := NewAppointment{Account: made.Account.Id, Role: "handler", Unit: bureau}
		o.post(systemRole, "/appointments", grant).is(403)
		key = click()
		for range 2 {
			o.send(ask{as: securityRole, method: "POST", path: "/appointments", body: grant, key: key}).is(201)
		}
	})
	t.Run("the list says when somebody signed in last, and of who never did nothing", func(t *testing.T) {
		o.get(systemRole, "/me").is(200)
		var page AccountPage
		o.get(systemRole, "/accounts").is(200).into(&page)
		for _, account := range page.Rows {
			require.Equal(t, account.Login == "new.person", account.LastSignIn.IsZero(), account.Login)
		}
	})
	t.Run("a password that somebody else has set only opens the way to an own one", func(t *testing.T) {
		require.NoError(t, o.places.Refresh(t.Context()))
		given := models.AccountRow{ID: "given", Login: "given", Name: "新人", Password: passwordHash, Made: opening}
		require.NoError(t, o.store.CreateAccount(t.Context(), given))
		token := cookieOf(o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: "given", Password: password}}).is(200))
		var who Me
		o.withCookie(token, ask{method: "GET", path: "/me"}).is(200).into(&who)
		require.True(t, who.MustChangePassword)
		o.withCookie(token, ask{method: "GET", path: "/inbox"}).problem(403, "must_change_password")
		changed := o.withCookie(token, ask{method: "POST", path: "/me/password", body: PasswordChange{Old: password, New: "a password of mine"}}).is(204)
		o.withCookie(cookieOf(changed), ask{method: "GET", path: "/inbox"}).is(200)
	})
	t.Run("roles that exclude each other, nonsense and self-appointment are refused", func(t *testing.T) {
		grant := func(role, account string) reply {
			return o.post(securityRole, "/appointments", NewAppointment{Account: account, Role: role, Unit: bureau})
		}
		grant("reviewer", made.Account.Id).problem(403, "incompatible_roles")
		grant("supervisor", securityRole).problem(403, "own_appointment")
		p := o.post(securityRole, "/appointments", NewAppointment{Account: "nobody", Role: "wizard", Unit: "nowhere"}).problem(422, "faulty_fields")
		require.Len(t, p.Faults, 3)
	})
	t.Run("disable, enable, unlock, reset: sessions end, the reason is on record", func(t *testing.T) {
		o.signIn(clerk)
		for _, verb := range []string{"disable", "enable", "unlock", "reset_totp", "reset_password"} {
			var done CreatedAccount
			o.post(securityRole, "/accounts/"+clerk+"/commands/"+verb, Reasoned{Reason: "例行检查"}).is(200).into(&done)
			require.Equal(t, verb == "reset_password", done.Link != "")
			require.Equal(t, verb == "disable", done.Account.Disabled)
		}
		o.get(clerk, "/me").problem(401, "session_ended")
		o.post(systemRole, "/accounts/"+clerk+"/commands/disable", Reasoned{Reason: "越权"}).is(403)
		o.post(securityRole, "/accounts/none/commands/disable", Reasoned{Reason: "无此人"}).problem(404, "no_such_account")
	})
	t.Run("accounts, roles and appointments are listed to who administers them", func(t *testing.T) {
		var accounts AccountPage
		o.get(systemRole, "/accounts?q=new").is(200).into(&accounts)
		require.Len(t, accounts.Rows, 1)
		o.get(systemRole, "/accounts/"+made.Account.Id).is(200)
		o.send(ask{as: systemRole, method: "PATCH", path: "/accounts/" + made.Account.Id, body: AccountChange{Name: "新名"}}).is(200)
		o.get(handler, "/accounts").is(403)
		var roles RoleList
		o.get(handler, "/roles").is(200).into(&roles)
		require.NotEmpty(t, roles.Incompatible)
		var page AppointmentPage
		o.get(securityRole, "/appointments?unit="+bureau+"&role=handler&current=true").is(200).into(&page)
		require.NotEmpty(t, page.Rows)
		o.get(handler, "/appointments").is(403)
		o.post(securityRole, "/appointments/none/commands/revoke", Reasoned{Reason: "没有"}).problem(404, "no_such_appointment")
	})
	t.Run("the auditor finds who did what and why, with before and after, and changes nothing", func(t *testing.T) {
		var lines AuditPage
		o.get("auditor", "/audit?action=disable").is(200).into(&lines)
		require.Equal(t, "例行检查", lines.Rows[0].Why)
		o.get(auditRole, "/audit?result=refused").is(200).into(&lines)
		require.NotEmpty(t, lines.Rows)
		var changes ChangePage
		o.get("auditor", "/changes?kind=account").is(200).into(&changes)
		require.Contains(t, changes.Rows[len(changes.Rows)-1].Parts, ChangePart{Field: ChangePartFieldLogin, After: "new.person"})
		for _, who := range []string{systemRole, securityRole, handler} {
			o.get(who, "/audit").is(403)
			o.get(who, "/changes").is(403)
		}
		for _, secret := range []string{made.Link[len(made.Link)-43:], passwordHash} {
			require.NotContains(t, string(o.get("auditor", "/changes").body), secret)
		}
		o.post("auditor", "/accounts", NewAccount{Login: "x.y.z", Name: "x"}).is(403)
	})
}

func TestPublishing(t *testing.T) {
	o := openOffice(t)

	t.Run("what ships shows its source, and every version how many open cases are bound to it", func(t *testing.T) {
		var sets RuleSetList
		o.get(supervisor, "/rule-sets").is(200).into(&sets)
		require.Equal(t, RuleSetOriginShipped, sets.Rows[0].Origin)
		require.True(t, sets.Rows[0].Current)
		require.Contains(t, sets.Rows[0].Source, "R-T1")
		shelf, known := o.places.Catalogue().Find(foodItem)
		require.True(t, known)
		content, err := json.Marshal(shelf)
		require.NoError(t, err)
		require.NoError(t, o.store.PublishBundle(t.Context(), models.BundleRow{
			Item: foodItem, From: opening.Add(-time.Hour), Hash: shelf.Hash, Content: content, PublishedBy: shippedBy, Published: opening,
		}))
		o.accepted()
		var bundle Bundle
		o.get(systemRole, "/bundles/"+shelf.Hash).is(200).into(&bundle)
		require.Equal(t, 1, bundle.OpenCases)
		require.Equal(t, BundleOriginShipped, bundle.Origin)
		require.Contains(t, bundle.Source, "food-business-catering")
	})

	t.Run("a calendar shows what it changes and whom it touches before it is loaded", func(t *testing.T) {
		year, err := json.Marshal(map[string]any{"year": 2027, "days": []map[string]any{{"name": "元旦", "date": "2027-01-01", "isOffDay": true}}})
		require.NoError(t, err)
		file := CalendarFile{Division: "/", File: string(year), Reason: "国办通知"}
		var diff CalendarDiff
		o.post(systemRole, "/calendars/validation", file).is(200).into(&diff)
		require.Equal(t, 7, diff.Touched)
		require.Len(t, diff.Days, 1)
		require.Equal(t, CalendarDayAfter("day_off"), diff.Days[0].After)
		o.server.Sweep.(*sweep).away = models.Errorf(models.EngineAway, "engine_unavailable", "the engine does not answer")
		o.tries(NewRehearsal{Kind: "calendar", Source: file.File, Division: file.Division})
		o.post(systemRole, "/calendars", file).is(201) // it holds from now on, whoever begins the sweep
		require.Equal(t, 1, o.server.Sweep.(*sweep).begun)
		local := CalendarFile{Division: "/44/4419/", File: `[{"name":"龙舟节","date":"2026-06-18","isOffDay":true}]`}
		o.post(systemRole, "/calendars/validation", local).is(200).into(&diff)
		require.Len(t, diff.Days, 1)
		o.post(systemRole, "/calendars/validation", CalendarFile{Division: "/", File: `{"year":1}`}).problem(422, "faulty_fields")
		faulty := o.post(systemRole, "/calendars/validation", CalendarFile{Division: "/", File: `{"year":2027,"days":[
			{"date":"2027-13-01","isOffDay":true}]}`}).problem(422, "faulty_fields")
		require.Equal(t, []string{"第 1 (2027-13-01) 项没有节日名称（name）", "第 1 (2027-13-01) 项不是真实的日期，应写作 YYYY-MM-DD"},
			each(faulty.Faults, func(f Fault) string { return f.Sentence }))
		o.post(systemRole, "/calendars/validation", CalendarFile{Division: "/44/1/", File: "[]"}).problem(422, "faulty_fields")
		o.post(supervisor, "/calendars", file).is(403)
		var list CalendarList
		o.get(supervisor, "/calendars").is(200).into(&list)
		require.NotEmpty(t, list.Rows)
	})

	t.Run("a division's file takes the place of its last one: a day that it leaves out holds no more", func(t *testing.T) {
		day := clock.NewDate(2026, 6, 18)
		law := o.server.Law
		o.server.Law = overridden{law, "/44/4419/", law.Calendar("/44/4419/").Overridden([]clock.Day{{Name: "龙舟节", Date: day, Off: true}})}
		defer func() { o.server.Law = law }()
		var diff CalendarDiff
		o.post(systemRole, "/calendars/validation", CalendarFile{Division: "/44/4419/", File: "[]"}).is(200).into(&diff)
		require.Len(t, diff.Days, 1)
		require.Equal(t, dateOf(day), diff.Days[0].Date)
		require.Equal(t, CalendarDayAfter("workday"), diff.Days[0].After)
	})

	t.Run("an item is judged with every fault in its place, published, and found in its versions", func(t *testing.T) {
		source, err := subsystems.Files.ReadFile("administrative-approval/items/" + foodItem + ".yaml")
		require.NoError(t, err)
		changed := strings.Replace(string(source), "promised: 7 working_day", "promised: 8 working_day", 1)
		var verdict SourceVerdict
		o.post(systemRole, "/bundles/validation", BundleSource{Source: changed}).is(200).into(&verdict)
		require.True(t, verdict.Valid, verdict.Faults)
		o.post(systemRole, "/bundles/validation", BundleSource{Source: "item: x\nsteps: 7\nstrange: 1\n"}).is(200).into(&verdict)
		require.False(t, verdict.Valid)
		require.NotEmpty(t, verdict.Faults[0].Place)
		require.NotEmpty(t, verdict.Faults[0].Text)
		o.post(systemRole, "/bundles", BundleSource{Source: "item: x"}).problem(422, "faulty_fields")
		var published Bundle
		o.tries(NewRehearsal{Kind: "bundle", Source: changed + "\n# 2027\n"})
		o.post(systemRole, "/bundles", BundleSource{Source: changed + "\n# 2027\n", Reason: "年度修订"}).is(201).into(&published)
		o.get(systemRole, "/bundles").is(200)
		o.post(handler, "/bundles", BundleSource{Source: changed}).is(403)
		if _, err := o.store.Bundle(t.Context(), published.Hash); err == nil {
			o.get(systemRole, "/bundles/"+published.Hash).is(200).into(&published)
			require.NotEmpty(t, published.Source)
			o.get(systemRole, "/bundles?item="+foodItem).is(200)
		}
		o.get(systemRole, "/bundles/"+strings.Repeat("0", 64)).problem(404, "no_such_bundle")
	})

	t.Run("a rule set is judged and published", func(t *testing.T) {
		source, err := subsystems.Files.ReadFile("administrative-approval/rules/2026-01.yaml")
		require.NoError(t, err)
		var verdict SourceVerdict
		o.post(systemRole, "/rule-sets/validation", RuleSetSource{Source: string(source)}).is(200).into(&verdict)
		require.True(t, verdict.Valid, verdict.Faults)
		o.post(systemRole, "/rule-sets/validation", RuleSetSource{Source: "rules: 7"}).is(200).into(&verdict)
		require.False(t, verdict.Valid)
		o.tries(NewRehearsal{Kind: "rule_set", Source: string(source)})
		o.post(systemRole, "/rule-sets", RuleSetSource{Source: string(source), Reason: "年度"}).is(201)
		o.post(systemRole, "/rule-sets", RuleSetSource{Source: "rules: 7"}).problem(422, "faulty_fields")
		o.get(supervisor, "/rule-sets").is(200)
		o.get(clerk, "/rule-sets").is(403)
	})

	t.Run("operations tell the truth to who runs the machine, and start a subject again", func(t *testing.T) {
		o.get(systemRole, "/operations").is(200)
		o.get(systemRole, "/settings").is(200)
		o.get(clerk, "/operations").is(403)
		o.get(clerk, "/settings").is(403)
		id, _ := o.applied()
		o.post(systemRole, "/subjects/"+id+"/rehydrate", nil).is(202)
		require.Equal(t, []string{id}, o.engine.woken)
		o.post(systemRole, "/subjects/none/rehydrate", nil).is(404)
		o.post(supervisor, "/subjects/"+id+"/rehydrate", nil).is(403)
	})
}

func TestSetUp(t *testing.T) {
	o := openOffice(t)
	token := strings.Repeat("setup-token", 3)
	require.NoError(t, o.store.SetSetting(t.Context(), SetupSetting, token, opening))
	three := Setup{Administrators: []Administrator{
		{Role: "system_admin", Login: "sys.one", Name: "甲", Password: "a good password"},
		{Role: "security_admin", Login: "sec.two", Name: "乙", Password: "a good password"},
		{Role: "audit_admin", Login: "aud.three", Name: "丙", Password: "a good password"},
	}}

	t.Run("a wrong link opens nothing", func(t *testing.T) {
		o.get("", "/setup/"+strings.Repeat("x", 30)).problem(404, "no_such_setup")
	})
	t.Run("three people, three roles", func(t *testing.T) {
		two := Setup{Administrators: append([]Administrator{}, three.Administrators...)}
		two.Administrators[1].Role = "system_admin"
		o.send(ask{method: "POST", path: "/setup/" + token, body: two}).problem(400, "three_people")
		two.Administrators[1] = three.Administrators[1]
		two.Administrators[1].Password = "aaaaaaaaaaaa"
		o.send(ask{method: "POST", path: "/setup/" + token, body: two}).problem(422, "faulty_fields")
	})
	t.Run("a login that is taken makes nobody an administrator, and the link stays good", func(t *testing.T) {
		o.hire("aud.three")
		o.send(ask{method: "POST", path: "/setup/" + token, body: three}).problem(409, "login_taken")
		_, err := o.store.AccountByLogin(t.Context(), "sys.one")
		require.Equal(t, models.NotFound, models.CodeOf(err))
		three.Administrators[2].Login = "aud.four"
	})
	t.Run("the link works once", func(t *testing.T) {
		var state SetupState
		o.get("", "/setup/"+token).is(200).into(&state)
		require.Len(t, state.Roles, 3)
		o.send(ask{method: "POST", path: "/setup/" + token, body: three}).is(204)
		o.send(ask{method: "POST", path: "/setup/" + token, body: three}).problem(404, "no_such_setup")
		require.NoError(t, o.places.Refresh(t.Context()))
		signed := o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: "sys.one", Password: "a good password"}}).is(200)
		o.withCookie(cookieOf(signed), ask{method: "GET", path: "/operations"}).is(200)
	})
	t.Run("the hall says who it is and that it is a demonstration", func(t *testing.T) {
		var status PublicStatus
		o.get("", "/public/status").is(200).into(&status)
		require.True(t, status.Demo && status.Open)
		require.False(t, status.Totp || status.Setup)
		require.Equal(t, models.SystemAccount, "system")
	})
}

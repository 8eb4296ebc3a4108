package node

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"mingcha/api"
)

// TestFirstStart goes the way of the people who set up a real house, from the link on the screen to the first case.
func TestFirstStart(t *testing.T) {
	s := Settings{Data: t.TempDir(), Listen: freeAddress(t)}
	environment := []string{"MINGCHA_DATA=" + s.Data, "MINGCHA_LISTEN=" + s.Listen}
	server := spawn(t, "serve", environment...)
	d := sit(t, s.Listen)
	link := regexp.MustCompile(`/office/setup/(\S+)`)
	server.until(recovery, "the link is printed", func() bool { return link.MatchString(server.said.String()) })
	setup := "/setup/" + link.FindStringSubmatch(server.said.String())[1]
	three := api.Setup{Administrators: []api.Administrator{
		{Role: "system_admin", Login: "sysadmin", Name: "甲某", Password: password},
		{Role: "security_admin", Login: "secadmin", Name: "乙某", Password: password},
		{Role: "audit_admin", Login: "audadmin", Name: "丙某", Password: password},
	}}

	t.Run("a guessed link makes nobody an administrator, and neither do fewer than three people", func(t *testing.T) {
		d.must(t, http.StatusNotFound, "", "POST", "/setup/"+strings.Repeat("A", 26), three, nil)
		fewer := api.Setup{Administrators: three.Administrators[:2]}
		status, _, err := d.ask(s.Listen, "", "POST", setup, "", fewer)
		require.NoError(t, err)
		require.GreaterOrEqual(t, status, 400)
	})

	t.Run("under the link three people become administrators, once", func(t *testing.T) {
		d.must(t, http.StatusNoContent, "", "POST", setup, three, nil)
		d.must(t, http.StatusNotFound, "", "POST", setup, three, nil)
	})

	t.Run("each enrols a device and needs it from then on", func(t *testing.T) {
		for _, who := range three.Administrators {
			require.Equal(t, http.StatusOK, d.enter(t, who.Login, password, ""))
			var device api.TotpEnrolment
			d.must(t, http.StatusOK, who.Login, "POST", "/me/totp", nil, &device)
			d.must(t, http.StatusNoContent, who.Login, "POST", "/me/totp/confirmation", api.TotpConfirmation{Totp: shows(t, device.Secret)}, nil)
		}
		require.NotEqual(t, http.StatusOK, d.enter(t, "audadmin", password, ""))
	})

	var made api.CreatedAccount
	t.Run("the system administrator makes an account, whose owner chooses the password", func(t *testing.T) {
		d.must(t, http.StatusCreated, "sysadmin", "POST", "/accounts", api.NewAccount{Login: "clerk", Name: "丁某"}, &made)
		invitation := made.Link[strings.LastIndex(made.Link, "/")+1:]
		d.must(t, http.StatusNoContent, "", "POST", "/invitations/"+invitation, api.InvitationAnswer{Password: password}, nil)
		require.Equal(t, http.StatusOK, d.enter(t, "clerk", password, ""))
	})

	t.Run("the security administrator alone appoints, and the clerk takes a case in", func(t *testing.T) {
		post := api.NewAppointment{Account: made.Account.Id, Role: "window_clerk", Unit: bureau, Reason: "到岗"}
		d.must(t, http.StatusForbidden, "sysadmin", "POST", "/appointments", post, nil)
		d.must(t, http.StatusCreated, "secadmin", "POST", "/appointments", post, nil)
		require.Eventually(t, func() bool {
			status, _, err := d.ask(s.Listen, "clerk", "POST", "/cases", uuid.NewString(), meal())
			return err == nil && status == http.StatusCreated
		}, 5*time.Second, 100*time.Millisecond)
	})

	t.Run("the house cannot be made a demonstration any more", func(t *testing.T) {
		require.Zero(t, server.stop(grace), server.said)
		require.NotContains(t, server.said.String(), password)
		stopsShort(t, s.Data, "real accounts", "MINGCHA_DEMO=true", "MINGCHA_LISTEN="+s.Listen)
		again := spawn(t, "serve", environment...)
		again.until(recovery, "the house opens", func() bool { status, _, err := d.health(); return err == nil && status == 200 })
		require.NotContains(t, again.said.String(), "/office/setup/")
		require.Zero(t, again.stop(grace), again.said)
	})
}

// TestDemoStaysAtHome shows that a demonstration is served as nothing else.
func TestDemoStaysAtHome(t *testing.T) {
	n := city(t, 3)
	require.NoError(t, n.Close())
	stopsShort(t, n.settings.Data, "start it with --demo", "MINGCHA_LISTEN="+freeAddress(t))
	stopsShort(t, n.settings.Data, "loopback only", "MINGCHA_DEMO=true", "MINGCHA_LISTEN=0.0.0.0:0")
}

// enter signs somebody in and returns the status of the answer.
func (d *desk) enter(t *testing.T, login, word, code string) int {
	t.Helper()
	body, err := json.Marshal(api.SignIn{Login: login, Password: word, Totp: code})
	require.NoError(t, err)
	answer, err := d.web.Post("http://"+d.addresses[0]+"/api/v1/sessions", "application/json", bytes.NewReader(body))
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	if answer.StatusCode == http.StatusOK {
		d.cookies[login] = answer.Cookies()[0].Value
	}
	return answer.StatusCode
}

// must sends one request, requires its status and reads the answer.
func (d *desk) must(t *testing.T, want int, who, method, path string, body, into any) {
	t.Helper()
	status, said, err := d.ask(d.addresses[0], who, method, path, uuid.NewString(), body)
	require.NoError(t, err)
	require.Equal(t, want, status, string(said))
	if into != nil {
		require.NoError(t, json.Unmarshal(said, into))
	}
}

// shows is what a device with a secret shows now.
func shows(t *testing.T, secret string) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, time.Now())
	require.NoError(t, err)
	return code
}

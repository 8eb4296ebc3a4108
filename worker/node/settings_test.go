package node

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/knadh/koanf/providers/structs"
	"github.com/knadh/koanf/v2"
	"github.com/stretchr/testify/require"

	"mingcha/worker/outbox"
)

// written puts a settings file into a folder of its own.
func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "settings.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestSettingsAreRefused(t *testing.T) {
	t.Run("when a key is unknown, naming every one and the one that is probably meant", func(t *testing.T) {
		t.Setenv("MINGCHA_LISTENS", "127.0.0.1:1")
		t.Setenv("MINGCHA_OIDC_ISSUER", "https://login.example")
		_, err := ReadSettings(written(t, "datta: x\nproxies: 10.0.0.0/8\noidc: {isuer: y}\nsomething_else: 1\n"))
		for _, words := range []string{
			"datta: there is no such setting; is data meant?", "oidc.isuer: there is no such setting; is oidc.issuer meant?",
			"MINGCHA_LISTENS: there is no such setting; is MINGCHA_LISTEN meant?",
			"MINGCHA_OIDC_ISSUER: there is no such setting; is MINGCHA_OIDC__ISSUER meant?", "something_else: there is no such setting\n",
		} {
			require.ErrorContains(t, err, words)
		}
		require.NotContains(t, err.Error(), "proxies")
	})

	t.Run("when they cannot act, naming every one", func(t *testing.T) {
		_, err := ReadSettings(written(t, `
listen: here
metrics: 127.0.0.1:99999
public: hall.example.gov.cn
log: loud
proxies: 10.0.0.0
files: ftp://host/folder
oidc: {issuer: https://login.example, secret: told-to-nobody}
demo_cases: -1
outgoing_days: 7
mail: {server: mail.example, password: told-to-nobody}
sms: {url: "https://sms.example/{phone}?token=told-to-nobody", body: '{"to":"{who}"}'}
wecom: {url: "key=told-to-nobody"}
dingtalk: {url: "https://oapi.dingtalk.example/robot/send?access_token=told-to-nobody"}
`))
		for _, key := range []string{
			"listen", "metrics", "public", "log", "proxies", "files", "oidc", "demo_cases", "outgoing_days", "mail.server", "mail.from", "mail.user", "sms.secret",
			"sms.body", "wecom.url", "dingtalk.secret",
		} {
			require.ErrorContains(t, err, "\n"+key+": ")
		}
		require.NotContains(t, err.Error(), "told-to-nobody")
	})

	t.Run("when a number or a yes is none", func(t *testing.T) {
		t.Setenv("MINGCHA_DEMO", "perhaps")
		t.Setenv("MINGCHA_DEMO_CASES", "many")
		_, err := ReadSettings("")
		require.ErrorContains(t, err, "'demo'")
		require.ErrorContains(t, err, "'demo_cases'")
	})

	t.Run("when invented people would be reached from elsewhere", func(t *testing.T) {
		for _, at := range []string{"0.0.0.0:8080", ":8080", "10.1.2.3:8080", "hall.example:8080"} {
			require.ErrorContains(t, Settings{Data: "d", Log: "info", Demo: true, Listen: at}.Check(), "loopback only", at)
		}
		require.NoError(t, Settings{Data: "d", Log: "info", Demo: true, Listen: "localhost:8080"}.Check())
	})

	t.Run("when the file is none", func(t *testing.T) {
		_, err := ReadSettings(written(t, "data: [\n"))
		require.ErrorContains(t, err, "settings.yaml")
		_, err = ReadSettings(filepath.Join(t.TempDir(), "missing.yaml"))
		require.ErrorContains(t, err, "missing.yaml")
	})
}

func TestSettings(t *testing.T) {
	t.Run("of the environment win over the file, which wins over the defaults", func(t *testing.T) {
		t.Setenv("MINGCHA_DATA", "/from/environment")
		t.Setenv("MINGCHA_OIDC__ISSUER", "https://login.example")
		s, err := ReadSettings(written(t, "data: /from/file\nkeys: /keys\noidc: {client: hall}\n"))
		require.NoError(t, err)
		require.Equal(t, Settings{
			Data: "/from/environment", Keys: "/keys", Listen: "127.0.0.1:8080", Log: "info", Cases: 3000, Outgoing: 730,
			OIDC: OIDC{Issuer: "https://login.example", Client: "hall"}, Mail: defaults.Mail, SMS: defaults.SMS,
		}, s)
	})

	t.Run("that ship for one machine are right", func(t *testing.T) {
		_, err := ReadSettings("../../deploy/settings.yaml")
		require.NoError(t, err)
	})

	t.Run("are all in the table of docs/operating.md, with their defaults, and nothing else is", func(t *testing.T) {
		text, err := os.ReadFile("../../docs/operating.md")
		require.NoError(t, err)
		table := map[string]string{}
		row := regexp.MustCompile("(?m)^\\| `([a-z_.]+)` \\| `(MINGCHA_[A-Z_]+)` \\| (.*?) \\| .+ \\|$")
		for _, m := range row.FindAllStringSubmatch(string(text), -1) {
			require.Equal(t, nameOf(m[1]), m[2])
			table[m[1]] = m[3]
		}
		all := koanf.New(".")
		require.NoError(t, all.Load(structs.Provider(defaults, "koanf"), nil))
		for _, key := range all.Keys() {
			said, there := table[key]
			require.True(t, there, "%s is not in the table", key)
			if value := all.String(key); value != "" {
				require.Equal(t, "`"+value+"`", said, key)
			} else {
				require.NotRegexp(t, "^`[^`]+`$", said, "%s has no such default", key)
			}
			delete(table, key)
		}
		require.Empty(t, table)
	})

	t.Run("that hold secrets are not shown on the operations page", func(t *testing.T) {
		s := Settings{
			Database: "mysql:mingcha:secret@tcp(db)/m", OIDC: OIDC{Issuer: "https://login.example", Client: "hall", Secret: "secret"},
			Mail: outbox.MailSettings{Server: "mail.example:587", Password: "secret"}, SMS: outbox.SMSSettings{URL: "https://sms.example/?k=secret", Secret: "secret"},
			WeCom: outbox.WeComSettings{URL: "https://qyapi.example/?key=secret"}, DingTalk: outbox.DingTalkSettings{URL: "https://oapi.example/?t=secret", Secret: "secret"},
		}
		for _, shown := range s.list() {
			require.NotContains(t, strings.ToLower(shown.Value), "secret")
		}
	})
}

package outbox

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store/storetest"
)

func aMessage(id, to string) Message {
	return Message{ID: id, To: to, Subject: "黄牌：办件 441900202611230001 已超期", Text: "办件 441900202611230001 未办结：https://hall.example/office/cards/k1"}
}

func mailer(t *testing.T, s MailSettings) *Mail {
	t.Helper()
	m, err := NewMail(s, time.Now)
	require.NoError(t, err)
	return m
}

func TestMailSettingsAreRefused(t *testing.T) {
	good := MailSettings{Server: "mail.example:587", Security: "starttls", From: "notice@hall.example"}
	for key, change := range map[string]func(*MailSettings){
		"mail.server": func(s *MailSettings) { s.Server = "mail.example" }, "mail.from": func(s *MailSettings) { s.From = "" },
		"mail.user": func(s *MailSettings) { s.User = "mingcha" }, "mail.security": func(s *MailSettings) { s.Security = "ssl" },
		"mail.ca": func(s *MailSettings) { s.CA = "/nowhere/ca.pem" },
	} {
		s := good
		change(&s)
		_, err := NewMail(s, time.Now)
		require.ErrorContains(t, err, key)
	}
	_, err := NewMail(MailSettings{Server: "x:1", Security: "none", From: "a@b", User: "u", Password: "told-to-nobody"}, time.Now)
	require.ErrorContains(t, err, "in the clear")
	require.NotContains(t, err.Error(), "told-to-nobody")
	_, err = NewMail(MailSettings{}, time.Now)
	for _, key := range []string{"mail.server", "mail.from", "mail.security"} {
		require.ErrorContains(t, err, key, "every one is named")
	}
}

// covers S27
// covers S28
func TestMail(t *testing.T) {
	x := prepareExim(t)
	t.Run("a server that is not there is away", func(t *testing.T) {
		_, err := mailer(t, x.settings()).Open(t.Context())
		require.Error(t, err)
	})
	x.start()
	t.Run("a wrong password, a foreign certificate and a server without TLS are not signed in to", func(t *testing.T) {
		wrong := x.settings()
		wrong.Password = "guess"
		_, err := mailer(t, wrong).Open(t.Context())
		require.ErrorContains(t, err, "535")
		foreign := x.settings()
		foreign.CA = ""
		_, err = mailer(t, foreign).Open(t.Context())
		require.ErrorContains(t, err, "certificate")
		bare := x.settings()
		bare.Server = dying(t, false)
		_, err = mailer(t, bare).Open(t.Context())
		require.ErrorContains(t, err, "STARTTLS")
		require.Empty(t, x.taken())
	})
	t.Run("a mail arrives whole, by STARTTLS and by TLS from the first byte", func(t *testing.T) {
		implicit := x.settings()
		implicit.Server, implicit.Security = "localhost:"+x.tls, "tls"
		for n, s := range []MailSettings{x.settings(), implicit} {
			line, err := mailer(t, s).Open(t.Context())
			require.NoError(t, err)
			answer, err := line.Send(t.Context(), aMessage(fmt.Sprintf("n%d.mail", n), "li@office.example"))
			require.NoError(t, err)
			require.Contains(t, answer, "OK id=")
			require.NoError(t, line.Close())
		}
		taken := x.taken()
		require.Len(t, taken, 2)
		for _, mail := range taken {
			for _, words := range []string{"li@office.example", "Auto-Submitted: auto-generated", "=?UTF-8?", "<notice@hall.example>", "hall.example/office/cards/k1", "X=TLS"} {
				if words == "X=TLS" {
					require.Contains(t, x.said(), words)
					continue
				}
				require.Contains(t, mail, words)
			}
		}
		require.Contains(t, taken[0]+taken[1], "Message-ID: <n0.mail@hall.example>")
		require.Contains(t, x.said(), "A=plain:mingcha")
	})
	t.Run("a recipient refused for good, one refused for now, and the next one all get their due", func(t *testing.T) {
		line, err := mailer(t, x.settings()).Open(t.Context())
		require.NoError(t, err)
		_, err = line.Send(t.Context(), aMessage("r1.mail", "gone@office.example"))
		var refused Refused
		require.ErrorAs(t, err, &refused)
		require.True(t, refused.Address)
		require.Contains(t, refused.Answer, "550")
		_, err = line.Send(t.Context(), aMessage("r2.mail", "busy@office.example"))
		require.ErrorContains(t, err, "451")
		require.NotErrorAs(t, err, &refused)
		require.NotErrorAs(t, err, new(Away))
		_, err = line.Send(t.Context(), aMessage("r3.mail", "li@office.example\r\nBcc: wang@office.example"))
		require.ErrorAs(t, err, &refused)
		_, err = line.Send(t.Context(), aMessage("r4.mail", "wang@office.example"))
		require.NoError(t, err)
		require.Len(t, x.taken(), 3)
	})
	t.Run("who may not send is a matter of the channel", func(t *testing.T) {
		s := x.settings()
		s.User, s.Password = "", ""
		line, err := mailer(t, s).Open(t.Context())
		require.NoError(t, err)
		_, err = line.Send(t.Context(), aMessage("s1.mail", "li@office.example"))
		require.ErrorAs(t, err, new(Away))
	})
	t.Run("what a server has taken is sent, even if it dies with its next breath", func(t *testing.T) {
		s := MailSettings{Server: dying(t, true), Security: "none", From: "notice@hall.example"}
		line, err := mailer(t, s).Open(t.Context())
		require.NoError(t, err)
		_, err = line.Send(t.Context(), aMessage("d1.mail", "li@office.example"))
		require.NoError(t, err)
		_, err = line.Send(t.Context(), aMessage("d2.mail", "li@office.example"))
		require.ErrorAs(t, err, new(Away))
	})
}

// dying is a server without TLS that takes one mail, if it takes any, and is gone.
func dying(t *testing.T, takes bool) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		line, err := l.Accept()
		if err != nil {
			return
		}
		defer func() { _ = line.Close() }()
		_, _ = fmt.Fprint(line, "220 here\r\n")
		said := bufio.NewScanner(line)
		for data := false; said.Scan(); {
			switch text := said.Text(); {
			case data && text != ".":
				continue
			case data:
				_, _ = fmt.Fprint(line, "250 taken\r\n")
				return
			case text == "DATA" && takes:
				data = true
				_, _ = fmt.Fprint(line, "354 go on\r\n")
			case strings.HasPrefix(text, "EHLO"):
				_, _ = fmt.Fprint(line, "250-here\r\n250 8BITMIME\r\n")
			default:
				_, _ = fmt.Fprint(line, "250 ok\r\n")
			}
		}
	}()
	return l.Addr().String()
}

// covers S28
func TestMailServerAwayForAnHour(t *testing.T) {
	x, o := prepareExim(t), opened(t, storetest.SQLite(t))
	o.Sender = mailer(t, x.settings())
	o.tell("urge", 60)
	o.pass(time.Hour, 30*time.Second)
	require.Equal(t, 60, o.count(models.Queued))
	require.NotEmpty(t, o.house.troubles)
	x.start()
	o.pass(10*time.Minute, 30*time.Second)
	require.Equal(t, 60, o.count(models.Sent))
	require.Len(t, x.taken(), 60, "each once")
}

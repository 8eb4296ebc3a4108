package outbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// asked is what a gateway was asked last, and what it answers.
type asked struct {
	*httptest.Server
	header http.Header
	query  url.Values
	body   string
	status int
	answer string
}

func gatewayOf(t *testing.T) *asked {
	t.Helper()
	a := &asked{status: 200, answer: `{"errcode":0,"errmsg":"ok"}`}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		a.header, a.query, a.body = r.Header, r.URL.Query(), string(body)
		w.WriteHeader(a.status)
		_, _ = fmt.Fprint(w, a.answer)
	}))
	t.Cleanup(a.Close)
	return a
}

func at() time.Time { return time.Unix(1764000000, 123e6) }

// hostile is a message whose text would break out of a body that is put together carelessly.
var hostile = Message{ID: "n1.sms", To: "13800001234", Subject: "红牌", Text: "\"},{\"phone\":\"1\"&phone=2\n{key} 结束"}

func smsOf(a *asked) SMSSettings {
	return SMSSettings{
		URL: a.URL + "/send?t={time}", Type: jsonType, Body: `{"to":"{phone}","content":"{text}","ref":"{id}","app":"{key}","sign":"{sign}"}`,
		Key: "hall", Secret: "secret", Success: `"errcode":0`,
	}
}

func send(t *testing.T, s Sender, m Message) (string, error) {
	t.Helper()
	line, err := s.Open(t.Context())
	require.NoError(t, err)
	defer func() { require.NoError(t, line.Close()) }()
	return line.Send(t.Context(), m)
}

func TestGatewaySettingsAreRefused(t *testing.T) {
	a := gatewayOf(t)
	for key, change := range map[string]func(*SMSSettings){
		"sms.url":                      func(s *SMSSettings) { s.URL = "gateway" },
		"sms.url: there is no":         func(s *SMSSettings) { s.URL += "&x={who}" },
		"sms.type":                     func(s *SMSSettings) { s.Type = "text/xml" },
		"sms.secret":                   func(s *SMSSettings) { s.Secret = "" },
		"sms.body: {phone} is missing": func(s *SMSSettings) { s.Body = `{"content":"{text}"}` },
		"sms.body: it is no JSON":      func(s *SMSSettings) { s.Body = `{"to":"{phone}","content":{text},"x":{who}}` },
		"sms.body: there is no placeholder {who}": func(s *SMSSettings) { s.Type, s.Body = formType, "to={phone}&c={text}&w={who}" },
	} {
		s := smsOf(a)
		change(&s)
		_, err := NewSMS(s, at)
		require.ErrorContains(t, err, key)
	}
	_, err := NewSMS(SMSSettings{}, at)
	for _, key := range []string{"sms.url", "sms.type", "sms.secret", "sms.body"} {
		require.ErrorContains(t, err, key, "every one is named")
	}
	_, err = NewWeCom(WeComSettings{URL: "key=told-to-nobody"}, at)
	require.ErrorContains(t, err, "wecom.url")
	require.NotContains(t, err.Error(), "told-to-nobody")
	_, err = NewDingTalk(DingTalkSettings{}, at)
	require.ErrorContains(t, err, "dingtalk.url")
	require.ErrorContains(t, err, "dingtalk.secret")
}

// covers S27
// covers S28
func TestSMS(t *testing.T) {
	a := gatewayOf(t)
	t.Run("what cannot be, may yet be, or is a matter of the channel is told apart", func(t *testing.T) {
		s, err := NewSMS(smsOf(a), at)
		require.NoError(t, err)
		for status, kind := range map[int]any{400: new(Refused), 422: new(Refused), 401: new(Away), 403: new(Away), 404: new(Away), 429: new(Away), 500: new(Away), 503: new(Away)} {
			a.status = status
			_, err := send(t, s, hostile)
			require.ErrorAs(t, err, kind, status)
		}
		a.status, a.answer = 200, `{"errcode":7}`
		_, err = send(t, s, hostile)
		require.ErrorContains(t, err, `200 {"errcode":7}`)
		require.NotErrorAs(t, err, new(Away))
		require.NotErrorAs(t, err, new(Refused))
	})
	a.status, a.answer = 200, `{"errcode":0}`
	t.Run("the request is filled in, signed, and bears the message's key; text stays text", func(t *testing.T) {
		s, err := NewSMS(smsOf(a), at)
		require.NoError(t, err)
		answer, err := send(t, s, hostile)
		require.NoError(t, err)
		require.Equal(t, `200 {"errcode":0}`, answer)
		mac := hmac.New(sha256.New, []byte("secret"))
		mac.Write([]byte("1764000000\nn1.sms\n13800001234\n" + hostile.Text))
		sign := hex.EncodeToString(mac.Sum(nil))
		var body map[string]string
		require.NoError(t, json.Unmarshal([]byte(a.body), &body))
		require.Equal(t, map[string]string{"to": "13800001234", "content": hostile.Text, "ref": "n1.sms", "app": "hall", "sign": sign}, body)
		require.Equal(t, []string{"n1.sms", sign, "1764000000"}, []string{a.header.Get("Idempotency-Key"), a.header.Get("X-Signature"), a.query.Get("t")})
	})
	t.Run("as a form too", func(t *testing.T) {
		form := smsOf(a)
		form.Type, form.Body = formType, "to={phone}&content={text}&ref={id}"
		s, err := NewSMS(form, at)
		require.NoError(t, err)
		_, err = send(t, s, hostile)
		require.NoError(t, err)
		values, err := url.ParseQuery(a.body)
		require.NoError(t, err)
		require.Equal(t, url.Values{"to": {"13800001234"}, "content": {hostile.Text}, "ref": {"n1.sms"}}, values)
	})
	t.Run("a gateway that is gone is away, and its address is not told", func(t *testing.T) {
		gone := smsOf(a)
		gone.URL = "http://127.0.0.1:" + freePort(t) + "/send?token=told-to-nobody"
		s, err := NewSMS(gone, at)
		require.NoError(t, err)
		_, err = send(t, s, hostile)
		require.ErrorAs(t, err, new(Away))
		require.NotContains(t, err.Error(), "told-to-nobody")
	})
}

// covers S27
// covers S28
func TestRobots(t *testing.T) {
	a := gatewayOf(t)
	wecom, err := NewWeCom(WeComSettings{URL: a.URL + "/cgi-bin/webhook/send?key=k"}, at)
	require.NoError(t, err)
	ding, err := NewDingTalk(DingTalkSettings{URL: a.URL + "/robot/send?access_token=k", Secret: "SECabc"}, at)
	require.NoError(t, err)
	t.Run("an error code, or no answer that makes sense, is a matter of the robot", func(t *testing.T) {
		for _, answer := range []string{`{"errcode":93000,"errmsg":"invalid webhook url"}`, `{"errcode":45009}`, `<html>`, `{}`, ``} {
			a.answer = answer
			for _, s := range []Sender{wecom, ding} {
				_, err := send(t, s, hostile)
				require.ErrorAs(t, err, new(Away), answer)
			}
		}
	})
	a.answer = `{"errcode":0,"errmsg":"ok"}`
	t.Run("of WeCom says the text and mentions the person", func(t *testing.T) {
		_, err := send(t, wecom, hostile)
		require.NoError(t, err)
		var said struct {
			Msgtype string
			Text    struct {
				Content string
				List    []string `json:"mentioned_mobile_list"`
			}
		}
		require.NoError(t, json.Unmarshal([]byte(a.body), &said))
		require.Equal(t, "text", said.Msgtype)
		require.Equal(t, []string{"13800001234"}, said.Text.List)
		require.Contains(t, said.Text.Content, hostile.Text)
		require.Equal(t, "k", a.query.Get("key"))
	})
	t.Run("of DingTalk signs, and mentions the person in text and list", func(t *testing.T) {
		_, err := send(t, ding, hostile)
		require.NoError(t, err)
		mac := hmac.New(sha256.New, []byte("SECabc"))
		mac.Write([]byte("1764000000123\nSECabc"))
		require.Equal(t, base64.StdEncoding.EncodeToString(mac.Sum(nil)), a.query.Get("sign"))
		require.Equal(t, "1764000000123", a.query.Get("timestamp"))
		require.Equal(t, "k", a.query.Get("access_token"))
		var said struct {
			Text struct{ Content string }
			At   struct {
				Mobiles []string `json:"atMobiles"`
				All     bool     `json:"isAtAll"`
			}
		}
		require.NoError(t, json.Unmarshal([]byte(a.body), &said))
		require.True(t, strings.HasSuffix(said.Text.Content, "@13800001234"))
		require.Equal(t, []string{"13800001234"}, said.At.Mobiles)
		require.False(t, said.At.All)
	})
}

package outbox

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// WeComSettings are those of a robot of 企业微信.
type WeComSettings struct {
	URL string `koanf:"url"` // with its key: a secret
}

// DingTalkSettings are those of a robot of 钉钉 that signs.
type DingTalkSettings struct {
	URL    string `koanf:"url"` // with its token: a secret
	Secret string `koanf:"secret"`
}

// Robot speaks in a group of WeCom or DingTalk and mentions the person by phone number.
type Robot struct {
	url, secret string
	write       func(m Message) any
	web         *http.Client
	now         func() time.Time
}

// NewWeCom is a robot of 企业微信.
func NewWeCom(s WeComSettings, now func() time.Time) (*Robot, error) {
	if err := address(s.URL); err != nil {
		return nil, fmt.Errorf("wecom.url: %w", err)
	}
	return newRobot(s.URL, "", now, func(m Message) any {
		return map[string]any{"msgtype": "text", "text": map[string]any{"content": mentioned(m), "mentioned_mobile_list": []string{m.To}}}
	}), nil
}

// NewDingTalk is a robot of 钉钉.
func NewDingTalk(s DingTalkSettings, now func() time.Time) (*Robot, error) {
	var faults []error
	if err := address(s.URL); err != nil {
		faults = append(faults, fmt.Errorf("dingtalk.url: %w", err))
	}
	if s.Secret == "" {
		faults = append(faults, errors.New("dingtalk.secret: the robot signs what it says"))
	}
	return newRobot(s.URL, s.Secret, now, func(m Message) any {
		return map[string]any{
			"msgtype": "text", "text": map[string]any{"content": mentioned(m)},
			"at": map[string]any{"atMobiles": []string{m.To}, "isAtAll": false},
		}
	}), errors.Join(faults...)
}

func newRobot(url, secret string, now func() time.Time, write func(Message) any) *Robot {
	return &Robot{url: url, secret: secret, write: write, web: &http.Client{Timeout: answerIn}, now: now}
}

// mentioned is the text of a robot's message, which names the person.
func mentioned(m Message) string { return fmt.Sprintf("%s\n%s @%s", m.Subject, m.Text, m.To) }

// Open needs nothing: every request stands for itself.
func (r *Robot) Open(context.Context) (Connection, error) { return r, nil }

// Close needs nothing.
func (r *Robot) Close() error { return nil }

// Send lets the robot say one message. Robots have no key against saying it twice; the request bears one all the same. An
// error code concerns the robot, never the message: all its messages are alike.
func (r *Robot) Send(ctx context.Context, m Message) (string, error) {
	body, err := json.Marshal(r.write(m))
	if err != nil {
		return "", err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url+r.signature(), bytes.NewReader(body))
	if err != nil {
		return "", Away{errors.New("the robot's address is none")}
	}
	request.Header.Set("Content-Type", jsonType)
	request.Header.Set("Idempotency-Key", m.ID)
	answer, err := ask(r.web, request)
	if err != nil {
		return "", err
	}
	var said struct {
		Code *int `json:"errcode"`
	}
	_, text, _ := strings.Cut(answer, " ")
	if json.Unmarshal([]byte(text), &said) != nil || said.Code == nil || *said.Code != 0 {
		return "", Away{errors.New(answer)}
	}
	return answer, nil
}

// signature is DingTalk's: HMAC-SHA256 over milliseconds, line feed and secret with the secret as key, in base64.
func (r *Robot) signature() string {
	if r.secret == "" {
		return ""
	}
	at := strconv.FormatInt(r.now().UnixMilli(), 10)
	mac := hmac.New(sha256.New, []byte(r.secret))
	mac.Write([]byte(at + "\n" + r.secret))
	return "&timestamp=" + at + "&sign=" + url.QueryEscape(base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}

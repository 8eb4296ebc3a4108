package outbox

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// SMSSettings say how a gateway for short messages wants to be asked. In url and body {phone}, {text}, {id}, {key},
// {time} and {sign} are filled in.
type SMSSettings struct {
	URL        string `koanf:"url"`
	Type       string `koanf:"type"` // of the body
	Body       string `koanf:"body"`
	Key        string `koanf:"key"`        // the house's name at the gateway
	Secret     string `koanf:"secret"`     // signs every request
	Success    string `koanf:"success"`    // what an answer holds when the message was taken; "" any answer of 2xx
	Applicants bool   `koanf:"applicants"` // applicants are told of their cases
}

const (
	jsonType = "application/json"
	formType = "application/x-www-form-urlencoded"
)

// SMS sends short messages by a gateway's HTTP interface.
type SMS struct {
	SMSSettings
	web *http.Client
	now func() time.Time
}

// NewSMS refuses settings with which no message can be sent; the error names each.
func NewSMS(s SMSSettings, now func() time.Time) (*SMS, error) {
	var faults []error
	fault := func(key, format string, args ...any) {
		faults = append(faults, fmt.Errorf("sms."+key+": "+format, args...))
	}
	if err := address(s.URL); err != nil {
		fault("url", "%w", err)
	}
	if s.Type != jsonType && s.Type != formType {
		fault("type", "%q is neither %s nor %s", s.Type, jsonType, formType)
	}
	if s.Secret == "" {
		fault("secret", "every request is signed")
	}
	for _, needed := range []string{"{phone}", "{text}"} {
		if !strings.Contains(s.URL+s.Body, needed) {
			fault("body", "%s is missing", needed)
		}
	}
	known := strings.NewReplacer("{phone}", "1", "{text}", "1", "{id}", "1", "{key}", "1", "{time}", "1", "{sign}", "1")
	if filled := known.Replace(s.Body); s.Type == jsonType && !json.Valid([]byte(filled)) {
		fault("body", "it is no JSON when its placeholders are filled; unknown ones, or quotes missing around one?")
	} else if rest := braced(filled); s.Type == formType && rest != "" {
		fault("body", "there is no placeholder %s", rest)
	}
	if rest := braced(known.Replace(s.URL)); rest != "" {
		fault("url", "there is no placeholder %s", rest)
	}
	return &SMS{SMSSettings: s, web: &http.Client{Timeout: answerIn}, now: now}, errors.Join(faults...)
}

// braced is the first thing in braces.
func braced(text string) string {
	from, to := strings.Index(text, "{"), strings.Index(text, "}")
	if from < 0 || to < from {
		return ""
	}
	return text[from : to+1]
}

// address refuses what is not the address of a service.
func address(text string) error {
	u, err := url.Parse(strings.NewReplacer("{", "", "}", "").Replace(text))
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return errors.New("it is not an address such as https://gateway.example/send") // the address itself may hold a key
	}
	return nil
}

// Open needs nothing: every request stands for itself.
func (s *SMS) Open(context.Context) (Connection, error) { return s, nil }

// Close needs nothing.
func (s *SMS) Close() error { return nil }

// Send asks the gateway to send one message. The request bears the message's key, and a signature over time, key, phone
// and text: HMAC-SHA256 in hexadecimal.
func (s *SMS) Send(ctx context.Context, m Message) (string, error) {
	at := strconv.FormatInt(s.now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(s.Secret))
	mac.Write([]byte(strings.Join([]string{at, m.ID, m.To, m.Text}, "\n")))
	sign := hex.EncodeToString(mac.Sum(nil))
	fill := func(text string, escape func(string) string) string {
		return strings.NewReplacer("{phone}", escape(m.To), "{text}", escape(m.Text), "{id}", escape(m.ID), "{key}", escape(s.Key),
			"{time}", at, "{sign}", sign).Replace(text)
	}
	escape := url.QueryEscape
	if s.Type == jsonType {
		escape = jsonText
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, fill(s.URL, url.QueryEscape), strings.NewReader(fill(s.Body, escape)))
	if err != nil {
		return "", Away{errors.New("the gateway's address is none")}
	}
	request.Header.Set("Content-Type", s.Type)
	request.Header.Set("Idempotency-Key", m.ID)
	request.Header.Set("X-Key", s.Key)
	request.Header.Set("X-Timestamp", at)
	request.Header.Set("X-Signature", sign)
	answer, err := ask(s.web, request)
	if err == nil && !strings.Contains(answer, s.Success) {
		err = errors.New(answer)
	}
	return answer, err
}

// jsonText is a text as it stands between the quotes of JSON.
func jsonText(text string) string {
	raw, _ := json.Marshal(text) // a text always has a form
	return string(raw[1 : len(raw)-1])
}

// mostAnswer bounds what is kept of an answer, in bytes.
const mostAnswer = 300

// later are answers that concern the channel and not the message: the key is not known, it comes too often, it is down.
var later = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusRequestTimeout, http.StatusTooManyRequests}

// ask sends a request and returns status and beginning of the answer. An error never holds the address, which may have a
// key in it.
func ask(web *http.Client, request *http.Request) (string, error) {
	response, err := web.Do(request)
	if err != nil {
		var named *url.Error
		if errors.As(err, &named) {
			err = named.Err
		}
		return "", Away{err}
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		return "", Away{err}
	}
	answer := strconv.Itoa(response.StatusCode) + " " + string(bytes.ToValidUTF8(bytes.TrimSpace(text), nil))
	switch {
	case response.StatusCode < 300:
		return answer, nil
	case response.StatusCode >= 500 || slices.Contains(later, response.StatusCode):
		return "", Away{errors.New(answer)}
	default:
		return "", Refused{Answer: answer}
	}
}

package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// reply is an answer of the server.
type reply struct {
	t      testing.TB
	status int
	header http.Header
	body   []byte
}

func (r reply) into(v any) reply {
	r.t.Helper()
	require.NoError(r.t, json.Unmarshal(r.body, v), string(r.body))
	return r
}

func (r reply) is(status int) reply {
	r.t.Helper()
	require.Equal(r.t, status, r.status, string(r.body))
	return r
}

// problem is the answer as a problem with this reason.
func (r reply) problem(status int, reason string) Problem {
	r.t.Helper()
	require.Equal(r.t, status, r.status, string(r.body))
	require.Equal(r.t, "application/problem+json", r.header.Get("Content-Type"))
	var p Problem
	r.into(&p)
	require.Equal(r.t, reason, p.Reason)
	return p
}

// ask is one request to the server.
type ask struct {
	as      string // account; "" the public
	method  string
	path    string // below /api/v1
	body    any
	key     string
	header  map[string]string
	invalid bool // the request breaks the contract on purpose
}

func (o *office) send(a ask) reply {
	o.t.Helper()
	r := o.request(a)
	w := httptest.NewRecorder()
	o.server.ServeHTTP(w, r)
	got := reply{t: o.t, status: w.Code, header: w.Header(), body: w.Body.Bytes()}
	o.hold(a, r, got)
	return got
}

func (o *office) request(a ask) *http.Request {
	var body io.Reader
	kind := "application/json"
	switch b := a.body.(type) {
	case nil:
	case string:
		body = strings.NewReader(b)
	case upload1:
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		part, err := w.CreateFormFile("file", b.name)
		require.NoError(o.t, err)
		_, err = part.Write(b.content)
		require.NoError(o.t, err)
		require.NoError(o.t, w.Close())
		body, kind = &form, w.FormDataContentType()
	default:
		raw, err := json.Marshal(b)
		require.NoError(o.t, err)
		body = bytes.NewReader(raw)
	}
	r := httptest.NewRequest(a.method, "http://127.0.0.1"+base+a.path, body)
	if body != nil {
		r.Header.Set("Content-Type", kind)
	}
	if a.key != "" {
		r.Header.Set("Idempotency-Key", a.key)
	}
	for name, value := range a.header {
		r.Header.Set(name, value)
	}
	if a.as != "" {
		r.AddCookie(&http.Cookie{Name: cookieName, Value: o.signIn(a.as)})
	}
	return r
}

type upload1 struct {
	name    string
	content []byte
}

// signIn returns the session of an account, hiring it first if it has none.
func (o *office) signIn(account string) string {
	o.t.Helper()
	if token := o.cookie[account]; token != "" {
		return token
	}
	if _, err := o.store.Account(context.Background(), account); err != nil {
		o.hire(account)
	}
	got := o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: account, Password: password}}).is(200)
	o.cookie[account] = cookieOf(got)
	return o.cookie[account]
}

func cookieOf(r reply) string {
	for _, c := range (&http.Response{Header: r.header}).Cookies() {
		if c.Name == cookieName {
			return c.Value
		}
	}
	return ""
}

// hold holds an answer against the contract: documented, with the type and the schema that it promises.
func (o *office) hold(a ask, r *http.Request, got reply) {
	o.t.Helper()
	route, params, err := o.router.FindRoute(r)
	if err != nil {
		require.Contains(o.t, []int{404, 405}, got.status, "%s %s", a.method, a.path)
		require.Equal(o.t, "application/problem+json", got.header.Get("Content-Type"), "%s %s", a.method, a.path)
		return
	}
	if got.status < 300 {
		exercised.Store(route.Operation.OperationID, true)
	}
	if route.Operation.OperationID == "StartOidc" || route.Operation.OperationID == "FinishOidc" {
		exercised.Store(route.Operation.OperationID, true)
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route},
		Status:                 got.status, Header: got.header, Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	}
	if strings.Contains(got.header.Get("Content-Type"), "json") {
		input.SetBodyBytes(got.body)
		require.NoError(o.t, openapi3filter.ValidateResponse(context.Background(), input), "%s %s: %s", a.method, a.path, got.body)
	}
	require.Less(o.t, got.status, 500, "%s %s: %s\n%s", a.method, a.path, got.body, o.log)
}

var clicks atomic.Int64

func click() string { return fmt.Sprintf("click-%08d", clicks.Add(1)) }

func (o *office) get(as, path string) reply {
	o.t.Helper()
	return o.send(ask{as: as, method: "GET", path: path})
}

func (o *office) post(as, path string, body any) reply {
	o.t.Helper()
	return o.send(ask{as: as, method: "POST", path: path, body: body, key: click()})
}

// do gives a command on a case.
func (o *office) do(as, id string, verb models.Verb, body CaseCommand) reply {
	o.t.Helper()
	return o.post(as, "/cases/"+id+"/commands/"+string(verb), body)
}

func record(o *office, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	o.server.ServeHTTP(w, r)
	return w
}

// waitFor lets other goroutines come as far as they must.
func waitFor(t testing.TB, done func() bool) {
	t.Helper()
	for range 10_000 {
		if done() {
			return
		}
		runtime.Gosched()
		time.Sleep(50 * time.Microsecond)
	}
	t.Fatal("it did not happen")
}

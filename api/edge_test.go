package api

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestEdge(t *testing.T) {
	o := openOffice(t)
	raw := func(method, target string, header map[string]string, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "http://127.0.0.1/", strings.NewReader(body))
		r.RequestURI = target
		u, err := url.ParseRequestURI("http://127.0.0.1" + target)
		require.NoError(t, err)
		r.URL = u
		r.Header.Set("Content-Type", "application/json")
		for k, v := range header {
			r.Header.Set(k, v)
		}
		w := httptest.NewRecorder()
		o.server.ServeHTTP(w, r)
		return w
	}

	t.Run("whatever is not in the document is a 404 problem, with and without a session", func(t *testing.T) {
		session := map[string]string{"Cookie": cookieName + "=" + o.signIn(clerk)}
		for _, header := range []map[string]string{nil, session} {
			for _, path := range []string{
				"/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/cases", "/api/v1/nothing", "/api/v1/cases/x/y/z", "/api/v1/CASES", "/api/v1/cases/",
				"/api/v1//cases", "/api/v1/./cases", "/api/v1/public/../cases", "/api/v1/public%2f..%2fcases", "/api/v1/%2e%2e/cases",
				`/api/v1/cases\x`, "/api/v1/cases/a%2fb", "/api/v1/cases/a%5cb", "/api/v1/cases/a%00", "/api/v1/cases;x=1", "//api/v1/me",
			} {
				w := raw("GET", path, header, "")
				require.Equal(t, 404, w.Code, path)
				require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"), path)
				require.Contains(t, w.Body.String(), `"no_such_page"`, path)
			}
		}
	})

	t.Run("a method that a path does not take is refused", func(t *testing.T) {
		for _, method := range []string{"PUT", "DELETE", "TRACE", "HEAD", "OPTIONS", "PATCH"} {
			w := raw(method, "/api/v1/cases", nil, "")
			require.Contains(t, []int{404, 405}, w.Code, method)
		}
	})

	t.Run("a body that is too large, of another type, not JSON or with a strange field is refused before anything looks at it", func(t *testing.T) {
		big := `{"login":"a","password":"` + strings.Repeat("x", 70<<10) + `"}`
		require.Equal(t, 413, raw("POST", "/api/v1/sessions", nil, big).Code)
		w := httptest.NewRecorder()
		chunked := httptest.NewRequest("POST", "http://127.0.0.1/api/v1/sessions", struct{ *strings.Reader }{strings.NewReader(big)})
		chunked.ContentLength = -1
		chunked.Header.Set("Content-Type", "application/json")
		o.server.ServeHTTP(w, chunked)
		require.Equal(t, 413, w.Code)
		require.Equal(t, 415, raw("POST", "/api/v1/sessions", map[string]string{"Content-Type": "application/xml"}, `<a/>`).Code)
		for kind, status := range map[string]int{"": 415, "application/json": 415, "multipart/form-data": 400, "multipart/form-data; boundary=x": 422} {
			require.Equal(t, status, raw("POST", "/api/v1/public/files", map[string]string{"Content-Type": kind}, "--y").Code, kind)
		}
		require.Equal(t, 422, raw("POST", "/api/v1/sessions", nil, `{"login":`).Code)
		require.Equal(t, 422, raw("POST", "/api/v1/sessions", nil, "").Code)
		got := raw("POST", "/api/v1/sessions", nil, `{"login":7,"admin":true}`)
		require.Equal(t, 422, got.Code)
		for _, fault := range []string{`{"detail":"string","field":"/login","rule":"type"`, `"field":"/admin","rule":"unknown"`, `"field":"/password","rule":"required"`} {
			require.Contains(t, got.Body.String(), fault)
		}
	})

	t.Run("faults come in the reader's language", func(t *testing.T) {
		p := o.send(ask{method: "GET", path: "/public/items?limit=0&wrong=1"}).problem(422, "faulty_fields")
		require.Equal(t, "每页条数不能小于1", p.Faults[0].Sentence)
		require.Equal(t, "/query/wrong", p.Faults[1].Field)
		p = o.send(ask{method: "GET", path: "/public/items?limit=0", header: map[string]string{"Accept-Language": "en-GB,zh;q=0.5"}}).problem(422, "faulty_fields")
		require.Equal(t, "The page size is at least 1", p.Faults[0].Sentence)
	})

	t.Run("every answer bears strict headers and API answers are not cached", func(t *testing.T) {
		w := raw("GET", "/api/v1/public/status", nil, "")
		for name := range headers {
			require.NotEmpty(t, w.Header().Get(name), name)
		}
		require.Equal(t, "no-store", w.Header().Get("Cache-Control"))
		require.NotContains(t, w.Header().Get("Content-Security-Policy"), "unsafe-eval")
		require.NotEmpty(t, w.Header().Get("X-Request-ID"))
	})

	t.Run("what another site makes a browser send is refused", func(t *testing.T) {
		body := `{"login":"a","password":"b"}`
		require.Equal(t, 403, raw("POST", "/api/v1/sessions", map[string]string{"Sec-Fetch-Site": "cross-site"}, body).Code)
		require.Equal(t, 403, raw("POST", "/api/v1/sessions", map[string]string{"Origin": "https://elsewhere.example"}, body).Code)
		require.Equal(t, 401, raw("POST", "/api/v1/sessions", map[string]string{"Sec-Fetch-Site": "same-origin"}, body).Code)
		require.Equal(t, 200, raw("GET", "/api/v1/public/status", map[string]string{"Sec-Fetch-Site": "cross-site"}, "").Code)
	})

	t.Run("health and metrics answer, by operation and not by path", func(t *testing.T) {
		require.Equal(t, 200, raw("GET", "/livez", nil, "").Code)
		require.Equal(t, 200, raw("GET", "/readyz", nil, "").Code)
		metrics := raw("GET", "/metrics", nil, "").Body.String()
		require.Contains(t, metrics, `mingcha_http_seconds_count{operation="PublicStatus",status="200"}`)
		require.NotContains(t, metrics, "/api/v1")
	})

	t.Run("a request that breaks the contract leaves one audit line, and its repetitions are counted", func(t *testing.T) {
		before := len(o.audited("SearchItems"))
		for range 50 {
			o.send(ask{method: "GET", path: "/public/items?limit=0"}).is(422)
		}
		require.LessOrEqual(t, len(o.audited("SearchItems")), before+1)
		o.later(2 * 60e9)
		require.NoError(t, o.server.auditor.settle(t.Context()))
		lines := o.audited("SearchItems")
		require.GreaterOrEqual(t, lines[0].Repeated, 49)
	})
}

func TestStoreAway(t *testing.T) {
	o := openOffice(t)
	o.signIn(clerk)
	require.NoError(t, o.store.Ping(t.Context()))

	t.Run("while the database does not answer, the answer is 503 with its own code and nothing of the cause", func(t *testing.T) {
		o.engine.fails = nil
		o.server.Cases = goneCases{o.server.Cases}
		r := o.request(ask{as: clerk, method: "GET", path: "/cases"})
		w := httptest.NewRecorder()
		o.server.ServeHTTP(w, r)
		require.Equal(t, 503, w.Code)
		require.Contains(t, w.Body.String(), `"store_unavailable"`)
		require.NotContains(t, w.Body.String(), "dial")
		require.Equal(t, "2", w.Header().Get("Retry-After"))
	})
}

func TestTrustedProxies(t *testing.T) {
	address := func(o *office, remote, forwarded string) string {
		for range 2 {
			r := httptest.NewRequest("POST", "http://127.0.0.1/api/v1/public/tracking", strings.NewReader(`{"number":"x","code":"y"}`))
			r.RemoteAddr = remote
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("X-Forwarded-For", forwarded)
			o.server.ServeHTTP(httptest.NewRecorder(), r)
		}
		lines := o.audited("track")
		return lines[0].Detail.Address
	}
	t.Run("nobody's word on the caller's address counts by default", func(t *testing.T) {
		require.Equal(t, "203.0.113.9", address(openOffice(t), "203.0.113.9:1234", "198.51.100.1"))
	})
	t.Run("a proxy named in the settings is believed, and only for what it adds", func(t *testing.T) {
		_, trusted, err := net.ParseCIDR("10.0.0.0/8")
		require.NoError(t, err)
		o := openOffice(t, func(d *Deps) { d.House.Proxies = []*net.IPNet{trusted} })
		require.Equal(t, "198.51.100.7", address(o, "10.1.2.3:80", "203.0.113.66, 198.51.100.7"))
	})
}

func TestPanicIsAnInternalError(t *testing.T) {
	o := openOffice(t)
	o.server.Truth = nil
	r := o.request(ask{as: systemRole, method: "GET", path: "/operations"})
	w := httptest.NewRecorder()
	o.server.ServeHTTP(w, r)
	require.Equal(t, http.StatusInternalServerError, w.Code)
	require.NotContains(t, w.Body.String(), "nil pointer")
	require.True(t, bytes.Contains(o.log.Bytes(), []byte("nil pointer")))
}

func TestNewRefusesWhatIsMissing(t *testing.T) {
	_, err := New(Deps{})
	require.ErrorContains(t, err, "there is no Engine")
	require.ErrorContains(t, err, "there is no Vault")
}

// goneCases is a database that does not answer.
type goneCases struct{ inner }

type inner = Cases

func (goneCases) Cases(context.Context, models.CaseFilter) (models.CasePage, error) {
	return models.CasePage{}, fmt.Errorf("dial tcp: %w", models.Errorf(models.StoreAway, "store_away", "the database does not answer"))
}

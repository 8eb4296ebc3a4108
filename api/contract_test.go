package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// samples are path parameters that keep to the contract.
var samples = strings.NewReplacer(
	"{id}", "x-1", "{item}", foodItem, "{no}", "1", "{draft}", strings.Repeat("A", 43), "{token}", strings.Repeat("A", 43),
	"{code}", strings.Repeat("A", 43), "{file}", strings.Repeat("0", 64), "{hash}", strings.Repeat("0", 64), "{kind}", "receipt", "{channel}", "mail",
	"{survey}", "service",
)

// written lists the operations that take a JSON body, with a path that could be theirs.
func written(t *testing.T) map[string]struct{ method, path string } {
	t.Helper()
	spec, err := contract()
	require.NoError(t, err)
	out := map[string]struct{ method, path string }{}
	for path, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			if op.RequestBody == nil || op.RequestBody.Value.Content["application/json"] == nil {
				continue
			}
			at := samples.Replace(path)
			if p := op.Parameters.GetByInAndName(openapi3.ParameterInPath, "verb"); p != nil {
				at = strings.ReplaceAll(at, "{verb}", p.Schema.Value.Enum[0].(string))
			}
			require.NotContains(t, at, "{")
			out[strings.ToUpper(op.OperationID[:1])+op.OperationID[1:]] = struct{ method, path string }{method, at}
		}
	}
	require.Greater(t, len(out), 25)
	return out
}

// covers issue 2, bad input: clear 4xx, no Temporal call, an audit line; floods are counted, not written one by one.
func TestNoOperationTakesWhatItDoesNotKnow(t *testing.T) {
	o := openOffice(t)
	o.signIn(handler)
	_, token := o.track(second(o.applied()))
	_, complaining := o.trackComplaint(second(o.lodged(plaint())))
	before := o.engine.count()
	bodies := map[string]string{
		"an unknown field": `{"stray":1}`, "a list": `[]`, "a text": `"text"`, "half a body": `{"reason":`, "nothing": `null`,
		"wrong types": `{"reason":7,"step":[],"password":{},"from":false,"login":1,"item":0,"number":2,"until":[]}`,
		"too much":    `{"reason":"` + strings.Repeat("长", 30_000) + `"}`,
	}
	for id, op := range written(t) {
		t.Run(id, func(t *testing.T) {
			bearer := token
			if strings.HasPrefix(op.path, "/public/complaints/") {
				bearer = complaining
			}
			for what, body := range bodies {
				r := httptest.NewRequest(op.method, "http://127.0.0.1"+base+op.path, strings.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Idempotency-Key", click())
				r.Header.Set("Authorization", bearer["Authorization"])
				r.AddCookie(&http.Cookie{Name: cookieName, Value: o.cookie[handler]})
				w := record(o, r)
				require.Contains(t, []int{400, 413, 422}, w.Code, "%s: %s", what, w.Body)
				require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
				var p Problem
				require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
				require.NotEmpty(t, p.Detail, "%s: %s", what, w.Body)
			}
			require.NoError(t, o.server.auditor.flush(t.Context()))
			lines := o.audited(id)
			require.NotEmpty(t, lines, "a trace")
			require.LessOrEqual(t, len(lines), 2*len(bodies), "and one for each kind of fault at most, with its count")
		})
	}
	require.Equal(t, before, o.engine.count(), "the engine was asked")
}

func TestCrookedPathsLeadNowhere(t *testing.T) {
	o := openOffice(t)
	o.signIn(handler)
	before := o.engine.count()
	for range 3 {
		for _, path := range []string{
			"/cases/..%2f..%2fetc%2fpasswd", "/cases/%2e%2e/accounts", "/cases//x", "/cases/x%00", "/cases/x;a=b", "/cases/x%5cy",
			"/public/documents/%2e%2e%2f", "/cases/./x", "/incidents/..%2Fx/commands/settle",
		} {
			r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/", nil)
			crooked, err := url.Parse("http://127.0.0.1" + base + path)
			require.NoError(t, err)
			r.URL = crooked
			r.AddCookie(&http.Cookie{Name: cookieName, Value: o.cookie[handler]})
			w := record(o, r)
			require.Contains(t, []int{404, 405, 422}, w.Code, "%s: %s", path, w.Body)
		}
	}
	require.Len(t, o.audited("request"), 1)
	o.later(2 * time.Minute)
	require.NoError(t, o.server.auditor.settle(t.Context()))
	lines := o.audited("request")
	require.LessOrEqual(t, len(lines), 2)
	require.True(t, slices.ContainsFunc(lines, func(l models.AuditLine) bool { return l.Repeated > 10 }), "the flood is counted")
	require.Equal(t, before, o.engine.count())
}

func second[A, B any](_ A, b B) B { return b }

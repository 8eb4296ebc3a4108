package api

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawn is one random request to an operation of the document.
type drawn struct {
	method, path, body string
	header             map[string]string
}

// generator draws requests from the document itself: mostly what the schemas allow, now and then what they do not.
type generator struct {
	t   *rapid.T
	ids []string // of things that exist
}

// odd reports whether the next value is to break its schema.
func (g generator) odd() bool { return rapid.IntRange(0, 11).Draw(g.t, "odd") == 0 }

var oddities = []any{nil, true, -1, 1e300, 0.5, "", " ", "\u0000", "../../etc/passwd", "%2e%2e", "' OR 1=1 --", "<script>", strings.Repeat("长", 5000), []any{}, map[string]any{}, "١٢٣", "\ud7ff", "9999-99-99"}

func (g generator) value(s *openapi3.Schema, depth int) any {
	if s == nil || g.odd() || depth > 6 {
		return rapid.SampledFrom(oddities).Draw(g.t, "oddity")
	}
	if len(s.Enum) > 0 {
		return rapid.SampledFrom(s.Enum).Draw(g.t, "enum")
	}
	switch {
	case s.Type.Is("object"):
		return g.object(s, depth)
	case s.Type.Is("array"):
		n := rapid.IntRange(0, 3).Draw(g.t, "length")
		list := make([]any, n)
		for i := range list {
			list[i] = g.value(s.Items.Value, depth+1)
		}
		return list
	case s.Type.Is("integer"), s.Type.Is("number"):
		return rapid.IntRange(0, 300).Draw(g.t, "number")
	case s.Type.Is("boolean"):
		return rapid.Bool().Draw(g.t, "boolean")
	default:
		return g.text(s)
	}
}

func (g generator) object(s *openapi3.Schema, depth int) map[string]any {
	out := map[string]any{}
	names := make([]string, 0, len(s.Properties))
	for name := range s.Properties {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		wanted := slices.Contains(s.Required, name)
		if wanted != g.odd() || rapid.Bool().Draw(g.t, "optional") {
			out[name] = g.value(s.Properties[name].Value, depth+1)
		}
	}
	if g.odd() {
		out["stray"] = 1
	}
	return out
}

func (g generator) text(s *openapi3.Schema) string {
	switch {
	case s.Format == "date-time":
		return "2026-11-2" + fmt.Sprint(rapid.IntRange(0, 9).Draw(g.t, "day")) + "T10:00:00Z"
	case s.Format == "date":
		return "2026-11-2" + fmt.Sprint(rapid.IntRange(0, 9).Draw(g.t, "day"))
	case s.Pattern != "" && rapid.Bool().Draw(g.t, "known"):
		return rapid.SampledFrom(g.ids).Draw(g.t, "id")
	case s.Pattern != "":
		return rapid.StringMatching(s.Pattern).Draw(g.t, "pattern")
	default:
		return rapid.StringN(int(s.MinLength), 40, 200).Draw(g.t, "text")
	}
}

func (g generator) request(method, path string, item *openapi3.PathItem, op *openapi3.Operation) drawn {
	d := drawn{method: method, header: map[string]string{}}
	query := url.Values{}
	for _, ref := range append(slices.Clone(item.Parameters), op.Parameters...) {
		p := ref.Value
		if !p.Required && rapid.Bool().Draw(g.t, "given") {
			continue
		}
		value := fmt.Sprint(g.value(p.Schema.Value, 0))
		switch p.In {
		case "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(value))
		case "query":
			query.Set(p.Name, value)
		case "header":
			d.header[p.Name] = strings.Map(func(r rune) rune {
				if r < ' ' || r > '~' {
					return 'x'
				}
				return r
			}, value)
		}
	}
	d.path = base + path
	if len(query) > 0 {
		d.path += "?" + query.Encode()
	}
	if op.RequestBody != nil {
		if content := op.RequestBody.Value.Content["application/json"]; content != nil {
			raw, err := json.Marshal(g.value(content.Schema.Value, 0))
			if err == nil {
				d.body = string(raw)
			}
		}
	}
	return d
}

// TestAnyRequest draws requests from the document, for people of every kind: never a 5xx, always a documented answer.
func TestAnyRequest(t *testing.T) {
	o := openOffice(t)
	o.server.Sweep = &sweep{}
	id := o.accepted()
	ids := []string{id, foodItem, bureau, clerk, handler, "/44/4419/", "review", "none"}
	spec, err := contract()
	require.NoError(t, err)
	type target struct {
		method, path string
		item         *openapi3.PathItem
		op           *openapi3.Operation
	}
	var targets []target
	for path, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			if op.OperationID != "StreamEvents" && op.OperationID != "SignOut" && op.OperationID != "ChangePassword" {
				targets = append(targets, target{method, path, item, op})
			}
		}
	}
	slices.SortFunc(targets, func(a, b target) int { return strings.Compare(a.path+a.method, b.path+b.method) })
	people := []string{"", clerk, handler, supervisor, systemRole, securityRole, "auditor"}
	tokens := map[string]string{}
	for _, who := range people[1:] {
		tokens[who] = o.signIn(who)
	}
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		require.NoError(t, checks.Value.Set("1500"))
		defer func() { require.NoError(t, checks.Value.Set(checks.DefValue)) }()
	}
	rapid.Check(t, func(rt *rapid.T) {
		pick := rapid.SampledFrom(targets).Draw(rt, "operation")
		who := rapid.SampledFrom(people).Draw(rt, "who")
		d := generator{rt, ids}.request(pick.method, pick.path, pick.item, pick.op)
		var r *http.Request
		if d.body == "" {
			r = httptest.NewRequest(d.method, "http://127.0.0.1"+d.path, nil)
		} else {
			r = httptest.NewRequest(d.method, "http://127.0.0.1"+d.path, strings.NewReader(d.body))
			r.Header.Set("Content-Type", "application/json")
		}
		for name, value := range d.header {
			r.Header.Set(name, value)
		}
		if who != "" {
			token := tokens[who]
			if pick.op.OperationID == "CommandAccount" {
				token = tokens[clerk] // let nobody lock the others out of this test
			}
			r.AddCookie(&http.Cookie{Name: cookieName, Value: token})
		}
		w := record(o, r)
		if w.Code >= 500 {
			rt.Fatalf("%s %s as %s: %d %s\n%s", d.method, d.path, who, w.Code, w.Body, d.body)
		}
		if kind := w.Header().Get("Content-Type"); w.Code >= 400 && kind != "application/problem+json" {
			rt.Fatalf("%s %s: %d with %s", d.method, d.path, w.Code, kind)
		}
	})
}

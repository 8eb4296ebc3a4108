package api

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/labstack/echo/v4"

	"mingcha/models"
)

const base = "/api/v1"

// operation is one operation of the contract, found again by the route that the router matched.
type operation struct {
	id      string // in the generator's form: CommandCase
	guard   guard
	upload  bool
	queries map[string]bool // names of its query parameters
	route   *routers.Route
}

// guard says who may call an operation at all.
type guard string

const (
	open     guard = "open"     // anybody
	signedIn guard = "session"  // who is signed in
	tracking guard = "tracking" // who holds a tracking token

	complaining guard = "complaint" // who holds the token of a complaint
	formData          = "multipart/form-data"
)

// pathParameter is how the document writes a parameter of a route; echo writes ":name".
var pathParameter = regexp.MustCompile(`\{(\w+)\}`)

// operationsOf lists the operations of the contract by method and route.
func operationsOf(spec *openapi3.T) (map[string]*operation, error) {
	found := map[string]*operation{}
	for path, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			g, err := guardOf(spec, op)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", method, path, err)
			}
			o := &operation{id: op.OperationID, guard: g, queries: map[string]bool{}}
			o.route = &routers.Route{Spec: spec, Path: path, PathItem: item, Method: method, Operation: op}
			o.upload = op.RequestBody != nil && op.RequestBody.Value.Content[formData] != nil
			for _, list := range []openapi3.Parameters{item.Parameters, op.Parameters} {
				for _, p := range list {
					if p.Value.In == openapi3.ParameterInQuery {
						o.queries[p.Value.Name] = true
					}
				}
			}
			found[method+" "+base+pathParameter.ReplaceAllString(path, ":$1")] = o
		}
	}
	return found, nil
}

func guardOf(spec *openapi3.T, op *openapi3.Operation) (guard, error) {
	wanted := spec.Security
	if op.Security != nil {
		wanted = *op.Security
	}
	if len(wanted) == 0 {
		return open, nil
	}
	for name := range maps.Keys(wanted[0]) {
		if g := guard(name); g == signedIn || g == tracking || g == complaining {
			return g, nil
		}
	}
	return "", errors.New("the security scheme is not known")
}

// recognise finds the operation of a request.
func (s *Server) recognise(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		requestOf(c.Request().Context()).operation = s.operations[c.Request().Method+" "+c.Path()]
		return next(c)
	}
}

// check holds a request against the contract, all of it at once, before anything acts on it.
func (s *Server) check(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		op := requestOf(c.Request().Context()).operation
		if op == nil {
			return next(c)
		}
		limit := s.Limits.JSON
		if op.upload {
			limit = s.Limits.File + 64<<10 // the envelope
		}
		r := c.Request()
		if r.ContentLength > limit {
			s.failed(r.Context(), models.AuditLine{Action: op.id, Reason: "body_too_large"})
			return &http.MaxBytesError{Limit: limit}
		}
		if r.Body != nil {
			r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
		}
		if err := op.judge(c); err != nil {
			s.failed(r.Context(), models.AuditLine{Action: op.id, Reason: models.ReasonOf(err)})
			return err
		}
		return next(c)
	}
}

// judge returns every fault of a request.
func (o *operation) judge(c echo.Context) error {
	r := c.Request()
	if body := o.route.Operation.RequestBody; body != nil && (o.upload || r.ContentLength != 0) {
		kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
		if body.Value.Content[strings.ToLower(strings.TrimSpace(kind))] == nil {
			return models.Errorf(models.Invalid, "unknown_media", "the body has a type that is not taken here")
		}
	}
	params := map[string]string{}
	for _, name := range c.ParamNames() {
		params[name] = c.Param(name)
	}
	var faults []models.Fault
	for name := range r.URL.Query() {
		if !o.queries[name] {
			faults = append(faults, models.Fault{Field: "/query/" + name, Rule: "unknown"})
		}
	}
	err := openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
		Request: r, PathParams: params, Route: o.route,
		Options: &openapi3filter.Options{
			MultiError: true, ExcludeRequestBody: o.upload, SkipSettingDefaults: false,
			AuthenticationFunc: openapi3filter.NoopAuthenticationFunc,
		},
	})
	found, err := faultsOf(err)
	if err != nil {
		return err
	}
	faults = append(faults, found...)
	slices.SortStableFunc(faults, func(a, b models.Fault) int { return strings.Compare(a.Field, b.Field) })
	return models.Faulty("the request does not keep to the contract", slices.Compact(faults))
}

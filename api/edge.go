package api

import (
	"fmt"
	"net"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"
)

// newEdge builds the only part that knows echo: what every request passes through, in order, and the routes.
func (s *Server) newEdge(spec *openapi3.T) (*echo.Echo, error) {
	operations, err := operationsOf(spec)
	if err != nil {
		return nil, fmt.Errorf("read the contract's operations: %w", err)
	}
	s.operations = operations
	e := echo.New()
	e.HTTPErrorHandler = s.answerError
	e.IPExtractor = extractor(s.House.Proxies)
	e.Use(s.begin, caught, secure, s.plainPath, s.recognise, s.throttle, sameSite, s.identify, s.admit, s.check)
	RegisterHandlersWithBaseURL(e, NewStrictHandler(s, nil), base)
	if err := matched(e, operations); err != nil {
		return nil, err
	}
	e.Any("/api/*", echo.NotFoundHandler)
	if !s.House.HealthApart {
		for _, path := range healthPaths {
			e.GET(path, echo.WrapHandler(s.Health()))
		}
	}
	if s.Pages != nil {
		e.GET("/*", echo.WrapHandler(s.Pages))
	}
	return e, nil
}

// matched makes sure that the router and the contract name the same operations.
func matched(e *echo.Echo, operations map[string]*operation) error {
	routes := 0
	for _, r := range e.Routes() {
		if operations[r.Method+" "+r.Path] == nil {
			return fmt.Errorf("route %s %s is not in the contract", r.Method, r.Path)
		}
		routes++
	}
	if routes != len(operations) {
		return fmt.Errorf("%d routes for %d operations of the contract", routes, len(operations))
	}
	return nil
}

// extractor finds the caller's address: the connection's own, or what proxies say that are named in the settings.
// Nobody is trusted by default.
func extractor(proxies []*net.IPNet) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, network := range proxies {
		options = append(options, echo.TrustIPRange(network))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// Health answers whether the process lives and is ready, and gives the metrics. It may listen apart from the rest.
func (s *Server) Health() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.Handle("GET /metrics", s.metrics.handler())
	return mux
}

var healthPaths = []string{"/livez", "/readyz", "/metrics"}

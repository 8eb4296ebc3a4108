package api

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/labstack/echo/v4"

	"mingcha/models"
)

// headers every answer bears. Pages bring all they need along: nothing is loaded from elsewhere, nobody may frame us.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; " +
		"frame-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "SAMEORIGIN",
	"Referrer-Policy":              "no-referrer",
	"Permissions-Policy":           "geolocation=(), microphone=(), payment=()",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
}

func secure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		for name, value := range headers {
			h.Set(name, value)
		}
		if strings.HasPrefix(c.Request().URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		if c.Request().TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		return next(c)
	}
}

// plainPath refuses every way of writing a path that two programs could read differently, before anything is decided
// by it. Who tries leaves a trace.
func (s *Server) plainPath(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		raw := c.Request().URL.EscapedPath()
		lower := strings.ToLower(raw)
		for _, trick := range []string{"//", "/./", "/../", "%2f", "%5c", "\\", "%00", "%2e", ";"} {
			if strings.Contains(strings.TrimSuffix(lower, "/")+"/", trick) {
				s.failed(c.Request().Context(), models.AuditLine{Action: "request", Reason: "crooked_path"})
				return echo.ErrNotFound
			}
		}
		return next(c)
	}
}

// sameSite refuses what another site makes a browser send.
func sameSite(next echo.HandlerFunc) echo.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		if err := protection.Check(c.Request()); err != nil {
			return models.Errorf(models.Forbidden, "cross_origin", "requests from other sites are refused")
		}
		return next(c)
	}
}

// toLoopback reports whether the request is addressed to this machine itself.
func toLoopback(r *http.Request) bool {
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

func panicked(p any) error { return errors.New(fmt.Sprint(p) + "\n" + string(debug.Stack())) }

package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"mingcha/models"
)

// request is what the edge has learnt about one request before its handler runs.
type request struct {
	id        string
	source    string // address of the caller, as the trusted proxies tell it
	loopback  bool   // addressed to this machine itself: no TLS is asked for
	language  Language
	operation *operation
	token     string              // of the session
	session   context.Context     // holds the session's data; nil without a cookie
	who       *person             // nil: nobody is signed in
	key       string              // of another system, if it showed one
	bearer    string              // the token given in the Authorization header
	tracked   string              // ID of the case that a tracking token opens, "" without one
	standsFor []models.AbsenceRow // in which the person stands in; nil: not looked up yet
}

type requestKey struct{}

// requestOf returns what is known of the request that ctx belongs to.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{}
}

// begin names the request, answers its failure and writes the one line of the access log. It holds neither path nor
// address nor name: only the route.
func (s *Server) begin(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		started := s.Now()
		r := &request{
			id: s.NewID(), source: c.RealIP(), loopback: toLoopback(c.Request()), language: languageOf(c.Request()),
			bearer: strings.TrimPrefix(c.Request().Header.Get("Authorization"), "Bearer "),
		}
		c.SetRequest(c.Request().WithContext(context.WithValue(c.Request().Context(), requestKey{}, r)))
		c.Response().Header().Set("X-Request-ID", r.id)
		if err := next(c); err != nil {
			s.answerError(err, c)
		}
		s.observe(c, r, s.Now().Sub(started))
		return nil
	}
}

// spoken is the language to answer in.
func (r *request) spoken() Language {
	if r.language == "" {
		return ZhCN
	}
	return r.language
}

// me returns the person signed in. The guard has made sure that there is one.
func me(ctx context.Context) *person { return requestOf(ctx).who }

// caught turns a panic of a handler into an internal error.
func caught(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				err = panicked(p)
			}
		}()
		return next(c)
	}
}

func notFound(reason, text string) error { return models.Errorf(models.NotFound, reason, "%s", text) }

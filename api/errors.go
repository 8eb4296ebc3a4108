package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"mingcha/models"
)

// statuses is the HTTP status of each code. Faults of single fields are 422 instead of 400.
var statuses = map[models.Code]int{
	models.Invalid:      http.StatusBadRequest,
	models.NotFound:     http.StatusNotFound,
	models.Conflict:     http.StatusConflict,
	models.Forbidden:    http.StatusForbidden,
	models.Reused:       http.StatusUnprocessableEntity,
	models.StoreAway:    http.StatusServiceUnavailable,
	models.EngineAway:   http.StatusServiceUnavailable,
	models.Overloaded:   http.StatusServiceUnavailable,
	models.TooLarge:     http.StatusRequestEntityTooLarge,
	models.Unauthorised: http.StatusUnauthorized,
	models.Internal:     http.StatusInternalServerError,
}

// reasonStatuses overrides the status of single reasons.
var reasonStatuses = map[string]int{
	tooMany:          http.StatusTooManyRequests,
	"bad_method":     http.StatusMethodNotAllowed,
	"unknown_media":  http.StatusUnsupportedMediaType,
	"faulty_fields":  http.StatusUnprocessableEntity,
	"type_forbidden": http.StatusUnsupportedMediaType,
}

// answerError is the only place that turns a failure into a response. A failure without a code is our own: it is
// logged here, once, and shows nothing.
func (s *Server) answerError(err error, c echo.Context) {
	if c.Response().Committed {
		s.Log.Error("failure after the answer began", slog.Any("error", err), slog.String("request", requestOf(c.Request().Context()).id))
		return
	}
	known := s.known(err, c)
	status := statusOf(known)
	language := languageOf(c.Request())
	problem := s.sentences.problem(known, language)
	reword(&problem, err, language)
	problem.Status, problem.Request = status, requestOf(c.Request().Context()).id
	body, err := json.Marshal(problem)
	if err != nil {
		s.Log.Error("write a problem", slog.Any("error", err))
		return
	}
	if status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests {
		c.Response().Header().Set("Retry-After", "2")
	}
	if err := c.Blob(status, "application/problem+json", body); err != nil && !errors.Is(err, context.Canceled) {
		s.Log.Warn("answer a problem", slog.Any("error", err))
	}
}

// known returns the failure in our own words.
func (s *Server) known(err error, c echo.Context) *models.Error {
	var ours *models.Error
	var theirs *echo.HTTPError
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return models.Errorf(models.TooLarge, "body_too_large", "the body is over %d bytes", large.Limit)
	case errors.As(err, &ours) && ours.Code != models.Internal:
		if ours.Code == models.StoreAway || ours.Code == models.EngineAway {
			s.Log.Warn("a part is away", slog.Any("error", err), slog.String("request", requestOf(c.Request().Context()).id))
		}
		return ours
	case errors.As(err, &theirs) && theirs.Code < http.StatusInternalServerError:
		return ofEcho(theirs)
	case errors.Is(err, http.ErrNotMultipart), errors.Is(err, http.ErrMissingBoundary):
		return models.Errorf(models.Invalid, "unreadable", "the form cannot be read")
	case errors.Is(err, context.Canceled) && c.Request().Context().Err() != nil:
		return models.Errorf(models.Overloaded, "given_up", "the caller has gone")
	}
	s.Log.Error("internal error", slog.Any("error", err), slog.String("request", requestOf(c.Request().Context()).id),
		slog.String("route", c.Path()))
	return models.Errorf(models.Internal, "internal", "internal error")
}

// ofEcho words the router's refusals: no route, wrong method, unreadable body.
func ofEcho(err *echo.HTTPError) *models.Error {
	switch err.Code {
	case http.StatusNotFound:
		return models.Errorf(models.NotFound, "no_such_page", "there is nothing at this address")
	case http.StatusMethodNotAllowed:
		return models.Errorf(models.Invalid, "bad_method", "this address does not take this method")
	case http.StatusUnsupportedMediaType:
		return models.Errorf(models.Invalid, "unknown_media", "the body has a type that is not taken here")
	case http.StatusRequestEntityTooLarge:
		return models.Errorf(models.TooLarge, "body_too_large", "the body is too large")
	default:
		return models.Errorf(models.Invalid, "unreadable", "the request cannot be read")
	}
}

func statusOf(err *models.Error) int {
	if status, special := reasonStatuses[err.Reason]; special {
		return status
	}
	if len(err.Faults) > 0 && err.Code == models.Invalid {
		return http.StatusUnprocessableEntity
	}
	return statuses[err.Code]
}

// tooMany is the reason of a refusal by rate.
const tooMany = "too_many_requests"

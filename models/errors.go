package models

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of failure an error is. The API turns it into a status, an activity into "try again" or
// "do not", a page into a sentence.
type Code string

// The codes. An error without one is our own fault and shows nothing to its caller.
const (
	Invalid      Code = "invalid"            // the request itself is wrong
	NotFound     Code = "not_found"          // no such thing, or none that this person may know of
	Conflict     Code = "conflict"           // the subject has moved on: wrong status, round or step
	Forbidden    Code = "forbidden"          // the law or the policy says no
	Reused       Code = "key_reused"         // the same idempotency key came with another body
	StoreAway    Code = "store_unavailable"  // the database does not answer; the same key may be sent again
	EngineAway   Code = "engine_unavailable" // Temporal does not answer; the same key may be sent again
	Overloaded   Code = "overloaded"         // too many commands wait; the same key may be sent again
	TooLarge     Code = "too_large"          // a body or file is over its limit
	Unauthorised Code = "unauthorised"       // nobody is signed in, or the session has ended
	Internal     Code = "internal"           // our own fault
)

// StaleLaw is the reason of a Conflict that only says: judge again by the calendars and rules in force.
const StaleLaw = "stale_law"

// GaveWay is the reason of a Conflict that only says: a person waited; begin again in a while.
const GaveWay = "gave_way"

// Fault is one thing that is wrong with one field of a request.
type Fault struct {
	Field  string `json:"field"`            // JSON pointer into the request, "" for the whole
	Rule   string `json:"rule"`             // stable key of the broken rule, e.g. "required"
	Detail string `json:"detail,omitempty"` // what was expected, for the sentence shown
}

// Error is a failure that its caller may be told of.
type Error struct {
	Code   Code    `json:"code"`
	Reason string  `json:"reason"`           // stable key, e.g. "not_in_status"; pages translate it
	Text   string  `json:"text"`             // English sentence for logs and integrators
	Faults []Fault `json:"faults,omitempty"` // every faulty field, in order
}

func (e *Error) Error() string {
	if len(e.Faults) == 0 {
		return e.Text
	}
	parts := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		parts[i] = strings.TrimSpace(f.Field + " " + f.Rule + " " + f.Detail)
	}
	return e.Text + ": " + strings.Join(parts, "; ")
}

// Errorf builds an Error with a code and a stable reason.
func Errorf(code Code, reason, format string, args ...any) *Error {
	return &Error{Code: code, Reason: reason, Text: fmt.Sprintf(format, args...)}
}

// Faulty builds an Invalid error from faults, or nil if there are none.
func Faulty(text string, faults []Fault) error {
	if len(faults) == 0 {
		return nil
	}
	return &Error{Code: Invalid, Reason: "faulty_fields", Text: text, Faults: faults}
}

// CodeOf returns the code of err; Internal for an error without one and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// ReasonOf returns the stable reason of err, or "".
func ReasonOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Reason
	}
	return ""
}

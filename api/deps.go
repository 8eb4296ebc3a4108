package api

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"reflect"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/prometheus/client_golang/prometheus"

	"mingcha/models"
	"mingcha/models/process"
)

// Deps is all that the server needs of the world. Each interface stands in the file of the noun that asks for it; one
// store may fill many of them.
type Deps struct {
	// Subjects.
	Engine Engine
	Record Record
	Cases  Cases
	Cards  Cards
	Leads  Leads

	Complaints Complaints
	Inbox      Inboxes
	Boards     Boards
	Analyses   Analyses
	Fees       Fees

	// What the public says.
	Ratings       Ratings
	SurveyAnswers SurveyAnswers

	// Performance.
	Evaluations Evaluations
	Schemes     Schemes
	Works       Works
	Copies      Copies
	HandOvers   HandOvers
	Porter      Porter

	// What holds.
	Gate  Gatekeeper
	Law   Law
	Shelf Shelf

	// The office.
	Accounts     Accounts
	Appointments Appointments
	Founder      Founder
	Sessions     SessionStore
	Settings     Keeper
	Notices      Notices
	Contacts     Contacts
	Outbox       Outbox
	Incidents    Incidents
	Absences     Absences
	Passes       Passes
	Audit        Audit

	// The hall.
	Drafts      Drafts
	Codes       CodeBook
	Attachments Attachments
	Vault       Vault
	Archive     Archive
	Messages    Messages

	// What is published.
	Bundles   Bundles
	RuleSets  RuleSets
	Calendars Calendars
	Compile   func(source string) (*process.Bundle, error) // judges an authored item; the error names every fault
	Sweep     Sweep
	Watch     Watch

	// What is tried before.
	Rehearsals Rehearsals
	Moves      MovePlans

	// The machine.
	Blinder  Blinder
	Truth    func(ctx context.Context) (Operations, error)
	Options  func() []Setting // settings in force, secrets left out
	Probes   map[string]Probe // what must answer before the node is ready
	Registry *prometheus.Registry
	Pages    http.Handler // everything that is not the API; nil: nothing
	Fonts    fs.FS        // holds paper.Font
	Log      *slog.Logger
	Now      func() time.Time
	NewID    func() string // random, unguessable

	House  House
	Limits Limits
	OIDC   *OIDC // nil: local accounts only
}

// House says whose house this is and how it is kept.
type House struct {
	Name        string           // of the hall, as the public reads it
	Version     string           // of the program
	Address     string           // where the public reaches the hall: https://host, for QR codes and redirects
	Demo        bool             // a demonstration: one-time passwords are off
	Proxies     []*net.IPNet     // whose word on the caller's address counts; none by default
	HealthApart bool             // health and metrics listen elsewhere
	Channels    []models.Channel // by which notices leave the house
	TOTP        bool             // administrators and approvers need a second factor
}

// SessionStore keeps sessions; revoking one ends it on every node.
type SessionStore interface {
	scs.CtxStore
	DeleteByAccount(ctx context.Context, account string) error
}

// optional names the dependencies that may be missing.
var optional = map[string]bool{"Pages": true, "OIDC": true, "Probes": true, "House": true, "Limits": true}

// complete refuses to start with a part missing, and names all of them.
func (d *Deps) complete() error {
	var faults []error
	v := reflect.ValueOf(*d)
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		switch field.Kind() {
		case reflect.Interface, reflect.Func, reflect.Pointer:
			if field.IsNil() && !optional[name] {
				faults = append(faults, errors.New("there is no "+name))
			}
		}
	}
	if d.Limits == (Limits{}) {
		d.Limits = DefaultLimits()
	}
	return errors.Join(faults...)
}

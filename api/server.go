package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"

	"mingcha/api/paper"
	"mingcha/models"
	"mingcha/policies/surveys"
)

// Server answers HTTP: the contract under /api/v1, health and metrics beside it, the pages everywhere else.
type Server struct {
	Deps
	edge       *echo.Echo
	operations map[string]*operation // by method and route
	forms      struct{ cases, cards, applicant, evaluations, leads, complaints, complainant commandForms }
	sentences  sentences
	sessions   *sessions
	people     recentAccounts
	rates      *rates
	admission  *admission
	auditor    *auditor
	hub        *hub
	metrics    *metrics
	names      *names
	press      *paper.Press
	offered    offered
	vocabulary Vocabulary
	asked      *surveys.Book
}

// New wires the server. It fails if the contract and the code disagree.
func New(deps Deps) (*Server, error) {
	if err := deps.complete(); err != nil {
		return nil, fmt.Errorf("wire the api: %w", err)
	}
	spec, err := contract()
	if err != nil {
		return nil, fmt.Errorf("read the contract: %w", err)
	}
	people := recentAccounts{deps.Accounts, newRecent[models.AccountRow]()}
	deps.Accounts = people
	deps.Sessions = recentSessions{deps.Sessions, newRecent[[]byte]()}
	deps.Absences = recentAbsences{deps.Absences, newRecent[[]models.AbsenceRow]()}
	s := &Server{
		Deps: deps, people: people, sessions: newSessions(deps), rates: newRates(deps.Limits, deps.Now), admission: newAdmission(deps.Limits),
		auditor: newAuditor(deps.Audit, deps.Now, deps.Log), hub: newHub(), press: paper.New(deps.Fonts),
		names: newNames(deps.displayNames, deps.Now),
	}
	if s.sentences, err = readSentences(); err != nil {
		return nil, err
	}
	if s.vocabulary, err = readVocabulary(); err != nil {
		return nil, err
	}
	if s.asked, err = surveys.Shipped(); err != nil {
		return nil, err
	}
	if s.metrics, err = newMetrics(deps.Registry); err != nil {
		return nil, fmt.Errorf("register metrics: %w", err)
	}
	if s.edge, err = s.newEdge(spec); err != nil {
		return nil, err
	}
	return s, s.readForms()
}

// readForms reads from the contract which fields each command takes.
func (s *Server) readForms() error {
	f := &s.forms
	for id, forms := range map[string]*commandForms{
		"CommandCase": &f.cases, "CommandCard": &f.cards, "CommandLead": &f.leads, "CommandEvaluation": &f.evaluations,
		"CommandComplaint": &f.complaints, "CommandTrackedComplaint": &f.complainant, "CommandTracked": &f.applicant,
	} {
		var err error
		if *forms, err = s.formsOf(id); err != nil {
			return fmt.Errorf("read the contract's commands: %w", err)
		}
	}
	return nil
}

// formsOf reads the commands of one operation.
func (s *Server) formsOf(id string) (commandForms, error) {
	for _, o := range s.operations {
		if o.id == id {
			return formsOf(o)
		}
	}
	return nil, fmt.Errorf("it has no operation %s", id)
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.edge.ServeHTTP(w, r) }

// How often Run sees to the streams after a command, and removes what nobody came back for.
const (
	soonAfter = 300 * time.Millisecond
	tidyEvery = time.Hour
)

// Run does what must happen beside requests until ctx ends: it writes counted floods to the audit, tells the streams of
// events to look, and removes what nobody came back for.
func (s *Server) Run(ctx context.Context) error {
	tick, stir, tidy := time.NewTicker(s.Limits.Tick), time.NewTicker(soonAfter), time.NewTicker(tidyEvery)
	defer tick.Stop()
	defer stir.Stop()
	defer tidy.Stop()
	for {
		select {
		case <-ctx.Done():
			s.hub.close()
			return s.auditor.flush(context.WithoutCancel(ctx))
		case <-stir.C:
			s.lookIfStirred(ctx)
		case <-tidy.C:
			if err := s.tidy(ctx); err != nil {
				s.Log.Error("remove forgotten uploads and drafts", slog.Any("error", err))
			}
		case <-tick.C:
			s.look(ctx)
			s.rates.forget()
			if err := s.auditor.settle(ctx); err != nil {
				s.Log.Error("write counted floods", slog.Any("error", err))
			}
		}
	}
}

// contract is the embedded document. It uses nothing that 3.0 does not know; as 3.0 the validator names each fault by
// keyword and place, and needs no second schema compiler.
func contract() (*openapi3.T, error) {
	spec, err := GetSpec()
	if err != nil {
		return nil, err
	}
	if err := spec.Validate(context.Background()); err != nil {
		return nil, err
	}
	spec.OpenAPI = "3.0.3"
	return spec, nil
}

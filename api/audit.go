package api

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"sync"
	"time"

	"mingcha/models"
)

// Audit is the audit chain of the store.
type Audit interface {
	Audit(ctx context.Context, l models.AuditLine) error
	AuditLines(ctx context.Context, f models.AuditFilter) (models.AuditPage, error)
	LastSignIns(ctx context.Context, accounts []string) (map[string]time.Time, error)
}

// auditor writes what must leave a trace. A refused attempt is written once; what the same caller repeats within the
// minute is counted in memory and written as one line when the minute is over.
type auditor struct {
	chain Audit
	now   func() time.Time
	log   *slog.Logger
	mu    sync.Mutex
	seen  map[attempt]*repeated
}

type attempt struct{ account, source, action, reason string }

type repeated struct {
	line  models.AuditLine
	until time.Time
	again int
}

func newAuditor(chain Audit, now func() time.Time, log *slog.Logger) *auditor {
	return &auditor{chain: chain, now: now, log: log, seen: map[attempt]*repeated{}}
}

// mostAttempts bounds the memory that a flood from many addresses can take; beyond it floods are written as one caller's.
const mostAttempts = 10_000

// attempt notes something that did not succeed.
func (a *auditor) attempt(ctx context.Context, l models.AuditLine) {
	key := attempt{l.Account, l.Detail.Address, l.Action, l.Reason}
	a.mu.Lock()
	if len(a.seen) >= mostAttempts {
		key.source = ""
	}
	if r := a.seen[key]; r != nil && a.now().Before(r.until) {
		r.again++
		a.mu.Unlock()
		return
	}
	a.seen[key] = &repeated{line: l, until: a.now().Add(time.Minute)}
	a.mu.Unlock()
	if err := a.chain.Audit(ctx, l); err != nil {
		a.log.Error("audit an attempt", slog.String("action", l.Action), slog.Any("error", err))
	}
}

// settle writes the floods whose minute is over.
func (a *auditor) settle(ctx context.Context) error { return a.write(ctx, a.now()) }

// flush writes all floods; the node stops.
func (a *auditor) flush(ctx context.Context) error { return a.write(ctx, a.now().Add(time.Hour)) }

func (a *auditor) write(ctx context.Context, now time.Time) error {
	var over []models.AuditLine
	a.mu.Lock()
	maps.DeleteFunc(a.seen, func(_ attempt, r *repeated) bool {
		if now.Before(r.until) {
			return false
		}
		if r.again > 0 {
			r.line.Repeated, r.line.At = r.again, a.now()
			over = append(over, r.line)
		}
		return true
	})
	a.mu.Unlock()
	var errs []error
	for _, line := range over {
		errs = append(errs, a.chain.Audit(ctx, line))
	}
	return errors.Join(errs...)
}

// note writes a line that must be on record before its deed takes effect: without it, the deed does not happen.
func (s *Server) note(ctx context.Context, l models.AuditLine) error {
	return s.Audit.Audit(ctx, s.signed(ctx, l))
}

// signed adds when, who and from where.
func (s *Server) signed(ctx context.Context, l models.AuditLine) models.AuditLine {
	r := requestOf(ctx)
	l.At, l.Detail.Address = s.Now(), r.source
	if r.who != nil {
		l.Account = r.who.id
		if l.Path == "" {
			l.Path = s.pathOf(r.who.id)
		}
	}
	return l
}

// looked notes that somebody reads personal data; without the note nothing is shown.
func (s *Server) looked(ctx context.Context, action, subject, path, why string) error {
	return s.note(ctx, models.AuditLine{
		Action: action, Outcome: models.Allowed, Subject: subject, Path: path, Detail: models.AuditDetail{Why: why},
	})
}

// denied notes that the policy said no.
func (s *Server) denied(ctx context.Context, action, subject, path, reason string) {
	s.auditor.attempt(ctx, s.signed(ctx, models.AuditLine{
		Action: action, Outcome: models.Refused, Subject: subject, Path: path, Reason: reason,
	}))
}

// failed notes a wrong password, a wrong code, a request that is not right.
func (s *Server) failed(ctx context.Context, l models.AuditLine) {
	l.Outcome = models.Failed
	s.auditor.attempt(ctx, s.signed(ctx, l))
}

// flood counts a request that came too soon; nothing of it is looked at.
func (s *Server) flood(ctx context.Context, action string) {
	s.failed(ctx, models.AuditLine{Action: action, Reason: tooMany})
}

// refused notes that a command was not taken, and returns the refusal. What is away refuses nothing.
func (s *Server) refused(ctx context.Context, cmd models.Command, path string, err error) error {
	switch models.CodeOf(err) {
	case models.StoreAway, models.EngineAway, models.Overloaded, models.Internal:
		return err
	}
	s.denied(ctx, string(cmd.Verb), cmd.Subject, path, models.ReasonOf(err))
	return err
}

package api

import (
	"context"
	"strconv"
	"sync"
	"time"

	"mingcha/models"
)

// fresh is how long an answer of the database holds that every request needs. A revocation on another node is
// effective here when it is over, well within a second.
const fresh = 500 * time.Millisecond

// mostRecent bounds what is kept: more people do not ask in one moment.
const mostRecent = 10_000

// recent keeps answers for a moment. What this node itself changes is forgotten at once.
type recent[V any] struct {
	mu      sync.Mutex
	kept    map[string]answered[V]
	changes int
}

type answered[V any] struct {
	value V
	at    time.Time
}

func newRecent[V any]() *recent[V] { return &recent[V]{kept: map[string]answered[V]{}} }

// of returns the answer to a question, from the database unless it was asked a moment ago. Only what there is is kept.
func (r *recent[V]) of(key string, ask func() (value V, is bool, err error)) (V, bool, error) {
	asked := time.Now()
	r.mu.Lock()
	last, known := r.kept[key]
	changes := r.changes
	r.mu.Unlock()
	if known && asked.Sub(last.at) < fresh {
		return last.value, true, nil
	}
	value, is, err := ask()
	if err != nil || !is {
		return value, is, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.kept) >= mostRecent {
		clear(r.kept)
	}
	if r.changes == changes { // else the answer may be of before the change
		r.kept[key] = answered[V]{value, asked}
	}
	return value, true, nil
}

// forget follows every change.
func (r *recent[V]) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.changes++
	clear(r.kept)
}

// The interfaces under names that a wrapper can embed: each has a method of its own name.
type (
	accountStore = Accounts
	absenceStore = Absences
)

// recentSessions are the sessions, each read once a moment at most.
type recentSessions struct {
	SessionStore
	found *recent[[]byte]
}

// FindCtx returns a session's data.
func (s recentSessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	return s.found.of(token, func() ([]byte, bool, error) { return s.SessionStore.FindCtx(ctx, token) })
}

// CommitCtx writes a session.
func (s recentSessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	defer s.found.forget()
	return s.SessionStore.CommitCtx(ctx, token, data, expiry)
}

// DeleteCtx ends a session.
func (s recentSessions) DeleteCtx(ctx context.Context, token string) error {
	defer s.found.forget()
	return s.SessionStore.DeleteCtx(ctx, token)
}

// DeleteByAccount ends all sessions of an account.
func (s recentSessions) DeleteByAccount(ctx context.Context, account string) error {
	defer s.found.forget()
	return s.SessionStore.DeleteByAccount(ctx, account)
}

// recentAccounts are the accounts. Whoever changes one reads it with Account.
type recentAccounts struct {
	accountStore
	rows *recent[models.AccountRow]
}

// lately returns an account as it was a moment ago at most.
func (a recentAccounts) lately(ctx context.Context, id string) (models.AccountRow, error) {
	row, _, err := a.rows.of(id, func() (models.AccountRow, bool, error) {
		row, err := a.Account(ctx, id)
		return row, true, err
	})
	return row, err
}

// SaveAccount writes an account over.
func (a recentAccounts) SaveAccount(ctx context.Context, row models.AccountRow) error {
	defer a.rows.forget()
	return a.accountStore.SaveAccount(ctx, row)
}

// recentAbsences are the absences; for whom an account stands in is read once a moment at most.
type recentAbsences struct {
	absenceStore
	standsIn *recent[[]models.AbsenceRow]
}

// StandsInFor returns the absences in which an account stands in.
func (a recentAbsences) StandsInFor(ctx context.Context, account string, at time.Time) ([]models.AbsenceRow, error) {
	minute := strconv.FormatInt(at.Unix()/60, 10) // absences begin and end by the clock
	rows, _, err := a.standsIn.of(account+" "+minute, func() ([]models.AbsenceRow, bool, error) {
		rows, err := a.absenceStore.StandsInFor(ctx, account, at)
		return rows, true, err
	})
	return rows, err
}

// RecordAbsence adds an absence.
func (a recentAbsences) RecordAbsence(ctx context.Context, row models.AbsenceRow) error {
	defer a.standsIn.forget()
	return a.absenceStore.RecordAbsence(ctx, row)
}

// CancelAbsence ends an absence.
func (a recentAbsences) CancelAbsence(ctx context.Context, id, by string, now time.Time) error {
	defer a.standsIn.forget()
	return a.absenceStore.CancelAbsence(ctx, id, by, now)
}

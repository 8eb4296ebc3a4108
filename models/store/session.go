package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// sessionRecord is one session as the database keeps it.
type sessionRecord struct {
	Token   string `gorm:"primaryKey"`
	Account string
	Data    models.Sealed
	Expiry  time.Time
	Revoked bool
}

// TableName is where gorm finds sessions.
func (sessionRecord) TableName() string { return "sessions" }

// Sessions keeps sessions for the session manager, whose store interface it fulfils. A session that merely slides is
// written at most once a minute; a revoked one never comes back, whatever request is still under way.
type Sessions struct {
	store     *Store
	accountOf func(data []byte) string
	now       func() time.Time
	mu        sync.Mutex
	written   map[string]written // by token hash, what this node wrote last
}

type written struct {
	data   [sha256.Size]byte
	expiry time.Time
}

// touch is how far an expiry may slide before it is written again.
const touch = time.Minute

// Sessions returns the store of sessions. accountOf reads the account from a session's data, "" while nobody signed in.
func (s *Store) Sessions(accountOf func(data []byte) string, now func() time.Time) *Sessions {
	return &Sessions{store: s, accountOf: accountOf, now: now, written: map[string]written{}}
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// FindCtx returns a session's data, unless it has expired or was revoked.
func (s *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	rows, err := find[sessionRecord](s.store.from(ctx), "token = ? AND expiry > ? AND revoked = ?", tokenHash(token), instant(s.now()), false)
	if err != nil {
		return nil, false, fmt.Errorf("find a session: %w", err)
	}
	if len(rows) == 0 {
		return nil, false, nil
	}
	return []byte(rows[0].Data), true, nil
}

// CommitCtx writes a session.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	hash, sum := tokenHash(token), sha256.Sum256(data)
	if s.fresh(hash, sum, expiry) {
		return nil
	}
	row := sessionRecord{Token: hash, Account: s.accountOf(data), Data: models.Sealed(data), Expiry: expiry}
	err := s.store.transact(ctx, func(tx *gorm.DB) error { return commit(tx, row) })
	if err != nil {
		return fmt.Errorf("write a session: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written[hash] = written{sum, expiry}
	return nil
}

// commit writes a session over unless it was revoked.
func commit(tx *gorm.DB, row sessionRecord) error {
	var old []sessionRecord
	if err := tx.Select("token", "revoked").Where("token = ?", row.Token).Find(&old).Error; err != nil {
		return err
	}
	if len(old) > 0 && old[0].Revoked {
		return nil
	}
	over := clause.OnConflict{
		Columns:   []clause.Column{{Name: "token"}},
		DoUpdates: clause.AssignmentColumns([]string{"account", "data", "expiry"}),
	}
	return put(tx.Clauses(over), []sessionRecord{row})
}

// fresh reports whether what the database has of a session is good enough.
func (s *Sessions) fresh(hash string, sum [sha256.Size]byte, expiry time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	w, known := s.written[hash]
	return known && w.data == sum && expiry.Sub(w.expiry).Abs() < touch
}

// DeleteCtx ends a session.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	if err := s.revoke(ctx, "token = ?", tokenHash(token)); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// DeleteByAccount ends all sessions of an account, on every node.
func (s *Sessions) DeleteByAccount(ctx context.Context, account string) error {
	if account == "" {
		return errors.New("end sessions: no account")
	}
	if err := s.revoke(ctx, "account = ?", account); err != nil {
		return fmt.Errorf("end the sessions of %s: %w", account, err)
	}
	return nil
}

func (s *Sessions) revoke(ctx context.Context, where, value string) error {
	return s.store.into(ctx).Model(&sessionRecord{}).Where(where, value).
		Updates(map[string]any{"revoked": true, "data": ""}).Error
}

// Prune forgets sessions that have expired.
func (s *Sessions) Prune(ctx context.Context) error {
	now := instant(s.now())
	s.mu.Lock()
	for hash, w := range s.written {
		if w.expiry.Before(now) {
			delete(s.written, hash)
		}
	}
	s.mu.Unlock()
	if err := s.store.into(ctx).Where("expiry <= ?", now).Delete(&sessionRecord{}).Error; err != nil {
		return fmt.Errorf("prune sessions: %w", err)
	}
	return nil
}

// Find, Commit and Delete are for callers without a context.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit writes a session.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete ends a session.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// Package store keeps the record, its summaries and everything else that must outlive the process, in SQLite or in
// MySQL. It is the only importer of gorm. Every method answers models.StoreAway when the database does not answer.
package store

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"mingcha/models"
)

// Store is an open database.
type Store struct {
	write   *gorm.DB // on SQLite one connection: a second writer would only wait for the first
	read    *gorm.DB
	dialect dialect
	ring    *Keyring
	chain   string // of this process's audit lines
	alg     string // of seals and audit lines

	long    chan struct{}                      // taken by whoever reads long: one at a time, so that the desk keeps the other processors
	waiting atomic.Int32                       // persons who wait for it
	night   atomic.Pointer[context.CancelFunc] // ends the reading of the night's work that gives way to them

	outgoing models.Outgoing
}

// patience is how long one write may take, its retries included, before the store counts as away.
const patience = 5 * time.Second

// Open opens a database without touching its schema. A DSN is "mysql:user:pass@tcp(host:3306)/name" or, for SQLite, a
// path, with or without "sqlite:" before it; what correctness needs is added to it. A schema newer than this program
// knows is refused.
func Open(dsn string, ring *Keyring) (*Store, error) {
	if ring == nil {
		return nil, errors.New("open store: no keys")
	}
	d, err := dialectOf(dsn)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{dialect: d, ring: ring, chain: auditChain("main"), alg: models.SHA256, long: make(chan struct{}, 1)}
	if s.write, err = s.connect(d.writer(), d.writers()); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s.read = s.write
	if d.reader() != nil {
		if s.read, err = s.connect(d.reader(), readers); err != nil {
			return nil, errors.Join(fmt.Errorf("open store for reading: %w", err), s.Close())
		}
	}
	if err := s.refuseNewer(context.Background()); err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), s.Close())
	}
	return s, nil
}

// Identify names this node, which then keeps an audit chain of its own, and the hash algorithm of seals and audit lines.
// It is called once, before the store is used.
func (s *Store) Identify(node, alg string) { s.chain, s.alg = auditChain(node), alg }

// Blind returns the same text for the same value, from which nobody without the keys learns the value.
func (s *Store) Blind(value string) string { return s.ring.Blind(value) }

// PublicKey returns the key that seals and tombstones are checked with.
func (s *Store) PublicKey() ed25519.PublicKey { return s.ring.Signer().Public().(ed25519.PublicKey) }

// readers is how many lists SQLite answers at once.
const readers = 8

func (s *Store) connect(d gorm.Dialector, most int) (*gorm.DB, error) {
	db, err := gorm.Open(d, &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard, // errors are returned; statements hold personal data
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) },
	})
	if err != nil {
		return nil, away(err)
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(most)
	pool.SetMaxIdleConns(most)
	return db, errors.Join(db.Use(sealing{s.ring}), shortcut(db))
}

// Close closes the database.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*gorm.DB{s.read, s.write} {
		if db == nil {
			continue
		}
		pool, err := db.DB()
		if err == nil {
			err = pool.Close()
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	pool, err := s.pool()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := pool.PingContext(ctx); err != nil {
		return away(err)
	}
	return nil
}

func (s *Store) pool() (*sql.DB, error) { return s.write.DB() }

// from returns the database for reading.
func (s *Store) from(ctx context.Context) *gorm.DB { return s.read.WithContext(ctx) }

// into returns the database for one statement that writes.
func (s *Store) into(ctx context.Context) *gorm.DB { return s.write.WithContext(ctx) }

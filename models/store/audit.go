package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
	"mingcha/models/record"
)

// AuditKind is the kind of an audit chain among the heads that are sealed.
const AuditKind models.Kind = "audit"

func auditChain(node string) string { return "audit/" + node }

// flood counts what came again within a minute.
type flood struct {
	Flood  string    `gorm:"primaryKey"`
	Minute time.Time `gorm:"primaryKey"`
	Chain  string
	N      int
	Again  int
}

// TableName is where gorm finds floods.
func (flood) TableName() string { return "audit_floods" }

// Audit adds a line to this node's audit chain; chain, number and hashes are the store's. What the same account did
// within the same minute with the same outcome and reason is counted, not written again; a change with its before and
// after always is.
func (s *Store) Audit(ctx context.Context, l models.AuditLine) error {
	again, err := s.floods(ctx, l)
	if err == nil && !again {
		err = s.transact(ctx, func(tx *gorm.DB) error { return s.writeAudit(tx, l, true) })
	}
	if errors.Is(err, gorm.ErrDuplicatedKey) { // the same came twice at once: the other one was first
		_, err = s.floods(ctx, l)
	}
	if err != nil {
		return fmt.Errorf("audit %s: %w", l.Action, err)
	}
	return nil
}

func single(l models.AuditLine) bool { return l.Detail.Before != nil || l.Detail.After != nil }

// floodOf names what repeats. A refused attempt repeats whatever it was about, because somebody who guesses guesses
// another number each time.
func floodOf(l models.AuditLine) string {
	subject := l.Subject
	if l.Outcome != models.Allowed {
		subject = ""
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{l.Account, l.Action, string(l.Outcome), l.Reason, subject}, "\x00")))
	return hex.EncodeToString(sum[:])
}

// floods counts the line if it repeats one of this minute.
func (s *Store) floods(ctx context.Context, l models.AuditLine) (again bool, err error) {
	if single(l) {
		return false, nil
	}
	counted := s.into(ctx).Model(&flood{}).Where("minute = ? AND flood = ?", minuteOf(l.At), floodOf(l)).
		Update("again", gorm.Expr("again + 1"))
	return counted.RowsAffected > 0, counted.Error
}

func minuteOf(at time.Time) time.Time { return instant(at).Truncate(time.Minute) }

// writeAudit writes a line at the end of the chain. The head is locked first, so that the chain cannot fork.
func (s *Store) writeAudit(tx *gorm.DB, l models.AuditLine, mayRepeat bool) error {
	head := headRecord{Subject: s.chain, Kind: AuditKind}
	if err := put(tx.Clauses(clause.OnConflict{DoNothing: true}), []headRecord{head}); err != nil {
		return err
	}
	if err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("subject = ?", s.chain).Take(&head).Error; err != nil {
		return err
	}
	l.Chain, l.N, l.Previous, l.Alg, l.At = s.chain, head.N+1, head.Hash, s.alg, instant(l.At)
	if err := s.writeDetail(tx, &l); err != nil {
		return err
	}
	if mayRepeat && !single(l) {
		first := flood{Flood: floodOf(l), Minute: minuteOf(l.At), Chain: l.Chain, N: l.N}
		if err := put(tx, []flood{first}); err != nil {
			return err
		}
	}
	newHash, err := record.NewHash(l.Alg)
	if err != nil {
		return err
	}
	l.Seal(newHash)
	if err := put(tx, []models.AuditLine{l}); err != nil {
		return err
	}
	return tx.Model(&headRecord{}).Where("subject = ?", l.Chain).
		Updates(map[string]any{"n": l.N, "hash": l.Hash, "changed": l.At}).Error
}

// writeDetail encrypts the personal part of an audit line and puts its digest into the line.
func (s *Store) writeDetail(tx *gorm.DB, l *models.AuditLine) error {
	if l.Detail.IsZero() {
		return nil
	}
	newHash, err := record.NewHash(l.Alg)
	if err != nil {
		return err
	}
	content, err := json.Marshal(l.Detail)
	if err != nil {
		return err
	}
	b := models.Body{Salt: []byte(rand.Text()), Content: content}
	l.Digest = models.DigestOf(newHash, b.Salt, b.Content)
	r, err := s.sealBody(models.Line{Subject: l.Chain, N: l.N}, b)
	if err != nil {
		return err
	}
	return put(tx, []bodyRecord{r})
}

// closeFloods writes what was counted in minutes that are over into the chain.
func (s *Store) closeFloods(ctx context.Context, now time.Time) error {
	return s.transact(ctx, func(tx *gorm.DB) error {
		var over []flood
		err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("minute < ?", minuteOf(now)).
			Order("minute, flood").Limit(500).Find(&over).Error
		if err != nil {
			return err
		}
		for _, f := range over {
			if err := s.closeFlood(tx, f, now); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) closeFlood(tx *gorm.DB, f flood, now time.Time) error {
	if f.Again > 0 {
		var l models.AuditLine
		if err := tx.Where("chain = ? AND n = ?", f.Chain, f.N).Take(&l).Error; err != nil {
			return err
		}
		l.At, l.Repeated, l.Digest = now, f.Again, ""
		if err := s.writeAudit(tx, l, false); err != nil {
			return err
		}
	}
	return tx.Where("minute = ? AND flood = ?", f.Minute, f.Flood).Delete(&flood{}).Error
}

package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"mingcha/models"
	"mingcha/models/record"
)

// bodyRecord is the personal part of a line as the database keeps it.
type bodyRecord struct {
	Subject string `gorm:"primaryKey"`
	N       int    `gorm:"primaryKey;autoIncrement:false"`
	KeyID   string
	Nonce   []byte
	Sealed  []byte
}

// TableName is where gorm finds bodies.
func (bodyRecord) TableName() string { return "bodies" }

// plainBody is a body before it is encrypted. The content is kept byte by byte, because its digest is in the line.
type plainBody struct {
	Salt    []byte
	Content []byte
}

func bodyPlace(subject string, n int) string { return fmt.Sprintf("bodies/%s/%d", subject, n) }

func (s *Store) sealBody(l models.Line, b models.Body) (bodyRecord, error) {
	plain, err := json.Marshal(plainBody{b.Salt, b.Content})
	if err != nil {
		return bodyRecord{}, fmt.Errorf("body of line %s/%d: %w", l.Subject, l.N, err)
	}
	r := bodyRecord{Subject: l.Subject, N: l.N}
	r.KeyID, r.Nonce, r.Sealed, err = s.ring.seal(plain, bodyPlace(l.Subject, l.N))
	return r, err
}

func (s *Store) openBody(r bodyRecord) (models.Body, error) {
	var b plainBody
	plain, err := s.ring.open(r.KeyID, r.Nonce, r.Sealed, bodyPlace(r.Subject, r.N))
	if err != nil {
		return models.Body{}, err
	}
	if err := json.Unmarshal(plain, &b); err != nil {
		return models.Body{}, fmt.Errorf("body of line %s/%d: %w", r.Subject, r.N, err)
	}
	return models.Body{Salt: b.Salt, Content: b.Content}, nil
}

// Body returns the content of the personal part of a line. NotFound says in its reason whether there never was one or it
// was erased.
func (s *Store) Body(ctx context.Context, subject string, n int) (json.RawMessage, error) {
	b, err := s.SaltedBody(ctx, subject, n)
	return b.Content, err
}

// SaltedBody returns the personal part of a line with the salt of its digest.
func (s *Store) SaltedBody(ctx context.Context, subject string, n int) (models.Body, error) {
	var r bodyRecord
	err := s.from(ctx).Where("subject = ? AND n = ?", subject, n).Take(&r).Error
	if err != nil {
		return models.Body{}, s.bodiless(ctx, subject, n, err)
	}
	return s.openBody(r)
}

func (s *Store) bodiless(ctx context.Context, subject string, n int, err error) error {
	if stone, found, stoneErr := s.Tombstone(ctx, subject, n); stoneErr == nil && found {
		return models.Errorf(models.NotFound, "body_erased", "the body of line %d was erased: %s", n, stone.Ground)
	}
	return missing(err, "no_body", "line %d has no body", n)
}

// Bodies returns the personal parts of all lines of a subject by line number.
func (s *Store) Bodies(ctx context.Context, subject string) (map[int]models.Body, error) {
	var records []bodyRecord
	if err := s.from(ctx).Where("subject = ?", subject).Find(&records).Error; err != nil {
		return nil, fmt.Errorf("read the bodies of %s: %w", subject, err)
	}
	out := make(map[int]models.Body, len(records))
	for _, r := range records {
		b, err := s.openBody(r)
		if err != nil {
			return nil, err
		}
		out[r.N] = b
	}
	return out, nil
}

// Erase removes the personal part of a line and leaves a signed tombstone in its place, both or neither. The line and its
// hash stay. Of the tombstone the caller gives the line, the instant, the account, the ground and the document. Erasing
// again changes nothing.
func (s *Store) Erase(ctx context.Context, stone models.Tombstone) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		var line lineRecord
		if err := tx.Where("subject = ? AND n = ?", stone.Subject, stone.N).Take(&line).Error; err != nil {
			return missing(err, "no_line", "there is no line %d", stone.N)
		}
		if line.Body == "" {
			return models.Errorf(models.NotFound, "no_body", "line %d has no body", stone.N)
		}
		gone := tx.Where("subject = ? AND n = ?", stone.Subject, stone.N).Delete(&bodyRecord{})
		if gone.Error != nil || gone.RowsAffected == 0 {
			return gone.Error
		}
		stone.Digest = line.Body
		return put(tx, []models.Tombstone{record.SignTombstone(stone, s.ring.Signer())})
	})
	if err != nil {
		return fmt.Errorf("erase body %s/%d: %w", stone.Subject, stone.N, err)
	}
	return nil
}

// Tombstone returns what stands in the place of an erased body.
func (s *Store) Tombstone(ctx context.Context, subject string, n int) (stone models.Tombstone, found bool, err error) {
	var stones []models.Tombstone
	err = s.from(ctx).Where("subject = ? AND n = ?", subject, n).Find(&stones).Error
	if err != nil || len(stones) == 0 {
		return models.Tombstone{}, false, err
	}
	return stones[0], true, nil
}

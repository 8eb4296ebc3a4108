package store

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// queryCode lets somebody without an account follow one case. Neither number nor code can be read from it.
type queryCode struct {
	NumberRef   string `gorm:"primaryKey"`
	Subject     string
	CodeRef     string
	Failed      int
	LockedUntil *time.Time
}

func (s *Store) numberRef(number string) string { return s.ring.Blind("number\x00" + number) }

// CodeRef is the keyed digest of a query code that a submit carries into the transaction of its line.
func (s *Store) CodeRef(number, code string) string {
	return s.ring.Blind("code\x00" + number + "\x00" + code)
}

// SetQueryCode gives a case a new query code in the place of a lost one.
func (s *Store) SetQueryCode(ctx context.Context, subject, number, code string) error {
	if err := s.setCode(s.into(ctx), subject, number, s.CodeRef(number, code)); err != nil {
		return fmt.Errorf("set a query code: %w", err)
	}
	return nil
}

func (s *Store) writeCode(tx *gorm.DB, b models.Batch) error {
	if b.Code == "" {
		return nil
	}
	if b.Case == nil {
		return s.setCode(tx, b.Subject, b.Complaints[0].Number, b.Code)
	}
	return s.setCode(tx, b.Subject, b.Case.Number, b.Code)
}

func (s *Store) setCode(db *gorm.DB, subject, number, ref string) error {
	return put(db.Clauses(clause.OnConflict{UpdateAll: true}), []queryCode{{NumberRef: s.numberRef(number), Subject: subject, CodeRef: ref}})
}

// SubjectByCode returns the case that a number and a code open. A wrong code and an unknown number are the same NotFound;
// after too many wrong codes the number is Forbidden for a while, whoever asks.
func (s *Store) SubjectByCode(ctx context.Context, number, code string, now time.Time, rule models.LoginRule) (string, error) {
	row, right, err := s.tryCode(s.from(ctx), number, code, now)
	if err == nil && (!right || row.Failed > 0) {
		err = s.transact(ctx, func(tx *gorm.DB) error { // again, and alone: the count must be exact
			row, right, err = s.tryCode(tx.Clauses(clause.Locking{Strength: "UPDATE"}), number, code, now)
			if err != nil {
				return err
			}
			return noteCode(tx, row, right, now, rule)
		})
	}
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound), err == nil && !right:
		return "", models.Errorf(models.NotFound, "no_such_case", "there is no case with this number and query code")
	case err != nil:
		return "", fmt.Errorf("look a query code up: %w", err)
	default:
		return row.Subject, nil
	}
}

func (s *Store) tryCode(db *gorm.DB, number, code string, now time.Time) (row queryCode, right bool, err error) {
	if err := db.Where("number_ref = ?", s.numberRef(number)).Take(&row).Error; err != nil {
		return row, false, err
	}
	if row.LockedUntil != nil && now.Before(*row.LockedUntil) {
		return row, false, models.Errorf(models.Forbidden, "code_locked", "too many wrong query codes; try again later")
	}
	return row, subtle.ConstantTimeCompare([]byte(row.CodeRef), []byte(s.CodeRef(number, code))) == 1, nil
}

// noteCode counts a wrong code, or clears the count after a right one.
func noteCode(tx *gorm.DB, row queryCode, right bool, now time.Time, rule models.LoginRule) error {
	row.Failed, row.LockedUntil = row.Failed+1, nil
	if right {
		row.Failed = 0
	}
	if row.Failed >= rule.Tries {
		until := now.Add(rule.Lock)
		row.Failed, row.LockedUntil = 0, &until
	}
	return put(tx.Clauses(clause.OnConflict{UpdateAll: true}), []queryCode{row})
}

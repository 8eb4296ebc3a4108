package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models/record"
)

// sealRecord is a seal as the database keeps it.
type sealRecord struct {
	N         int `gorm:"primaryKey;autoIncrement:false"`
	At        time.Time
	Alg       string
	Root      string
	Count     int
	Previous  string
	Hash      string
	Signature string
	Leaves    string // JSON; "" once exported
}

// TableName is where gorm finds seals.
func (sealRecord) TableName() string { return "seals" }

func (r sealRecord) seal() (record.Seal, error) {
	s := record.Seal{
		N: r.N, At: r.At, Alg: r.Alg, Root: r.Root, Count: r.Count, Previous: r.Previous, Hash: r.Hash, Signature: r.Signature,
	}
	if r.Leaves == "" {
		return s, nil
	}
	return s, json.Unmarshal([]byte(r.Leaves), &s.Leaves)
}

// sealed is how many heads one seal covers at most.
const sealed = 5000

// SealHeads seals all heads that changed since the last seal, audit chains too, and returns how many. It is called every
// minute, on any number of nodes.
func (s *Store) SealHeads(ctx context.Context, now time.Time) (int, error) {
	if err := s.closeFloods(ctx, now); err != nil {
		return 0, fmt.Errorf("close the audit's floods: %w", err)
	}
	total := 0
	for {
		n := 0
		err := s.transact(ctx, func(tx *gorm.DB) (err error) {
			n, err = s.sealSome(tx, now)
			return err
		})
		if err != nil {
			return total, fmt.Errorf("seal the heads: %w", err)
		}
		if total += n; n < sealed {
			return total, nil
		}
	}
}

// sealSome locks the last seal and the heads it covers: no append slips in between reading a head and marking it sealed.
func (s *Store) sealSome(tx *gorm.DB, now time.Time) (int, error) {
	lock := clause.Locking{Strength: "UPDATE"}
	var last []sealRecord
	if err := tx.Clauses(lock).Omit("leaves").Order("n DESC").Limit(1).Find(&last).Error; err != nil {
		return 0, err
	}
	var heads []headRecord
	if err := tx.Clauses(lock).Where("changed IS NOT NULL").Order("changed").Limit(sealed).Find(&heads).Error; err != nil {
		return 0, err
	}
	if len(heads) == 0 {
		return 0, nil
	}
	var previous record.Seal
	if len(last) > 0 {
		var err error
		if previous, err = last[0].seal(); err != nil {
			return 0, err
		}
	}
	row, err := s.newSeal(previous, now, heads)
	if err != nil {
		return 0, err
	}
	if err := put(tx, []sealRecord{row}); errors.Is(err, gorm.ErrDuplicatedKey) {
		return 0, busy(err) // another node has just sealed: look again
	} else if err != nil {
		return 0, err
	}
	for chunk := range slices.Chunk(heads, 500) {
		subjects := make([]string, len(chunk))
		for i, h := range chunk {
			subjects[i] = h.Subject
		}
		if err := tx.Model(&headRecord{}).Where("subject IN ?", subjects).Update("changed", nil).Error; err != nil {
			return 0, err
		}
	}
	return len(heads), nil
}

func (s *Store) newSeal(previous record.Seal, now time.Time, heads []headRecord) (sealRecord, error) {
	leaves := make([]record.Leaf, len(heads))
	for i, h := range heads {
		leaves[i] = record.Leaf{Subject: h.Subject, N: h.N, Hash: h.Hash}
	}
	seal, err := record.NewSeal(previous, now, s.alg, leaves, s.ring.Signer())
	if err != nil {
		return sealRecord{}, err
	}
	text, err := json.Marshal(seal.Leaves)
	if err != nil {
		return sealRecord{}, err
	}
	return sealRecord{
		N: seal.N, At: seal.At, Alg: seal.Alg, Root: seal.Root, Count: seal.Count, Previous: seal.Previous,
		Hash: seal.Hash, Signature: seal.Signature, Leaves: string(text),
	}, nil
}

// UnexportedSeals returns the seals that were not yet written to their place outside the database, oldest first, at most
// a hundred.
func (s *Store) UnexportedSeals(ctx context.Context) ([]record.Seal, error) {
	var rows []sealRecord
	if err := s.from(ctx).Where("leaves <> ''").Order("n").Limit(100).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the seals: %w", err)
	}
	out := make([]record.Seal, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = r.seal(); err != nil {
			return nil, fmt.Errorf("read seal %d: %w", r.N, err)
		}
	}
	return out, nil
}

// SealExported notes that all seals up to n are safely outside. From then on only that copy has their leaves.
func (s *Store) SealExported(ctx context.Context, n int) error {
	if err := s.into(ctx).Model(&sealRecord{}).Where("n <= ? AND leaves <> ''", n).Update("leaves", "").Error; err != nil {
		return fmt.Errorf("note that seal %d is exported: %w", n, err)
	}
	return nil
}

// LastSeal returns the newest seal, if there is one.
func (s *Store) LastSeal(ctx context.Context) (seal record.Seal, found bool, err error) {
	var rows []sealRecord
	if err := s.from(ctx).Omit("leaves").Order("n DESC").Limit(1).Find(&rows).Error; err != nil {
		return seal, false, fmt.Errorf("read the last seal: %w", err)
	}
	if len(rows) == 0 {
		return seal, false, nil
	}
	seal, err = rows[0].seal()
	return seal, true, err
}

package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"mingcha/models"
)

// ErrOwnTools says that this kind of database is copied by tools of its own.
var ErrOwnTools = errors.New("a MySQL database is backed up and restored by tools of its own")

// Snapshot writes the database as it is at one instant to a new file. What was erased is not in it. Others go on writing
// meanwhile, but not through s: a service that runs is copied through a store opened for it. SQLite only.
func (s *Store) Snapshot(ctx context.Context, to string) error {
	if _, file := s.dialect.(sqliteFile); !file {
		return ErrOwnTools
	}
	if err := s.into(ctx).Exec("VACUUM INTO ?", to).Error; err != nil {
		return fmt.Errorf("copy the database: %w", err)
	}
	return nil
}

// SealsOutside returns how many seals are safely outside: what SealExported was told.
func (s *Store) SealsOutside(ctx context.Context) (int, error) {
	var n int
	err := s.from(ctx).Model(&sealRecord{}).Where("leaves = ''").Select("COALESCE(MAX(n), 0)").Scan(&n).Error
	if err != nil {
		return 0, fmt.Errorf("count the seals outside: %w", err)
	}
	return n, nil
}

// MovedSince returns every subject with a line recorded since an instant. For is zero where nothing lies ahead.
func (s *Store) MovedSince(ctx context.Context, at time.Time) ([]models.Armed, error) {
	moved, err := s.armed(ctx, "id IN (SELECT subject FROM `lines` WHERE recorded >= ?)", instant(at))
	if err != nil {
		return nil, fmt.Errorf("find subjects that moved: %w", err)
	}
	return moved, nil
}

// EndSessions ends every session. After a restore those that were revoked since the backup would live again.
func (s *Store) EndSessions(ctx context.Context) error {
	if err := s.into(ctx).Where("1 = 1").Delete(&sessionRecord{}).Error; err != nil {
		return fmt.Errorf("end all sessions: %w", err)
	}
	return nil
}

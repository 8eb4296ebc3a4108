package store

import (
	"context"
	"fmt"
	"time"
)

// Now returns the database's own time. On SQLite that is the machine's.
func (s *Store) Now(ctx context.Context) (time.Time, error) {
	query := "SELECT CAST(unix_timestamp(now(6)) * 1000000 AS SIGNED)"
	if s.write.Name() == "sqlite" {
		query = "SELECT CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)"
	}
	var micros int64
	if err := s.from(ctx).Raw(query).Scan(&micros).Error; err != nil {
		return time.Time{}, fmt.Errorf("ask the database for its time: %w", err)
	}
	return time.UnixMicro(micros).UTC(), nil
}

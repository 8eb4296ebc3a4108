package store

import (
	"context"
	"errors"
	"fmt"
)

// checkLimit takes two to three seconds to read, in bytes. A larger file would keep an office waiting at every start.
const checkLimit = 1 << 30

// Sound reads every page of a SQLite file of at most 1 GB and reports damage, before anything is written to it. A server
// looks after its files itself.
func (s *Store) Sound(ctx context.Context) error {
	if _, file := s.dialect.(sqliteFile); !file {
		return nil
	}
	var size int64
	if err := s.from(ctx).Raw("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&size).Error; err != nil {
		return fmt.Errorf("measure the database: %w", err)
	}
	if size > checkLimit {
		return nil
	}
	verdict := ""
	if err := s.from(ctx).Raw("PRAGMA quick_check(1)").Scan(&verdict).Error; err != nil {
		return fmt.Errorf("check the database: %w", err)
	}
	if verdict != "ok" {
		return errors.New("damaged: " + verdict)
	}
	return nil
}

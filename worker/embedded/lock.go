package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
)

const lockName = "temporal.lock"

// folderLock keeps a second process away from the folder: two servers on one file would take the shard from each other
// without end. It is an SQLite transaction that never commits, so it works on every system and ends with the process.
type folderLock struct {
	db *sql.DB
	tx *sql.Tx
}

func lockFolder(ctx context.Context, folder string) (*folderLock, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(folder, lockName)+"?_txlock=exclusive")
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", folder, err)
	}
	tx, err := db.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: is another process using it? %w", folder, err), db.Close())
	}
	return &folderLock{db, tx}, nil
}

// Close frees the folder.
func (l *folderLock) Close() error { return errors.Join(l.tx.Rollback(), l.db.Close()) }

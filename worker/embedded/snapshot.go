package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FileName is the server's file in its folder.
const FileName = databaseName

// Snapshot writes the server's file as it is at one instant to a new file, whether or not a server runs on it. It
// reports false for a folder without one.
func Snapshot(ctx context.Context, folder, to string) (bool, error) {
	file := filepath.Join(folder, databaseName)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	db, err := openFile(file)
	if err != nil {
		return false, err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return false, fmt.Errorf("copy %s: %w", file, err)
	}
	return true, nil
}

// Check refuses a file that Start would refuse: a damaged one, one of something else, one of a newer program.
func Check(ctx context.Context, file string) error {
	db, err := openFile(file)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	_, _, err = examine(ctx, db, file)
	return err
}

package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// KeepSeals appends seals to the file outside the database and waits until they are on disk. A line that a crash cut off
// is dropped first, and seals that the file ends with already are not written again, so that the same call can be made
// twice.
func KeepSeals(path string, seals []Seal) (err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644) //nolint:gosec // seals are public
	if err != nil {
		return fmt.Errorf("keep seals: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	last, end, err := lastKept(f)
	if err != nil {
		return fmt.Errorf("keep seals: %w", err)
	}
	var text bytes.Buffer
	for _, s := range seals {
		if s.N <= last {
			continue
		}
		if err := AppendSeal(&text, s); err != nil {
			return err
		}
	}
	if err := f.Truncate(end); err != nil {
		return fmt.Errorf("keep seals: %w", err)
	}
	if _, err := f.WriteAt(text.Bytes(), end); err != nil {
		return fmt.Errorf("keep seals: %w", err)
	}
	return f.Sync()
}

// lastKept returns the number of the last whole seal in the file, 0 if there is none, and where it ends.
func lastKept(f *os.File) (n int, end int64, err error) {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, 0, err
	}
	var tail []byte
	for at := size; at > 0; { // backwards, until a whole line is in sight
		step := min(at, 1<<16)
		at -= step
		part := make([]byte, step)
		if _, err := f.ReadAt(part, at); err != nil {
			return 0, 0, err
		}
		tail = append(part, tail...)
		whole := bytes.LastIndexByte(tail, '\n')
		if whole < 0 {
			continue
		}
		begin := bytes.LastIndexByte(tail[:whole], '\n')
		if begin < 0 && at > 0 {
			continue
		}
		var s Seal
		if err := json.Unmarshal(tail[begin+1:whole], &s); err != nil {
			return 0, 0, fmt.Errorf("the last seal cannot be read: %w", err)
		}
		return s.N, at + int64(whole) + 1, nil
	}
	return 0, 0, nil
}

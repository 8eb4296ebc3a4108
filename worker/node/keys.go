package node

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"mingcha/models/store"
	"mingcha/worker/temporal"
)

const temporalGlob = "temporal-*.key"

func temporalKey(n int) string { return fmt.Sprintf("temporal-%04d.key", n) }

// temporalKeys reads the keys with which payloads to Temporal are encrypted, oldest first, and makes the first one. The
// newest encrypts, the older ones go on decrypting; RotateKeys adds one.
func temporalKeys(dir string) (*temporal.KeyRing, error) {
	first := filepath.Join(dir, temporalKey(1))
	if _, err := os.Stat(first); errors.Is(err, os.ErrNotExist) {
		if err := makeTemporalKey(first); err != nil {
			return nil, err
		}
	}
	names, err := filepath.Glob(filepath.Join(dir, temporalGlob))
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	sort.Strings(names)
	var keys []temporal.Key
	for _, name := range names {
		secret, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read key: %w", err)
		}
		keys = append(keys, temporal.Key{ID: filepath.Base(name), Secret: secret})
	}
	return temporal.NewKeyRing(keys...)
}

func makeTemporalKey(path string) error {
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	if err := writeFile(path, int64(len(secret)), bytes.NewReader(secret)); err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	return nil
}

// RotateKeys adds a key for the database and the attachments and one for what goes to Temporal. Every process uses them
// from its next start on; what was written before stays readable as long as the older keys are kept.
func RotateKeys(s Settings) error {
	if err := s.place(); err != nil {
		return err
	}
	if err := store.RotateKeys(s.Keys); err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(s.Keys, temporalGlob))
	if err != nil {
		return fmt.Errorf("list keys: %w", err)
	}
	if err := makeTemporalKey(filepath.Join(s.Keys, temporalKey(len(names)+1))); err != nil {
		return err
	}
	fmt.Printf("new keys are in %s: back them up, copy them to every node, then start each node again\n", s.Keys)
	return nil
}

package node

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"mingcha/worker/temporal"
)

// temporalKeys reads the keys with which payloads to Temporal are encrypted, oldest first, and makes the first one. To
// rotate, add a file: temporal-0002.key encrypts from the next start on, the older ones go on decrypting.
func temporalKeys(dir string) (*temporal.KeyRing, error) {
	first := filepath.Join(dir, "temporal-0001.key")
	if _, err := os.Stat(first); errors.Is(err, os.ErrNotExist) {
		secret := make([]byte, 32)
		if _, err := rand.Read(secret); err != nil {
			return nil, fmt.Errorf("make a key: %w", err)
		}
		if err := os.WriteFile(first, secret, 0o600); err != nil {
			return nil, fmt.Errorf("make a key: %w", err)
		}
	}
	names, err := filepath.Glob(filepath.Join(dir, "temporal-*.key"))
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

package temporal

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"fmt"
)

// keySize is AES-256, in bytes.
const keySize = 32

// Key is one secret of the ring. Its ID stands in clear beside everything it encrypts.
type Key struct {
	ID     string
	Secret []byte
}

// KeyRing encrypts with its newest key and decrypts with every key it holds. Keys are kept apart from the databases; one
// leaves the ring only when no history that needs it is left.
type KeyRing struct {
	newest string
	seals  map[string]cipher.AEAD
}

// NewKeyRing takes the keys from the oldest to the newest. The error names every faulty key by its ID, never by its secret.
func NewKeyRing(keys ...Key) (*KeyRing, error) {
	ring := &KeyRing{seals: map[string]cipher.AEAD{}}
	var faults []error
	if len(keys) == 0 {
		faults = append(faults, errors.New("no key"))
	}
	for i, key := range keys {
		seal, err := key.seal()
		if err != nil {
			faults = append(faults, fmt.Errorf("key %d: %w", i+1, err))
			continue
		}
		if _, twice := ring.seals[key.ID]; twice {
			faults = append(faults, fmt.Errorf("key %d: ID %q is used twice", i+1, key.ID))
		}
		ring.seals[key.ID] = seal
		ring.newest = key.ID
	}
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("payload keys: %w", err)
	}
	return ring, nil
}

// seal draws a fresh nonce for every message and puts it in front of the ciphertext.
func (k Key) seal() (cipher.AEAD, error) {
	if k.ID == "" {
		return nil, errors.New("ID is empty")
	}
	if len(k.Secret) != keySize {
		return nil, fmt.Errorf("%q has %d bytes, not %d", k.ID, len(k.Secret), keySize)
	}
	block, err := aes.NewCipher(k.Secret)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", k.ID, err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}

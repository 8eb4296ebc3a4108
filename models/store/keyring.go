package store

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Keyring holds the keys that personal data is encrypted with, kept apart from the database: the newest encrypts, all
// decrypt. It also holds the key of the blind index and the key that signs seals.
type Keyring struct {
	newest string
	aeads  map[string]cipher.AEAD
	index  []byte
	signer ed25519.PrivateKey
}

const (
	keySize   = 32 // bytes
	indexFile = "index.key"
	sealFile  = "seal.key"
	dataGlob  = "data-*.key"
)

// LoadKeyring reads the keys in a folder. On first use it makes them, readable by nobody else.
func LoadKeyring(dir string) (*Keyring, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("load keys: %w", err)
	}
	names, err := filepath.Glob(filepath.Join(dir, dataGlob))
	if err != nil {
		return nil, fmt.Errorf("load keys: %w", err)
	}
	if len(names) == 0 {
		if err := makeKeys(dir); err != nil {
			return nil, fmt.Errorf("make keys: %w", err)
		}
		names = []string{filepath.Join(dir, dataName(1))}
	}
	return readKeys(dir, names)
}

// RotateKeys adds a key to the folder. What is written after the next load is encrypted with it; what was written
// before stays readable.
func RotateKeys(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, dataGlob))
	if err != nil || len(names) == 0 {
		return fmt.Errorf("rotate keys: no keys in %s: %w", dir, errors.Join(err, fs.ErrNotExist))
	}
	return makeKey(filepath.Join(dir, dataName(len(names)+1)))
}

func dataName(n int) string { return fmt.Sprintf("data-%04d.key", n) }

// makeKeys writes the data key last: a folder with one is complete.
func makeKeys(dir string) error {
	for _, name := range []string{indexFile, sealFile, dataName(1)} {
		if err := makeKey(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

func makeKey(path string) error {
	key := make([]byte, keySize)
	if _, err := rand.Read(key); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(hex.EncodeToString(key) + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

func readKey(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o007 != 0 {
		return nil, fmt.Errorf("key file %s can be read by everybody", filepath.Base(path))
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != keySize {
		return nil, fmt.Errorf("key file %s does not hold %d bytes in hexadecimal", filepath.Base(path), keySize)
	}
	return key, nil
}

func readKeys(dir string, names []string) (*Keyring, error) {
	index, err := readKey(filepath.Join(dir, indexFile))
	if err != nil {
		return nil, fmt.Errorf("load keys: %w", err)
	}
	seed, err := readKey(filepath.Join(dir, sealFile))
	if err != nil {
		return nil, fmt.Errorf("load keys: %w", err)
	}
	ring := &Keyring{aeads: map[string]cipher.AEAD{}, index: index, signer: ed25519.NewKeyFromSeed(seed)}
	slices.Sort(names)
	for _, name := range names {
		key, err := readKey(name)
		if err != nil {
			return nil, fmt.Errorf("load keys: %w", err)
		}
		id := strings.TrimSuffix(filepath.Base(name), ".key")
		if ring.aeads[id], err = newAEAD(key); err != nil {
			return nil, fmt.Errorf("load keys: %w", err)
		}
		ring.newest = id
	}
	return ring, nil
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// Signer returns the key that signs seals and tombstones.
func (k *Keyring) Signer() ed25519.PrivateKey { return k.signer }

// Blind returns the same text for the same value, from which nobody without the key learns the value: equality search
// over identity numbers and query codes.
func (k *Keyring) Blind(value string) string {
	mac := hmac.New(sha256.New, k.index)
	mac.Write([]byte(value))
	return hex.EncodeToString(mac.Sum(nil))
}

// Wrap encrypts a content that is kept outside the database; Unwrap opens it at the same place only.
func (k *Keyring) Wrap(plain []byte, place string) ([]byte, error) {
	key, nonce, sealed, err := k.seal(plain, place)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte(key+"\n"), nonce, sealed), nil
}

// Unwrap opens what Wrap gave.
func (k *Keyring) Unwrap(wrapped []byte, place string) ([]byte, error) {
	key, rest, found := bytes.Cut(wrapped, []byte("\n"))
	if !found || len(rest) < 12 {
		return nil, fmt.Errorf("decrypt %s: damaged", place)
	}
	return k.open(string(key), rest[:12], rest[12:], place)
}

// seal encrypts plain for one place; moved to another place it cannot be opened.
func (k *Keyring) seal(plain []byte, place string) (key string, nonce, sealed []byte, err error) {
	aead := k.aeads[k.newest]
	nonce = make([]byte, aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", nil, nil, fmt.Errorf("encrypt: %w", err)
	}
	return k.newest, nonce, aead.Seal(nil, nonce, plain, []byte(place)), nil
}

func (k *Keyring) open(key string, nonce, sealed []byte, place string) ([]byte, error) {
	aead, known := k.aeads[key]
	if !known {
		return nil, fmt.Errorf("decrypt %s: the key %q is not in the ring", place, key)
	}
	if len(nonce) != aead.NonceSize() {
		return nil, fmt.Errorf("decrypt %s: damaged", place)
	}
	plain, err := aead.Open(nil, nonce, sealed, []byte(place))
	if err != nil {
		return nil, fmt.Errorf("decrypt %s: %w", place, err)
	}
	return plain, nil
}

// sealText and openText do the same for a text column. The empty text stays empty.
func (k *Keyring) sealText(plain, place string) (string, error) {
	if plain == "" {
		return "", nil
	}
	key, nonce, sealed, err := k.seal([]byte(plain), place)
	return key + ":" + base64.RawStdEncoding.EncodeToString(append(nonce, sealed...)), err
}

func (k *Keyring) openText(text, place string) (string, error) {
	if text == "" {
		return "", nil
	}
	key, rest, _ := strings.Cut(text, ":")
	raw, err := base64.RawStdEncoding.DecodeString(rest)
	if err != nil || len(raw) < 12 {
		return "", fmt.Errorf("decrypt %s: damaged", place)
	}
	plain, err := k.open(key, raw[:12], raw[12:], place)
	return string(plain), err
}

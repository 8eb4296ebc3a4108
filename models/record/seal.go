package record

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Seal (封存) vouches for the heads of all subjects that changed since the seal before it. Seals are chained and signed;
// copied to a place outside the database they prove later what the record was.
type Seal struct {
	N         int       `json:"n"` // 1, 2, 3 …
	At        time.Time `json:"at"`
	Alg       string    `json:"alg"`
	Root      string    `json:"root"` // of the Merkle tree over the leaves
	Count     int       `json:"count"`
	Previous  string    `json:"previous"` // hash of the seal before, "" for the first
	Hash      string    `json:"hash"`
	Signature string    `json:"signature"` // Ed25519 over the hash, base64
	Leaves    []Leaf    `json:"leaves"`    // by subject
}

// NewSeal seals leaves after the previous seal, which is the zero Seal for the first.
func NewSeal(previous Seal, at time.Time, alg string, leaves []Leaf, signer ed25519.PrivateKey) (Seal, error) {
	newHash, err := NewHash(alg)
	if err != nil {
		return Seal{}, fmt.Errorf("seal: %w", err)
	}
	leaves = slices.Clone(leaves)
	slices.SortFunc(leaves, func(a, b Leaf) int { return strings.Compare(a.Subject, b.Subject) })
	s := Seal{
		N: previous.N + 1, At: at.UTC().Truncate(time.Microsecond), Alg: alg, Root: hex.EncodeToString(root(newHash, leaves)),
		Count: len(leaves), Previous: previous.Hash, Leaves: leaves,
	}
	if s.Hash, err = s.hash(); err != nil {
		return Seal{}, err
	}
	s.Signature = sign(signer, "seal", s.Hash)
	return s, nil
}

// hash covers everything but the signature; the leaves are covered by their root.
func (s Seal) hash() (string, error) {
	newHash, err := NewHash(s.Alg)
	if err != nil {
		return "", fmt.Errorf("seal %d: %w", s.N, err)
	}
	h := newHash()
	write(h, "seal", strconv.Itoa(s.N), s.At.UTC().Format(time.RFC3339Nano), s.Alg, s.Root, strconv.Itoa(s.Count), s.Previous)
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Check says what is wrong with a seal that follows previous, or nil. The order of seals is that of the chain; their times
// may go back a little, because nodes' clocks differ.
func (s Seal) Check(previous Seal, key ed25519.PublicKey) error {
	var wrong []error
	if s.N != previous.N+1 || s.Previous != previous.Hash {
		wrong = append(wrong, fmt.Errorf("it does not follow seal %d", previous.N))
	}
	if hash, err := s.hash(); err != nil || hash != s.Hash {
		wrong = append(wrong, errors.Join(errors.New("its hash is wrong"), err))
	}
	if newHash, err := NewHash(s.Alg); err == nil {
		if s.Count != len(s.Leaves) || hex.EncodeToString(root(newHash, s.Leaves)) != s.Root {
			wrong = append(wrong, errors.New("its leaves are not those that were sealed"))
		}
	}
	if !signed(key, s.Signature, "seal", s.Hash) {
		wrong = append(wrong, errors.New("its signature is not by this key"))
	}
	return errors.Join(wrong...)
}

// ReadSeals goes through a file of seals in their order and hands over each with its leaves, and what is wrong with it. A line
// that cannot be read is a seal without a hash, with the number of the line.
func ReadSeals(r io.Reader, key ed25519.PublicKey, take func(s Seal, wrong error)) error {
	kept, last := map[int]string{}, Seal{}
	err := entries(r, func(number int, raw []byte) error {
		var s Seal
		if err := parse(raw, &s); err != nil {
			take(Seal{N: number}, fmt.Errorf("line %d of the seals cannot be read: %w", number, err))
			return nil
		}
		if kept[s.N] == s.Hash && s.Hash != "" { // two nodes kept it at once
			return nil
		}
		wrong := s.Check(last, key)
		if wrong != nil {
			wrong = fmt.Errorf("seal %d: %w", s.N, wrong)
		}
		kept[s.N], last = s.Hash, s
		last.Leaves = nil
		take(s, wrong)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the seals: %w", err)
	}
	return nil
}

// sign signs parts for one purpose; a signature for another purpose never fits.
func sign(signer ed25519.PrivateKey, purpose string, parts ...string) string {
	return base64.StdEncoding.EncodeToString(ed25519.Sign(signer, message(purpose, parts)))
}

func signed(key ed25519.PublicKey, signature, purpose string, parts ...string) bool {
	raw, err := base64.StdEncoding.Strict().DecodeString(signature)
	return err == nil && len(key) == ed25519.PublicKeySize && ed25519.Verify(key, message(purpose, parts), raw)
}

func message(purpose string, parts []string) []byte {
	return []byte("mingcha " + purpose + "\x00" + strings.Join(parts, "\x00"))
}

// FormatKey is the text form of a public key, as operators keep it beside the seals.
func FormatKey(key ed25519.PublicKey) string { return base64.StdEncoding.EncodeToString(key) }

// ParseKey reads a public key in its text form.
func ParseKey(text string) (ed25519.PublicKey, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) != ed25519.PublicKeySize {
		return nil, errors.New("this is not a public key of seals (32 bytes in base64)")
	}
	return raw, nil
}

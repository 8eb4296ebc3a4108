package record

import (
	"crypto/ed25519"
	"strconv"
	"time"

	"mingcha/models"
)

// SignTombstone signs a tombstone, so that the erasure it stands for cannot be taken for a loss.
func SignTombstone(t models.Tombstone, signer ed25519.PrivateKey) models.Tombstone {
	t.At = t.At.UTC().Truncate(time.Microsecond)
	t.Signature = sign(signer, "tombstone", parts(t)...)
	return t
}

// TombstoneSigned reports whether a tombstone was signed with this key and not changed since.
func TombstoneSigned(t models.Tombstone, key ed25519.PublicKey) bool {
	return signed(key, t.Signature, "tombstone", parts(t)...)
}

func parts(t models.Tombstone) []string {
	return []string{
		t.Subject, strconv.Itoa(t.N), t.At.UTC().Format(time.RFC3339Nano), t.Account, t.Ground, t.Document, t.Digest,
	}
}

// SignText signs a text for one purpose with the key of the seals.
func SignText(purpose string, text []byte, signer ed25519.PrivateKey) string {
	return sign(signer, purpose, string(text))
}

// TextSigned reports whether a text was signed for a purpose with this key.
func TextSigned(purpose string, text []byte, signature string, key ed25519.PublicKey) bool {
	return signed(key, signature, purpose, string(text))
}

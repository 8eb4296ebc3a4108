package api

import (
	"crypto/hmac"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
)

// Blinder is the keyed hash of the keyring. Everything that this server must recognise later without keeping it is
// made with it: each use has a word of its own before the value.
type Blinder interface {
	Blind(value string) string
}

// keyedHash is the raw keyed hash of a value for one use.
func keyedHash(b Blinder, use, value string) []byte {
	raw, err := hex.DecodeString(b.Blind(use + "\x00" + value))
	if err != nil {
		return []byte(b.Blind(use + "\x00" + value))
	}
	return raw
}

// signed carries content that only this server can have written, until an instant.
type signed[T any] struct {
	Content T         `json:"c"`
	Until   time.Time `json:"u"`
}

var encoding = base64.RawURLEncoding

// sign makes a token for one use.
func sign[T any](b Blinder, use string, content T, until time.Time) (string, error) {
	raw, err := json.Marshal(signed[T]{content, until.UTC().Truncate(time.Second)})
	if err != nil {
		return "", err
	}
	text := encoding.EncodeToString(raw)
	return text + "." + encoding.EncodeToString(keyedHash(b, use, text)[:16]), nil
}

// unsign reads a token; false if it was not signed here for this use, or its time is over.
func unsign[T any](b Blinder, use, token string, now time.Time) (content T, ok bool) {
	text, mac, found := strings.Cut(token, ".")
	given, err := encoding.DecodeString(mac)
	if !found || err != nil || !hmac.Equal(given, keyedHash(b, use, text)[:16]) {
		return content, false
	}
	var s signed[T]
	raw, err := encoding.DecodeString(text)
	if err != nil || json.Unmarshal(raw, &s) != nil || !now.Before(s.Until) {
		return content, false
	}
	return s.Content, true
}

// sameText compares in constant time.
func sameText(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

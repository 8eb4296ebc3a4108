package temporal

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/temporal"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"
)

// canary stands for a name that must never be readable outside this process.
const canary = "赵金丝雀 44190019850101001X"

func key(id string) Key { return Key{ID: id, Secret: bytes.Repeat([]byte(id[:1]), keySize)} }

func ring(t require.TestingT, keys ...Key) *KeyRing {
	r, err := NewKeyRing(keys...)
	require.NoError(t, err)
	return r
}

func TestKeyRingRefuses(t *testing.T) {
	t.Run("an empty ring", func(t *testing.T) {
		_, err := NewKeyRing()
		require.ErrorContains(t, err, "no key")
	})
	t.Run("every faulty key by its place, and never shows a secret", func(t *testing.T) {
		_, err := NewKeyRing(Key{ID: "a", Secret: []byte("short-secret")}, Key{Secret: make([]byte, keySize)}, key("b"), key("b"))
		require.ErrorContains(t, err, `key 1: "a" has 12 bytes`)
		require.ErrorContains(t, err, "key 2: ID is empty")
		require.ErrorContains(t, err, `key 4: ID "b" is used twice`)
		require.NotContains(t, err.Error(), "short-secret")
	})
}

func TestCodecRefuses(t *testing.T) {
	office := ring(t, key("2026"))
	sealed, err := office.DataConverter().ToPayload(canary)
	require.NoError(t, err)
	var name string

	t.Run("a payload changed in any single byte", func(t *testing.T) {
		for i := range sealed.Data {
			changed := proto.Clone(sealed).(*common.Payload)
			changed.Data[i] ^= 1
			require.ErrorIs(t, office.DataConverter().FromPayload(changed, &name), ErrTampered)
		}
	})
	t.Run("a payload cut short", func(t *testing.T) {
		for _, length := range []int{0, 1, 27, len(sealed.Data) - 1} {
			cut := proto.Clone(sealed).(*common.Payload)
			cut.Data = cut.Data[:length]
			require.ErrorIs(t, office.DataConverter().FromPayload(cut, &name), ErrTampered)
		}
	})
	t.Run("a payload of a key that is not in the ring, naming the key", func(t *testing.T) {
		err := ring(t, key("3027")).DataConverter().FromPayload(sealed, &name)
		require.ErrorIs(t, err, ErrUnknownKey)
		require.ErrorContains(t, err, `"2026"`)
	})
	t.Run("a payload relabelled with another key of the ring", func(t *testing.T) {
		relabelled := proto.Clone(sealed).(*common.Payload)
		relabelled.Metadata[keyIDMetadata] = []byte("3027")
		require.ErrorIs(t, ring(t, key("2026"), key("3027")).DataConverter().FromPayload(relabelled, &name), ErrTampered)
	})
	t.Run("a payload in clear", func(t *testing.T) {
		plain := &common.Payload{Metadata: map[string][]byte{"encoding": []byte("json/plain")}, Data: []byte(`"granted"`)}
		require.ErrorIs(t, office.DataConverter().FromPayload(plain, &name), ErrNotEncrypted)
	})
}

func TestCodec(t *testing.T) {
	t.Run("whatever goes in comes out, and two encryptions of it differ", func(t *testing.T) {
		office := ring(t, key("2026"))
		rapid.Check(t, func(t *rapid.T) {
			text := rapid.String().Draw(t, "text")
			first, err := office.DataConverter().ToPayload(text)
			require.NoError(t, err)
			second, err := office.DataConverter().ToPayload(text)
			require.NoError(t, err)
			require.NotEqual(t, first.Data, second.Data)
			var back string
			require.NoError(t, office.DataConverter().FromPayload(first, &back))
			require.Equal(t, text, back)
		})
	})
	t.Run("the newest key encrypts and an old one still decrypts", func(t *testing.T) {
		old, err := ring(t, key("2026")).DataConverter().ToPayload(canary)
		require.NoError(t, err)
		rotated := ring(t, key("2026"), key("3027"))
		fresh, err := rotated.DataConverter().ToPayload(canary)
		require.NoError(t, err)
		require.Equal(t, "3027", string(fresh.Metadata[keyIDMetadata]))
		for _, payload := range []*common.Payload{old, fresh} {
			var name string
			require.NoError(t, rotated.DataConverter().FromPayload(payload, &name))
			require.Equal(t, canary, name)
		}
	})
	t.Run("a planted name is not in the bytes that leave, nor its type", func(t *testing.T) {
		payload, err := ring(t, key("2026")).DataConverter().ToPayload(canary)
		require.NoError(t, err)
		raw, err := proto.Marshal(payload)
		require.NoError(t, err)
		require.NotContains(t, string(raw), "金丝雀")
		require.NotContains(t, string(raw), "44190019850101001X")
		require.NotContains(t, string(raw), "json/plain")
	})
	t.Run("a planted name in an error, its cause and its details is not in the bytes that leave", func(t *testing.T) {
		office := ring(t, key("2026"))
		cause := errors.New("refused for " + canary)
		failure := office.FailureConverter().ErrorToFailure(
			temporal.NewApplicationErrorWithOptions("application of "+canary, "declined", temporal.ApplicationErrorOptions{
				Cause: cause, Details: []any{canary},
			}))
		raw, err := proto.Marshal(failure)
		require.NoError(t, err)
		require.NotContains(t, string(raw), "金丝雀")
		back := office.FailureConverter().FailureToError(failure)
		require.ErrorContains(t, back, canary)
		require.True(t, strings.Contains(errors.Unwrap(back).Error(), canary))
	})
}

package api

import (
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/stretchr/testify/require"
)

func TestSessionCodec(t *testing.T) {
	deadline := time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC)
	values := map[string]any{accountKey: "u0085", seenKey: deadline.Unix()}
	t.Run("a session is read as it was written", func(t *testing.T) {
		text, err := sessionCodec{}.Encode(deadline, values)
		require.NoError(t, err)
		until, read, err := sessionCodec{}.Decode(text)
		require.NoError(t, err)
		require.True(t, until.Equal(deadline))
		require.Equal(t, values, read)
		require.Equal(t, "u0085", AccountOf(text))
	})
	t.Run("a session of an earlier release goes on", func(t *testing.T) {
		text, err := scs.GobCodec{}.Encode(deadline, values)
		require.NoError(t, err)
		_, read, err := sessionCodec{}.Decode(text)
		require.NoError(t, err)
		require.Equal(t, values, read)
	})
	t.Run("what no session holds is refused as it is written, what is damaged as it is read", func(t *testing.T) {
		_, err := sessionCodec{}.Encode(deadline, map[string]any{"x": 1.5})
		require.ErrorContains(t, err, "float64")
		_, _, err = sessionCodec{}.Decode([]byte("{"))
		require.Error(t, err)
		require.Empty(t, AccountOf([]byte("{")))
	})
}

package api

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestRecent(t *testing.T) {
	asked, word, is, fault := 0, "first", true, error(nil)
	ask := func() (string, bool, error) {
		asked++
		return word, is, fault
	}
	r := newRecent[string]()
	says := func(want string) {
		t.Helper()
		got, _, err := r.of("k", ask)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	t.Run("neither an error nor what there is not is kept", func(t *testing.T) {
		fault = errors.New("away")
		_, _, err := r.of("k", ask)
		require.ErrorIs(t, err, fault)
		fault, is = nil, false
		_, found, err := r.of("k", ask)
		require.NoError(t, err)
		require.False(t, found)
		is = true
		says("first")
		require.Equal(t, 3, asked)
	})
	t.Run("what this node changes holds at once", func(t *testing.T) {
		word = "second"
		r.forget()
		says("second")
	})
	t.Run("an answer of before a change is not kept", func(t *testing.T) {
		r.forget()
		_, _, err := r.of("k", func() (string, bool, error) {
			r.forget() // the change comes while the database answers
			return "stale", true, nil
		})
		require.NoError(t, err)
		says("second")
	})
	t.Run("what another node changes holds within a second", func(t *testing.T) {
		word = "third"
		require.Eventually(t, func() bool {
			got, _, _ := r.of("k", ask)
			return got == "third"
		}, 10*time.Second, 10*time.Millisecond)
		require.Less(t, fresh, time.Second-400*time.Millisecond, "with room for what else takes time")
	})
}

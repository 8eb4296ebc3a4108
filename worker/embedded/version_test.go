package embedded

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVersion(t *testing.T) {
	t.Run("a text that is not a dotted number is refused", func(t *testing.T) {
		for _, text := range []string{"", "1.", "v1.2", "1.x"} {
			_, err := parseVersion(text)
			require.ErrorContains(t, err, "not a dotted number", text)
		}
	})
	t.Run("numbers are compared, not letters", func(t *testing.T) {
		for _, pair := range [][2]string{{"0.11", "0.9"}, {"1.32.1", "1.32"}, {"1.32.1", "1.31.9"}, {"2", "1.99"}} {
			later, err := parseVersion(pair[0])
			require.NoError(t, err)
			earlier, err := parseVersion(pair[1])
			require.NoError(t, err)
			require.True(t, later.after(earlier), pair)
			require.False(t, earlier.after(later), pair)
			require.Equal(t, pair[0], later.String())
		}
	})
}

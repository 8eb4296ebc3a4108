package temporal

import (
	"context"
	"net"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// outside isolates a test from the machine's own Temporal settings.
func outside(t *testing.T, environment map[string]string) {
	t.Setenv("TEMPORAL_CONFIG_FILE", filepath.Join(t.TempDir(), "none.toml"))
	for name, value := range environment {
		t.Setenv(name, value)
	}
}

func TestDialRefuses(t *testing.T) {
	t.Run("to send anything in clear", func(t *testing.T) {
		_, err := Dial(context.Background(), Options{})
		require.ErrorIs(t, err, errNoKeys)
	})
	t.Run("to guess where the server is", func(t *testing.T) {
		outside(t, nil)
		_, err := Dial(context.Background(), Options{Keys: ring(t, key("2026"))})
		require.ErrorIs(t, err, errNoAddress)
	})
	t.Run("a client certificate that is not there", func(t *testing.T) {
		outside(t, map[string]string{
			"TEMPORAL_ADDRESS":              "temporal.example:7233",
			"TEMPORAL_TLS_CLIENT_CERT_PATH": "missing.pem",
			"TEMPORAL_TLS_CLIENT_KEY_PATH":  "missing.key",
		})
		_, err := Dial(context.Background(), Options{Keys: ring(t, key("2026"))})
		require.ErrorContains(t, err, "missing.pem")
	})
	t.Run("a server that does not answer, naming its address", func(t *testing.T) {
		silent, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		require.NoError(t, silent.Close())
		outside(t, map[string]string{"TEMPORAL_ADDRESS": silent.Addr().String()})
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_, err = Dial(ctx, Options{Keys: ring(t, key("2026"))})
		require.ErrorContains(t, err, silent.Addr().String())
	})
}

func TestPlaceOutside(t *testing.T) {
	t.Run("comes from the environment, with an API key over TLS", func(t *testing.T) {
		outside(t, map[string]string{
			"TEMPORAL_ADDRESS": "temporal.example:7233", "TEMPORAL_NAMESPACE": "dongguan",
			"TEMPORAL_API_KEY": "not-a-real-key", "TEMPORAL_TLS": "true",
		})
		place, err := Options{}.place()
		require.NoError(t, err)
		require.Equal(t, "temporal.example:7233", place.HostPort)
		require.Equal(t, "dongguan", place.Namespace)
		require.NotNil(t, place.Credentials)
		require.NotNil(t, place.ConnectionOptions.TLS)
	})
	t.Run("has the product's namespace unless another is named", func(t *testing.T) {
		outside(t, map[string]string{"TEMPORAL_ADDRESS": "temporal.example:7233"})
		place, err := Options{}.place()
		require.NoError(t, err)
		require.Equal(t, defaultNamespace, place.Namespace)
	})
}

package embeddedtest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
)

func TestStart(t *testing.T) {
	t.Run("two tests get two servers that answer, each with its own folder and ports", func(t *testing.T) {
		first, second := Start(t), Start(t)
		require.NotEqual(t, first.Options().HostPort, second.Options().HostPort)
		require.NoError(t, first.Health(context.Background()))
		require.NoError(t, second.Health(context.Background()))
		_, err := Dial(t, first).CheckHealth(context.Background(), &client.CheckHealthRequest{})
		require.NoError(t, err)
	})
}

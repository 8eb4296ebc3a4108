// Package embeddedtest gives tests of other packages a real Temporal server. It fails where it cannot; it never skips.
package embeddedtest

import (
	"bytes"
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"mingcha/worker/embedded"
	"mingcha/worker/temporal"
)

// startLimit is generous: a cold disk and a busy machine are no fault of the test.
const startLimit = 30 * time.Second

// Start runs a server in a folder of its own until the test ends.
func Start(t testing.TB) *embedded.Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), startLimit)
	defer cancel()
	server, err := embedded.Start(ctx, embedded.Settings{
		Folder: t.TempDir(),
		Logger: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError})),
		Fatal:  func(err error) { panic(err) },
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Stop()) })
	return server
}

// Dial connects to the server with a payload key of the test.
func Dial(t testing.TB, server *embedded.Server) client.Client {
	t.Helper()
	keys, err := temporal.NewKeyRing(temporal.Key{ID: "test", Secret: bytes.Repeat([]byte{7}, 32)})
	require.NoError(t, err)
	options := server.Options()
	c, err := temporal.Dial(context.Background(), temporal.Options{
		Embedded: &options, Keys: keys, Logger: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

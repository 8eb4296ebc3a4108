package embedded

import (
	"bytes"
	"errors"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

func TestLogger(t *testing.T) {
	written := func(phase phase, say func(log.Logger)) string {
		var out bytes.Buffer
		say(&logger{out: slog.New(slog.NewTextHandler(&out, nil)), server: &Server{phase: phase}})
		return out.String()
	}
	t.Run("chatter is dropped", func(t *testing.T) {
		require.Empty(t, written(running, func(l log.Logger) { l.Debug("polling"); l.Info("started"); l.Warn(noHTTP + ".") }))
	})
	t.Run("a warning keeps every tag", func(t *testing.T) {
		line := written(running, func(l log.Logger) {
			log.With(l, tag.ShardID(1)).Warn("slow query", tag.Error(errors.New("disk")))
		})
		require.Contains(t, line, `level=WARN msg="slow query" shard-id=1 error=disk`)
	})
	t.Run("services that miss each other while stopping are no error", func(t *testing.T) {
		require.Empty(t, written(stopping, func(l log.Logger) { l.Error("Not enough hosts to serve the request") }))
	})
	t.Run("a panic of the server stays a panic", func(t *testing.T) {
		require.Panics(t, func() { written(running, func(l log.Logger) { l.Panic("impossible") }) })
	})
}

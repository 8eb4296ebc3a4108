package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestFigures(t *testing.T) {
	t.Run("a goal that is missed is told as missed", func(t *testing.T) {
		require.False(t, *figure{Value: 2.1}.atMost(2).Met)
		require.False(t, *figure{Value: 0.79}.atLeast(0.8).Met)
		require.True(t, *figure{Value: 2}.atMost(2).Met)
		require.Equal(t, "≥ 0.8", figure{}.atLeast(0.8).Goal)
	})

	t.Run("a percentile of nothing is nothing", func(t *testing.T) {
		require.Zero(t, (&latencies{}).at(99))
	})

	t.Run("the slowest of a hundred answers is the 99th percentile", func(t *testing.T) {
		l := &latencies{}
		for i := 100; i > 0; i-- {
			l.add(time.Duration(i) * time.Millisecond)
		}
		require.Equal(t, 100.0, l.at(99))
		require.Equal(t, 51.0, l.at(50))
	})

	t.Run("a list's figure is read from go test's words", func(t *testing.T) {
		m := listed.FindStringSubmatch("BenchmarkLists/SQLite/inbox-2 \t 100\t 4.321 p95-ms\n")
		require.Equal(t, []string{"SQLite/inbox", "4.321"}, m[1:])
	})
}

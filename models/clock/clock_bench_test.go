package clock_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/clock"
)

func BenchmarkJudge(b *testing.B) {
	far := clock.Timeline{Start: at("2099-12-31T10:00:00"), Promised: limit(10000, clock.UnitWorkday)}
	year := eventful
	year.Promised.N, year.Statutory.N = 250, 400
	for name, timeline := range map[string]clock.Timeline{
		"working days": eventful, "hundreds of working days": year, "calendar days": rolling, "working hours": hourly, "far away": far,
	} {
		b.Run(name, func(b *testing.B) {
			national := clock.National()
			b.ReportAllocs()
			for b.Loop() {
				national.Judge(timeline)
			}
		})
	}
}

func BenchmarkStateAt(b *testing.B) {
	national, instant := clock.National(), at("2025-10-11T10:00:00")
	b.ReportAllocs()
	for b.Loop() {
		national.StateAt(eventful, instant)
	}
}

func BenchmarkWorkday(b *testing.B) {
	national, d := clock.National(), day("2025-10-11")
	for b.Loop() {
		national.Workday(d)
	}
}

func BenchmarkAnswer(b *testing.B) {
	input, err := os.ReadFile("testdata/examples.json")
	require.NoError(b, err)
	for b.Loop() {
		var output bytes.Buffer
		require.NoError(b, clock.Answer(bytes.NewReader(input), &output))
	}
}

package main

import (
	"slices"
	"sync"
	"time"
)

// latencies are how long answers took, gathered by many clients.
type latencies struct {
	mu   sync.Mutex
	took []time.Duration
}

func (l *latencies) add(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.took = append(l.took, d)
}

// at is the given percentile in milliseconds, 0 if nothing was measured.
func (l *latencies) at(percent int) float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.took) == 0 {
		return 0
	}
	slices.Sort(l.took)
	return milliseconds(l.took[min(len(l.took)*percent/100, len(l.took)-1)])
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

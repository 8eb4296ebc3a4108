package main

import (
	"context"
	"os"
	"path/filepath"
	"time"
)

// restSpan is how long the house is watched while nobody does anything.
const restSpan = 20 * time.Second

// idle watches a house at rest and tells what an open case takes of the disk.
func (b *bench) idle(ctx context.Context) error {
	if b.perCase == 0 {
		if err := b.fill(ctx, 500); err != nil {
			return err
		}
	}
	time.Sleep(3 * time.Second) // what was under way ends
	busy, before := processorTime(), commitsNow()
	time.Sleep(restSpan)
	wrote := commitsNow().since(before)
	b.tell(figure{Name: "processor", Value: 100 * float64(processorTime()-busy) / float64(restSpan), Unit: "% of one"})
	b.tell(figure{Name: "commits, both files", Value: float64(wrote.temporal+wrote.ours) / restSpan.Minutes(), Unit: "a minute"})
	b.tell(figure{Name: "memory", Value: resident(), Unit: "MiB"})
	b.tell(figure{Name: "disk per open case, both files", Value: b.perCase / 1024, Unit: "KiB"})
	return nil
}

// disk is what both databases take, in bytes, without what is still in their logs.
func (h *house) disk() float64 {
	var sum int64
	for _, name := range []string{"temporal.db", "mingcha.db"} {
		if info, err := os.Stat(filepath.Join(h.folder, name)); err == nil {
			sum += info.Size()
		}
	}
	return float64(sum)
}

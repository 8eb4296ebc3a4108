package main

import (
	"context"
	"fmt"
	"time"
)

// commits counts what one case of five commands writes, alone in the house.
func (b *bench) commits(ctx context.Context) error {
	const cases = 4
	var started, commands, whole commits
	for range cases {
		before := settled()
		id, err := b.house.submit()
		if err != nil {
			return err
		}
		opened := settled()
		for _, a := range acts {
			if err := b.house.command(id, []act{a}, &latencies{}); err != nil {
				return err
			}
			settled()
		}
		now := settled()
		started, commands = started.plus(opened.since(before)), commands.plus(now.since(opened))
		whole = whole.plus(now.since(before))
	}
	per := func(n int64, parts int) float64 { return float64(n) / float64(parts) }
	b.tell(figure{Name: "a submit, Temporal's file", Value: per(started.temporal, cases), Unit: "commits"})
	b.tell(figure{Name: "a submit, ours", Value: per(started.ours, cases), Unit: "commits"})
	b.tell(figure{Name: "a command, Temporal's file", Value: per(commands.temporal, cases*len(acts)), Unit: "commits"}.atMost(3))
	b.tell(figure{Name: "a command, ours", Value: per(commands.ours, cases*len(acts)), Unit: "commits"}.atMost(1))
	b.tell(figure{Name: "a five-step case, Temporal's file", Value: per(whole.temporal, cases), Unit: "commits"}.atMost(21))
	b.tell(figure{Name: "a five-step case, ours", Value: per(whole.ours, cases), Unit: "commits"}.atMost(6))
	return nil
}

// calm is how long nothing must be written for everything that was under way to have ended.
const calm = 300 * time.Millisecond

// settled waits until nothing is written any more, and counts.
func settled() commits {
	for last := commitsNow(); ; {
		time.Sleep(calm)
		now := commitsNow()
		if now == last {
			return now
		}
		last = now
	}
}

// clients are how many people act at once.
var clients = []int{1, 8, 32}

// latency measures a command in a house without other cases.
func (b *bench) latency(ctx context.Context) error { return b.answers(ctx, "no open cases") }

// busy measures a command beside many open cases.
func (b *bench) busy(ctx context.Context) error {
	if err := b.fill(ctx, b.open); err != nil {
		return err
	}
	return b.answers(ctx, fmt.Sprintf("%d open cases", b.open))
}

func (b *bench) answers(ctx context.Context, beside string) error {
	for _, n := range clients {
		var best *latencies
		for range b.rounds {
			_, _, took, err := together(ctx, n, b.span, b.house.carry)
			if err != nil {
				return err
			}
			if best == nil || took.at(50) < best.at(50) {
				best = took
			}
		}
		name := fmt.Sprintf("%s, %d clients, ", beside, n)
		p50 := figure{Name: name + "p50", Value: best.at(50), Unit: "ms"}
		if n == 1 {
			p50 = p50.atMost(25)
		}
		b.tell(p50)
		b.tell(figure{Name: name + "p95", Value: best.at(95), Unit: "ms"})
		b.tell(figure{Name: name + "p99", Value: best.at(99), Unit: "ms"})
	}
	return nil
}

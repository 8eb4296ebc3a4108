package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// commits counts what one case of five commands writes, alone in the house. Of several cases the median counts: what
// the house writes beside them (patrol, seals) is told by the section idle.
func (b *bench) commits(ctx context.Context) error {
	const cases = 5
	var submits, commands, whole []commits
	for range cases {
		before := settled()
		id, err := b.house.submit()
		if err != nil {
			return err
		}
		last := settled()
		submits = append(submits, last.since(before))
		for _, a := range acts {
			if err := b.house.command(id, []act{a}, &latencies{}); err != nil {
				return err
			}
			now := settled()
			commands, last = append(commands, now.since(last)), now
		}
		whole = append(whole, last.since(before))
	}
	b.tellCommits("a submit", submits, 0, 0)
	b.tellCommits("a command", commands, 3, 1)
	b.tellCommits("a five-step case", whole, 21, 6)
	return ctx.Err()
}

func (b *bench) tellCommits(what string, counted []commits, temporal, ours float64) {
	median := func(of func(commits) int64) float64 {
		var all []int64
		for _, c := range counted {
			all = append(all, of(c))
		}
		slices.Sort(all)
		return float64(all[len(all)/2])
	}
	theirs := figure{Name: what + ", Temporal's file", Value: median(func(c commits) int64 { return c.temporal }), Unit: "commits"}
	mine := figure{Name: what + ", ours", Value: median(func(c commits) int64 { return c.ours }), Unit: "commits"}
	if temporal > 0 {
		theirs, mine = theirs.atMost(temporal), mine.atMost(ours)
	}
	b.tell(theirs)
	b.tell(mine)
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
		b.tell(figure{Name: name + "longest", Value: best.at(100), Unit: "ms"})
	}
	return nil
}

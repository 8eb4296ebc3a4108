package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"mingcha/api"
)

// contest is one way of carrying cases and how it did in its better round.
type contest struct {
	name   string
	carry  carrier
	engine api.Engine    // stands in for the house's own; nil: the house's own
	rate   float64       // cases a second
	cpu    time.Duration // of the processors, per case
	p50    float64       // milliseconds a command
}

// contestClients is how many cases are under way at once.
const contestClients = 8

// steps sets the house against a bare workflow and others, in turns, so that all of them meet the same noise.
func (b *bench) steps(ctx context.Context) error {
	folder, err := os.MkdirTemp(b.folder, "rivals")
	if err != nil {
		return err
	}
	r, err := openRivals(b.house, folder)
	if err != nil {
		return err
	}
	contests := []*contest{
		{name: "through HTTP, the whole product", carry: b.house.carry},
		{name: "bare workflow: updates, one local activity, one row", carry: r.carry("bare", "/update")},
		{name: "pure Temporal, nothing of ours written", carry: r.carry("pure", "/update")},
		{name: "naive: signal and activity per step", carry: r.carry("naive", "/signal")},
		{name: "the product without an engine, no deadlines kept", carry: b.house.carry, engine: engineless{b.house.Measured, b.house.Face.Engine}},
	}
	for range b.rounds {
		for _, c := range contests {
			if err := c.round(ctx, b.house, b.span); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
		}
	}
	for _, c := range contests {
		b.tell(figure{Name: c.name, Value: c.rate, Unit: "cases/s"})
		b.tell(figure{Name: "  processor time", Value: milliseconds(c.cpu), Unit: "ms/case"})
		b.tell(figure{Name: "  a command at 8 clients, p50", Value: c.p50, Unit: "ms"})
	}
	b.tell(figure{Name: "ratio to the bare workflow", Value: contests[0].rate / contests[1].rate}.atLeast(0.8))
	b.tell(figure{Name: "  by processor time", Value: float64(contests[1].cpu) / float64(contests[0].cpu)})
	b.tell(figure{Name: "naive form, times slower than the bare workflow", Value: contests[1].rate / contests[3].rate})
	return r.close()
}

func (c *contest) round(ctx context.Context, h *house, span time.Duration) error {
	if c.engine != nil {
		own := h.Face.Engine
		h.Face.Engine = c.engine
		defer func() { h.Face.Engine = own }()
	}
	busy := processorTime()
	done, took, answers, err := together(ctx, contestClients, span, c.carry)
	if err != nil {
		return err
	}
	if rate := float64(done) / took.Seconds(); rate > c.rate {
		c.rate, c.cpu, c.p50 = rate, (processorTime()-busy)/time.Duration(done), answers.at(50)
	}
	return nil
}

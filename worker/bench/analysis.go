package main

import (
	"context"
	"sync"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

// analysis measures commands of the desk while pages of the analysis and the analyst of the night go over a year of cases.
func (b *bench) analysis(ctx context.Context) error {
	if err := b.house.remember(ctx, b.history); err != nil {
		return err
	}
	_, _, before, err := together(ctx, 1, b.span, b.house.carry)
	if err != nil {
		return err
	}
	alone := &latencies{}
	for range 20 {
		if err := b.house.look(ctx, alone); err != nil {
			return err
		}
	}
	over, stop := context.WithCancel(ctx)
	var (
		group sync.WaitGroup
		pages = &latencies{}
		fault = make(chan error, 2)
	)
	for _, work := range []func(context.Context) error{
		func(ctx context.Context) error { return b.house.study(ctx, pages) },
		b.house.night,
	} {
		group.Go(func() {
			if err := work(over); err != nil && over.Err() == nil {
				fault <- err
			}
		})
	}
	_, _, meanwhile, err := together(ctx, 1, 2*b.span, b.house.carry)
	stop()
	group.Wait()
	close(fault)
	if err != nil {
		return err
	}
	if err := <-fault; err != nil {
		return err
	}
	b.tell(figure{Name: "cases analysed", Value: float64(b.history)})
	b.tell(figure{Name: "a year of the city, p95", Value: alone.at(95), Unit: "ms"}.atMost(300))
	b.tell(figure{Name: "a year of the city meanwhile, p95", Value: pages.at(95), Unit: "ms"})
	b.tell(figure{Name: "a command before, p95", Value: before.at(95), Unit: "ms"})
	b.tell(figure{Name: "a command meanwhile, p95", Value: meanwhile.at(95), Unit: "ms"})
	b.tell(figure{Name: "times slower, p95", Value: meanwhile.at(95) / before.at(95)}.atMost(1.5))
	return nil
}

// study lets leaders open the analysis of the whole city, one each second.
func (h *house) study(ctx context.Context, took *latencies) error {
	for ctx.Err() == nil {
		if err := h.look(ctx, took); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return nil
}

// look opens the analysis of the whole city over a year.
func (h *house) look(ctx context.Context, took *latencies) error {
	today, began := clock.DateOf(time.Now()), time.Now()
	_, err := h.Store.Analysis(ctx, models.AnalysisFilter{Scope: []models.PathRange{models.Within("/44/4419/")}, First: today - 365, Last: today})
	took.add(time.Since(began))
	return err
}

// night lets the analyst go over all items, again and again.
func (h *house) night(ctx context.Context) error {
	for ctx.Err() == nil {
		for in := (activities.AnalyseInput{}); in.Next.IsZero(); {
			var err error
			if in, err = h.Analyst.Analyse(ctx, in); err != nil {
				return err
			}
		}
	}
	return nil
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/process"
)

// inFlight is how many cases an import writes at once; their workflows start one after the other.
const inFlight = 4

func caseID(item *process.Bundle, no int) string {
	return fmt.Sprintf("%s-%06d", item.Procedure.Item, no)
}

// aMinuteAgo is when most measured cases were accepted.
func aMinuteAgo(string) time.Time { return time.Now().Add(-time.Minute) }

// imported writes one open case as another system would hand it over: filed and accepted.
func (h *house) imported(ctx context.Context, id string, item *process.Bundle, accepted time.Time) error {
	official := func(role string) models.Actor {
		return models.Actor{Account: bureau + "." + role + "-01", Role: role, Unit: bureau, Path: h.Law.Path(bureau), Appointment: bureau + "/" + role + "-01"}
	}
	unit, _ := h.Law.Snapshot().Units.Find(bureau)
	_, _, err := h.Act.Import(ctx, models.CaseKind, id, activities.Steps([]models.Command{
		{
			ID: id + "/submit", Subject: id, Verb: models.Submit, Actor: official("window_clerk"), Acted: accepted.Add(-time.Minute), Digest: "d",
			Facts: models.Facts{Filed: &models.Filed{
				Number: id, Item: item.Procedure.Item, Bundle: item.Hash, Unit: bureau, Division: unit.Division, Path: unit.Path,
				Channel: models.WindowChannel, Applicant: h.Store.Blind(id),
			}},
			Body: json.RawMessage(`{"applicant":{"kind":"person","name":"测某"},"form":{"applicant_name":"测某"}}`),
		},
		{
			ID: id + "/accept", Subject: id, Verb: models.Accept, Actor: official("window_clerk"), Acted: accepted, Digest: "d",
			Facts: models.Facts{Step: "accept", Materials: []models.Checked{{No: 1, State: "received"}}},
		},
	}))
	return err
}

// bulk imports cases, each accepted at its own time, and starts their workflows through the product's own door; each
// hears of a case whose workflow runs.
func (h *house) bulk(ctx context.Context, from, to int, item *process.Bundle, accepted func(id string) time.Time, each func(id string)) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(inFlight)
	for no := from; no < to; no++ {
		group.Go(func() error {
			id := caseID(item, no)
			err := h.imported(ctx, id, item, accepted(id))
			if err != nil {
				return err
			}
			if err := h.Client.Wake(ctx, models.CaseKind, id); err != nil {
				return err
			}
			if each != nil {
				each(id)
			}
			return nil
		})
	}
	return group.Wait()
}

// fill makes sure that so many cases are open.
func (b *bench) fill(ctx context.Context, n int) error {
	if b.filled >= n {
		return nil
	}
	before, begun, had := b.house.disk(), time.Now(), b.filled
	err := b.house.bulk(ctx, b.filled, n, b.house.permit, aMinuteAgo, nil)
	if err == nil {
		b.filled = n
		b.perCase = (b.house.disk() - before) / float64(n-had)
		b.perSecond = float64(n-had) / time.Since(begun).Seconds()
	}
	return err
}

// bulkImport measures commands on the very cases that an import has just opened, while it runs.
func (b *bench) bulkImport(ctx context.Context) error {
	_, _, quiet, err := together(ctx, 1, b.span, b.house.carry)
	if err != nil {
		return err
	}
	opened, meanwhile := make(chan string, b.bulk), &latencies{}
	var (
		group sync.WaitGroup
		over  atomic.Bool
		fault error
	)
	group.Go(func() {
		for id := range opened {
			if fault = b.house.command(id, acts[1:2], meanwhile); fault != nil || over.Load() {
				return
			}
			for range len(opened) / 2 { // go to one that was opened later
				<-opened
			}
		}
	})
	began, from := time.Now(), b.filled
	before := b.house.disk()
	importing := b.house.bulk(ctx, from, from+b.bulk, b.house.permit, aMinuteAgo, func(id string) { opened <- id })
	took := time.Since(began)
	over.Store(true)
	close(opened)
	group.Wait()
	if importing != nil || fault != nil {
		return fmt.Errorf("import: %v; command: %w", importing, fault)
	}
	b.filled += b.bulk
	b.perCase, b.perSecond = (b.house.disk()-before)/float64(b.bulk), float64(b.bulk)/took.Seconds()
	b.tell(figure{Name: fmt.Sprintf("import of %d cases", b.bulk), Value: b.perSecond, Unit: "cases/s"})
	b.tell(figure{Name: "a command before, p50", Value: quiet.at(50), Unit: "ms"})
	b.tell(figure{Name: "a command meanwhile on its cases, p50", Value: meanwhile.at(50), Unit: "ms"})
	b.tell(figure{Name: "a command meanwhile on its cases, p95", Value: meanwhile.at(95), Unit: "ms"})
	b.tell(figure{Name: "times slower, p50", Value: meanwhile.at(50) / quiet.at(50)}.atMost(2))
	return nil
}

package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"mingcha/models"
	"mingcha/workflows"
)

// running is how long a case's review may take, in the item whose limits are minutes.
const running = time.Hour

// mostWait is how long the last card is waited for.
const mostWait = workflows.SpreadOver + 5*time.Minute

// midnight lets many deadlines fall as those of one midnight do: at one instant, each looked at in its own place of the
// product's spread. It watches the cards come, and a page and an official's commands meanwhile.
func (b *bench) midnight(ctx context.Context) error {
	if b.perSecond == 0 {
		if err := b.fill(ctx, 500); err != nil {
			return err
		}
	}
	before := atWork{}
	if err := before.watch(ctx, b.house, func() bool { return true }); err != nil {
		return err
	}
	opening := time.Duration(1.5*float64(b.deadlines)/b.perSecond*float64(time.Second)) + 10*time.Second
	instant := time.Now().Add(opening).Truncate(time.Second).UTC()
	accepted := func(id string) time.Time { return instant.Add(workflows.Spread(id, 24*time.Hour) - running) }
	if err := b.house.bulk(ctx, 0, b.deadlines, b.house.deadline, accepted, nil); err != nil {
		return err
	}
	if late := time.Since(instant); late > 0 {
		return fmt.Errorf("opening %d cases took %s longer than expected: the instant passed meanwhile", b.deadlines, late)
	}
	time.Sleep(time.Until(instant))
	meanwhile := atWork{}
	err := meanwhile.watch(ctx, b.house, func() bool {
		armed, err := b.house.Store.ArmedBefore(ctx, instant.Add(workflows.SpreadOver), 1)
		return err != nil || len(armed) == 0 || time.Since(instant) > mostWait
	})
	if err != nil {
		return err
	}
	cards, err := b.house.yellow(ctx, instant)
	if err != nil {
		return err
	}
	b.tellCards(cards, instant)
	b.tellWork("a page", &before.pages, &meanwhile.pages)
	b.tellWork("a command", &before.commands, &meanwhile.commands)
	return nil
}

func (b *bench) tellCards(cards []models.CardRow, instant time.Time) {
	behind, last := &latencies{}, time.Duration(0)
	for _, c := range cards {
		behind.add(c.Issued.Sub(c.Due) - workflows.Spread(c.Subject, running))
		last = max(last, c.Issued.Sub(instant))
	}
	b.tell(figure{Name: fmt.Sprintf("cards of %d deadlines", b.deadlines), Value: float64(len(cards)), Unit: "cards"}.atLeast(float64(b.deadlines)))
	b.tell(figure{Name: "speed", Value: float64(len(cards)) / last.Seconds(), Unit: "cards/s"})
	b.tell(figure{Name: "last card after midnight", Value: last.Seconds(), Unit: "s"})
	b.tell(figure{Name: "behind its place in the spread, p99", Value: behind.at(99) / 1000, Unit: "s"})
}

func (b *bench) tellWork(what string, before, meanwhile *latencies) {
	b.tell(figure{Name: what + " before, p50", Value: before.at(50), Unit: "ms"})
	b.tell(figure{Name: what + " meanwhile, p50", Value: meanwhile.at(50), Unit: "ms"})
	b.tell(figure{Name: what + " meanwhile, p95", Value: meanwhile.at(95), Unit: "ms"})
	b.tell(figure{Name: what + ", times slower, p50", Value: meanwhile.at(50) / before.at(50)}.atMost(2))
}

// atWork is how long officials wait for their inbox and for the answers to their commands.
type atWork struct{ pages, commands latencies }

// pause is how long an official looks at a page.
const pause = 250 * time.Millisecond

// watch lets one official read the inbox and others carry cases, until it is over; at least twenty times.
func (w *atWork) watch(ctx context.Context, h *house, over func() bool) error {
	for n := 1; ; n++ {
		began := time.Now()
		if err := h.ask(handler, http.MethodGet, "/inbox", nil, nil); err != nil {
			return err
		}
		w.pages.add(time.Since(began))
		time.Sleep(pause)
		if err := h.carry(ctx, &w.commands); err != nil {
			return err
		}
		if n >= 20 && over() {
			return nil
		}
	}
}

// yellow lists the yellow cards of a midnight.
func (h *house) yellow(ctx context.Context, instant time.Time) ([]models.CardRow, error) {
	var all []models.CardRow
	f := models.CardFilter{Scope: []models.PathRange{models.Within("/44/")}, Page: models.Page{Limit: 500}}
	for {
		page, err := h.Store.Cards(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, c := range page.Cards {
			if !c.Due.Before(instant) && c.Due.Before(instant.Add(workflows.SpreadOver)) && c.Level == models.Yellow && c.Issued != nil {
				all = append(all, c)
			}
		}
		if f.Page.Cursor = page.Next; page.Next == "" {
			return all, nil
		}
	}
}

package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"mingcha/models"
)

// running is how long a case's review may take, in the item whose limits are minutes.
const running = time.Hour

// mostWait is how long the last card is waited for.
const mostWait = 5 * time.Minute

// midnight lets many deadlines fall at one instant and watches the cards come, and a page meanwhile.
func (b *bench) midnight(ctx context.Context) error {
	if b.perSecond == 0 {
		if err := b.fill(ctx, 500); err != nil {
			return err
		}
	}
	quiet, err := b.pages(func() bool { return true })
	if err != nil {
		return err
	}
	opening := time.Duration(1.5*float64(b.deadlines)/b.perSecond*float64(time.Second)) + 10*time.Second
	due := time.Now().Add(opening).Truncate(time.Second).UTC()
	if err := b.house.bulk(ctx, 0, b.deadlines, b.house.deadline, due.Add(-running), nil); err != nil {
		return err
	}
	if late := time.Since(due); late > 0 {
		return fmt.Errorf("opening %d cases took %s longer than expected: the instant passed meanwhile", b.deadlines, late)
	}
	time.Sleep(time.Until(due))
	spent := processorTime()
	busy, err := b.pages(func() bool {
		armed, err := b.house.Store.ArmedBefore(ctx, due.Add(time.Second), 1)
		return err != nil || len(armed) == 0 || time.Since(due) > mostWait
	})
	if err != nil {
		return err
	}
	spent = processorTime() - spent
	cards, err := b.house.yellow(ctx, due)
	if err != nil {
		return err
	}
	b.tellCards(cards, spent)
	b.tell(figure{Name: "a page before, p50", Value: quiet.at(50), Unit: "ms"})
	b.tell(figure{Name: "a page meanwhile, p50", Value: busy.at(50), Unit: "ms"})
	b.tell(figure{Name: "a page meanwhile, p95", Value: busy.at(95), Unit: "ms"})
	b.tell(figure{Name: "times slower, p50", Value: busy.at(50) / quiet.at(50)}.atMost(2))
	return nil
}

func (b *bench) tellCards(cards []models.CardRow, spent time.Duration) {
	late, last := &latencies{}, time.Duration(0)
	for _, c := range cards {
		late.add(c.Issued.Sub(c.Due))
		last = max(last, c.Issued.Sub(c.Due))
	}
	b.tell(figure{Name: fmt.Sprintf("cards of %d deadlines", b.deadlines), Value: float64(len(cards)), Unit: "cards"}.atLeast(float64(b.deadlines)))
	b.tell(figure{Name: "speed", Value: float64(len(cards)) / last.Seconds(), Unit: "cards/s"})
	b.tell(figure{Name: "processor time", Value: milliseconds(spent) / float64(max(len(cards), 1)), Unit: "ms/card"})
	b.tell(figure{Name: "lateness, p99", Value: late.at(99) / 1000, Unit: "s"})
}

// pages reads an official's inbox again and again, four times a second, until it is over; at least twenty times.
func (b *bench) pages(over func() bool) (*latencies, error) {
	took := &latencies{}
	for n := 1; ; n++ {
		began := time.Now()
		if err := b.house.ask(handler, http.MethodGet, "/inbox", nil, nil); err != nil {
			return nil, err
		}
		took.add(time.Since(began))
		if n >= 20 && over() {
			return took, nil
		}
		time.Sleep(250 * time.Millisecond)
	}
}

// yellow lists the yellow cards of an instant.
func (h *house) yellow(ctx context.Context, due time.Time) ([]models.CardRow, error) {
	var all []models.CardRow
	f := models.CardFilter{Scope: []models.PathRange{models.Within("/44/")}, Page: models.Page{Limit: 500}}
	for {
		page, err := h.Store.Cards(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, c := range page.Cards {
			if c.Due.Equal(due) && c.Level == models.Yellow && c.Issued != nil {
				all = append(all, c)
			}
		}
		if f.Page.Cursor = page.Next; page.Next == "" {
			return all, nil
		}
	}
}

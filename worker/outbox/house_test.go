package outbox

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
	"mingcha/policies/notices"
)

// evening is 20:00 by the legal clock.
var evening = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// gateway is a sender whose answers a test chooses.
type gateway struct {
	mu   sync.Mutex
	away bool
	says func(m Message) error
	got  []string
}

func (g *gateway) Open(context.Context) (Connection, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.away {
		return nil, errors.New("connection refused")
	}
	return g, nil
}

func (g *gateway) Close() error { return nil }

func (g *gateway) Send(_ context.Context, m Message) (string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.says != nil {
		if err := g.says(m); err != nil {
			return "", err
		}
	}
	g.got = append(g.got, m.ID)
	return "250 ok", nil
}

// times is how often each message went out.
func (g *gateway) times() map[string]int {
	out := map[string]int{}
	for _, id := range g.got {
		out[id]++
	}
	return out
}

// house answers what the courier asks.
type house struct {
	store    *store.Store
	division string
	troubles []string
	better   int
}

func (h *house) Recipient(ctx context.Context, d models.Delivery) (Recipient, error) {
	if d.Kind == "broken" {
		return Recipient{}, errors.New("it cannot be read")
	}
	row, err := h.store.Contact(ctx, d.Account, d.Channel)
	if models.CodeOf(err) == models.NotFound {
		return Recipient{}, nil
	}
	return Recipient{string(row.Address), row.Language, h.division}, err
}

func (h *house) Facts(_ context.Context, d models.Delivery, _ string) (notices.Facts, error) {
	return notices.Facts{Number: d.Number, Link: "https://hall.example"}, nil
}

func (h *house) Trouble(_ context.Context, _ models.Channel, detail string) error {
	h.troubles = append(h.troubles, detail)
	return nil
}

func (h *house) Better(context.Context, models.Channel) (bool, error) { h.better++; return true, nil }

func (h *house) Delivered(models.Channel, models.DeliveryState) {}

// office is a store with one reachable person, a courier, and a clock.
type office struct {
	*testing.T
	store *store.Store
	house *house
	gate  *gateway
	now   time.Time
	*Courier
}

func opened(t *testing.T, s *store.Store) *office {
	t.Helper()
	s.Outgoing(models.Outgoing{Channels: []models.Channel{models.MailChannel}})
	o := &office{T: t, store: s, house: &house{store: s}, gate: &gateway{}, now: evening}
	at := evening
	require.NoError(t, s.SaveContact(t.Context(), models.ContactRow{
		Account: "li", Channel: models.MailChannel, Address: "li@office.example", Language: "zh-CN", Wanted: true, Verified: &at, Changed: at,
	}))
	o.Courier = o.courier()
	return o
}

// courier is a new process's.
func (o *office) courier() *Courier {
	letters, err := notices.Shipped()
	require.NoError(o, err)
	return &Courier{
		Way: Way{models.MailChannel, o.gate, 50}, Book: o.store, House: o.house, Letters: letters, Now: func() time.Time { return o.now }, NewID: uuid.NewString,
	}
}

func (o *office) tell(kind string, n int) {
	o.Helper()
	var told []models.Notice
	for range n {
		told = append(told, models.Notice{ID: uuid.NewString(), Account: "li", Kind: kind, Number: "4419-1", Made: o.now})
	}
	require.NoError(o, o.store.AddNotices(o.Context(), told))
}

// pass lets time go by and the courier go round.
func (o *office) pass(span, every time.Duration) {
	o.Helper()
	for end := o.now.Add(span); o.now.Before(end); {
		o.now = o.now.Add(every)
		require.NoError(o, o.Round(o.Context()))
	}
}

func (o *office) count(state models.DeliveryState) int {
	o.Helper()
	n := 0
	for cursor := ""; ; {
		rows, next, err := o.store.Deliveries(o.Context(), models.DeliveryFilter{State: state, Page: models.Page{Limit: 200, Cursor: cursor}})
		require.NoError(o, err)
		n += len(rows)
		if cursor = next; next == "" {
			return n
		}
	}
}

func onBoth(t *testing.T, test func(o *office)) {
	for _, name := range []string{"SQLite", "MariaDB"} {
		t.Run(name, func(t *testing.T) { test(opened(t, storetest.Databases[name](t))) })
	}
}

// forgetful fails to note the first thing.
type forgetful struct {
	*store.Store
	noted bool
}

func (f *forgetful) RecordDelivery(ctx context.Context, d models.Delivery, state models.DeliveryState, answer string, now time.Time) error {
	if !f.noted {
		f.noted = true
		return models.Errorf(models.StoreAway, "store_away", "the database does not answer")
	}
	return f.Store.RecordDelivery(ctx, d, state, answer, now)
}

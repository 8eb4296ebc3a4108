package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"mingcha/models"
)

// hub tells the open streams when to look. It knows nothing of what they show: each asks the store for its own person.
type hub struct {
	mu      sync.Mutex
	streams map[chan struct{}]bool
	closed  bool
	stirred atomic.Bool               // somebody has written something since the last look
	moved   atomic.Pointer[time.Time] // when the newest line was recorded, as the last look found it
}

func newHub() *hub { return &hub{streams: map[chan struct{}]bool{}} }

// join returns a channel that tells when to look; it is closed when the node stops.
func (h *hub) join() (news chan struct{}, leave func()) {
	news = make(chan struct{}, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		close(news)
		return news, func() {}
	}
	h.streams[news] = true
	return news, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.streams, news)
	}
}

// look wakes every stream; one that is still busy looks again afterwards.
func (h *hub) look() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for news := range h.streams {
		select {
		case news <- struct{}{}:
		default:
		}
	}
}

// look finds out once for all streams whether anything has moved, and wakes them.
func (s *Server) look(ctx context.Context) {
	if at, err := s.Record.Newest(ctx); err == nil {
		s.hub.moved.Store(&at)
	}
	s.hub.look()
}

// lookIfStirred wakes the streams if there may be news. However many commands come, that is a few times a second.
func (s *Server) lookIfStirred(ctx context.Context) {
	if s.hub.stirred.Swap(false) {
		s.look(ctx)
	}
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for news := range h.streams {
		close(news)
		delete(h.streams, news)
	}
}

// Look lets every stream look for news soon. Who has written something calls it; what other nodes and the subjects'
// own timers write is found at the next tick.
func (s *Server) Look() { s.hub.stirred.Store(true) }

// StreamEvents tells a person's notices and counters as they change.
func (s *Server) StreamEvents(ctx context.Context, req StreamEventsRequestObject) (StreamEventsResponseObject, error) {
	return &stream{Server: s, ctx: ctx, account: me(ctx).id, ends: me(ctx).ends, last: req.Params.LastEventID}, nil
}

// stream is one person's stream of events. An event's ID is the place of the newest notice told: its time and ID.
type stream struct {
	*Server
	ctx     context.Context
	account string
	ends    time.Time
	last    string
	told    Counters
	moved   time.Time
	begun   bool
}

// quiet is how long a stream may say nothing before it says that it is still there.
const quiet = 20 * time.Second

// VisitStreamEventsResponse writes events until the caller goes, the session ends or the node stops.
func (t *stream) VisitStreamEventsResponse(w http.ResponseWriter) error {
	news, leave := t.hub.join()
	defer leave()
	t.metrics.streams.Inc()
	defer t.metrics.streams.Dec()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	alive := time.NewTicker(quiet)
	defer alive.Stop()
	for {
		over, err := t.tell(w)
		if flushed := http.NewResponseController(w).Flush(); over || err != nil || flushed != nil {
			return nil // the caller has gone, or was told to; there is nobody left to answer
		}
		select {
		case <-t.ctx.Done():
			return nil
		case _, open := <-news:
			if !open {
				return nil
			}
		case <-alive.C:
			_, _ = io.WriteString(w, ": still here\n\n") // the next flush finds out whether anybody listens
		}
	}
}

// tell writes what is new. While the store is away nothing is new. over says that the session is.
func (t *stream) tell(w io.Writer) (over bool, err error) {
	ended, err := t.ended()
	if err != nil {
		return false, nil
	}
	if ended {
		return true, write(w, "end", "", struct{}{})
	}
	if err := t.tellNotices(w); err != nil {
		return false, err
	}
	if err := t.tellMoved(w); err != nil {
		return false, err
	}
	counters, err := t.counters(t.ctx, t.account)
	if err != nil || (t.begun && counters == t.told) {
		return false, nil
	}
	t.told, t.begun = counters, true
	return false, write(w, "counters", t.last, counters)
}

// tellMoved says that something has moved somewhere since it was said last: what figures are shown may be old.
func (t *stream) tellMoved(w io.Writer) error {
	at := t.hub.moved.Load()
	if at == nil || !at.After(t.moved) {
		return nil
	}
	t.moved = *at
	if !t.begun {
		return nil // whoever has just come has seen how it stands
	}
	return write(w, "moved", t.last, struct {
		At time.Time `json:"at"`
	}{t.moved})
}

// ended reports whether the session is over or the account disabled.
func (t *stream) ended() (bool, error) {
	if key := requestOf(t.ctx).key; key != "" {
		_, err := t.keyed(t.ctx, key)
		if models.CodeOf(err) == models.Unauthorised {
			return true, nil
		}
		return false, err
	}
	session, err := t.sessions.alive(t.ctx, requestOf(t.ctx).token)
	if err != nil || session == nil || !t.Now().Before(t.ends) {
		return err == nil, err
	}
	who, err := t.personOf(session)
	return who == nil, err
}

// tellNotices writes notices that were made after the last one told, the oldest first.
func (t *stream) tellNotices(w io.Writer) error {
	page, err := t.Notices.Notices(t.ctx, t.account, models.Page{Limit: 50})
	if err != nil {
		return nil
	}
	n, err := t.naming(t.ctx)
	if err != nil {
		return nil
	}
	if t.last == "" {
		t.last = placeOf(page.Notices)
	}
	for _, notice := range slices.Backward(page.Notices) {
		place := placeOf([]models.Notice{notice})
		if place <= t.last {
			continue
		}
		said, err := t.Server.told(t.ctx, n, notice)
		if err != nil {
			return nil // told at the next look
		}
		if err := write(w, "notice", place, said); err != nil {
			return err
		}
		t.last = place
	}
	return nil
}

// placeOf is the place of the newest notice in a person's stream, in an order that texts have too.
func placeOf(notices []models.Notice) string {
	if len(notices) == 0 {
		return "0"
	}
	return notices[0].Made.UTC().Format("20060102150405.000000") + "-" + notices[0].ID
}

// write writes one event.
func write(w io.Writer, event, id string, data any) error {
	raw, err := json.Marshal(data)
	if err != nil {
		return err
	}
	if id != "" {
		id = "id: " + id + "\n"
	}
	_, err = fmt.Fprintf(w, "event: %s\n%sdata: %s\n\n", event, id, raw)
	return err
}

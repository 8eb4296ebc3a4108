package api

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// listen opens the stream of events of an account.
func (o *office) listen(t *testing.T, account, last string) (events <-chan [2]string, stop func()) {
	t.Helper()
	server := httptest.NewServer(o.server)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, "GET", server.URL+base+"/events", nil)
	require.NoError(t, err)
	r.AddCookie(&http.Cookie{Name: cookieName, Value: o.signIn(account)})
	r.Header.Set("Last-Event-ID", last)
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	require.Equal(t, "text/event-stream", resp.Header.Get("Content-Type"))
	require.Equal(t, "no", resp.Header.Get("X-Accel-Buffering"))
	exercised.Store("StreamEvents", true)
	out := make(chan [2]string, 100)
	go func() {
		defer close(out)
		lines := bufio.NewScanner(resp.Body)
		event := ""
		for lines.Scan() {
			if name, is := strings.CutPrefix(lines.Text(), "event: "); is {
				event = name
			}
			if data, is := strings.CutPrefix(lines.Text(), "data: "); is {
				out <- [2]string{event, data}
			}
		}
	}()
	return out, func() {
		cancel()
		resp.Body.Close()
		server.Close()
	}
}

func next(t *testing.T, events <-chan [2]string, kind string) string {
	t.Helper()
	for {
		select {
		case e, open := <-events:
			require.True(t, open, "the stream ended before a %s", kind)
			if e[0] == kind {
				return e[1]
			}
		case <-time.After(2 * time.Second):
			t.Fatalf("no %s within two seconds", kind)
		}
	}
}

func TestEvents(t *testing.T) {
	o := openOffice(t)
	ctx, stopRun := context.WithCancel(t.Context())
	ran := make(chan error)
	go func() { ran <- o.server.Run(ctx) }()
	o.signIn(head)

	t.Run("tells a person's own notices and counters within two seconds, nobody else's", func(t *testing.T) {
		events, stop := o.listen(t, clerk, "")
		defer stop()
		var counters Counters
		require.NoError(t, json.Unmarshal([]byte(next(t, events, "counters")), &counters))
		require.Zero(t, counters.Pool)
		o.applied()
		require.NoError(t, json.Unmarshal([]byte(next(t, events, "counters")), &counters))
		require.Equal(t, 1, counters.Pool)
	})
	t.Run("goes on after the last event that was seen", func(t *testing.T) {
		id := o.late()
		page, err := o.store.Notices(t.Context(), head, models.Page{})
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(page.Notices), 2)
		seen := page.Notices[1]
		events, stop := o.listen(t, head, placeOf([]models.Notice{seen}))
		defer stop()
		var notice Notice
		require.NoError(t, json.Unmarshal([]byte(next(t, events, "notice")), &notice))
		require.Equal(t, id, notice.Subject)
		require.NotEqual(t, seen.ID, notice.Id)
	})
	t.Run("says that the session is over", func(t *testing.T) {
		events, stop := o.listen(t, approver, "")
		next(t, events, "counters")
		require.NoError(t, o.server.Sessions.DeleteByAccount(t.Context(), approver))
		next(t, events, "end")
		stop()
		events, stop = o.listen(t, reviewer, "")
		defer stop()
		next(t, events, "counters")
		row, err := o.store.Account(t.Context(), reviewer)
		require.NoError(t, err)
		row.Disabled = true
		require.NoError(t, o.store.SaveAccount(t.Context(), row))
		next(t, events, "end")
	})
	t.Run("ends when the node stops", func(t *testing.T) {
		events, stop := o.listen(t, clerk, "")
		defer stop()
		next(t, events, "counters")
		stopRun()
		require.NoError(t, <-ran)
		for range events {
		}
	})
}

// covers the "server-sent events within 2 s of the fact"
func TestNewsAfterACommand(t *testing.T) {
	require.Less(t, DefaultLimits().Tick+soonAfter, 2*time.Second, "what other nodes write is told in time too")
	o := openOffice(t, func(d *Deps) {
		d.Limits = DefaultLimits()
		d.Limits.Tick = time.Hour // only the command itself can wake the streams
	})
	ctx, stop := context.WithCancel(t.Context())
	ran := make(chan error)
	go func() { ran <- o.server.Run(ctx) }()
	defer func() { stop(); require.NoError(t, <-ran) }()
	id := o.accepted()
	events, leave := o.listen(t, handler, "")
	defer leave()
	next(t, events, "counters")

	t.Run("a command is told to whom it concerns within two seconds", func(t *testing.T) {
		o.do(supervisor, id, models.Urge, CaseCommand{Reason: "请尽快", Ground: "R-T1"}).is(200)
		var notice Notice
		require.NoError(t, json.Unmarshal([]byte(next(t, events, "notice")), &notice))
		require.Equal(t, "urge", notice.Kind)
	})
	t.Run("whoever watches figures is told that something has moved", func(t *testing.T) {
		board, leave := o.listen(t, supervisor, "")
		defer leave()
		next(t, board, "counters")
		o.later(time.Second)
		o.applied()
		next(t, board, "moved")
	})
	t.Run("and so is an application", func(t *testing.T) {
		window, leave := o.listen(t, clerk, "")
		defer leave()
		next(t, window, "counters")
		o.applied()
		next(t, window, "counters")
	})
	t.Run("all notices are marked as read at once, up to the newest that was shown", func(t *testing.T) {
		var page NoticePage
		o.get(handler, "/notices").is(200).into(&page)
		require.NotZero(t, page.Unread)
		var marked NoticesMarked
		o.send(ask{as: handler, method: "POST", path: "/notices/read", body: NoticesSeen{Until: page.Rows[0].Made.Add(-time.Hour)}}).is(200).into(&marked)
		require.Zero(t, marked.Marked)
		o.send(ask{as: handler, method: "POST", path: "/notices/read", body: NoticesSeen{Until: page.Rows[0].Made}}).is(200).into(&marked)
		require.Equal(t, NoticesMarked{Marked: page.Unread}, marked)
		o.send(ask{as: handler, method: "POST", path: "/notices/read", body: `{}`}).problem(422, "faulty_fields")
	})
}

package node

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"mingcha/api"
	"mingcha/models"
)

// desk is where officials sit who work over HTTP, whatever becomes of the server. It remembers every click.
type desk struct {
	t         *testing.T
	addresses []string // of the servers
	web       *http.Client
	cookies   map[string]string // sessions by account
	accepting []api.GivenMaterial

	mu      sync.Mutex
	clicks  []*click
	acked   int
	slowest time.Duration
	away    map[string]int // how often a click was put off, by code
	odd     []string       // answers that nobody should get
}

// click is one command and what became of it.
type click struct {
	who     string
	verb    models.Verb
	subject string // "" for a submit until it is answered
	key     string
	body    any
	line    int    // of the acknowledgement; 0 none
	refused string // the reason; "" it was not
}

func (c *click) path() string {
	if c.verb == models.Submit {
		return "/cases"
	}
	return "/cases/" + c.subject + "/commands/" + string(c.verb)
}

func (c *click) command() string { return models.CommandID(c.who, c.subject, c.verb, c.key) }

// sit opens a desk before servers at these addresses. Nobody has signed in.
func sit(t *testing.T, addresses ...string) *desk {
	d := &desk{t: t, addresses: addresses, cookies: map[string]string{}, away: map[string]int{}, web: &http.Client{
		Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 32},
	}}
	for no := range 6 {
		d.accepting = append(d.accepting, api.GivenMaterial{No: no + 1, State: "received"})
	}
	return d
}

// freeAddress is a loopback address at which nobody listens. One connection has been closed there, from this side, so for
// about a minute the system gives its port to nobody who does not ask for it by its number.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	caller, err := net.Dial("tcp", l.Addr().String())
	require.NoError(t, err)
	defer func() { require.NoError(t, caller.Close()) }()
	accepted, err := l.Accept()
	require.NoError(t, err)
	require.NoError(t, accepted.Close())
	return l.Addr().String()
}

// signIn signs people in at the first address as soon as it answers.
func (d *desk) signIn(server *child, who ...string) {
	d.t.Helper()
	for _, account := range who {
		var answer *http.Response
		server.until(30*time.Second, account+" signs in", func() bool {
			body, err := json.Marshal(api.SignIn{Login: account, Password: password, Totp: oneTime(d.t)})
			require.NoError(d.t, err)
			answer, err = d.web.Post("http://"+d.addresses[0]+"/api/v1/sessions", "application/json", bytes.NewReader(body))
			return err == nil
		})
		said, err := io.ReadAll(answer.Body)
		require.NoError(d.t, err)
		require.NoError(d.t, answer.Body.Close())
		require.Equal(d.t, http.StatusOK, answer.StatusCode, string(said))
		d.cookies[account] = answer.Cookies()[0].Value
	}
}

// staff signs in everybody through whose hands a case goes.
func (d *desk) staff(server *child) {
	d.t.Helper()
	d.signIn(server, clerk, handler, second, reviewer, approver, deliverer)
}

// ask sends one request and returns the answer; err if there was none.
func (d *desk) ask(address, who, method, path, key string, body any) (int, []byte, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	r, err := http.NewRequest(method, "http://"+address+"/api/v1"+path, bytes.NewReader(raw))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", key)
	r.AddCookie(&http.Cookie{Name: "mingcha", Value: d.cookies[who]})
	answer, err := d.web.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	said, err := io.ReadAll(answer.Body)
	return answer.StatusCode, said, err
}

// click notes a new command.
func (d *desk) click(who, subject string, verb models.Verb, body any) *click {
	c := &click{who: who, subject: subject, verb: verb, key: uuid.NewString(), body: body}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.clicks = append(d.clicks, c)
	return c
}

// press sends a click once, to any of the servers. It reports whether the click is settled: acknowledged, or refused.
func (d *desk) press(c *click) bool {
	begun := time.Now()
	status, said, err := d.ask(d.addresses[rand.IntN(len(d.addresses))], c.who, "POST", c.path(), c.key, c.body)
	took := time.Since(begun)
	d.mu.Lock()
	defer d.mu.Unlock()
	if os.IsTimeout(err) {
		d.odd = append(d.odd, fmt.Sprintf("%s hung for %s", c.verb, took))
	}
	if err != nil {
		return false
	}
	d.slowest = max(d.slowest, took)
	var p api.Problem
	switch _ = json.Unmarshal(said, &p); status {
	case http.StatusOK, http.StatusCreated:
		return d.acknowledge(c, said)
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		d.away[string(p.Code)]++
		return false
	case http.StatusConflict, http.StatusForbidden:
		c.refused = p.Reason
		return true
	}
	d.odd = append(d.odd, fmt.Sprintf("%s: %d %s", c.verb, status, said))
	return false
}

func (d *desk) acknowledge(c *click, said []byte) bool {
	var answer struct {
		ID   string `json:"id"`
		Line int    `json:"line"`
	}
	if err := json.Unmarshal(said, &answer); err != nil {
		d.odd = append(d.odd, fmt.Sprintf("%s: %s", c.verb, said))
		return false
	}
	if c.verb == models.Submit {
		c.subject, answer.Line = answer.ID, 1
	}
	if c.line != 0 && c.line != answer.Line {
		d.odd = append(d.odd, fmt.Sprintf("%s was acknowledged with line %d and with line %d", c.verb, c.line, answer.Line))
	}
	c.line = answer.Line
	d.acked++
	return true
}

// acknowledged is how many clicks were acknowledged so far.
func (d *desk) acknowledged() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.acked
}

// work lets some people carry one case after the other until ctx ends.
func (d *desk) work(ctx context.Context, people int) (wait func()) {
	var group sync.WaitGroup
	for range people {
		group.Go(func() {
			for ctx.Err() == nil {
				d.carry(ctx)
			}
		})
	}
	return group.Wait
}

// carry takes a case in and carries it to its close. Now and then somebody urges while another decides.
func (d *desk) carry(ctx context.Context) {
	first := d.insist(ctx, clerk, "", models.Submit, meal())
	if first == nil || first.line == 0 {
		return
	}
	id := first.subject
	for _, s := range []struct {
		who  string
		verb models.Verb
		body api.CaseCommand
	}{
		{clerk, models.Accept, api.CaseCommand{Step: "accept", Materials: d.accepting}},
		{handler, models.Approve, api.CaseCommand{Step: "review", Note: "材料齐全"}},
		{second, models.Approve, api.CaseCommand{Step: "onsite", Note: "现场符合"}},
		{reviewer, models.Approve, api.CaseCommand{Step: "audit", Note: "同意"}},
		{approver, models.Approve, api.CaseCommand{Step: "decide", Note: "准予"}},
		{deliverer, models.Deliver, api.CaseCommand{Step: "deliver", Way: "window", Receiver: "李某某"}},
		{deliverer, models.Close, api.CaseCommand{}},
	} {
		var beside sync.WaitGroup
		if rand.IntN(4) == 0 && s.verb != models.Close {
			beside.Go(func() { d.insist(ctx, clerk, id, models.Urge, api.CaseCommand{Reason: "请抓紧办理"}) })
		}
		d.insist(ctx, s.who, id, s.verb, s.body)
		beside.Wait()
	}
}

// insist presses until an act is settled: the same click again, or a different one although nobody knows what became of
// the first. It returns the last click, or nil if ctx ended before. Nothing is refused unless an earlier try was lost.
func (d *desk) insist(ctx context.Context, who, subject string, verb models.Verb, body any) *click {
	for lost := 0; ; lost++ {
		c := d.click(who, subject, verb, body)
		for ctx.Err() == nil {
			if d.press(c) {
				if c.refused != "" && lost == 0 {
					d.mu.Lock()
					d.odd = append(d.odd, fmt.Sprintf("%s was refused: %s", verb, c.refused))
					d.mu.Unlock()
				}
				return c
			}
			time.Sleep(20 * time.Millisecond)
			if rand.IntN(3) == 0 {
				break
			}
		}
		if ctx.Err() != nil {
			return nil
		}
	}
}

// meal is a good application for a catering permit.
func meal() api.Application {
	return api.Application{
		Item: "food-business-catering", Unit: bureau,
		Applicant: api.Applicant{Kind: "person", Name: "李某某", IdentityKind: "citizen", Identity: "11010519491231002X", Phone: "13800001234"},
		Form: map[string]any{
			"entity_name": "某某餐饮店", "uscc": "91440101MA5CJQ4N59", "legal_rep": "李某某", "legal_rep_id": "11010519491231002X",
			"premises_address": "东莞市南城街道鸿福路一百号", "division": "441900003000", "business_area": 120.5,
			"business_type": "餐饮服务经营者", "operation_items": []string{"热食类制售"}, "phone": "13800001234",
		},
	}
}

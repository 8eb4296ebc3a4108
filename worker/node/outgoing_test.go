package node

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/api"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/worker/outbox"
)

// smsGateway keeps what it is asked to send, by phone; it can be away.
type smsGateway struct {
	mu   sync.Mutex
	away bool
	said map[string][]string
}

func (g *smsGateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.away {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	var asked struct{ To, Text string }
	text, _ := io.ReadAll(r.Body)
	_ = json.Unmarshal(text, &asked)
	g.said[asked.To] = append(g.said[asked.To], asked.Text)
}

// reachable is a house with a gateway for short messages, whose courier works in the daytime.
func reachable(t *testing.T) (*Node, *smsGateway, *outbox.Courier) {
	t.Helper()
	g := &smsGateway{said: map[string][]string{}}
	web := httptest.NewServer(g)
	t.Cleanup(web.Close)
	s := Settings{Data: t.TempDir(), Listen: "127.0.0.1:0", Public: "https://hall.example", SMS: outbox.SMSSettings{
		URL: web.URL, Type: "application/json", Body: `{"to":"{phone}","text":"{text}"}`, Secret: "secret", Applicants: true,
	}}
	require.NoError(t, Settings{Data: s.Data, Listen: s.Listen, Log: "info", SMS: s.SMS}.Check())
	n, err := open(t.Context(), s, inProcess)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	require.NoError(t, n.startWorker())
	c := n.courier(n.ways[0])
	ten := clock.DateOf(time.Now()).Opens().Add(10 * time.Hour)
	for ten.Before(time.Now()) {
		ten = ten.Add(24 * time.Hour)
	}
	c.Now = func() time.Time { return ten }
	return n, g, c
}

// covers S27
// covers S28
func TestNoticesLeaveTheHouse(t *testing.T) {
	t.Parallel()
	n, g, c := reachable(t)
	x, err := exercising(t.Context(), n, "working_day")
	require.NoError(t, err)
	rows, err := staffed(time.Now().Add(-90 * 24 * time.Hour))
	require.NoError(t, err)
	_, err = n.store.ChangeAppointments(t.Context(), -1, rows...)
	require.NoError(t, err)
	require.NoError(t, n.inForce.Refresh(t.Context()))
	handler, proved := x.by("handler", 1).Account, time.Now()
	for _, account := range []string{handler, x.by("department_head", 1).Account} {
		require.NoError(t, n.store.SaveContact(t.Context(), models.ContactRow{
			Account: account, Channel: models.SMSChannel, Address: "13800001234", Language: "zh-CN", Wanted: true, Verified: &proved, Changed: proved,
		}))
	}
	t.Run("what is imported is no news and rings nobody's phone", func(t *testing.T) {
		_, cards, err := x.late(t.Context(), "late", 60*24*time.Hour)
		require.NoError(t, err)
		require.NotEmpty(t, cards)
		require.NoError(t, c.Round(t.Context()))
		require.Empty(t, g.said)
		facts, err := addressBook{n}.Facts(t.Context(), models.Delivery{Account: handler, Card: cards[0], Number: "Nlate"}, "en")
		require.NoError(t, err)
		require.Equal(t, "https://hall.example/office/cards/"+cards[0], facts.Link)
		require.NotEmpty(t, facts.Unit)
		require.NotZero(t, facts.Due)
		require.GreaterOrEqual(t, facts.Level, models.Yellow)
	})
	t.Run("what happens now reaches whoever proved an address, once, and says nothing of the applicant", func(t *testing.T) {
		require.NoError(t, x.do(t.Context(), "urged", "filed", x.filing("urged", models.WindowChannel)))
		require.NoError(t, x.do(t.Context(), "urged", "accepted", accepting))
		require.NoError(t, x.do(t.Context(), "urged", "urge", urging))
		for range 2 {
			require.NoError(t, c.Round(t.Context()))
		}
		said := g.said["13800001234"]
		require.Len(t, said, 1)
		require.Contains(t, said[0], "Nurged")
		require.Contains(t, said[0], "https://hall.example/office/cases/urged")
		require.NotContains(t, said[0], "某店")
	})
	t.Run("an applicant is told of the acceptance, at the phone in the application", func(t *testing.T) {
		filing := x.command("now", "filed", x.filing("now", models.WindowChannel), time.Now())
		filing.Body = json.RawMessage(`{"applicant":{"name":"某店","phone":"13900005678"},"form":{"applicant_name":"某店"}}`)
		_, err := n.client.Submit(t.Context(), filing)
		require.NoError(t, err)
		require.NoError(t, x.do(t.Context(), "now", "accepted", accepting))
		require.NoError(t, c.Round(t.Context()))
		require.Len(t, g.said["13900005678"], 1)
		require.Contains(t, g.said["13900005678"][0], "Nnow")
		require.Contains(t, g.said["13900005678"][0], "https://hall.example/track")
		require.NotContains(t, g.said["13900005678"][0], "某店")
	})
	t.Run("a one-time code goes to the phone on record", func(t *testing.T) {
		require.IsType(t, phone{}, n.messages())
		require.NoError(t, n.messages().OneTimeCode(t.Context(), "now", bureau, "13900005678", "AAYFG5TK"))
		now := c.Now
		c.Now = time.Now // a code does not rest, and is worth nothing tomorrow
		require.NoError(t, c.Round(t.Context()))
		c.Now = now
		require.Contains(t, g.said["13900005678"][1], "AAYFG5TK")
	})
	t.Run("a gateway that is away is one incident on the system administrators, over when it is back", func(t *testing.T) {
		at := c.Now()
		c.Now = func() time.Time { return at }
		troubles := func() []models.IncidentRow {
			page, err := n.store.IncidentPage(t.Context(), models.IncidentFilter{Scope: everywhere, Kind: channelTrouble})
			require.NoError(t, err)
			return page.Incidents
		}
		g.away = true
		var told []models.Notice
		for _, id := range []string{"a1", "a2", "a3"} {
			told = append(told, models.Notice{ID: id, Account: handler, Kind: "urge", Made: at})
		}
		require.NoError(t, n.store.AddNotices(t.Context(), told))
		before := len(g.said["13800001234"])
		for range 60 {
			require.NoError(t, c.Round(t.Context()))
			at = at.Add(time.Minute)
		}
		rows, _, err := n.store.Deliveries(t.Context(), models.DeliveryFilter{State: models.Undelivered})
		require.NoError(t, err)
		require.Empty(t, rows)
		require.Len(t, troubles(), 1)
		require.Equal(t, "sms away", troubles()[0].Detail)
		require.NotEmpty(t, troubles()[0].Path, "it lies somewhere")
		g.away = false
		for range 6 {
			require.NoError(t, c.Round(t.Context()))
			at = at.Add(time.Minute)
		}
		require.Len(t, g.said["13800001234"], before+3, "each once")
		require.Empty(t, troubles())
	})
	t.Run("what is erased reaches nobody", func(t *testing.T) {
		to, err := addressBook{n}.Recipient(t.Context(), models.Delivery{Account: "gone", Channel: models.SMSChannel, Kind: "red"})
		require.NoError(t, err)
		require.Empty(t, to.Address)
		require.NoError(t, n.store.Erase(t.Context(), models.Tombstone{Subject: "now", N: 1, At: time.Now(), Account: "li", Ground: "PIPL47"}))
		to, err = addressBook{n}.Recipient(t.Context(), models.Delivery{Channel: models.SMSChannel, Kind: models.ApplicantDecided, Subject: "now"})
		require.NoError(t, err)
		require.Empty(t, to.Address)
	})
	t.Run("an address that is not proved gets its code and nothing else", func(t *testing.T) {
		require.NoError(t, n.store.RefuseContact(t.Context(), handler, models.SMSChannel, time.Now()))
		for kind, address := range map[string]string{"red": "", api.ContactCode: "13800001234"} {
			to, err := addressBook{n}.Recipient(t.Context(), models.Delivery{Account: handler, Channel: models.SMSChannel, Kind: kind})
			require.NoError(t, err)
			require.Equal(t, address, to.Address, kind)
		}
	})
}

// covers S28
func TestAHouseWithoutChannels(t *testing.T) {
	t.Parallel()
	n := live(t, t.TempDir(), 0)
	t.Run("keeps every notice inside, carries nothing out and takes codes to the window", func(t *testing.T) {
		require.Empty(t, n.channels())
		require.NoError(t, n.carryOut(t.Context()))
		require.IsType(t, counter{}, n.messages())
	})
}

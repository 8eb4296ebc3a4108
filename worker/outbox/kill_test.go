package outbox

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/policies/notices"
)

// TestMain lets this binary be a node that carries the outbox out and is killed.
func TestMain(m *testing.M) {
	if os.Getenv("OUTBOX_NODE") != "" {
		if err := carryOut(os.Getenv("OUTBOX_NODE"), os.Getenv("OUTBOX_KEYS"), os.Getenv("OUTBOX_GATEWAY"), os.Getenv("OUTBOX_AHEAD")); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// carryOut goes round until nothing is queued.
func carryOut(dsn, keys, gateway, ahead string) error {
	ring, err := store.LoadKeyring(keys)
	if err != nil {
		return err
	}
	s, err := store.Open(dsn, ring)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	letters, err := notices.Shipped()
	if err != nil {
		return err
	}
	skip, err := time.ParseDuration(ahead)
	if err != nil {
		return err
	}
	now := func() time.Time { return evening.Add(skip) }
	sms, err := NewSMS(SMSSettings{URL: gateway, Type: jsonType, Body: `{"p":"{phone}","t":"{text}"}`, Secret: "s"}, now)
	if err != nil {
		return err
	}
	c := &Courier{Way: Way{models.SMSChannel, sms, 10}, Book: s, House: &house{store: s}, Letters: letters, Now: now, NewID: uuid.NewString}
	return c.Round(context.Background())
}

// covers S28
func TestKilledBetweenSendingAndNoting(t *testing.T) {
	dir := t.TempDir()
	dsn, keys := "sqlite:"+filepath.Join(dir, "mingcha.db"), filepath.Join(dir, "keys")
	ring, err := store.LoadKeyring(keys)
	require.NoError(t, err)
	s, err := store.Open(dsn, ring)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	require.NoError(t, s.Migrate(t.Context()))
	s.Outgoing(models.Outgoing{Channels: []models.Channel{models.SMSChannel}})
	proved := evening
	require.NoError(t, s.SaveContact(t.Context(), models.ContactRow{
		Account: "li", Channel: models.SMSChannel, Address: "13800001234", Language: "en", Wanted: true, Verified: &proved, Changed: evening,
	}))
	var told []models.Notice
	for n := range 3 {
		told = append(told, models.Notice{ID: fmt.Sprint("n", n), Account: "li", Kind: "red", Made: evening})
	}
	require.NoError(t, s.AddNotices(t.Context(), told))

	var mu sync.Mutex
	came, taken := []string{}, map[string]bool{}
	var node *exec.Cmd
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		key := r.Header.Get("Idempotency-Key")
		came, taken[key] = append(came, key), true
		if len(came) == 2 { // the second message is taken, and its sender dies before it hears so
			_ = node.Process.Kill()
			_, _ = node.Process.Wait()
		}
	}))
	t.Cleanup(web.Close)
	run := func(ahead string) (string, error) {
		var said strings.Builder
		mu.Lock()
		node = exec.Command(os.Args[0])
		node.Env = append(os.Environ(), "OUTBOX_NODE="+dsn, "OUTBOX_KEYS="+keys, "OUTBOX_GATEWAY="+web.URL, "OUTBOX_AHEAD="+ahead)
		node.Stdout = &said
		err := node.Start()
		mu.Unlock()
		if err != nil {
			return "", err
		}
		err = node.Wait()
		return said.String(), err
	}
	_, err = run("0s")
	require.Error(t, err, "it was killed")
	said, err := run("1m")
	require.NoError(t, err, said)
	require.Len(t, came, 2, "its lease is not over")
	said, err = run("3m")
	require.NoError(t, err, said)
	require.Len(t, came, 4, "one of three went out twice")
	require.Len(t, taken, 3, "under the same key: the gateway knows three")
	rows, _, err := s.Deliveries(t.Context(), models.DeliveryFilter{State: models.Sent})
	require.NoError(t, err)
	require.Len(t, rows, 3)
}

package node

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"mingcha/api"
	"mingcha/models/store/storetest"
	"mingcha/worker/embedded"
)

func init() { roles["temporal"] = temporalAlone }

// temporalAlone runs nothing but a Temporal server, and writes down how others reach it: by its address, its certificate
// and an API key, as they would reach any Temporal server outside.
func temporalAlone(ctx context.Context) error {
	data := os.Getenv("MINGCHA_DATA")
	server, err := embedded.Start(ctx, embedded.Settings{Folder: data})
	if err != nil {
		return err
	}
	place := server.Options()
	config := place.ConnectionOptions.TLS.Clone()
	config.NextProtos = []string{"h2"}
	conn, err := tls.Dial("tcp", place.HostPort, config)
	if err != nil {
		return err
	}
	shown := conn.ConnectionState().PeerCertificates[0]
	if err := conn.Close(); err != nil {
		return err
	}
	ca := filepath.Join(data, "ca.pem")
	if err := os.WriteFile(ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: shown.Raw}), 0o600); err != nil {
		return err
	}
	headers, err := place.HeadersProvider.GetHeaders(ctx)
	if err != nil {
		return err
	}
	environment := []string{
		"TEMPORAL_ADDRESS=" + place.HostPort, "TEMPORAL_NAMESPACE=" + place.Namespace, "TEMPORAL_TLS_SERVER_CA_CERT_PATH=" + ca,
		"TEMPORAL_API_KEY=" + strings.TrimPrefix(headers["authorization"], "Bearer "),
	}
	ready := filepath.Join(data, "environment")
	if err := os.WriteFile(ready+".new", []byte(strings.Join(environment, "\n")), 0o600); err != nil {
		return err
	}
	if err := os.Rename(ready+".new", ready); err != nil {
		return err
	}
	<-ctx.Done()
	return server.Stop()
}

// outside starts a Temporal server in a process of its own and returns the environment by which others reach it.
func outside(t *testing.T) []string {
	t.Helper()
	data := t.TempDir()
	server := spawn(t, "temporal", "MINGCHA_DATA="+data)
	var environment []byte
	server.until(30*time.Second, "Temporal starts", func() bool {
		var err error
		environment, err = os.ReadFile(filepath.Join(data, "environment"))
		return err == nil
	})
	return strings.Split(string(environment), "\n")
}

// TestFirstStartBeyondOneMachine starts two APIs at once on a database that nobody has an account in.
func TestFirstStartBeyondOneMachine(t *testing.T) {
	shared := t.TempDir()
	s := Settings{Data: shared, Database: storetest.MariaDSN(t), Keys: filepath.Join(shared, "keys"), Seals: filepath.Join(shared, "seals")}
	require.NoError(t, Migrate(t.Context(), s))
	environment := append(outside(t), "MINGCHA_DATABASE="+s.Database, "MINGCHA_KEYS="+s.Keys, "MINGCHA_SEALS="+s.Seals,
		"MINGCHA_PUBLIC=https://hall.example.gov.cn")
	link := regexp.MustCompile(`https://hall\.example\.gov\.cn/office/setup/\S+`)
	var links []string
	var nodes []*child
	for range 2 {
		nodes = append(nodes, spawn(t, "api", append(environment, "MINGCHA_DATA="+t.TempDir(), "MINGCHA_LISTEN="+freeAddress(t))...))
	}
	for _, node := range nodes {
		node.until(recovery, "the link is printed", func() bool { return link.MatchString(node.said.String()) })
		links = append(links, link.FindString(node.said.String()))
	}
	require.Equal(t, links[0], links[1], "whichever is opened, it is the one that counts")
}

// TestCluster runs two APIs and two workers at once beside a Temporal server of its own and a real MariaDB.
func TestCluster(t *testing.T) {
	shared := t.TempDir()
	s := Settings{
		Data: shared, Database: storetest.MariaDSN(t), Keys: filepath.Join(shared, "keys"), Seals: filepath.Join(shared, "seals"),
		Files: filepath.Join(shared, "files"),
	}
	hire(t, s)
	environment := append(outside(t), "MINGCHA_DATABASE="+s.Database, "MINGCHA_KEYS="+s.Keys, "MINGCHA_SEALS="+s.Seals, "MINGCHA_FILES="+s.Files)
	join := func(role string, more ...string) *child {
		return spawn(t, role, append(append(environment, "MINGCHA_DATA="+t.TempDir()), more...)...)
	}
	addresses := []string{freeAddress(t), freeAddress(t)}
	workers := []*child{join("worker"), join("worker")}
	apis := []*child{join("api", "MINGCHA_LISTEN="+addresses[0]), join("api", "MINGCHA_LISTEN="+addresses[1])}
	d := sit(t, addresses...)
	d.staff(apis[0])
	d.signIn(apis[0], appointer)

	t.Run("a worker that is killed in the middle loses nothing, and the other carries on", func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		wait := d.work(ctx, 6)
		d.comes(t, 60)
		workers[0].kill()
		killed := time.Now()
		d.comes(t, 60)
		t.Logf("60 more commands within %s of the kill", time.Since(killed))
		workers[0] = join("worker")
		d.comes(t, 60)
		stop()
		wait()
		for _, c := range append(apis, workers...) {
			c.lives()
		}
		t.Logf("%d clicks, %d acknowledged, slowest answer %s", len(d.clicks), d.acked, d.slowest)
	})

	t.Run("a revocation is effective within a second on both", func(t *testing.T) {
		seen := func(address string) int {
			status, _, err := d.ask(address, second, "GET", "/cases/"+d.clicks[0].subject, "", nil)
			require.NoError(t, err)
			return status
		}
		for _, address := range addresses {
			require.Equal(t, http.StatusOK, seen(address))
		}
		path := "/appointments/" + bureau + "~handler-02/commands/revoke"
		status, said, err := d.ask(addresses[0], appointer, "POST", path, uuid.NewString(), api.Reasoned{Reason: "调离岗位"})
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, status, string(said))
		revoked := time.Now()
		for _, address := range addresses {
			for seen(address) == http.StatusOK {
				require.Less(t, time.Since(revoked), time.Second)
				time.Sleep(5 * time.Millisecond)
			}
			t.Logf("%s after %s", address, time.Since(revoked))
		}
	})

	t.Run("every acknowledged command has its line, and the record is sound and lawful", func(t *testing.T) {
		all := readLedger(t, s)
		d.sendAgain(all)
		all = readLedger(t, s)
		d.agrees(all)
		all.lawful(t, s)
		t.Logf("%d lines of %d subjects", all.size(), len(all))
	})

	t.Run("all of them end when asked", func(t *testing.T) {
		for _, c := range append(apis, workers...) {
			require.Zero(t, c.stop(30*time.Second), c.said)
		}
	})
}

// comes waits until so many more clicks were acknowledged.
func (d *desk) comes(t *testing.T, more int) {
	t.Helper()
	want := d.acknowledged() + more
	require.Eventually(t, func() bool { return d.acknowledged() >= want }, time.Minute, 10*time.Millisecond)
}

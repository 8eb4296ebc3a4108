package node

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// front is the address of a Temporal server that stays while the server behind it is exchanged.
type front struct {
	address string
	behind  atomic.Pointer[httputil.ReverseProxy]
}

// before opens a front before nothing.
func before(t *testing.T) *front {
	t.Helper()
	f := &front{address: freeAddress(t)}
	var spoken http.Protocols
	spoken.SetUnencryptedHTTP2(true)
	web := &http.Server{Addr: f.address, Protocols: &spoken, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if proxy := f.behind.Load(); proxy != nil {
			proxy.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusBadGateway)
	})}
	go func() { _ = web.ListenAndServe() }()
	t.Cleanup(func() { require.NoError(t, web.Close()) })
	return f
}

// stands lets a Temporal server on a folder stand behind the front.
func (f *front) stands(t *testing.T, folder string) *child {
	t.Helper()
	place := filepath.Join(folder, "environment")
	_ = os.Remove(place)
	server := spawn(t, "temporal", "MINGCHA_DATA="+folder)
	said := map[string]string{}
	server.until(recovery, "Temporal starts", func() bool {
		text, err := os.ReadFile(place)
		for _, line := range strings.Split(string(text), "\n") {
			name, value, _ := strings.Cut(line, "=")
			said[name] = value
		}
		return err == nil
	})
	ca, err := os.ReadFile(said["TEMPORAL_TLS_SERVER_CA_CERT_PATH"])
	require.NoError(t, err)
	pool := x509.NewCertPool()
	require.True(t, pool.AppendCertsFromPEM(ca))
	var spoken http.Protocols
	spoken.SetHTTP2(true)
	f.behind.Store(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "https", Host: said["TEMPORAL_ADDRESS"]})
			r.Out.Header.Set("Authorization", "Bearer "+said["TEMPORAL_API_KEY"])
		},
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, Protocols: &spoken}, FlushInterval: -1,
	})
	return server
}

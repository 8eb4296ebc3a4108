package embedded

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"time"

	"go.temporal.io/server/common/rpc/encryption"
)

// certificate is made at every start and never leaves memory. The history, matching and worker services know no
// authorization of their own: only this certificate keeps other users of the machine away from their ports.
type certificate struct {
	pair tls.Certificate
	pool *x509.CertPool
	boot time.Time
}

func newCertificate() (*certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make key of this boot: %w", err)
	}
	boot := time.Now()
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(boot.UnixNano()),
		Subject:               pkix.Name{CommonName: "mingcha embedded Temporal"},
		NotBefore:             boot.Add(-time.Hour),
		NotAfter:              boot.Add(time.Hour),
		IPAddresses:           []net.IP{net.ParseIP(loopback)},
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, fmt.Errorf("make certificate of this boot: %w", err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("read certificate of this boot: %w", err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	pair := tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
	return &certificate{pair: pair, pool: pool, boot: boot}, nil
}

// server shows the certificate; auth says what it asks of the other side.
func (c *certificate) server(auth tls.ClientAuthType) *tls.Config {
	return &tls.Config{
		MinVersion:   tls.VersionTLS13,
		Certificates: []tls.Certificate{c.pair},
		ClientCAs:    c.pool,
		ClientAuth:   auth,
		Time:         c.time,

		SessionTicketsDisabled: true,
	}
}

// trust is for clients that prove themselves by the secret: it accepts this boot's server and nobody else.
func (c *certificate) trust() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS13, RootCAs: c.pool, ServerName: loopback, Time: c.time}
}

// member is for the services of this server among themselves.
func (c *certificate) member() *tls.Config {
	config := c.trust()
	config.Certificates = []tls.Certificate{c.pair}
	return config
}

// time stands still: the certificate ends with the process, whatever the machine's clock does meanwhile.
func (c *certificate) time() time.Time { return c.boot }

var _ encryption.TLSConfigProvider = (*certificate)(nil)

// GetInternodeServerConfig admits the services of this server only.
func (c *certificate) GetInternodeServerConfig() (*tls.Config, error) {
	return c.server(tls.RequireAndVerifyClientCert), nil
}

// GetInternodeClientConfig is how one service calls another.
func (c *certificate) GetInternodeClientConfig() (*tls.Config, error) { return c.member(), nil }

// GetFrontendServerConfig admits every connection; the authorizer judges each call.
func (c *certificate) GetFrontendServerConfig() (*tls.Config, error) {
	return c.server(tls.VerifyClientCertIfGiven), nil
}

// GetFrontendClientConfig is how the services of this server call the frontend.
func (c *certificate) GetFrontendClientConfig() (*tls.Config, error) { return c.member(), nil }

// GetRemoteClusterClientConfig answers nothing: this server has no remote clusters.
func (c *certificate) GetRemoteClusterClientConfig(string) (*tls.Config, error) { return nil, nil }

// GetExpiringCerts answers nothing: the certificate lives as long as the process.
func (c *certificate) GetExpiringCerts(time.Duration) (_, _ encryption.CertExpirationMap, _ error) {
	return nil, nil, nil
}

package outbox

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// exim is a real mail server in a scratch folder: STARTTLS on one port, TLS from the first byte on another, and sign-in
// over TLS only. It keeps what it takes in its spool.
type exim struct {
	t                    *testing.T
	dir, starttls, tls   string
	ca, user, passphrase string
	guard                *exec.Cmd
}

const eximConfig = `
keep_environment =
exim_user = %[4]d
exim_group = %[5]d
primary_hostname = localhost
spool_directory = %[1]s/spool
pid_file_path = %[1]s/pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = %[2]s : %[3]s
tls_on_connect_ports = %[3]s
tls_advertise_hosts = *
tls_certificate = %[1]s/certificate.pem
tls_privatekey = %[1]s/key.pem
auth_advertise_hosts = ${if def:tls_in_cipher {*}{}}
queue_only
host_lookup =
rfc1413_hosts =
smtp_accept_max = 50
acl_smtp_rcpt = recipients
begin acl
recipients:
  deny !authenticated = *
       message = 5.7.1 sign in first
  deny local_parts = gone
       message = 5.1.1 <$local_part@$domain>: no such user
  defer local_parts = busy
       message = 4.2.1 <$local_part@$domain>: try again later
  accept
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${if and{{eq{$auth2}{mingcha}}{eq{$auth3}{passphrase}}}}
  server_set_id = $auth2
`

// prepareExim chooses ports and makes a certificate; nobody listens yet.
func prepareExim(t *testing.T) *exim {
	t.Helper()
	dir, err := os.MkdirTemp("", "mingcha-exim-") // short and reachable for whoever the server runs as
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	require.NoError(t, os.Chmod(dir, 0o755))
	x := &exim{t: t, dir: dir, starttls: freePort(t), tls: freePort(t), ca: filepath.Join(dir, "certificate.pem"), user: "mingcha", passphrase: "passphrase"}
	certify(t, dir)
	uid, gid := x.owner()
	config := fmt.Sprintf(eximConfig, dir, x.starttls, x.tls, uid, gid)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "config"), []byte(config), 0o644))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "spool"), 0o755))
	if os.Getuid() == 0 {
		for _, name := range []string{"", "spool", "config", "key.pem", "certificate.pem"} {
			require.NoError(t, os.Chown(filepath.Join(dir, name), uid, gid))
		}
	}
	return x
}

// owner is whom the server runs as: nobody, if the test runs as root, because it needs no rights.
func (x *exim) owner() (uid, gid int) {
	if os.Getuid() == 0 {
		return 65534, 65534
	}
	return os.Getuid(), os.Getgid()
}

// start lets the server listen, under a shell that ends it with this process.
func (x *exim) start() {
	x.t.Helper()
	x.guard = exec.Command("sh", "-c", `"$@" & server=$!; cat >/dev/null; kill -9 $server; wait $server`, "sh",
		"/usr/sbin/exim4", "-C", filepath.Join(x.dir, "config"), "-bdf")
	if os.Getuid() == 0 {
		uid, gid := x.owner()
		x.guard.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	held, err := x.guard.StdinPipe()
	require.NoError(x.t, err)
	journal, err := os.Create(filepath.Join(x.dir, "journal"))
	require.NoError(x.t, err)
	x.guard.Stderr = journal
	require.NoError(x.t, x.guard.Start(), "Exim is needed: apt-get install exim4-daemon-light")
	x.t.Cleanup(func() { _ = held.Close(); _ = x.guard.Wait() })
	require.Eventually(x.t, func() bool {
		for _, port := range []string{x.starttls, x.tls} {
			line, err := net.Dial("tcp", "127.0.0.1:"+port)
			if err != nil {
				return false
			}
			_ = line.Close()
		}
		return true
	}, 20*time.Second, 20*time.Millisecond, "Exim is needed: apt-get install exim4-daemon-light; it does not answer: %s", x.said())
}

func (x *exim) said() string {
	text, _ := os.ReadFile(filepath.Join(x.dir, "journal"))
	return string(text)
}

// settings by which the server is reached.
func (x *exim) settings() MailSettings {
	return MailSettings{
		Server: "localhost:" + x.starttls, Security: "starttls", User: x.user, Password: x.passphrase, CA: x.ca,
		From: "明察 <notice@hall.example>",
	}
}

// taken is what the server has taken: envelope, headers and body of each mail.
func (x *exim) taken() []string {
	x.t.Helper()
	heads, err := filepath.Glob(filepath.Join(x.dir, "spool", "input", "*-H"))
	require.NoError(x.t, err)
	var out []string
	for _, head := range heads {
		text, err := os.ReadFile(head)
		require.NoError(x.t, err)
		body, err := os.ReadFile(strings.TrimSuffix(head, "H") + "D")
		require.NoError(x.t, err)
		out = append(out, string(text)+string(body))
	}
	return out
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// certify makes a certificate for localhost that only its own file vouches for.
func certify(t *testing.T, dir string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	raw, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	require.NoError(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	for name, block := range map[string]*pem.Block{"certificate.pem": {Type: "CERTIFICATE", Bytes: raw}, "key.pem": {Type: "PRIVATE KEY", Bytes: secret}} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600))
	}
}

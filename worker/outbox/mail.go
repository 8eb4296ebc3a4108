package outbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// MailSettings say how mail leaves the house.
type MailSettings struct {
	Server   string `koanf:"server"`   // host:port
	Security string `koanf:"security"` // starttls, tls from the first byte, or none
	User     string `koanf:"user"`     // "" without signing in
	Password string `koanf:"password"`
	From     string `koanf:"from"` // 明察 <notice@example.gov.cn>
	CA       string `koanf:"ca"`   // file with certificates that are trusted besides the system's
}

// answerIn is how long a gateway may take for one step.
const answerIn = 20 * time.Second

// Mail sends by SMTP.
type Mail struct {
	from   *netmail.Address
	client func() (*mail.Client, error)
	now    func() time.Time
}

// secured is how the connection is kept from others.
func (s MailSettings) secured() (mail.Option, error) {
	switch {
	case s.Security == "starttls":
		return mail.WithTLSPolicy(mail.TLSMandatory), nil
	case s.Security == "tls":
		return mail.WithSSL(), nil
	case s.Security != "none":
		return nil, fmt.Errorf("%q is not starttls, tls or none", s.Security)
	case s.User != "":
		return nil, errors.New("a password is not sent in the clear")
	default:
		return mail.WithTLSPolicy(mail.NoTLS), nil
	}
}

// NewMail refuses settings with which no mail can be sent; the error names each.
func NewMail(s MailSettings, now func() time.Time) (*Mail, error) {
	var faults []error
	fault := func(key string, err error) { faults = append(faults, fmt.Errorf("mail.%s: %w", key, err)) }
	host, port, err := net.SplitHostPort(s.Server)
	number, wrong := strconv.Atoi(port)
	if err = errors.Join(err, wrong); err != nil {
		fault("server", fmt.Errorf("%q is not host:port", s.Server))
	}
	from, err := netmail.ParseAddress(s.From)
	if err != nil {
		fault("from", fmt.Errorf("%q is not a mail address", s.From))
	}
	if (s.User == "") != (s.Password == "") {
		fault("user", errors.New("user and password belong together"))
	}
	trust := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if s.CA != "" {
		if trust.RootCAs, err = authorities(s.CA); err != nil {
			fault("ca", err)
		}
	}
	options := []mail.Option{
		mail.WithPort(number), mail.WithTimeout(answerIn), mail.WithTLSConfig(trust),
		mail.WithoutNoop(), mail.WithoutRset(), // servers count idle words, and hang up at ten
	}
	secured, err := s.secured()
	if err != nil {
		fault("security", err)
	}
	options = append(options, secured)
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return &Mail{from: from, client: func() (*mail.Client, error) { return mail.NewClient(host, options...) }, now: now}, nil
}

// authorities are the system's and those of a file.
func authorities(file string) (*x509.CertPool, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%s holds no certificate", file)
	}
	return pool, nil
}

// Open signs in at the mail server.
func (m *Mail) Open(ctx context.Context) (Connection, error) {
	client, err := m.client()
	if err != nil {
		return nil, err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return nil, err
	}
	return post{m, client}, nil
}

// post is one session with the mail server.
type post struct {
	*Mail
	client *mail.Client
}

// Close says goodbye.
func (p post) Close() error { return p.client.Close() }

// Send sends one mail. Its Message-ID is the message's key. What the server has taken is sent, whatever it says next.
func (p post) Send(_ context.Context, m Message) (string, error) {
	_, domain, _ := strings.Cut(p.from.Address, "@")
	letter := mail.NewMsg()
	letter.FromMailAddress(p.from)
	if err := letter.To(m.To); err != nil {
		return "", Refused{Answer: "the address is none", Address: true}
	}
	letter.Subject(m.Subject)
	letter.SetMessageIDWithValue(m.ID + "@" + domain)
	letter.SetDateWithValue(p.now())
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetBodyString(mail.TypeTextPlain, m.Text+"\n")
	err := p.client.Send(letter)
	if err == nil || letter.IsDelivered() {
		return strings.TrimSpace(letter.ServerResponse()), nil
	}
	return "", judged(err)
}

// What a server says besides the code of three digits (RFC 3463), whether or not it has announced that it does.
var unknown, relaying = regexp.MustCompile(`\b5\.1\.\d+\b`), regexp.MustCompile(`\b5\.7\.\d+\b`)

// judged says what the server's refusal means: a code of 5xx to recipient or content is for good, 4xx there for now; the
// address is at fault when the server says so (RFC 3463: 5.1). Everything else concerns the whole channel: the sender, the
// session, a connection that breaks, who may relay (5.7).
func judged(err error) error {
	var refusal *mail.SendError
	if !errors.As(err, &refusal) || refusal.ErrorCode() == 0 {
		return Away{err}
	}
	switch refusal.Reason {
	case mail.ErrSMTPRcptTo, mail.ErrSMTPData, mail.ErrSMTPDataClose:
		switch {
		case refusal.ErrorCode() < 500:
			return err
		case relaying.MatchString(err.Error()):
			return Away{err}
		}
		return Refused{Answer: err.Error(), Address: unknown.MatchString(err.Error())}
	default:
		return Away{err}
	}
}

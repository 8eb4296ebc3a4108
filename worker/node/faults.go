package node

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// mostDemoCases bounds the demo city: more take longer to load than anybody waits.
const mostDemoCases = 100_000

// How many days a message that left the house can be kept: long enough for an appeal against what it told, ten years at most.
const (
	leastOutgoing = 90
	mostOutgoing  = 3653
)

// Check refuses settings with which a process could not act; its error names every one that is at fault. The database's
// address is left to the database: it may hold a password.
func (s Settings) Check() error { return errors.Join(s.faults()...) }

func (s Settings) faults() []error {
	var faults []error
	check := func(key string, err error) {
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", key, err))
		}
	}
	if s.Data == "" {
		check("data", errors.New("a folder is needed"))
	}
	check("listen", hostPort(s.Listen))
	if s.Metrics != "" {
		check("metrics", hostPort(s.Metrics))
	}
	if s.Metrics == s.Listen {
		check("metrics", errors.New("leave it out if it is the same as listen"))
	}
	if s.Public != "" {
		check("public", site(s.Public))
	}
	check("log", new(slog.Level).UnmarshalText([]byte(s.Log)))
	_, err := networks(s.Proxies)
	check("proxies", err)
	check("files", s.filesFault())
	check("oidc", s.OIDC.fault())
	if s.Cases < 0 || s.Cases > mostDemoCases {
		check("demo_cases", fmt.Errorf("%d is not between 0 and %d", s.Cases, mostDemoCases))
	}
	if s.Outgoing != 0 && (s.Outgoing < leastOutgoing || s.Outgoing > mostOutgoing) {
		check("outgoing_days", fmt.Errorf("%d is neither 0 nor between %d and %d", s.Outgoing, leastOutgoing, mostOutgoing))
	}
	check("demo", s.demoFault())
	_, unable := s.ways()
	return append(faults, unable...)
}

// hostPort refuses what is not host:port.
func hostPort(text string) error {
	_, port, err := net.SplitHostPort(text)
	if err != nil {
		return err
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q has no port between 0 and 65535", text)
	}
	return nil
}

// site refuses what is not the address of a site, without anything behind the host.
func site(text string) error {
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.Path != "" || u.RawQuery != "" {
		return fmt.Errorf("%q is not an address such as https://hall.example.gov.cn", text)
	}
	return nil
}

func (s Settings) filesFault() error {
	if scheme, _, isURL := strings.Cut(s.Files, "://"); isURL && scheme != "s3" {
		return fmt.Errorf("neither a folder nor s3://…, but %s://…", scheme)
	}
	return nil
}

func (o OIDC) fault() error {
	switch {
	case o == OIDC{}:
		return nil
	case o.Issuer == "" || o.Client == "":
		return errors.New("issuer and client belong together")
	default:
		u, err := url.Parse(o.Issuer)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return errors.New("the issuer is not the address of a site")
		}
		return nil
	}
}

// demoFault keeps invented data off the network.
func (s Settings) demoFault() error {
	if !s.Demo {
		return nil
	}
	for _, at := range []string{s.Listen, s.Metrics} {
		host, _, err := net.SplitHostPort(at)
		if ip := net.ParseIP(host); at != "" && err == nil && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return fmt.Errorf("the demo city listens on loopback only, not on %q", at)
		}
	}
	return nil
}

package node

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"golang.org/x/sync/errgroup"

	"mingcha/api"
	"mingcha/models"
	"mingcha/ui"
	"mingcha/worker/vault"
)

// lastRequests is how long requests under way may take to finish when the process is asked to end.
const lastRequests = 15 * time.Second

// face serves the API and the pages, and health and metrics where they are apart, until ctx ends, then lets the requests
// under way finish: until it returns, nothing they need may be closed.
func (n *Node) face(ctx context.Context, d doors) error {
	server, err := n.openFace(ctx)
	if err != nil {
		return err
	}
	slog.Info("serving", "listen", n.settings.Listen, "public", n.settings.Public)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return server.Run(ctx) })
	group.Go(func() error { return answer(ctx, d.pages, server) })
	group.Go(func() error { return answer(ctx, d.health, server.Health()) })
	return group.Wait()
}

// onlyHealth serves health and metrics of a process that has no pages.
func (n *Node) onlyHealth(ctx context.Context, d doors) error {
	server, err := n.openFace(ctx)
	if err != nil {
		return err
	}
	return answer(ctx, d.health, server.Health())
}

// openFace hands the server all its parts.
func (n *Node) openFace(ctx context.Context) (*api.Server, error) {
	files, err := n.openVault(ctx)
	if err != nil {
		return nil, err
	}
	proxies, err := networks(n.settings.Proxies)
	if err != nil {
		return nil, err
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	registry.MustRegister(n.collectors()...)
	deps := api.Deps{
		Engine: engine{n}, Record: n.store, Cases: n.store, Cards: n.store, Fees: n.store, Inbox: n.store, Boards: n.store, Analyses: n.store, Evaluations: n.store, Schemes: n.measurer(), Works: n.store, Copies: n.store, HandOvers: n.store, Porter: n.client,
		Gate: n.inForce.Gate(), Law: n.inForce, Shelf: n.inForce,
		Accounts: n.store, Appointments: appointing{n.store, n.inForce}, Founder: appointing{n.store, n.inForce}, Settings: n.store,
		Sessions: n.store.Sessions(api.AccountOf, n.act.Now), Notices: n.store,
		Incidents: n.store, Absences: n.store, Passes: n.store, Audit: n.store,
		Drafts: n.store, Codes: n.store, Attachments: n.store, Vault: files, Archive: archiving{n}, Messages: n.messages(), Contacts: n.store, Outbox: n.store,
		Bundles: n.store, RuleSets: n.store, Calendars: n.store, Compile: n.inForce.Compile, Sweep: sweeps{n}, Leads: n.store, Complaints: n.store, Ratings: n.store, SurveyAnswers: n.store, Watch: watch{n}, Rehearsals: n.rehearsals(), Moves: n.rehearsals(),
		Blinder: n.ring, Truth: n.truth, Options: n.settings.list, Probes: n.probes(), Registry: registry,
		Pages: ui.Handler(ui.Pages()), Fonts: ui.Pages(), Log: slog.Default(), Now: n.act.Now, NewID: uuid.NewString,
		House: api.House{
			Name: "政务服务大厅", Version: Version, Address: n.settings.Public, Demo: n.settings.Demo, Proxies: proxies, TOTP: !n.settings.Demo,
			HealthApart: n.settings.Metrics != "", Channels: n.channels(),
		},
	}
	if n.settings.OIDC.Issuer != "" {
		deps.OIDC = &api.OIDC{Issuer: n.settings.OIDC.Issuer, ClientID: n.settings.OIDC.Client, Secret: n.settings.OIDC.Secret}
	}
	return api.New(deps)
}

// Version is the program's, set by main.
var Version = "dev"

func (n *Node) openVault(ctx context.Context) (*vault.Vault, error) {
	var scan vault.Scanner
	if n.settings.Scanner != "" {
		scan = vault.Clamd{Address: n.settings.Scanner}
	}
	v, err := vault.Open(ctx, n.settings.Files, n.ring, scan)
	if err != nil {
		return nil, err
	}
	n.closing(v.Close)
	return v, nil
}

func networks(list string) ([]*net.IPNet, error) {
	var out []*net.IPNet
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		_, network, err := net.ParseCIDR(text)
		if err != nil {
			return nil, fmt.Errorf("trusted proxy %q: %w", text, err)
		}
		out = append(out, network)
	}
	return out, nil
}

// probes are what must answer before this node takes requests.
func (n *Node) probes() map[string]api.Probe {
	probes := map[string]api.Probe{"store": n.store.Ping, "patrol": n.patrolAlive}
	if n.engine != nil {
		probes["engine"] = n.engine.Health
	} else {
		probes["engine"] = func(ctx context.Context) error { _, err := n.temporal.CheckHealth(ctx, nil); return err }
	}
	return probes
}

// patrolAlive is the watchdog outside Temporal: it turns health red when no patrol has finished for two periods.
func (n *Node) patrolAlive(ctx context.Context) error {
	last, err := n.lastSeen(ctx)
	if err != nil || last.IsZero() {
		return err
	}
	if age := time.Since(last); age > 2*patrolPeriod && time.Since(n.opened) > 2*patrolPeriod {
		return fmt.Errorf("no patrol has finished for %s", age.Round(time.Minute))
	}
	return nil
}

// counter takes what should go to a phone to the window where the case lies, where no gateway for short messages is
// configured: the applicant comes with the identity card and hears the code.
type counter struct{ *Node }

// OneTimeCode puts the code into the inboxes of the unit's window clerks.
func (c counter) OneTimeCode(ctx context.Context, subject, unit, _, code string) error {
	now := c.act.Now()
	var notices []models.Notice
	for _, account := range c.inForce.Holders(unit, "window_clerk", now) {
		notices = append(notices, models.Notice{
			ID: uuid.NewString(), Account: account, Kind: "one_time_code", Subject: subject, Card: code, Made: now, Demo: c.settings.Demo,
		})
	}
	return c.store.AddNotices(ctx, notices)
}

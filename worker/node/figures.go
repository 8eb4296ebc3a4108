package node

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"mingcha/models"
	"mingcha/models/store"
)

// figures are what supervision has done in this process since it started, and how the house stands, for /metrics.
type figures struct {
	appends   *prometheus.CounterVec // by outcome
	signals   *prometheus.CounterVec // by what became of them and by level
	rungs     prometheus.Counter
	notices   *prometheus.CounterVec // by kind
	incidents *prometheus.CounterVec // by kind

	deliveries *prometheus.CounterVec // by channel and state
}

func newFigures() *figures {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	return &figures{
		appends:   counter("mingcha_appends_total", "Turns written to the record.", "outcome"),
		signals:   counter("mingcha_signals_total", "Warnings and cards.", "verb", "level"),
		rungs:     prometheus.NewCounter(prometheus.CounterOpts{Name: "mingcha_rungs_total", Help: "Rungs that cards have climbed."}),
		notices:   counter("mingcha_notices_total", "Notices put into inboxes by turns.", "kind"),
		incidents: counter("mingcha_incidents_total", "Incidents that turns have raised.", "kind"),

		deliveries: counter("mingcha_deliveries_total", "Notices that left the house, or were given up.", "channel", "state"),
	}
}

// collectors are all figures, and how the house stands when they are asked for.
func (n *Node) collectors() []prometheus.Collector {
	f := n.figures
	return []prometheus.Collector{f.appends, f.signals, f.rungs, f.notices, f.incidents, f.deliveries, house{n}}
}

// counting is the record, with every turn counted that is written to it.
type counting struct {
	*store.Store
	*figures
}

// Append writes a batch and counts what came of it.
func (c counting) Append(ctx context.Context, b models.Batch) ([]models.Line, error) {
	existing, err := c.Store.Append(ctx, b)
	switch {
	case models.CodeOf(err) == models.StoreAway:
		c.appends.WithLabelValues("away").Inc()
	case models.ReasonOf(err) == models.StaleLaw:
		c.appends.WithLabelValues("stale_law").Inc()
	case err != nil:
		c.appends.WithLabelValues("failed").Inc()
	case len(existing) > 0:
		c.appends.WithLabelValues("overtaken").Inc()
	default:
		c.appends.WithLabelValues("written").Inc()
		c.count(b)
	}
	return existing, err
}

// signalVerbs are what can become of a warning or a card.
var signalVerbs = map[models.Verb]bool{
	models.Warn: true, models.IssueCard: true, models.WithholdCard: true, models.ReleaseCard: true, models.DropCard: true, models.WithdrawCard: true,
}

// count counts a batch that was written. A card's own record repeats what the line says that issued it.
func (f *figures) count(b models.Batch) {
	for _, l := range b.Lines {
		switch card := l.Facts.Card; {
		case l.Verb == models.Climb:
			f.rungs.Inc()
		case card != nil && signalVerbs[l.Verb] && card.ID != l.Subject:
			f.signals.WithLabelValues(string(l.Verb), card.Level.String()).Inc()
		}
	}
	for _, n := range b.Notices {
		f.notices.WithLabelValues(n.Kind).Inc()
	}
	for _, i := range b.Incidents {
		if i.Settled == nil {
			f.incidents.WithLabelValues(i.Kind).Inc()
		}
	}
}

// house tells how the house stands, by its database.
type house struct{ *Node }

var (
	openIncidents = prometheus.NewDesc("mingcha_incidents_open", "Incidents that are not settled.", nil, nil)
	lateTimers    = prometheus.NewDesc("mingcha_thresholds_late", "Thresholds past for five minutes without a line, at most 1000.", nil, nil)
	withheldCards = prometheus.NewDesc("mingcha_cards_withheld", "Signals that wait for a named person.", nil, nil)
	brakeHolds    = prometheus.NewDesc("mingcha_brake_on", "1 while this machine's time is not trusted.", nil, nil)
)

// Describe names what Collect tells.
func (house) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{openIncidents, lateTimers, withheldCards, brakeHolds} {
		to <- d
	}
}

// Collect asks the database. What it does not answer is left out.
func (h house) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	tell := func(d *prometheus.Desc, n int, err error) {
		if err == nil {
			to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(n))
		}
	}
	incidents, err := h.store.CountIncidents(ctx, everywhere)
	tell(openIncidents, incidents, err)
	late, err := h.store.ArmedBefore(ctx, h.act.Now().Add(-5*time.Minute), 1000)
	tell(lateTimers, len(late), err)
	withheld, err := h.store.CountWithheld(ctx)
	tell(withheldCards, withheld, err)
	on := 0
	if _, held := h.trust.Held(); held {
		on = 1
	}
	tell(brakeHolds, on, nil)
}

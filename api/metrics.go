package api

import (
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts what the API answers, by operation: never by path, which holds IDs.
type metrics struct {
	gatherer prometheus.Gatherer
	requests *prometheus.HistogramVec
	streams  prometheus.Gauge
}

func newMetrics(registry *prometheus.Registry) (*metrics, error) {
	m := &metrics{
		gatherer: registry,
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "mingcha_http_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.002, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"operation", "status"}),
		streams: prometheus.NewGauge(prometheus.GaugeOpts{Name: "mingcha_event_streams", Help: "Open streams of events."}),
	}
	for _, c := range []prometheus.Collector{m.requests, m.streams} {
		if err := registry.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.gatherer, promhttp.HandlerOpts{})
}

// observe writes the one log line of a request and counts it.
func (s *Server) observe(c echo.Context, r *request, took time.Duration) {
	name := "pages"
	if r.operation != nil {
		name = r.operation.id
	}
	status := c.Response().Status
	s.metrics.requests.WithLabelValues(name, strconv.Itoa(status)).Observe(took.Seconds())
	level := slog.LevelInfo
	if r.operation == nil && status < http.StatusBadRequest {
		level = slog.LevelDebug
	}
	s.Log.Log(c.Request().Context(), level, "request", slog.String("request", r.id), slog.String("operation", name),
		slog.String("method", c.Request().Method), slog.Int("status", status), slog.Duration("took", took),
		slog.Int64("bytes", c.Response().Size))
}

package node

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestFigures(t *testing.T) {
	t.Parallel()
	n := live(t, t.TempDir(), 0)
	x, err := exercising(t.Context(), n, "working_day")
	require.NoError(t, err)
	registry := prometheus.NewRegistry()
	registry.MustRegister(n.collectors()...)
	tells := func(name string) map[string]float64 {
		families, err := registry.Gather()
		require.NoError(t, err)
		out := map[string]float64{}
		for _, family := range families {
			for _, m := range family.Metric {
				labels := ""
				for _, l := range m.Label {
					labels += " " + l.GetValue()
				}
				if family.GetName() == name {
					out[strings.TrimSpace(labels)] = m.GetCounter().GetValue() + m.GetGauge().GetValue()
				}
			}
		}
		return out
	}

	t.Run("signals are counted once, by level", func(t *testing.T) {
		_, cards, err := x.late(t.Context(), "late", 60*24*time.Hour)
		require.NoError(t, err)
		signals := tells("mingcha_signals_total") // labels in the order of their names: level, verb
		require.Equal(t, float64(len(cards)), signals["yellow issue_card"]+signals["red issue_card"])
		require.Positive(t, signals["warning warn"])
		require.Positive(t, tells("mingcha_incidents_total")["empty_participant"], "nobody was appointed then")
	})

	t.Run("a turn that somebody else has written is told apart from one that was written", func(t *testing.T) {
		written := tells("mingcha_appends_total")["written"]
		lines, err := n.store.Lines(t.Context(), "late", 1)
		require.NoError(t, err)
		_, err = counting{n.store, n.figures}.Append(t.Context(), models.Batch{Kind: models.CaseKind, Subject: "late", From: 1, Lines: lines[:1]})
		require.NoError(t, err)
		require.Equal(t, written, tells("mingcha_appends_total")["written"])
		require.Equal(t, 1.0, tells("mingcha_appends_total")["overtaken"])
	})

	t.Run("how the house stands is asked for when it is told; nothing in it names a case or a person", func(t *testing.T) {
		for _, name := range []string{"mingcha_incidents_open", "mingcha_brake_on", "mingcha_cards_withheld", "mingcha_thresholds_late"} {
			require.Contains(t, tells(name), "")
		}
		for _, name := range []string{"mingcha_signals_total", "mingcha_notices_total", "mingcha_appends_total", "mingcha_incidents_total"} {
			for labels := range tells(name) {
				require.NotContains(t, labels, "late")
			}
		}
	})
}

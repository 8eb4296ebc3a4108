package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
)

// figure is one measured number. Goal is empty for what is told for information only.
type figure struct {
	Section string  `json:"section"`
	Name    string  `json:"name"`
	Value   float64 `json:"value"`
	Unit    string  `json:"unit,omitempty"`
	Goal    string  `json:"goal,omitempty"`
	Met     *bool   `json:"met,omitempty"`
}

// report is one run.
type report struct {
	Begun   string   `json:"begun"`
	Machine string   `json:"machine"`
	Load    string   `json:"load"` // averages at the beginning and at the end
	Figures []figure `json:"figures"`
}

func (f figure) atMost(goal float64) figure  { return f.judged("≤ ", goal, f.Value <= goal) }
func (f figure) atLeast(goal float64) figure { return f.judged("≥ ", goal, f.Value >= goal) }

func (f figure) judged(sign string, goal float64, met bool) figure {
	f.Goal, f.Met = sign+strconv.FormatFloat(goal, 'g', -1, 64), &met
	return f
}

func (r report) print(w io.Writer) {
	fmt.Fprintf(w, "\n%s, begun %s, load %s\n\n", r.Machine, r.Begun, r.Load)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	last := ""
	for _, f := range r.Figures {
		section, judged := f.Section, ""
		if section == last {
			section = ""
		}
		last = f.Section
		if f.Met != nil {
			judged = f.Goal + "\tmissed"
			if *f.Met {
				judged = f.Goal + "\tmet"
			}
		}
		fmt.Fprintf(table, "%s\t%s\t%s %s\t%s\n", section, f.Name, rounded(f.Value), f.Unit, judged)
	}
	_ = table.Flush()
}

func rounded(v float64) string {
	if v >= 100 || v == float64(int(v)) {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

func (r report) write(file string) error {
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(raw, '\n'), 0o644)
}

// load is the machine's load averages over 1, 5 and 15 minutes, empty where the system does not tell.
func load() string {
	raw, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(raw))[:3], " ")
}

package notices

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"mingcha/models/clock"
)

// quiet is when letters to people in a division rest.
type quiet struct {
	Division string // path
	From, To minute
	Breaks   []string // kinds that go out nevertheless
}

func (q quiet) faults(place string, kinds map[string]kind) []error {
	var faults []error
	if !strings.HasPrefix(q.Division, "/") || !strings.HasSuffix(q.Division, "/") {
		faults = append(faults, fmt.Errorf("%s.division: %q is not a division path", place, q.Division))
	}
	if q.From == q.To {
		faults = append(faults, fmt.Errorf("%s: it begins when it ends", place))
	}
	for _, name := range q.Breaks {
		if _, known := kinds[name]; !known {
			faults = append(faults, fmt.Errorf("%s.breaks: there is no kind %s", place, name))
		}
	}
	return faults
}

// Quiet reports whether a letter of a kind to somebody in a division must wait at an instant, and until when.
func (l *Letters) Quiet(division, kind string, at time.Time) (until time.Time, waits bool) {
	var rule *quiet
	for i, q := range l.quiet {
		if strings.HasPrefix(division, q.Division) && (rule == nil || len(q.Division) > len(rule.Division)) {
			rule = &l.quiet[i]
		}
	}
	if rule == nil || slices.Contains(rule.Breaks, kind) {
		return time.Time{}, false
	}
	local := at.In(clock.Zone)
	now := minute(local.Hour()*60 + local.Minute())
	inside := rule.From <= now && now < rule.To
	if rule.From > rule.To {
		inside = now >= rule.From || now < rule.To
	}
	if !inside {
		return time.Time{}, false
	}
	year, month, day := local.Date()
	if now >= rule.To { // over midnight: it ends on the next day
		day++
	}
	return time.Date(year, month, day, int(rule.To)/60, int(rule.To)%60, 0, 0, clock.Zone).UTC(), true
}

// minute of the day, written 08:30.
type minute int

// UnmarshalYAML reads hours and minutes.
func (m *minute) UnmarshalYAML(node *yaml.Node) error {
	t, err := time.Parse("15:04", node.Value)
	if err != nil {
		return fmt.Errorf("line %d: %q is not a time of day such as 08:30", node.Line, node.Value)
	}
	*m = minute(t.Hour()*60 + t.Minute())
	return nil
}

// duration is written 15m or 24h.
type duration time.Duration

// UnmarshalYAML reads a duration of more than nothing.
func (d *duration) UnmarshalYAML(node *yaml.Node) error {
	given, err := time.ParseDuration(node.Value)
	if err != nil || given <= 0 {
		return fmt.Errorf("line %d: %q is not a duration such as 15m", node.Line, node.Value)
	}
	*d = duration(given)
	return nil
}

package score

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
)

// Entry (填报) is what a person enters for an indicator that no formula measures: a value, or a reason of the catalogue.
type Entry struct {
	ID        string     `json:"id"`
	Object    string     `json:"object"`
	Indicator string     `json:"indicator"`
	At        clock.Date `json:"at"` // in whose period it counts
	Value     float64    `json:"value,omitempty"`
	Reason    string     `json:"reason,omitempty"`
	Document  string     `json:"document,omitempty"` // what it rests on
}

// entered is what was entered for one indicator of one object in a period.
type entered struct {
	value float64
	ids   []string
}

// entryKey is one indicator of one object.
type entryKey struct{ object, indicator string }

// gather adds up the entries of a period over which indicators of this span count, and blames those that no indicator
// wants. An entry given twice is one; their order does not matter.
func (s *Scheme) gather(p Period, over Over, entries []Entry) (map[entryKey]entered, error) {
	sorted := slices.SortedFunc(slices.Values(entries), func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID))
	})
	out, seen := map[entryKey]entered{}, map[string]bool{}
	var faults []models.Fault
	for _, e := range sorted {
		if seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		i, points, rule := s.read(e)
		if rule != "" {
			faults = append(faults, models.Fault{Field: "/entries/" + e.ID, Rule: rule, Detail: cmp.Or(e.Reason, e.Indicator)})
			continue
		}
		if i.Over != over || !p.Has(e.At) {
			continue
		}
		key := entryKey{e.Object, e.Indicator}
		sum := out[key]
		if len(sum.ids) > 0 && len(i.Reasons) == 0 {
			faults = append(faults, models.Fault{Field: "/entries/" + e.ID, Rule: "entered_twice", Detail: e.Indicator})
			continue
		}
		out[key] = entered{sum.value + points, append(sum.ids, e.ID)}
	}
	return out, models.Faulty(fmt.Sprintf("the entries for %s cannot count", p), faults)
}

// read returns the indicator of an entry and what the entry counts for, or the rule that it breaks.
func (s *Scheme) read(e Entry) (i Indicator, points float64, rule string) {
	at := slices.IndexFunc(s.Indicators, func(i Indicator) bool { return i.Code == e.Indicator })
	if at < 0 || !s.Indicators[at].Manual {
		return i, 0, "unknown_entry"
	}
	i = s.Indicators[at]
	if len(i.Reasons) == 0 {
		if math.IsNaN(e.Value) || e.Value < i.Min || e.Value > i.Max {
			return i, 0, "out_of_range"
		}
		return i, e.Value, ""
	}
	r := slices.IndexFunc(i.Reasons, func(r Reason) bool { return r.Code == e.Reason })
	if r < 0 {
		return i, 0, "unknown_reason"
	}
	return i, i.Reasons[r].Points, ""
}

// Refuses returns the rule that an entry would break if it were made beside those that stand, "" if it would count. What
// counts over the year is entered for the year, everything else for a month.
func (s *Scheme) Refuses(p Period, e models.ScoreEntry, standing []models.ScoreEntry) string {
	i, _, rule := s.read(Entry{Object: e.Object.ID, Indicator: e.Indicator, Value: e.Value, Reason: e.Reason})
	single := len(p.Months()) == 1
	same := func(o models.ScoreEntry) bool { return o.Object == e.Object && o.Indicator == e.Indicator }
	switch {
	case rule != "":
		return rule
	case !s.On(i), i.Over == OverPeriod && !single, i.Over == OverYear && !p.WholeYear():
		return "unknown_entry"
	case len(i.Reasons) == 0 && slices.ContainsFunc(standing, same):
		return "entered_twice"
	default:
		return ""
	}
}

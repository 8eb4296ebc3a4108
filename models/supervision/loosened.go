package supervision

import (
	"cmp"
	"reflect"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// PublishRules is the act that rules over rules judge: a version of the rules is put into force (S05).
const PublishRules models.Verb = "publish_rule_set"

// Loosening is what a new version of the rules takes from the one before: codes of rules, and places in the file.
type Loosening struct {
	Removed  []string // rules that are gone
	Loosened []string // that lost a level, speak later, on fewer acts, or only when a person releases it; longer times
	Reworded []string // whose conditions or ladder read otherwise: a person must compare
}

var ruleFacts = []Fact{{Name: "rules.removed", Type: Int}, {Name: "rules.loosened", Type: Int}, {Name: "rules.reworded", Type: Int}}

// OnRules lists what conditions over a publication of rules may read.
func OnRules() []Fact { return slices.Clone(ruleFacts) }

// OnRules reports whether the rule judges publications of rules.
func (r *Rule) OnRules() bool { return slices.Contains(r.On, PublishRules) }

func (l Loosening) facts() map[string]any {
	return map[string]any{"rules.removed": len(l.Removed), "rules.loosened": len(l.Loosened), "rules.reworded": len(l.Reworded)}
}

// Names are what a loosening names, for evidence.
func (l Loosening) Names() map[string][]string {
	return map[string][]string{"rules.removed": l.Removed, "rules.loosened": l.Loosened, "rules.reworded": l.Reworded}
}

// FindRules asks every rule over rules about the version that takes this one's place.
func (set *RuleSet) FindRules(l Loosening) ([]Finding, error) {
	return set.found(PublishRules, l.facts())
}

// Loosening compares this version with the one that takes its place.
func (set *RuleSet) Loosening(after *RuleSet, cal *clock.Calendar) Loosening {
	var out Loosening
	for i := range set.Rules {
		old := &set.Rules[i]
		j := slices.IndexFunc(after.Rules, func(r Rule) bool { return r.Code == old.Code })
		switch {
		case j < 0:
			out.Removed = append(out.Removed, old.Code)
		case old.looser(&after.Rules[j], cal):
			out.Loosened = append(out.Loosened, old.Code)
		case old.When != after.Rules[j].When:
			out.Reworded = append(out.Reworded, old.Code)
		}
	}
	out.Loosened = append(append(out.Loosened, set.longer(after)...), set.slower(after)...)
	for place, same := range map[string]bool{
		"/yellow": reflect.DeepEqual(set.Yellow, after.Yellow), "/red": reflect.DeepEqual(set.Red, after.Red), "/tell": reflect.DeepEqual(set.Tell, after.Tell),
	} {
		if !same {
			out.Reworded = append(out.Reworded, place)
		}
	}
	slices.Sort(out.Reworded)
	return out
}

// looser reports whether a rule finds less as it reads now.
func (r *Rule) looser(now *Rule, cal *clock.Calendar) bool {
	if now.Clock != r.Clock || now.Issue == ByHand && r.Issue != ByHand || r.Class == Certain && now.Class != Certain {
		return true
	}
	fewer := slices.ContainsFunc(r.On, func(verb models.Verb) bool { return !slices.Contains(now.On, verb) }) || lost(r.When, now.When)
	return fewer || postponed(r, now, cal)
}

// lost reports whether a level has no condition any more.
func lost(before, after When) bool {
	return before.Warning != "" && after.Warning == "" || before.Yellow != "" && after.Yellow == "" ||
		before.Red != "" && after.Red == "" || before.Lead != "" && after.Lead == ""
}

// postponed reports whether one of a rule's signals is gone or comes later, on a clock of five or of twenty working days.
func postponed(r, now *Rule, cal *clock.Calendar) bool {
	signals := [][2]clock.Threshold{{r.Warning, now.Warning}, {r.Yellow, now.Yellow}, {r.Red, now.Red}}
	for _, s := range signals {
		if s[0].IsZero() {
			continue
		}
		if s[1].IsZero() {
			return true
		}
		for _, days := range []int{5, 20} {
			limit := clock.Limit{N: days, Unit: clock.UnitWorkday}
			t := clock.Timeline{Start: sampleStart, Promised: limit, Statutory: limit}
			was, _, spoke := cal.At(t, clock.Promised, s[0])
			is, _, speaks := cal.At(t, clock.Promised, s[1])
			if spoke && (!speaks || is.After(was)) {
				return true
			}
		}
	}
	return false
}

// slower names the times of complaints that grew or are gone, for every source and every division that either version
// names: what a subordinate division is given is compared like the rest.
func (set *RuleSet) slower(after *RuleSet) []string {
	var out []string
	for _, r := range append(slices.Clone(set.Complaints), after.Complaints...) {
		is := ComplaintRule{Terms: after.ComplaintTerms(r.Source, r.Path)}.ComplaintLimits()
		for name, limit := range (ComplaintRule{Terms: set.ComplaintTerms(r.Source, r.Path)}).ComplaintLimits() {
			place := "/complaints/" + cmp.Or(r.Source, "all") + r.Path + ":" + name
			if next := is[name]; (next.Unit != limit.Unit || next.N > limit.N) && !slices.Contains(out, place) {
				out = append(out, place)
			}
		}
	}
	slices.Sort(out)
	return out
}

// sampleStart is a Monday without a holiday within four weeks.
var sampleStart = time.Date(2026, 3, 2, 9, 0, 0, 0, clock.Zone)

// longer names the times that grew: units have longer to answer, supervisors to judge.
func (set *RuleSet) longer(after *RuleSet) []string {
	was, is := set.Life.Limits(), after.Life.Limits()
	was["/feedback"], is["/feedback"] = set.Feedback, after.Feedback
	was["/leads"], is["/leads"] = set.Leads, after.Leads
	var out []string
	for place, limit := range was {
		if next := is[place]; next.Unit != limit.Unit || next.N > limit.N {
			out = append(out, place)
		}
	}
	slices.Sort(out)
	return out
}

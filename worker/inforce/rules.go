package inforce

import (
	"slices"
	"time"

	"mingcha/models/supervision"
)

// inOrder puts rule sets in the order in which they are asked, the newest day first; of two that begin on one day what
// was published later wins, over what ships too. Each says when it came into force: on its day, or when it was published
// if that is later. The oldest has always been in force.
func inOrder(sets []*supervision.RuleSet) []*supervision.RuleSet {
	out := make([]*supervision.RuleSet, len(sets))
	for i, set := range sets {
		dated := *set
		if begins := set.From.Opens(); dated.Effective.Before(begins) {
			dated.Effective = begins
		}
		out[i] = &dated
	}
	slices.Reverse(out)
	slices.SortStableFunc(out, func(a, b *supervision.RuleSet) int { return int(b.From) - int(a.From) })
	out[len(out)-1].Effective = time.Time{}
	return out
}

// Rules returns the rule set in force at an instant: the newest that had come into force and has not ended. What stood
// before one that has ended comes into force again with that end.
func (f *InForce) Rules(_ string, at time.Time) *supervision.RuleSet {
	rules, ended := f.standing.Load().rules, time.Time{}
	for _, set := range rules {
		switch {
		case set.Effective.After(at):
		case !set.Ends.IsZero() && !set.Ends.After(at):
			if set.Ends.After(ended) {
				ended = set.Ends
			}
		case ended.After(set.Effective):
			again := *set
			again.Effective = ended
			return &again
		default:
			return set
		}
	}
	return rules[len(rules)-1]
}

// Version returns the rule set with this version, whether it is in force or was, or nil.
func (f *InForce) Version(version string) *supervision.RuleSet {
	for _, set := range f.standing.Load().rules {
		if set.Version == version {
			return set
		}
	}
	return nil
}

// Revision says as of which publication of calendars and rules this node judges.
func (f *InForce) Revision() int64 { return f.standing.Load().law }

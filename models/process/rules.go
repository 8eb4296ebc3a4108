package process

import (
	"bytes"
	"encoding/json"
	"fmt"

	"gopkg.in/yaml.v3"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// ParseRules reads a rule set and refuses one that cannot act: a rule without a clock we know or without a signal, an
// effect without an instant, a ladder that tells nobody. Every fault is named.
func ParseRules(file string, text []byte) (*supervision.RuleSet, error) {
	var tree any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return nil, fmt.Errorf("read rule set %s: %w", file, err)
	}
	plain, err := json.Marshal(tree)
	if err != nil {
		return nil, fmt.Errorf("read rule set %s: %w", file, err)
	}
	set := &supervision.RuleSet{}
	strict := json.NewDecoder(bytes.NewReader(plain))
	strict.DisallowUnknownFields()
	if err := strict.Decode(set); err != nil {
		return nil, fmt.Errorf("read rule set %s: %w", file, err)
	}
	return set, models.Faulty("rule set "+file+" cannot act", ruleFaults(set))
}

// ruledClocks are the clocks that subjects have.
var ruledClocks = map[clock.Kind]bool{
	clock.KindDecision: true, clock.KindStep: true, clock.KindAcceptance: true, clock.KindSpecial: true,
	clock.KindDelivery: true, clock.KindSupplement: true, clock.KindFeedback: true, models.PrereviewClock: true,
}

func ruleFaults(set *supervision.RuleSet) []models.Fault {
	var faults []models.Fault
	add := func(field, rule, detail string) {
		faults = append(faults, models.Fault{Field: field, Rule: rule, Detail: detail})
	}
	if set.Version == "" {
		add("/version", "required", "")
	}
	if set.From.IsZero() {
		add("/from", "required", "")
	}
	if err := set.Feedback.Validate(); err != nil {
		add("/feedback", "limit", err.Error())
	}
	seen := map[string]bool{}
	for i, r := range set.Rules {
		at := fmt.Sprintf("/rules/%d", i)
		if r.Code == "" || seen[r.Code] {
			add(at+"/code", "unique", r.Code)
		}
		seen[r.Code] = true
		if !ruledClocks[r.Clock] {
			add(at+"/clock", "unknown", string(r.Clock))
		}
		signals := !r.Warning.IsZero() || !r.Yellow.IsZero() || !r.Red.IsZero()
		if !signals && r.At.IsZero() {
			add(at, "silent", "the rule has no signal and no effect")
		}
		if r.At.IsZero() != (r.Effect == "") || (r.Effect != "" && r.Effect != models.DeemAccepted && r.Effect != models.Lapse) {
			add(at+"/effect", "unknown", string(r.Effect))
		}
	}
	return append(faults, ladderFaults(set)...)
}

func ladderFaults(set *supervision.RuleSet) []models.Fault {
	var faults []models.Fault
	for _, l := range []struct {
		name   string
		ladder supervision.Ladder
		tell   []supervision.Recipient
	}{{"yellow", set.Yellow, set.Tell.Yellow}, {"red", set.Red, set.Tell.Red}} {
		if len(l.tell) == 0 {
			faults = append(faults, models.Fault{Field: "/tell/" + l.name, Rule: "empty"})
		}
		for i, rung := range l.ladder {
			if len(rung.Tell) == 0 || rung.Unanswered < 1 {
				faults = append(faults, models.Fault{Field: fmt.Sprintf("/%s/%d", l.name, i), Rule: "cannot_climb"})
			}
		}
	}
	return faults
}

package process

import (
	"fmt"
	"slices"

	"mingcha/models"
	"mingcha/models/supervision"
)

// contentFaults compiles the content rules of a set and refuses those that cannot act: without an act that a case knows,
// without a condition, of no class; a suspicion that would issue a card; a condition that is not one.
func contentFaults(set *supervision.RuleSet) []models.Fault {
	j := &ruleJudge{}
	leads := false
	for i := range set.Rules {
		r := &set.Rules[i]
		if !r.Content() {
			continue
		}
		at := fmt.Sprintf("/rules/%d", i)
		leads = leads || r.Class == supervision.Suspicion
		j.judgeContent(at, *r)
		if err := r.Bind(CompileWhen); err != nil {
			j.blame(at+"/when", "condition", err.Error())
		}
	}
	if err := set.Archive.Validate(); !set.Archive.IsZero() && err != nil {
		j.blame("/archive", "not_limit", err.Error())
	}
	if err := set.Leads.Validate(); leads && err != nil {
		j.blame("/leads", "not_limit", err.Error())
	}
	return j.faults
}

func (j *ruleJudge) judgeContent(at string, r supervision.Rule) {
	if r.Clock != "" || !r.Warning.IsZero() || !r.Yellow.IsZero() || !r.Red.IsZero() || !r.At.IsZero() || r.Effect != "" {
		j.blame(at, "clock_and_act", r.Code)
	}
	if len(r.On) == 0 {
		j.blame(at+"/on", "missing", "on")
	}
	for i, verb := range r.On {
		if known := judged(verb) || (verb == supervision.PublishBundle || verb == supervision.PublishRules) && len(r.On) == 1 || r.OnComplaints() || r.OnCards(); !known {
			j.blame(fmt.Sprintf("%s/on/%d", at, i), "unknown_act", string(verb))
		}
	}
	issues := r.When.Warning+r.When.Yellow+r.When.Red != ""
	switch {
	case r.When.IsZero():
		j.blame(at+"/when", "missing", "when")
	case r.Class == supervision.Certain && (!issues || r.When.Lead != "" || r.OnItems() || r.OnRules() || r.OnCards()):
		j.blame(at+"/when", "certain_lead", r.Code)
	case r.Class == supervision.Suspicion && (issues || r.When.Lead == ""):
		j.blame(at+"/when", "suspicion_issues", r.Code)
	case r.Class != supervision.Certain && r.Class != supervision.Suspicion:
		j.blame(at+"/class", "unknown_class", string(r.Class))
	}
}

// judged reports whether a case takes this act from somebody: a person, or a system that reports.
func judged(verb models.Verb) bool {
	return verb == models.Submit || verb == models.Report || slices.Contains(models.CaseVerbs(), verb)
}

package process

import (
	"fmt"
	"maps"
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// ParseRules reads a rule set and refuses one that cannot act: a rule without a clock we know or without a signal, an
// effect without an instant, a ladder that tells nobody. Every fault is named with its line.
func ParseRules(file string, text []byte) (*supervision.RuleSet, error) {
	w, err := writtenIn(text, func() any { return &supervision.RuleSet{} })
	if err != nil {
		return nil, fmt.Errorf("read rule set %s: %w", file, err)
	}
	if w == nil {
		return nil, models.Faulty("rule set "+file+" is empty", empty())
	}
	set := &supervision.RuleSet{}
	if faults := w.into(set); faults != nil {
		return nil, models.Faulty("rule set "+file+" cannot be read", faults)
	}
	return set, models.Faulty("rule set "+file+" cannot act", w.locate(append(ruleFaults(set), contentFaults(set)...)))
}

// ruledClocks are the clocks that subjects have.
var ruledClocks = map[clock.Kind]bool{
	clock.KindDecision: true, clock.KindStep: true, clock.KindAcceptance: true, clock.KindSpecial: true,
	clock.KindDelivery: true, clock.KindSupplement: true, clock.KindFeedback: true, models.PrereviewClock: true,
	models.LeadClock: true, models.CorrectionClock: true, models.OrderClock: true, models.VerificationClock: true,
	models.AppealClock: true, models.ComplaintAcceptanceClock: true, models.ComplaintHandlingClock: true,
	models.ComplaintWindowClock: true, models.ComplaintReviewClock: true, models.ComplaintContactClock: true, models.JointClock: true, models.StageClock: true, models.ScoreAppealClock: true,
}

// effectClocks are the clocks at whose end the law itself does something. Elsewhere the case would refuse it.
var effectClocks = map[models.Verb]clock.Kind{
	models.DeemAccepted: clock.KindAcceptance, models.Lapse: clock.KindSupplement,
	models.CloseComplaint: models.ComplaintWindowClock,
}

// ruleJudge gathers the faults of a rule set.
type ruleJudge struct{ faults []models.Fault }

func (j *ruleJudge) blame(field, rule, detail string) {
	j.faults = append(j.faults, models.Fault{Field: field, Rule: rule, Detail: detail})
}

func ruleFaults(set *supervision.RuleSet) []models.Fault {
	j := &ruleJudge{}
	if set.Version == "" {
		j.blame("/version", "missing", "version")
	}
	if set.From.IsZero() {
		j.blame("/from", "missing", "from")
	}
	if err := set.Feedback.Validate(); err != nil {
		j.blame("/feedback", "not_limit", err.Error())
	}
	if len(set.Rules) == 0 {
		j.blame("/rules", "missing", "rules")
	}
	seen := map[string]bool{}
	for i, r := range set.Rules {
		if r.Code == "" || seen[r.Code] {
			j.blame(fmt.Sprintf("/rules/%d/code", i), "rule_twice", r.Code)
		}
		seen[r.Code] = true
		j.judgeRule(fmt.Sprintf("/rules/%d", i), r)
	}
	j.judgeTell(set.Tell)
	j.judgeLife(set)
	j.judgeComplaints(set.Complaints)
	j.judgeLadder("/yellow", set.Yellow)
	j.judgeLadder("/red", set.Red)
	return j.faults
}

// judgeRule refuses a rule that has no clock, never speaks, or does what the law does not.
func (j *ruleJudge) judgeRule(at string, r supervision.Rule) {
	if r.Content() {
		return // contentFaults judges it
	}
	if !ruledClocks[r.Clock] {
		j.blame(at+"/clock", "unknown_clock", string(r.Clock))
	}
	signals := !r.Warning.IsZero() || !r.Yellow.IsZero() || !r.Red.IsZero()
	if !signals && r.At.IsZero() {
		j.blame(at, "rule_silent", r.Code)
	}
	if r.At.IsZero() != (r.Effect == "") {
		j.blame(at+"/effect", "effect_without_instant", string(r.Effect))
	}
	if lawful := effectClocks[r.Effect]; r.Effect != "" && lawful != r.Clock {
		j.blame(at+"/effect", "unlawful_effect", string(r.Effect))
	}
}

// judgeLife refuses a time that cannot be counted, an appeal that nobody decides, a rule that speaks to nobody we know or
// waits for what never happens.
func (j *ruleJudge) judgeLife(set *supervision.RuleSet) {
	limits := set.Life.Limits()
	for _, at := range slices.Sorted(maps.Keys(limits)) {
		if err := limits[at].Validate(); err != nil {
			j.blame(at, "not_limit", err.Error())
		}
	}
	if !set.Life.Appeal.File.IsZero() && set.Life.Appeal.Decide.IsZero() {
		j.blame("/life/appeal/decide", "missing", "decide")
	}
	oversight := false
	for i, r := range set.Rules {
		at := fmt.Sprintf("/rules/%d", i)
		if r.Issue != "" && r.Issue != supervision.ByHand {
			j.blame(at+"/issue", "unknown_issue", r.Issue)
		}
		if r.To != "" && r.To != supervision.ToSupervisor {
			j.blame(at+"/to", "unknown_recipient", r.To)
		}
		oversight = oversight || r.To != ""
	}
	if oversight {
		j.judgeRecipients("/tell/oversight", set.Tell.Oversight)
	}
}

// judgeTell refuses a level at whose issue nobody is told, or somebody who is not known.
func (j *ruleJudge) judgeTell(tell supervision.Tell) {
	for _, level := range []models.Level{models.Warning, models.Yellow, models.Red} {
		j.judgeRecipients("/tell/"+level.String(), tell.At(level))
	}
}

func (j *ruleJudge) judgeRecipients(at string, told []supervision.Recipient) {
	if len(told) == 0 {
		j.blame(at, "nobody_told", "")
	}
	for i, to := range told {
		if !to.Known() {
			j.blame(fmt.Sprintf("%s/%d", at, i), "unknown_recipient", string(to))
		}
	}
}

// judgeLadder refuses a rung that nobody climbs, and one above a rung that repeats to the top.
func (j *ruleJudge) judgeLadder(at string, l supervision.Ladder) {
	for i, rung := range l {
		place := fmt.Sprintf("%s/%d", at, i)
		j.judgeRecipients(place+"/tell", rung.Tell)
		if rung.Unanswered < 1 || rung.Unopened < 0 {
			j.blame(place, "cannot_climb", "")
		}
		if rung.Tiers && i < len(l)-1 {
			j.blame(place, "above_the_top", "")
		}
	}
}

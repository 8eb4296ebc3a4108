package supervision

import (
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
)

// ComplaintRule (投诉办理时限) gives complaints their times: all, or those from a source, or those that lie in a division
// and below it. Where several fit the nearest division wins, then the one that names the source.
type ComplaintRule struct {
	Source string                `json:"source,omitempty"`
	Path   string                `json:"path,omitempty"`
	Terms  models.ComplaintTerms `json:"terms"`
}

// ComplaintTerms are what a complaint is lodged with. A set that says nothing gives the default of domain.md 4.4.
func (set *RuleSet) ComplaintTerms(source, path string) models.ComplaintTerms {
	best, found := -1, usualTerms
	for _, r := range set.Complaints {
		if r.Source != "" && r.Source != source || !strings.HasPrefix(path, r.Path) {
			continue
		}
		weight := 2 * len(r.Path)
		if r.Source != "" {
			weight++
		}
		if weight > best {
			best, found = weight, r.Terms
		}
	}
	return found
}

// usualTerms: decide in 3 working days, finish in 15, 15 more once; a review within 30 days, decided in 30 (C04).
var usualTerms = models.ComplaintTerms{
	Acceptance: clock.Limit{N: 3, Unit: clock.UnitWorkday}, Handling: clock.Limit{N: 15, Unit: clock.UnitWorkday}, Extension: 15,
	Return: clock.Limit{N: 24, Unit: clock.UnitHour}, Window: clock.Limit{N: 30, Unit: clock.UnitDay}, Review: clock.Limit{N: 30, Unit: clock.UnitDay},
}

// ComplaintLimits lists the times of a rule that are given, each with its place in the file.
func (r ComplaintRule) ComplaintLimits() map[string]clock.Limit {
	out := map[string]clock.Limit{
		"acceptance": r.Terms.Acceptance, "handling": r.Terms.Handling, "return": r.Terms.Return, "window": r.Terms.Window,
		"review": r.Terms.Review, "contact": r.Terms.Contact,
	}
	for at, limit := range out {
		if limit.IsZero() {
			delete(out, at)
		}
	}
	return out
}

// ComplaintAct is one line of a complaint as content rules see it.
type ComplaintAct struct {
	Line   models.Line
	Before *models.Complaint // as the act found it
	After  *models.Complaint // as the act left it
}

var complaintFacts = []factOf[ComplaintAct]{
	{Fact{Name: "line.verb", Type: Text}, func(a ComplaintAct) any { return string(a.Line.Verb) }},
	{Fact{Name: "line.by_office", Type: Flag}, func(a ComplaintAct) any { return a.Line.Actor.Role != "" }},
	{Fact{Name: "complaint.source", Type: Text}, func(a ComplaintAct) any { return a.After.Facts.Source }},
	{Fact{Name: "complaint.topic", Type: Text}, func(a ComplaintAct) any { return a.After.Facts.Topic }},
	{Fact{Name: "complaint.named", Type: Flag}, func(a ComplaintAct) any { return a.After.Facts.Named }},
	{Fact{Name: "complaint.on_case", Type: Flag}, func(a ComplaintAct) any { return a.After.Facts.Case != "" }},
	{Fact{Name: "complaint.transfers", Type: Int}, func(a ComplaintAct) any { return a.After.Transfers }},
	{Fact{Name: "complaint.similar", Type: Int}, ComplaintAct.similar},
	{Fact{Name: "complaint.again_days", Type: Int}, ComplaintAct.againDays},
	{Fact{Name: "complaint.handler_involved", Type: Flag}, ComplaintAct.handlerInvolved},
	{Fact{Name: "complaint.called_back", Type: Flag}, func(a ComplaintAct) any { return a.After.Called != 0 }},
	{Fact{Name: "complaint.satisfaction", Type: Text}, func(a ComplaintAct) any { return a.After.Satisfaction }},
	{Fact{Name: "complaint.result", Type: Text}, ComplaintAct.result},
	{Fact{Name: "complaint.instance", Type: Int}, func(a ComplaintAct) any { return a.After.Instance }},
}

// OnComplaints lists what conditions over an act on a complaint may read.
func OnComplaints() []Fact { return facts(complaintFacts) }

// similar is how near the answer comes to an earlier one of the unit, in percent (M03).
func (a ComplaintAct) similar() any {
	if a.Line.Facts.Complaint == nil {
		return 0
	}
	return a.Line.Facts.Complaint.Similar
}

// againDays is how many days ago the same matter was complained of before; -1: it was not (M04).
func (a ComplaintAct) againDays() any {
	if len(a.After.Facts.Earlier) == 0 {
		return -1
	}
	return a.After.Facts.EarlierDays
}

// handlerInvolved reports whether who handles or decides has worked on the case complained of (M05).
func (a ComplaintAct) handlerInvolved() any {
	officials := a.After.Facts.Officials
	return slices.Contains(officials, a.Line.Actor.Account) || a.After.Holder != "" && slices.Contains(officials, a.After.Holder)
}

func (a ComplaintAct) result() any {
	if last := a.After.Last(); last != nil {
		return last.Result
	}
	return ""
}

// OnComplaints reports whether the rule judges acts on complaints.
func (r *Rule) OnComplaints() bool {
	return len(r.On) > 0 && !slices.ContainsFunc(r.On, func(v models.Verb) bool { return !OfComplaint(v) })
}

// OfComplaint reports whether an act on a complaint is judged.
func OfComplaint(v models.Verb) bool {
	return v == models.LodgeComplaint || slices.Contains(models.ComplaintVerbs(), v) || slices.Contains(models.ComplainantVerbs(), v)
}

// FindComplaint asks every rule over complaints about an act.
func (set *RuleSet) FindComplaint(a ComplaintAct) ([]Finding, error) {
	return findOn(set, (*Rule).OnComplaints, a.Line, a, complaintFacts)
}

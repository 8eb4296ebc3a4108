package store

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"mingcha/models"
)

// finding says the same of a case twice: of its row in Go, where it is counted, and of row c in SQL, where it is listed.
type finding struct {
	name   models.Finding
	cohort cohort
	holds  func(models.CaseRow) bool
	sql    string // one %s: the promised due instant a day earlier
}

var findings = slices.Concat([]finding{
	{models.FoundSubmitted, bySubmission, func(models.CaseRow) bool { return true }, "1 = 1"},
	{models.ThenAccepted, bySubmission, func(r models.CaseRow) bool { return r.Accepted != nil }, "c.accepted IS NOT NULL"},
	{models.ThenDecided, bySubmission, func(r models.CaseRow) bool { return r.Decided != nil }, "c.decided IS NOT NULL"},
	{models.ThenDelivered, bySubmission, func(r models.CaseRow) bool { return r.Decided != nil && slices.Contains(delivered, r.Status) },
		"c.decided IS NOT NULL AND c.status IN " + quoted(delivered)},
	{models.ThenOpen, bySubmission, func(r models.CaseRow) bool { return !r.Status.Ended() }, "c.live = 1"},
	{models.FoundDecided, byDecision, func(models.CaseRow) bool { return true }, "1 = 1"},
	{models.FoundPromised, byDecision, func(r models.CaseRow) bool { return r.PromisedDue != nil }, "c.promised_due IS NOT NULL"},
	{models.FoundOnTime, byDecision, func(r models.CaseRow) bool { return before(r, 0) }, "c.decided < c.promised_due"},
	{models.FoundEarly, byDecision, func(r models.CaseRow) bool { return before(r, 24*time.Hour) }, "c.decided < %s"},
	{models.FoundLate, byDecision, func(r models.CaseRow) bool { return r.PromisedDue != nil && !before(r, 0) }, "c.decided >= c.promised_due"},
	{models.FoundGranted, byDecision, func(r models.CaseRow) bool { return r.Outcome == models.Granted }, "c.outcome = 'granted'"},
	{models.FoundDenied, byDecision, func(r models.CaseRow) bool { return r.Outcome == models.Denied }, "c.outcome = 'denied'"},
	{models.FoundMeasured, byDecision, func(r models.CaseRow) bool { return r.Days != nil }, "c.days IS NOT NULL"},
}, exits())

// delivered are the states of a case whose decision has reached the applicant.
var delivered = []models.CaseStatus{models.Delivered, models.Closed, models.Archived}

// exits are the ways out before a decision.
func exits() []finding {
	var out []finding
	for name, status := range map[models.Finding]models.CaseStatus{
		models.ThenDeclined: models.Declined, models.ThenReturned: models.Returned, models.ThenWithdrawn: models.Withdrawn,
		models.ThenLapsed: models.Lapsed, models.ThenTerminated: models.Terminated, models.ThenVoided: models.Voided,
		models.ThenForwarded: models.Forwarded,
	} {
		out = append(out, finding{name, bySubmission, func(r models.CaseRow) bool { return r.Status == status }, "c.status = '" + string(status) + "'"})
	}
	slices.SortFunc(out, func(a, b finding) int { return strings.Compare(string(a.name), string(b.name)) })
	return out
}

// before reports whether the case was decided that long before its promised limit was over.
func before(r models.CaseRow, long time.Duration) bool {
	return r.PromisedDue != nil && r.Decided.Before(r.PromisedDue.Add(-long))
}

func quoted(statuses []models.CaseStatus) string {
	names := make([]string, len(statuses))
	for i, s := range statuses {
		names[i] = "'" + string(s) + "'"
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// Findings are the names of all that is counted, and thus of all that can be listed.
func Findings() []models.Finding {
	out := make([]models.Finding, len(findings))
	for i, f := range findings {
		out[i] = f.name
	}
	return out
}

// probed returns by which instant the cases behind a figure are listed, and which they are. A class of a distribution
// and a step have figures of their own.
func (t tongue) probed(p models.Probe) (by cohort, c conds, err error) {
	name := p.Finding
	if name == models.FoundDays {
		name = models.FoundMeasured
		c.class("c.days", models.DayBounds(), p.Class)
	}
	i := slices.IndexFunc(findings, func(f finding) bool { return f.name == name })
	if i < 0 {
		return "", c, models.Faulty("there is no such figure", []models.Fault{{Field: "/finding", Rule: "enum"}})
	}
	f := findings[i]
	sql := f.sql
	if strings.Contains(sql, "%s") {
		sql = fmt.Sprintf(sql, fmt.Sprintf(t.dayOff, "c.promised_due"))
	}
	c.add(sql)
	if p.Weekday != nil {
		c.add(fmt.Sprintf(t.weekday, string(f.cohort), shanghai)+" = ?", int(*p.Weekday))
	}
	c.during(string(f.cohort), p.Span)
	return f.cohort, c, nil
}

// class narrows a column to a class of its distribution.
func (c *conds) class(column string, bounds []int, i int) {
	i = max(0, min(i, len(bounds)-1))
	c.add(column+" >= ?", bounds[i])
	if i+1 < len(bounds) {
		c.add(column+" < ?", bounds[i+1])
	}
}

package models

import (
	"fmt"
	"time"

	"mingcha/models/clock"
)

// The clocks of a complaint (M01). Each speaks to the unit with which the complaint lies.
const (
	ComplaintAcceptanceClock clock.Kind = "complaint_acceptance" // C02, C05, C06
	ComplaintHandlingClock   clock.Kind = "complaint"            // C03, C05, R-T7
	ComplaintReturnClock     clock.Kind = "complaint_return"     // C07
	ComplaintWindowClock     clock.Kind = "complaint_window"     // C04: the complainant's time to ask for a review
	ComplaintReviewClock     clock.Kind = "complaint_review"     // C04: the superior's time to decide it
	ComplaintContactClock    clock.Kind = "complaint_contact"    // C08
)

// Clocks returns every clock that has begun, in the order of their beginning.
func (c *Complaint) Clocks() []LegalClock {
	var out []LegalClock
	for _, t := range c.Timers {
		line, begun := t.Ledger.Timeline()
		if !begun {
			continue
		}
		l := LegalClock{Name: t.name(), Kind: t.Ledger.Kind, Timeline: line, End: t.End, Unit: t.Unit, Holder: t.Holder}
		if t.End.IsZero() {
			l.Unit, l.Holder = c.Unit, c.Holder
		}
		out = append(out, l)
	}
	return out
}

func (t ComplaintClock) name() string { return fmt.Sprintf("%s#%d", t.Ledger.Kind, t.Run) }

// LedgerOf returns the ledger of a clock by its name.
func (c *Complaint) LedgerOf(name string) *clock.Ledger {
	for i := range c.Timers {
		if c.Timers[i].name() == name {
			return &c.Timers[i].Ledger
		}
	}
	return nil
}

// Timer is the running clock of a kind, nil if there is none.
func (c *Complaint) Timer(kind clock.Kind) *ComplaintClock {
	for i := len(c.Timers) - 1; i >= 0; i-- {
		if c.Timers[i].Ledger.Kind == kind && c.Timers[i].End.IsZero() {
			return &c.Timers[i]
		}
	}
	return nil
}

// start sets a clock running. A limit that is none has no clock.
func (c *Complaint) start(kind clock.Kind, limit clock.Limit, l Line) {
	if limit.IsZero() {
		return
	}
	run := 1
	for _, t := range c.Timers {
		if t.Ledger.Kind == kind {
			run++
		}
	}
	c.Timers = append(c.Timers, ComplaintClock{Ledger: begin(kind, limit, l), Run: run})
}

// finish ends the running clocks of some kinds, or of all.
func (c *Complaint) finish(at time.Time, kinds ...clock.Kind) {
	for i := range c.Timers {
		t := &c.Timers[i]
		if !t.End.IsZero() {
			continue
		}
		wanted := len(kinds) == 0
		for _, kind := range kinds {
			wanted = wanted || t.Ledger.Kind == kind
		}
		if wanted {
			t.End, t.Unit, t.Holder = at, c.Unit, c.Holder
		}
	}
}

// Pressing is the running clock by which the complaint waits for an act of the office or of the complainant.
func (c *Complaint) Pressing() (LegalClock, bool) {
	kinds := map[ComplaintStatus]clock.Kind{
		ComplaintLodged: ComplaintAcceptanceClock, ComplaintAccepted: ComplaintHandlingClock, ComplaintHanded: ComplaintHandlingClock,
		ComplaintHandling: ComplaintHandlingClock, ComplaintAnswered: ComplaintWindowClock, ComplaintReviewing: ComplaintReviewClock,
	}
	for _, l := range c.Clocks() {
		if l.Kind == kinds[c.Status] && l.End.IsZero() {
			return l, true
		}
	}
	return LegalClock{}, false
}

// Handling is the latest time to handle the complaint, and when the unit answered in it; false if it never had one.
func (c *Complaint) Handling() (handling LegalClock, answered time.Time, begun bool) {
	for _, l := range c.Clocks() {
		if l.Kind == ComplaintHandlingClock {
			handling, begun = l, true
		}
	}
	for _, a := range c.Answers {
		if a.Instance == FirstInstance && !a.At.Before(handling.Timeline.Start) {
			answered = a.At
		}
	}
	return handling, answered, begun
}

// Timely asks the clock what the gate cannot: a wrong unit gives back in time (C07), an extension comes before the due
// instant (C03), a review is asked for in time (C04), and nobody closes while it may still be asked for.
func (c *Complaint) Timely(cmd Command, cal *clock.Calendar) error {
	over := func(kind clock.Kind) bool {
		t := c.Timer(kind)
		if t == nil {
			return true
		}
		line, _ := t.Ledger.Timeline()
		due := cal.Judge(line).DuePromised
		return !due.IsZero() && !cmd.Acted.Before(due)
	}
	switch {
	case cmd.Verb == ReturnComplaint && c.Returnable() != nil && over(ComplaintReturnClock):
		return Errorf(Forbidden, "return_too_late", "a wrong unit gives a complaint back within the time for it (C07)")
	case cmd.Verb == ExtendComplaint && c.Timer(ComplaintHandlingClock) != nil && over(ComplaintHandlingClock):
		return Errorf(Forbidden, "after_due", "a clock is extended before it is due, not after (C03)")
	case (cmd.Verb == AskReview || cmd.Verb == AskReReview) && c.Status == ComplaintAnswered && over(ComplaintWindowClock):
		return Errorf(Forbidden, "review_too_late", "the time to ask for a review is over (C04)")
	case cmd.Verb == CloseComplaint && c.Status == ComplaintAnswered && !c.Content() && !over(ComplaintWindowClock):
		return Errorf(Conflict, "review_possible", "the complainant may still ask for a review (C04)")
	default:
		return nil
	}
}

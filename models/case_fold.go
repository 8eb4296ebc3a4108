package models

import (
	"fmt"
	"slices"
	"time"

	"mingcha/models/clock"
)

// Fold takes one line into the state. It is the only place where a case changes, used alike by the workflow, the
// append, the patrol, the pages' summaries and the offline verifier. A line that does not follow the last one is a
// damaged record.
func (c *Case) Fold(l Line) error {
	if l.Subject != c.ID || l.N != c.N+1 || l.Previous != c.Head {
		return fmt.Errorf("fold case %s: line %d after line %d does not follow", c.ID, l.N, c.N)
	}
	if l.bare() || (l.N == 1) != (l.Verb == Submit) || l.Verb == Reopen && !slices.Contains(reopenable, c.Status) {
		return fmt.Errorf("fold case %s: line %d, %s, is not whole", c.ID, l.N, l.Verb)
	}
	apply, known := caseFolds[l.Verb]
	if !known {
		return fmt.Errorf("fold case %s: line %d has the unknown verb %q", c.ID, l.N, l.Verb)
	}
	apply(c, l)
	c.lookedAt(l)
	c.note(l)
	c.N, c.Head = l.N, l.Hash
	if l.Actor.Account != SystemAccount {
		c.Acted = l.Acted
	}
	c.advance(l)
	c.fillSeats(l)
	c.keepTime(l)
	c.forgetPending()
	return nil
}

// caseFolds says what each verb does to a case. A verb that is only on record does nothing here.
var caseFolds = map[Verb]func(*Case, Line){
	Submit:            foldSubmit,
	Receive:           foldReceive,
	SendBack:          func(c *Case, l Line) { c.end(Returned, l) },
	Accept:            foldAccept,
	Contribute:        foldContribute,
	Forward:           foldForward,
	VoidCase:          func(c *Case, l Line) { c.end(Voided, l) },
	DeemAccepted:      foldDeemAccepted,
	Decline:           func(c *Case, l Line) { c.end(Declined, l) },
	NotifySupplement:  foldNotifySupplement,
	Supply:            foldSupply,
	Lapse:             func(c *Case, l Line) { c.end(Lapsed, l) },
	Claim:             foldClaim,
	Transfer:          func(c *Case, l Line) { c.hand(l.Facts.Step, l.Actor.Seat(), l.Facts.To) },
	Reassign:          func(c *Case, l Line) { c.hand(l.Facts.Step, l.Facts.From, l.Facts.To) },
	TakeOver:          foldTakeOver,
	Approve:           foldOpinion,
	Refuse:            foldOpinion,
	AddSign:           foldAddSign,
	Delegate:          foldAddSign,
	RemoveSign:        foldRemoveSign,
	Sign:              foldSign,
	TakeBack:          foldTakeBack,
	OpenTask:          foldOpenTask,
	Copy:              func(*Case, Line) {},
	Recuse:            foldRecuse,
	HandOver:          foldHandOver,
	CompleteStep:      foldComplete,
	Return:            foldReturn,
	ForceReturn:       foldReturn,
	ForceAdvance:      foldPending,
	Terminate:         foldPending,
	CorrectInstant:    foldPending,
	Confirm:           foldConfirm,
	Discard:           func(c *Case, l Line) { c.settlePending(l.Facts.Answers) },
	Withdraw:          func(c *Case, l Line) { c.end(Withdrawn, l) },
	StartSpecial:      foldStartSpecial,
	StopClock:         foldStartSpecial,
	FinishSpecial:     foldFinishSpecial,
	ResumeClock:       foldFinishSpecial,
	Extend:            foldExtend,
	Deliver:           foldDeliver,
	Close:             func(c *Case, l Line) { c.end(Closed, l) },
	Archive:           func(c *Case, _ Line) { c.Status = Archived },
	Reopen:            foldReopen,
	Correct:           func(*Case, Line) {},
	Rate:              foldRating,
	RateAgain:         foldRating,
	AnswerRating:      foldRatingAnswer,
	ChargeFee:         foldCharge,
	RecordPayment:     foldPayment,
	Refund:            foldRefund,
	Waive:             foldWaive,
	MoveToBundle:      foldMove,
	Recalendar:        func(c *Case, l Line) { recompute(c.current(), l); c.Marks.recalled(l) },
	Report:            func(*Case, Line) {},
	OpenLead:          func(c *Case, l Line) { c.Leads = append(c.Leads, l.Facts.Lead.Key) },
	Urge:              foldDemand,
	DemandExplanation: foldDemand,
	AnswerUrge:        foldAnswer,
	Warn:              func(c *Case, l Line) { c.Marks.add(l) },
	IssueCard:         func(c *Case, l Line) { c.Marks.add(l) },
	WithholdCard:      func(c *Case, l Line) { c.Marks.add(l) },
	ReleaseCard:       func(c *Case, l Line) { c.Marks.settle(l) },
	DropCard:          func(c *Case, l Line) { c.Marks.settle(l) },
	WithdrawCard:      func(c *Case, l Line) { c.Marks.settle(l) },
	CardSettled:       func(c *Case, l Line) { c.Marks.told(l) },
	RaiseIncident:     foldIncident,
	SettleIncident:    foldSettle,
}

func foldSubmit(c *Case, l Line) {
	c.Filed, c.Status, c.Submitted = *l.Facts.Filed, Submitted, l.Acted
	c.Steps = make([]StepState, len(c.procedure.Steps))
	for i, s := range c.procedure.Steps {
		c.Steps[i] = StepState{Key: s.Key, Phase: Waiting, Unit: c.unitOf(s.Key)}
	}
	if c.Filed.Channel == WindowChannel && c.Filed.Agent == "" || c.Filed.Origin != "" {
		foldReceive(c, l)
		return
	}
	c.Prereview = c.prereviewBegun(l)
}

// WindowChannel is GB/T 39046's code for an application made at the window: it is received as it is submitted.
const WindowChannel = "1"

func (c *Case) unitOf(step string) string {
	for _, u := range c.Filed.Units {
		if u.Step == step {
			return u.Unit
		}
	}
	return c.Filed.Unit
}

func begin(kind clock.Kind, limit clock.Limit, l Line) clock.Ledger {
	return beginAt(kind, limit, limit, l, l.Acted, "")
}

func beginAt(kind clock.Kind, promised, statutory clock.Limit, l Line, start time.Time, reason string) clock.Ledger {
	return clock.Ledger{Kind: kind, Promised: promised, Statutory: statutory, Entries: []clock.Entry{{
		Move: clock.MoveStart, At: start, Actor: l.Actor.Account, Reason: reason, Document: l.Facts.Document,
	}}}
}

func foldReceive(c *Case, l Line) {
	c.Status, c.Received, c.Noticed = Received, l.Acted, time.Time{}
	c.Runs.Acceptance++
	c.Acceptance = begin(clock.KindAcceptance, c.procedure.Acceptance, l)
}

func foldAccept(c *Case, l Line) {
	start := l.Acted
	if c.procedure.ClockStart != FromAcceptance {
		start = c.Received
	}
	c.accept(l, start, string(c.procedure.ClockStart))
}

// foldDeemAccepted back-dates the decision clock to the receipt of the material: who was silent for the whole time
// of K02 has accepted on the day of receipt (行政许可法 32).
func foldDeemAccepted(c *Case, l Line) {
	c.Deemed = true
	c.accept(l, c.Received, "K02")
}

func (c *Case) accept(l Line, start time.Time, reason string) {
	c.Status, c.Accepted = Accepted, l.Acted
	c.Runs.Decision++
	c.Decision = beginAt(clock.KindDecision, c.procedure.Promised, c.procedure.Statutory, l, start, reason)
	c.passChecks(l)
	for i, s := range c.procedure.Steps {
		if s.Kind == AcceptStep {
			c.finish(i, l)
		}
	}
}

func foldNotifySupplement(c *Case, l Line) {
	c.Notified++
	c.Noticed = l.Acted
	c.Missing = l.Facts.Materials
	c.passChecks(l)
	c.awaitSupply(l)
}

func (c *Case) awaitSupply(l Line) {
	c.Status = Supplement
	c.Runs.Supply++
	c.Supply = begin(clock.KindSupplement, c.procedure.Supplement, l)
}

func foldSupply(c *Case, l Line) {
	switch {
	case c.Status == Supplement && !c.Accepted.IsZero():
		c.Status, c.Supplied, c.Noticed = Accepted, l.Acted, time.Time{}
	case c.Status == Supplement:
		foldReceive(c, l)
	}
}

// foldTakeOver moves a step to the superior unit. A shared one is decided by the official who takes it over.
func foldTakeOver(c *Case, l Line) {
	if s := c.Step(l.Facts.Step); s != nil {
		s.Unit, s.Votes, s.Signs, s.Spoken = l.Facts.ToUnit, nil, nil, ""
		c.hand(s.Key, "", l.Facts.To)
	}
}

func foldComplete(c *Case, l Line) {
	if i := c.procedure.StepIndex(l.Facts.Step); i >= 0 {
		c.finish(i, l)
	}
}

func foldDeliver(c *Case, l Line) {
	c.Status = Delivered
	for i, s := range c.procedure.Steps {
		if s.Kind == DeliverStep {
			c.finish(i, l)
		}
	}
}

// foldPending keeps an override that takes effect only when a second supervisor confirms it.
func foldPending(c *Case, l Line) {
	if s := c.Step(l.Facts.Step); s != nil {
		l.Facts.Round = s.Round
	}
	c.Pending = append(c.Pending, Pending{
		Line: l.N, Verb: l.Verb, Account: l.Actor.Account, For: l.Actor.For, Person: l.Actor.Person, Facts: l.Facts,
	})
}

// forgetPending drops overrides that have lost their object: the case is decided or has ended, the step is no longer
// open in that round.
func (c *Case) forgetPending() {
	c.Pending = slices.DeleteFunc(c.Pending, func(p Pending) bool {
		if p.Verb == CorrectInstant {
			return c.Status == Archived
		}
		if p.Verb == Terminate {
			return !slices.Contains(worked, c.Status)
		}
		s := c.Step(p.Facts.Step)
		return c.Status.Ended() || s == nil || s.Phase != Open || s.Round != p.Facts.Round
	})
}

func foldConfirm(c *Case, l Line) {
	pending := c.settlePending(l.Facts.Answers)
	switch pending.Verb {
	case Terminate:
		c.end(Terminated, l)
	case CorrectInstant:
		c.correctInstant(pending, l)
	case ForceAdvance:
		if i := c.procedure.StepIndex(pending.Facts.Step); i >= 0 {
			c.leave(i, Passed, l)
		}
	}
}

func (c *Case) settlePending(line int) Pending {
	i := slices.IndexFunc(c.Pending, func(p Pending) bool { return p.Line == line })
	if i < 0 {
		return Pending{}
	}
	settled := c.Pending[i]
	c.Pending = slices.Delete(c.Pending, i, i+1)
	return settled
}

func foldDemand(c *Case, l Line) {
	c.Demands = append(c.Demands, Demand{Line: l.N, Verb: l.Verb})
}

func foldAnswer(c *Case, l Line) {
	for i := range c.Demands {
		if c.Demands[i].Line == l.Facts.Answers {
			c.Demands[i].Answered = l.N
		}
	}
}

func foldIncident(c *Case, l Line) {
	c.Incidents = append(c.Incidents, Incident{Key: l.Facts.Incident, Raised: l.Acted})
}

func foldSettle(c *Case, l Line) {
	for i := range c.Incidents {
		if c.Incidents[i].Key == l.Facts.Incident && c.Incidents[i].Settled.IsZero() {
			c.Incidents[i].Settled = l.Acted
		}
	}
}

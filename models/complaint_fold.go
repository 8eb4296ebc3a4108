package models

import (
	"fmt"
	"slices"
	"time"

	"mingcha/models/clock"
)

// Fold takes one line into the complaint.
func (c *Complaint) Fold(l Line) error {
	if l.Subject != c.ID || l.N != c.N+1 || l.Previous != c.Head {
		return fmt.Errorf("fold complaint %s: line %d after line %d does not follow", c.ID, l.N, c.N)
	}
	if l.bare() || (l.N == 1) != (l.Verb == LodgeComplaint) || c.Status.Ended() && !l.Verb.afterwards() || handsOn(l.Verb) && l.Facts.ToUnit == "" {
		return fmt.Errorf("fold complaint %s: line %d, %s, is not whole", c.ID, l.N, l.Verb)
	}
	apply, known := complaintFolds[l.Verb]
	if !known {
		return fmt.Errorf("fold complaint %s: line %d has the unknown verb %q", c.ID, l.N, l.Verb)
	}
	apply(c, l)
	c.N, c.Head = l.N, l.Hash
	if l.Actor.Account != SystemAccount {
		c.Acted = l.Acted
	}
	return nil
}

// watches reports whether the verb is of the supervision of a subject and may come after its end.
func (v Verb) watches() bool {
	return slices.Contains([]Verb{
		Warn, IssueCard, WithholdCard, ReleaseCard, DropCard, WithdrawCard, CardSettled, Recalendar, RaiseIncident, SettleIncident, OpenLead,
	}, v)
}

// afterwards reports whether the verb may come after the end of a complaint.
func (v Verb) afterwards() bool { return v.watches() || v == PublishAnswer || v == RetractAnswer }

// handsOn reports whether the verb brings a complaint to another unit.
func handsOn(v Verb) bool {
	return slices.Contains([]Verb{AssignComplaint, TransferComplaint, SubmitUp, HandDown, AskReview, AskReReview}, v)
}

// complaintFolds says what each verb does to a complaint.
var complaintFolds = map[Verb]func(*Complaint, Line){
	LodgeComplaint:    (*Complaint).lodge,
	AcceptComplaint:   (*Complaint).accept,
	DeclineComplaint:  func(c *Complaint, l Line) { c.end(ComplaintDeclined, l) },
	RouteComplaint:    func(c *Complaint, l Line) { c.end(ComplaintRouted, l) },
	HandleSelf:        (*Complaint).handle,
	AssignComplaint:   func(c *Complaint, l Line) { c.pass(Assigned, l) },
	TransferComplaint: func(c *Complaint, l Line) { c.pass(Transferred, l) },
	SubmitUp:          func(c *Complaint, l Line) { c.pass(SentUp, l) },
	HandDown:          func(c *Complaint, l Line) { c.pass(SentDown, l) },
	ReturnComplaint:   (*Complaint).giveBack,
	ExtendComplaint:   (*Complaint).extend,
	RecordInquiry:     func(*Complaint, Line) {},
	AnswerComplaint:   (*Complaint).answer,
	PublishAnswer:     func(c *Complaint, l Line) { c.Published = l.Acted },
	RetractAnswer:     func(c *Complaint, _ Line) { c.Published = time.Time{} },
	AskReview:         func(c *Complaint, l Line) { c.ask(ReviewInstance, l) },
	AskReReview:       func(c *Complaint, l Line) { c.ask(ReReviewInstance, l) },
	DecideReview:      (*Complaint).review,
	DecideReReview:    (*Complaint).review,
	RateAnswer:        (*Complaint).rate,
	CallBack:          (*Complaint).call,
	WithdrawComplaint: func(c *Complaint, l Line) { c.end(ComplaintWithdrawn, l) },
	CloseComplaint:    func(c *Complaint, l Line) { c.end(ComplaintClosed, l) },
	OpenLead:          (*Complaint).suspect,
	Warn:              func(c *Complaint, l Line) { c.Marks.add(l) },
	IssueCard:         func(c *Complaint, l Line) { c.Marks.add(l) },
	WithholdCard:      func(c *Complaint, l Line) { c.Marks.add(l) },
	ReleaseCard:       func(c *Complaint, l Line) { c.Marks.settle(l) },
	DropCard:          func(c *Complaint, l Line) { c.Marks.settle(l) },
	WithdrawCard:      func(c *Complaint, l Line) { c.Marks.settle(l) },
	CardSettled:       func(c *Complaint, l Line) { c.Marks.told(l) },
	Recalendar:        (*Complaint).recount,
	RaiseIncident:     func(*Complaint, Line) {},
	SettleIncident:    func(*Complaint, Line) {},
}

func (c *Complaint) lodge(l Line) {
	c.Facts = *l.Facts.Complaint
	c.Unit, c.Path, c.Responsible, c.Accused = c.Facts.Unit, c.Facts.Path, c.Facts.Unit, slices.Clone(c.Facts.Accused)
	c.Status, c.Instance, c.Lodged = ComplaintLodged, FirstInstance, l.Acted
	if c.Terms().Acceptance.IsZero() {
		c.Status, c.Accepted = ComplaintAccepted, l.Acted
		c.start(ComplaintHandlingClock, c.Terms().Handling, l)
	}
	c.start(ComplaintAcceptanceClock, c.Terms().Acceptance, l)
	if c.Facts.Named {
		c.start(ComplaintContactClock, c.Terms().Contact, l)
	}
}

func (c *Complaint) accept(l Line) {
	c.finish(l.Acted, ComplaintAcceptanceClock, ComplaintReturnClock)
	c.Status, c.Accepted = ComplaintAccepted, l.Acted
	c.settleHands()
	if f := l.Facts.Complaint; f != nil {
		for _, account := range f.Accused {
			if !slices.Contains(c.Accused, account) {
				c.Accused = append(c.Accused, account)
			}
		}
	}
	c.start(ComplaintHandlingClock, c.Terms().Handling, l)
}

// settleHands makes the passages so far final: who has taken the complaint up does not give it back.
func (c *Complaint) settleHands() {
	for i := range c.Hands {
		c.Hands[i].Settled = true
	}
}

func (c *Complaint) handle(l Line) {
	c.finish(l.Acted, ComplaintReturnClock)
	c.settleHands()
	if c.Way == "" {
		c.Way = HandledSelf
	}
	c.Status, c.Holder = ComplaintHandling, l.Facts.To
	if c.Holder == "" {
		c.Holder = l.Actor.Seat()
	}
}

// pass brings the complaint to another unit. One that was not accepted yet is accepted or declined there.
func (c *Complaint) pass(way ComplaintWay, l Line) {
	c.finish(l.Acted, ComplaintReturnClock)
	c.settleHands()
	c.move(l, false)
	if way != Assigned {
		c.Transfers++
		c.Responsible = c.Unit
	}
	c.Way = way
	if c.Status != ComplaintLodged {
		c.Status = ComplaintHanded
	}
	c.start(ComplaintReturnClock, c.Terms().Return, l)
}

func (c *Complaint) move(l Line, settled bool) {
	c.Hands = append(c.Hands, ComplaintHand{
		Line: l.N, Verb: l.Verb, At: l.Acted, By: l.Actor.Account, From: c.Unit, To: l.Facts.ToUnit, FromPath: c.Path,
		Responsible: c.Responsible, Way: c.Way, Settled: settled,
	})
	c.Unit, c.Holder = l.Facts.ToUnit, ""
	if f := l.Facts.Complaint; f != nil {
		c.Path = f.Path
	}
}

// giveBack undoes the last passage: the unit before has it again, and decides anew (C07).
func (c *Complaint) giveBack(l Line) {
	c.finish(l.Acted, ComplaintReturnClock)
	hand := c.Returnable()
	if hand == nil {
		return
	}
	hand.Settled = true
	back := *hand
	c.Hands = append(c.Hands, ComplaintHand{
		Line: l.N, Verb: l.Verb, At: l.Acted, By: l.Actor.Account, From: c.Unit, To: back.From, FromPath: c.Path,
		Responsible: c.Responsible, Way: c.Way, Settled: true,
	})
	c.Unit, c.Path, c.Responsible, c.Way, c.Holder = back.From, back.FromPath, back.Responsible, back.Way, ""
	if c.Status != ComplaintLodged {
		c.Status = ComplaintAccepted
	}
}

func (c *Complaint) extend(l Line) {
	c.Extended = true
	if t := c.Timer(ComplaintHandlingClock); t != nil {
		t.Ledger.Entries = append(t.Ledger.Entries, clock.Entry{
			Move: clock.MoveExtend, At: l.Acted, Actor: l.Actor.Account, Document: l.Facts.Document, N: c.Terms().Extension,
		})
	}
}

func (c *Complaint) answer(l Line) {
	c.finish(l.Acted, ComplaintHandlingClock, ComplaintReviewClock)
	a := ComplaintAnswer{
		Line: l.N, At: l.Acted, By: l.Actor.Account, Unit: c.Unit, Path: c.Path, Instance: c.Instance, Outcome: l.Facts.Outcome, Asked: c.Asked,
	}
	if f := l.Facts.Complaint; f != nil {
		a.Result = f.Result
	}
	if last := c.Last(); last != nil && l.Facts.Outcome == Uphold {
		a.Result = last.Result
	}
	c.Answers = append(c.Answers, a)
	c.Status, c.Satisfaction, c.Rated, c.Called, c.Asked = ComplaintAnswered, "", 0, 0, 0
	c.Published = time.Time{}
	c.start(ComplaintWindowClock, c.Terms().Window, l)
}

// ask brings the complaint before the organ above. Who has answered stays responsible for the matter.
func (c *Complaint) ask(instance int, l Line) {
	c.finish(l.Acted, ComplaintWindowClock)
	c.move(l, true)
	c.Instance, c.Status, c.Asked = instance, ComplaintReviewing, l.N
	c.start(ComplaintReviewClock, c.Terms().Review, l)
}

// review decides what was asked for. What must be done anew goes back to who answered first.
func (c *Complaint) review(l Line) {
	c.answer(l)
	if l.Facts.Outcome != Redo {
		return
	}
	c.finish(l.Acted, ComplaintWindowClock)
	first := c.Answers[slices.IndexFunc(c.Answers, func(a ComplaintAnswer) bool { return a.Instance == FirstInstance })]
	c.Hands = append(c.Hands, ComplaintHand{
		Line: l.N, Verb: l.Verb, At: l.Acted, By: l.Actor.Account, From: c.Unit, To: first.Unit, FromPath: c.Path, Responsible: c.Responsible,
		Way: c.Way, Settled: true,
	})
	c.Unit, c.Path, c.Responsible, c.Holder, c.Way = first.Unit, first.Path, first.Unit, "", SentDown
	c.Status, c.Instance, c.Extended = ComplaintAccepted, FirstInstance, false
	c.start(ComplaintHandlingClock, c.Terms().Handling, l)
}

func (c *Complaint) rate(l Line) { c.Satisfaction, c.Rated = l.Facts.Complaint.Satisfaction, l.N }

func (c *Complaint) call(l Line) {
	c.finish(l.Acted, ComplaintContactClock)
	c.Calls++
	if c.Status == ComplaintAnswered {
		c.Called = l.N
		if f := l.Facts.Complaint; f != nil && f.Satisfaction != "" {
			c.rate(l)
		}
	}
}

func (c *Complaint) end(status ComplaintStatus, l Line) {
	c.finish(l.Acted)
	c.Status, c.Ended = status, l.Acted
}

func (c *Complaint) suspect(l Line) {
	c.Leads, c.Suspected = append(c.Leads, l.Facts.Lead.ID), append(c.Suspected, l.Facts.Lead.Key)
}

func (c *Complaint) recount(l Line) {
	for i := range c.Timers {
		if c.Timers[i].End.IsZero() {
			recompute(&c.Timers[i].Ledger, l)
		}
	}
	c.Marks.recalled(l)
}

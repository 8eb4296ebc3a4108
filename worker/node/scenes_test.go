package node

import (
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// scene is one act, what must happen before it, what only it makes possible, and what it rules out.
type scene struct {
	online   bool // the application came by computer, and waits to be taken in
	before   []deed
	act      deed
	next     deed
	contrary deed // without a verb: nothing is
}

// The deeds beside the ordinary way of a case.
var (
	days        = clock.Limit{N: 3, Unit: clock.UnitWorkday}
	sendingBack = deed{verb: models.SendBack, role: "window_clerk", facts: models.Facts{Step: "accept", Reasoned: true}}
	receiving   = deed{verb: models.Receive, role: "window_clerk", facts: models.Facts{Step: "accept"}}
	declining   = deed{verb: models.Decline, role: "window_clerk", facts: models.Facts{Step: "accept", Reasoned: true, Remedy: true}}
	notifying   = deed{verb: models.NotifySupplement, role: "window_clerk", facts: models.Facts{
		Step: "accept", Reasoned: true, Materials: []models.Checked{{No: 1, State: "missing"}}}}
	supplying    = deed{verb: models.Supply, role: "window_clerk", facts: models.Facts{Materials: received}}
	claiming     = deed{verb: models.Claim, role: "handler", facts: models.Facts{Step: "review"}}
	refusing     = deed{verb: models.Refuse, role: "approver", facts: models.Facts{Step: "decide", Reasoned: true, Remedy: true}}
	returning    = deed{verb: models.Return, role: "approver", facts: models.Facts{Step: "decide", Target: "review", Reasoned: true}}
	transferring = deed{verb: models.Transfer, role: "handler", facts: models.Facts{Step: "review", To: bureau + ".handler-02", Reasoned: true}}
	testing1     = deed{verb: models.StartSpecial, role: "handler", facts: models.Facts{Ground: "testing", Planned: days, Document: "检1", Reasoned: true}}
	tested       = deed{verb: models.FinishSpecial, role: "handler"}
	extending    = deed{verb: models.Extend, role: "department_head", facts: models.Facts{Extend: 5, Reasoned: true, Document: "延1"}}
	correcting   = deed{verb: models.Correct, role: "handler", facts: models.Facts{Reasoned: true}}
	withdrawing  = deed{verb: models.Withdraw, role: "window_clerk"}
	charging     = deed{verb: models.ChargeFee, role: "window_clerk", facts: models.Facts{Fee: &models.FeeFacts{
		Charges: []models.Charge{{Standard: "place", Quantity: 1000}}}}}
	paying = deed{verb: models.RecordPayment, role: "window_clerk", facts: models.Facts{Fee: &models.FeeFacts{
		Bill: 3, Amount: 8000, Channel: "online", Account: "10304", Voucher: "票1"}}}
	refunding = deed{verb: models.Refund, role: "department_head", facts: models.Facts{Reasoned: true, Fee: &models.FeeFacts{
		Payment: 4, Amount: 100}}}
	waiving = deed{verb: models.Waive, role: "approver", facts: models.Facts{Ground: "hardship", Document: "减1", Fee: &models.FeeFacts{
		Bill: 3, Amount: 8000}}}
	voiding   = deed{verb: models.VoidCase, role: "window_clerk", facts: models.Facts{Step: "accept", Ground: "entered_twice", Reasoned: true}}
	filingOff = deed{verb: models.Archive, role: "delivery_clerk"}
	rating    = deed{verb: models.Rate, role: citizen, facts: models.Facts{Rating: &models.RatingFacts{Level: models.VerySatisfied}}}
	thanking  = deed{verb: models.AnswerRating, role: "approver", facts: models.Facts{Answers: 8, Reasoned: true}}
	urging    = deed{verb: models.Urge, role: "window_clerk"}
	answering = deed{verb: models.AnswerUrge, role: "handler", facts: models.Facts{Answers: 3, Reasoned: true}}
	reopening = deed{verb: models.Reopen, role: "department_head", facts: models.Facts{Target: "review", Reasoned: true}}
	adding    = deed{verb: models.AddSign, role: "handler", facts: models.Facts{
		Step: "review", To: bureau + ".handler-02", Order: models.SignBefore, Reasoned: true}}
	removing    = deed{verb: models.RemoveSign, role: "handler", facts: models.Facts{Step: "review", To: bureau + ".handler-02"}}
	delegating  = deed{verb: models.Delegate, role: "handler", facts: models.Facts{Step: "review", To: bureau + ".handler-02", Reasoned: true}}
	signing     = deed{verb: models.Sign, role: "handler", number: 2, facts: models.Facts{Step: "review"}}
	takingBack  = deed{verb: models.TakeBack, role: "handler", facts: models.Facts{Step: "review"}}
	opening     = deed{verb: models.OpenTask, role: "handler", number: 2, facts: models.Facts{Step: "check"}}
	copying     = deed{verb: models.Copy, role: "handler", facts: models.Facts{Copies: []string{bureau + ".reviewer-01"}}}
	recusing    = deed{verb: models.Recuse, role: "handler", facts: models.Facts{Step: "review", Reasoned: true}}
	handingOver = deed{verb: models.HandOver, role: "department_head", facts: models.Facts{
		Step: "review", From: bureau + ".handler-01", To: bureau + ".handler-02", Ground: "shift"}}
	reassigning = deed{verb: models.Reassign, role: "supervisor", facts: models.Facts{Step: "review", To: bureau + ".handler-02", Reasoned: true, Ground: "K10"}}
	takingOver  = deed{verb: models.TakeOver, role: "supervisor", facts: models.Facts{
		Step: "review", To: "above.handler-01", ToUnit: "gd-scjgj", Reasoned: true, Ground: "K10"}}
	stopping    = deed{verb: models.StopClock, role: "supervisor", facts: testing1.facts}
	resuming    = deed{verb: models.ResumeClock, role: "supervisor", facts: models.Facts{Reasoned: true, Ground: "K10"}}
	forcingBack = deed{verb: models.ForceReturn, role: "supervisor", facts: models.Facts{Step: "decide", Target: "review", Reasoned: true, Ground: "K10"}}
	advancing   = deed{verb: models.ForceAdvance, role: "supervisor", facts: models.Facts{Step: "review", Reasoned: true, Remedy: true, Ground: "K10"}}
	redating    = deed{verb: models.CorrectInstant, role: "supervisor", facts: models.Facts{
		Reasoned: true, Ground: "entered_wrong", Document: "更1", Correction: &models.Correction{Line: 1, Is: time.Now().Add(-time.Minute)}}}
	terminating = deed{verb: models.Terminate, role: "supervisor", facts: models.Facts{Reasoned: true, Ground: "K10", Remedy: true}}
	confirming  = deed{verb: models.Confirm, role: "supervisor", number: 2, facts: models.Facts{Answers: 3}}
	discarding  = deed{verb: models.Discard, role: "supervisor", number: 2, facts: models.Facts{Answers: 3, Reasoned: true}}
)

// scenes has every command that a person can give on a case.
func scenes() []scene {
	checked, granted := []deed{accepting, reviewing, checking}, []deed{accepting, reviewing, checking, deciding}
	after := func(deeds ...deed) []deed { return append([]deed{accepting}, deeds...) }
	second := func(d deed) deed { d.number = 2; return d }
	return []scene{
		{online: true, act: receiving, next: accepting, contrary: sendingBack},
		{online: true, act: sendingBack, next: reopening, contrary: receiving},
		{act: accepting, next: reviewing, contrary: declining},
		{act: declining, next: reopening, contrary: accepting},
		{act: notifying, next: supplying, contrary: accepting},
		{before: []deed{notifying}, act: supplying, next: accepting},
		{before: after(), act: claiming, next: reviewing, contrary: second(claiming)},
		{before: after(), act: reviewing, next: checking, contrary: second(reviewing)},
		{before: checked, act: refusing, next: delivering, contrary: deciding},
		{before: checked, act: returning, next: reviewing, contrary: deciding},
		{before: after(), act: transferring, next: second(reviewing), contrary: reviewing},
		{before: after(), act: forwarding, next: demanding, contrary: reopening},
		{before: after(), act: adding, next: signing, contrary: reviewing},
		{before: after(adding), act: removing, next: reviewing, contrary: signing},
		{before: after(adding), act: signing, next: reviewing, contrary: removing},
		{before: after(), act: delegating, next: signing, contrary: reviewing},
		{before: after(reviewing), act: takingBack, next: reviewing, contrary: checking},
		{before: after(reviewing), act: opening, next: checking, contrary: takingBack},
		{before: after(), act: copying, next: reviewing},
		{before: after(), act: recusing, next: second(reviewing), contrary: reviewing},
		{before: after(claiming), act: handingOver, next: second(reviewing), contrary: reviewing},
		{before: after(), act: testing1, next: tested, contrary: stopping},
		{before: after(testing1), act: tested, next: reviewing},
		{before: after(), act: extending, next: reviewing},
		{before: granted, act: delivering, next: closing},
		{before: append(granted, delivering), act: closing, next: reopening},
		{before: append(granted, delivering, closing), act: filingOff, next: demanding, contrary: reopening},
		{before: append(granted, delivering, rating), act: thanking, next: closing},
		{act: voiding, next: demanding, contrary: accepting},
		{before: after(), act: correcting, next: correcting},
		{before: after(), act: withdrawing, next: reopening, contrary: reviewing},
		{before: after(), act: charging, next: paying},
		{before: after(charging), act: paying, next: refunding, contrary: waiving},
		{before: after(charging, paying), act: refunding, next: reviewing},
		{before: after(charging), act: waiving, next: reviewing},
		{before: after(), act: urging, next: answering},
		{before: after(urging), act: answering, next: demanding},
		{before: after(withdrawing), act: reopening, next: reviewing},
		{before: after(), act: demanding, next: answering},
		{before: after(), act: reassigning, next: second(reviewing), contrary: reviewing},
		{before: after(), act: takingOver, next: demanding, contrary: reviewing},
		{before: after(), act: stopping, next: resuming, contrary: testing1},
		{before: after(stopping), act: resuming, next: reviewing},
		{before: checked, act: forcingBack, next: reviewing, contrary: deciding},
		{before: after(), act: advancing, next: confirming},
		{before: after(), act: redating, next: confirming, contrary: redating},
		{before: after(), act: terminating, next: confirming},
		{before: after(terminating), act: confirming, next: reopening, contrary: discarding},
		{before: after(terminating), act: discarding, next: terminating, contrary: confirming},
	}
}

// demanding is possible in every status: it shows that a case still takes commands.
var demanding = deed{verb: models.DemandExplanation, role: "supervisor", facts: models.Facts{Reasoned: true, Ground: "K10"}}

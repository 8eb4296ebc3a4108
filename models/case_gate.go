package models

import (
	"slices"
)

// Gate answers whether a command may be carried out on the case as it stands: nil, or an Error with the reason. It is
// asked by the pages (to grey a button and say why), by the workflow's validator and again inside the append. It
// judges order, persons and completeness; who may act at all is the policy's question, and time is the clock's.
func (c *Case) Gate(cmd Command) error {
	rule, known := caseGates[cmd.Verb]
	if !known {
		return Errorf(Invalid, "unknown_verb", "%q is not a command on a case", cmd.Verb)
	}
	if c.N == 0 && cmd.Verb != Submit {
		return Errorf(NotFound, "no_such_case", "there is no such case")
	}
	if len(rule.statuses) > 0 && !slices.Contains(rule.statuses, c.Status) {
		return Errorf(Conflict, "not_in_status", "%s is not possible while the case is %s", cmd.Verb, c.Status)
	}
	if err := c.notOwn(cmd); err != nil {
		return err
	}
	if err := c.notRecused(cmd); err != nil {
		return err
	}
	for _, check := range rule.checks {
		if err := check(c, cmd); err != nil {
			return err
		}
	}
	return nil
}

// gate is what a verb asks of the case: the statuses in which it is possible and further checks in order.
type gate struct {
	statuses []CaseStatus
	checks   []func(*Case, Command) error
}

type checks = []func(*Case, Command) error

// worked are the statuses in which a case is worked on before its decision.
var worked = []CaseStatus{Submitted, Received, Supplement, Accepted}

// living are the statuses in which somebody still has something to do.
var living = []CaseStatus{Submitted, Received, Supplement, Accepted, Granted, Denied, Delivered}

// caseGates lists every command that a person, or the case by itself, can give.
var caseGates = map[Verb]gate{
	Submit:            {[]CaseStatus{Draft}, checks{filedWhole}},
	Receive:           {[]CaseStatus{Submitted}, checks{atStep(AcceptStep), mySeat}},
	SendBack:          {[]CaseStatus{Submitted}, checks{atStep(AcceptStep), mySeat, reasoned}},
	Accept:            {[]CaseStatus{Received}, checks{atStep(AcceptStep), mySeat, gathered, complete, heedsParts}},
	Contribute:        {[]CaseStatus{Received}, checks{atStep(CheckStep), mySeat, ownPart}},
	Forward:           {[]CaseStatus{Submitted, Received, Accepted}, checks{forwards}},
	VoidCase:          {[]CaseStatus{Received}, checks{atStep(AcceptStep), mySeat, reasoned, voidGround}},
	Decline:           {[]CaseStatus{Received}, checks{atStep(AcceptStep), mySeat, reasoned, remedied}},
	NotifySupplement:  {[]CaseStatus{Received}, checks{atStep(AcceptStep), mySeat, once, namesMissing, gathered, tellsAllParts}},
	Supply:            {[]CaseStatus{Supplement}, checks{namesMaterials}},
	Claim:             {living, checks{openStep, inPool, notSigner, fourEyes}},
	Approve:           {[]CaseStatus{Accepted}, checks{atStep(OpinionStep, DecideStep), mySeat, fourEyes, notWaiting, clockRuns, advice, paidUp}},
	Refuse:            {[]CaseStatus{Accepted}, checks{atStep(DecideStep), mySeat, fourEyes, notWaiting, clockRuns, reasoned, remedied}},
	Return:            {[]CaseStatus{Accepted}, checks{atStep(OpinionStep, DecideStep), mySeat, fourEyes, reasoned, earlierTarget}},
	Transfer:          {living, checks{openStep, mySeat, givesTo, mayTake, reasoned}},
	AddSign:           {[]CaseStatus{Accepted}, checks{atStep(OpinionStep, DecideStep), mySeat, fourEyes, givesTo, reasoned, asksFor, mayTake}},
	Delegate:          {[]CaseStatus{Accepted}, checks{atStep(OpinionStep, DecideStep), mySeat, fourEyes, givesTo, reasoned, asksFor, onlyDelegate, mayTake}},
	RemoveSign:        {[]CaseStatus{Accepted}, checks{openStep, givesTo, removable}},
	Sign:              {[]CaseStatus{Accepted}, checks{openStep, mySign, fourEyes}},
	TakeBack:          {[]CaseStatus{Accepted}, checks{mine, nextUntouched}},
	OpenTask:          {[]CaseStatus{Accepted}, checks{openStep, myPlace, unread}},
	Copy:              {nil, checks{namesCopies}},
	Recuse:            {living, checks{openStep, notAside, myPlace, reasoned, replaced}},
	HandOver:          {living, checks{openStep, handsFrom, handOverGround, replaced}},
	StartSpecial:      {[]CaseStatus{Accepted}, checks{specialKnown, noSpecial, planned, documented}},
	FinishSpecial:     {[]CaseStatus{Accepted, Granted, Denied, Delivered}, checks{specialRuns, ownSpecial}},
	Extend:            {[]CaseStatus{Accepted}, checks{extensible, reasoned, documented}},
	Deliver:           {[]CaseStatus{Granted, Denied}, checks{atStep(DeliverStep), mySeat, paidUp}},
	Close:             {[]CaseStatus{Delivered}, nil},
	Archive:           {[]CaseStatus{Closed}, checks{nothingOwed}},
	Correct:           {[]CaseStatus{Accepted, Granted, Denied, Delivered}, checks{reasoned}},
	ChargeFee:         {[]CaseStatus{Accepted, Granted}, checks{standards}},
	RecordPayment:     {nil, checks{money}},
	Refund:            {nil, checks{reasoned, refundable}},
	Waive:             {[]CaseStatus{Accepted, Granted, Delivered}, checks{based, documented, waivable}},
	Withdraw:          {worked, nil},
	Urge:              {living, checks{basedFromOutside}},
	Rate:              {served, checks{byApplicant, levelled, rateOnce}},
	RateAgain:         {served, checks{byApplicant, levelled, rateOnce}},
	AnswerRating:      {nil, checks{ratingOpen, reasoned}},
	AnswerUrge:        {nil, checks{demandOpen, reasoned}},
	Reopen:            {reopenable, checks{goesOnHere, reasoned, basedFromOutside, reopenTarget}},
	DemandExplanation: {nil, checks{reasoned, based}},
	Reassign:          {living, checks{reasoned, based, openStep, givesTo, fromThere, mayTake}},
	TakeOver:          {living, checks{reasoned, based, openStep, givesTo, givesUnit, mayTake}},
	StopClock:         {[]CaseStatus{Accepted}, checks{reasoned, stopGround, noSpecial, planned, documented}},
	ResumeClock:       {[]CaseStatus{Accepted}, checks{reasoned, based, specialRuns}},
	ForceReturn:       {[]CaseStatus{Accepted}, checks{reasoned, based, openStep, earlierTarget}},
	ForceAdvance:      {[]CaseStatus{Accepted}, checks{reasoned, based, remedied, advanceable, notPending}},
	Terminate:         {worked, checks{reasoned, based, remedied, notPending}},
	CorrectInstant:    {movableIn, checks{reasoned, correctionGround, documented, noHand, namesInstant, oneCorrection}},
	Confirm:           {nil, checks{pendingOfOther, stillMoves}},
	Discard:           {nil, checks{pendingOfOther, reasoned}},
	ReleaseCard:       {nil, checks{reasoned, cardIs(Withheld)}},
	DropCard:          {nil, checks{reasoned, cardIs(Withheld)}},
	WithdrawCard:      {nil, checks{cardIs(Issued, Withheld)}},
	CardSettled:       {nil, checks{cardKnown}},
	CompleteStep:      {living, checks{atStep(ServiceStep)}},
	DeemAccepted:      {[]CaseStatus{Received}, nil},
	Lapse:             {[]CaseStatus{Supplement}, nil},
	Warn:              {nil, checks{cardNew}},
	IssueCard:         {nil, checks{cardNew}},
	WithholdCard:      {nil, checks{cardNew}},
	MoveToBundle:      {living, checks{goesOver}},
	Recalendar:        {nil, nil},
	Report:            {nil, nil},
	OpenLead:          {nil, checks{suspectNew}},
	RaiseIncident:     {living, nil},
	SettleIncident:    {nil, nil},
}

var reopenable = []CaseStatus{Closed, Withdrawn, Lapsed, Terminated, Declined, Returned, Forwarded}

// applicantVerbs are what an applicant does on the own case, and nobody else has to abstain from.
var applicantVerbs = []Verb{Submit, Supply, Withdraw, Urge, Rate, RateAgain}

// notOwn refuses everybody who acts on the own application: own cases are for colleagues (A07, 回避).
func (c *Case) notOwn(cmd Command) error {
	own := cmd.Actor.Person != "" && cmd.Actor.Person == c.Filed.Applicant ||
		c.Filed.Account != "" && (cmd.Actor.Account == c.Filed.Account || cmd.Actor.For == c.Filed.Account)
	if own && !slices.Contains(applicantVerbs, cmd.Verb) {
		return Errorf(Forbidden, "own_case", "nobody acts on the own application (A07)")
	}
	return nil
}

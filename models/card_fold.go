package models

import (
	"time"

	"mingcha/models/clock"
)

// TopOfLadder is the cause of a climb that finds no tier above to tell: there is no further one.
const TopOfLadder = "top_of_ladder"

// cardFolds says what each verb does to a card. A verb that is only on record does nothing here.
var cardFolds = map[Verb]func(*Card, Line){
	IssueCard:         foldIssue,
	Warn:              func(c *Card, l Line) { c.Marks.add(l) },
	WithholdCard:      func(c *Card, l Line) { c.Marks.add(l) },
	ReleaseCard:       func(c *Card, l Line) { c.Marks.settle(l) },
	DropCard:          func(c *Card, l Line) { c.Marks.settle(l) },
	CardSettled:       func(c *Card, l Line) { c.Marks.told(l) },
	OpenCard:          foldOpened,
	AnswerCard:        foldAnswered,
	VerifyCard:        func(c *Card, l Line) { c.judge(l); c.end(CardVerified, l) },
	SendBackCard:      func(c *Card, l Line) { c.fail(l); c.ask(clock.KindFeedback, CardSentBack, l) },
	OrderCard:         func(c *Card, l Line) { c.fail(l); c.ask(OrderClock, CardOrdered, l) },
	AdviseCard:        func(c *Card, l Line) { c.judge(l); c.ask(clock.KindFeedback, CardAdvised, l) },
	ExtendCorrection:  foldExtendCorrection,
	AppealCard:        foldAppeal,
	DecideAppeal:      foldDecideAppeal,
	MarkSelfCorrected: func(c *Card, l Line) { c.Corrected = l.N },
	WithdrawCard:      foldWithdrawCard,
	SupersedeCard:     foldSupersede,
	ReinstateCard:     foldReinstate,
	Climb:             foldClimb,
	Recalendar:        func(c *Card, l Line) { recompute(c.clockAsked(), l); c.Marks.recalled(l) },
	OpenLead:          func(c *Card, l Line) { c.Leads = append(c.Leads, l.Facts.Lead.Key) },
	RaiseIncident:     func(*Card, Line) {},
	SettleIncident:    func(*Card, Line) {},
}

// foldIssue begins the card, or notes a card that was issued on it.
func foldIssue(c *Card, l Line) {
	if l.N > 1 {
		c.Marks.add(l)
		return
	}
	c.Facts, c.Issued, c.About = *l.Facts.Card, l.Acted, *l.Facts.About
	c.Unit, c.Path, c.Told, c.RungAt = l.Facts.Card.Unit, l.Actor.Path, l.Facts.Card.Told, l.Acted
	if l.Facts.Terms != nil {
		c.Terms = *l.Facts.Terms
	}
	if by := c.Facts.By; by != nil {
		c.Hands = append(c.Hands, *by)
	}
	c.ask(clock.KindFeedback, CardIssued, l)
}

func foldOpened(c *Card, l Line) {
	c.openedAt(l)
	if c.Status == CardIssued {
		c.Status = CardDelivered
	}
}

// openedAt notes the receipt: nobody answers or appeals against what he has not seen.
func (c *Card) openedAt(l Line) {
	if c.Opened.IsZero() {
		c.Opened = l.Acted
	}
}

// end closes the card. What still ran on it has ended.
func (c *Card) end(status CardStatus, l Line) {
	c.Before, c.Status, c.Ended = c.Status, status, l.Acted
}

// foldWithdrawCard takes back the card itself, or a signal that was issued on it.
func foldWithdrawCard(c *Card, l Line) {
	if l.Facts.Card.ID != c.ID {
		c.Marks.settle(l)
		return
	}
	c.withdraw(l)
}

func (c *Card) withdraw(l Line) {
	c.end(CardRevoked, l)
	c.Revoked, c.Cause = l.Acted, l.Facts.Ground
	if l.Facts.Card != nil {
		c.Cause = l.Facts.Card.Cause
	}
}

// foldSupersede lets a card of a higher level take the place of this one. The history stays.
func foldSupersede(c *Card, l Line) {
	c.end(CardSuperseded, l)
	c.By = l.Facts.Card.ID
}

// foldReinstate lets the card go on where it stood, because what took its place was withdrawn. The time in between
// is nobody's.
func foldReinstate(c *Card, l Line) {
	ended := c.Ended
	c.Status, c.Before, c.Ended, c.By, c.Stood = c.Before, "", time.Time{}, "", l.Acted
	for _, ledger := range c.running() {
		enterCard(ledger, clock.Entry{Move: clock.MoveStop, At: ended}, l)
		enterCard(ledger, clock.Entry{Move: clock.MoveResume, At: l.Acted}, l)
	}
	c.Asked = l.Acted
}

func foldClimb(c *Card, l Line) {
	c.Rung, c.RungAt, c.Top = l.Facts.Card.Rung, l.Facts.Card.Due, l.Facts.Card.Cause == TopOfLadder
	c.Told = append(c.Told, l.Facts.Card.Told...)
}

// enterCard writes one move into a clock of a card.
func enterCard(ledger *clock.Ledger, e clock.Entry, l Line) {
	e.Actor, e.Reason, e.Document = l.Actor.Account, string(l.Verb), l.Facts.Document
	ledger.Entries = append(ledger.Entries[:len(ledger.Entries):len(ledger.Entries)], e)
}

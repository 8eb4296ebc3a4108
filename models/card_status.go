package models

import "slices"

// CardStatus is how far a card (黄牌、红牌) has come.
type CardStatus string

// The statuses. The comment says what brings a card there.
const (
	CardIssued     CardStatus = "issued"     // 已发牌: nobody has opened it
	CardDelivered  CardStatus = "delivered"  // 已送达: a recipient has opened it
	CardAnswered   CardStatus = "answered"   // 已反馈: it waits to be verified
	CardSentBack   CardStatus = "sent_back"  // 退回重报: the answer was not enough
	CardOrdered    CardStatus = "ordered"    // 督办: a written order with a date of its own
	CardAdvised    CardStatus = "advised"    // 监察建议: written advice after rounds that failed
	CardVerified   CardStatus = "verified"   // 核实通过
	CardRevoked    CardStatus = "withdrawn"  // 已撤牌
	CardSuperseded CardStatus = "superseded" // 已被替代: by a card of a higher level
	CardDowngraded CardStatus = "downgraded" // 已降为预警
)

// unanswered are the statuses in which the unit owes an answer.
var unanswered = []CardStatus{CardIssued, CardDelivered, CardSentBack, CardOrdered, CardAdvised}

// open are the statuses in which somebody has something to do about a card.
var open = []CardStatus{CardIssued, CardDelivered, CardSentBack, CardOrdered, CardAdvised, CardAnswered}

// Ended reports whether nobody has anything left to do about the card.
func (s CardStatus) Ended() bool { return !slices.Contains(open, s) && s != "" }

// Await says what a card waits for.
type Await string

// What it may wait for.
const (
	AwaitsNothing      Await = ""
	AwaitsAnswer       Await = "answer"       // the unit's
	AwaitsVerification Await = "verification" // by the supervisor
	AwaitsAppeal       Await = "appeal"       // that it be decided
	AwaitsRelease      Await = "release"      // withheld: a named person releases or drops it
)

// Awaits says what the card waits for.
func (c *Card) Awaits() Await {
	switch {
	case c.Resting():
		return AwaitsNothing
	case c.Appealed():
		return AwaitsAppeal
	case c.Status == CardAnswered:
		return AwaitsVerification
	default:
		return AwaitsAnswer
	}
}

// WithdrawalGrounds are the grounds on which a person withdraws a card (domain.md 2.4, 6).
func WithdrawalGrounds() []string {
	return []string{"system_error", CalendarError, "excluded_time", "concealment", "force_majeure"}
}

// CalendarError is the ground that gives a threshold free as soon as the calendar is corrected.
const CalendarError = "calendar_error"

// The outcomes of an appeal.
const (
	Uphold    = "uphold"    // 维持
	Downgrade = "downgrade" // 降级
	Revoke    = "withdraw"  // 撤牌
)

// Outcomes lists the outcomes of an appeal.
func Outcomes() []string { return []string{Uphold, Downgrade, Revoke} }

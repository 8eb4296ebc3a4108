package models

import (
	"slices"

	"mingcha/models/clock"
)

// Gate answers whether a command may be carried out on the card as it stands.
func (c *Card) Gate(cmd Command) error {
	if c.N == 0 && cmd.Verb != IssueCard {
		return Errorf(NotFound, "no_such_card", "there is no such card")
	}
	rule, known := cardGates[cmd.Verb]
	if !known {
		return Errorf(Invalid, "unknown_verb", "%q is not a command on a card", cmd.Verb)
	}
	if len(rule.statuses) > 0 && !slices.Contains(rule.statuses, c.Status) {
		return Errorf(Conflict, "not_in_status", "%s is not possible while the card is %s", cmd.Verb, c.Status)
	}
	for _, check := range rule.checks {
		if err := check(c, cmd); err != nil {
			return err
		}
	}
	return nil
}

// cardGate is what a verb asks of a card: the statuses in which it is possible and further checks in order.
type cardGate struct {
	statuses []CardStatus
	checks   []func(*Card, Command) error
}

type cardChecks = []func(*Card, Command) error

// cardGates lists every command that a person, another subject, or the card by itself can give.
var cardGates = map[Verb]cardGate{
	OpenCard:          {nil, cardChecks{notRevoked}},
	AnswerCard:        {open, cardChecks{unappealed, answerDue, answerWhole}},
	AppealCard:        {open, cardChecks{appealable, texted, grounded}},
	VerifyCard:        {[]CardStatus{CardAnswered}, cardChecks{unappealed}},
	SendBackCard:      {[]CardStatus{CardAnswered}, cardChecks{unappealed, cardReasoned}},
	OrderCard:         {open, cardChecks{unappealed, cardReasoned, cardPlanned, cardDocumented}},
	AdviseCard:        {open, cardChecks{unappealed, failedOften, cardReasoned, cardDocumented}},
	ExtendCorrection:  {[]CardStatus{CardAnswered}, cardChecks{unappealed, correctable, cardReasoned}},
	DecideAppeal:      {open, cardChecks{appealPending, outcomeKnown, cardReasoned, otherHand, leads}},
	MarkSelfCorrected: {nil, cardChecks{notRevoked, notYetMarked, cardReasoned, proven}},
	WithdrawCard:      {nil, cardChecks{withdrawable}},
	SupersedeCard:     {open, nil},
	ReinstateCard:     {[]CardStatus{CardSuperseded}, cardChecks{tookItsPlace}},
	IssueCard:         {nil, cardChecks{signalNew}},
	Warn:              {nil, cardChecks{signalNew}},
	WithholdCard:      {nil, cardChecks{signalNew}},
	Climb:             {nil, cardChecks{signalNew}},
	ReleaseCard:       {nil, cardChecks{cardReasoned, signalIs(Withheld)}},
	DropCard:          {nil, cardChecks{cardReasoned, signalIs(Withheld)}},
	CardSettled:       {nil, cardChecks{signalKnown}},
	OpenLead:          {nil, cardChecks{cardSuspectNew}},
	Recalendar:        {nil, nil},
	RaiseIncident:     {nil, nil},
	SettleIncident:    {nil, nil},
}

func signalNew(c *Card, cmd Command) error { return c.Marks.new(cmd) }

func cardSuspectNew(c *Card, cmd Command) error { return suspectedBefore(c.Leads, cmd) }

func signalKnown(c *Card, cmd Command) error { return c.Marks.known(cmd) }

func signalIs(states ...MarkState) func(*Card, Command) error {
	return func(c *Card, cmd Command) error { return c.Marks.are(cmd, states) }
}

func notRevoked(c *Card, _ Command) error {
	if c.Status == CardRevoked {
		return Errorf(Conflict, "card_withdrawn", "the card was withdrawn")
	}
	return nil
}

// unappealed lets everything rest while an appeal waits for its decision.
func unappealed(c *Card, _ Command) error {
	if c.Appealed() {
		return Errorf(Conflict, "appeal_pending", "the appeal is decided first")
	}
	return nil
}

// answerDue takes one answer in a round, and after it the word that all is put right.
func answerDue(c *Card, cmd Command) error {
	if c.Status == CardAnswered && (c.Resting() || !c.round().Corrected.IsZero() || !cmd.Facts.Corrected) {
		return Errorf(Conflict, "not_in_status", "the card is already %s", c.Status)
	}
	return nil
}

func answerWhole(_ *Card, cmd Command) error {
	var faults []Fault
	if !cmd.Facts.Reasoned {
		faults = append(faults, Fault{Field: "/text", Rule: "required"})
	}
	if cmd.Facts.Ground == "" {
		faults = append(faults, Fault{Field: "/cause", Rule: "required"})
	}
	return Faulty("the answer is not whole", faults)
}

// appealable gives a card one appeal in its life. Whether it comes in time is the clock's question.
func appealable(c *Card, _ Command) error {
	switch {
	case c.Terms.Appeal.IsZero() || c.Terms.Decision.IsZero():
		return Errorf(Forbidden, "no_appeal", "the rules by which this card was issued know no appeal")
	case c.Appeal != nil:
		return Errorf(Conflict, "appealed_already", "an appeal against this card was filed before")
	}
	return nil
}

func appealPending(c *Card, _ Command) error {
	if !c.Appealed() {
		return Errorf(Conflict, "no_appeal_pending", "no appeal against this card waits for a decision")
	}
	return nil
}

func texted(_ *Card, cmd Command) error { return wants(cmd.Facts.Reasoned, "/text") }

func grounded(_ *Card, cmd Command) error { return wants(cmd.Facts.Ground != "", "/ground") }

func cardReasoned(_ *Card, cmd Command) error { return wants(cmd.Facts.Reasoned, "/reason") }

func cardPlanned(_ *Card, cmd Command) error {
	return wants(cmd.Facts.Planned.Validate() == nil, "/planned")
}

func cardDocumented(_ *Card, cmd Command) error { return wants(cmd.Facts.Document != "", "/document") }

func proven(_ *Card, cmd Command) error {
	return wants(cmd.Facts.Document != "" || len(cmd.Facts.Files) > 0, "/document")
}

// failedOften keeps written advice for a unit that has failed so many rounds.
func failedOften(c *Card, _ Command) error {
	if c.Terms.Advise == 0 || c.Failures < c.Terms.Advise {
		return Errorf(Conflict, "too_few_failures", "written advice follows after %d rounds that failed", c.Terms.Advise)
	}
	return nil
}

// correctable lets the time to correct be extended once, while it runs.
func correctable(c *Card, cmd Command) error {
	r := c.round()
	switch {
	case c.Extended > 0:
		return Errorf(Forbidden, "extended_already", "the time to correct is extended once")
	case len(r.Correction.Entries) == 0 || !r.Corrected.IsZero():
		return Errorf(Conflict, "no_correction", "no time to correct runs on this card")
	case cmd.Facts.Extend < 1 || cmd.Facts.Extend > mostExtension:
		return Faulty("the extension is out of bounds", []Fault{{Field: "/extend", Rule: "range", Detail: "1–60"}})
	}
	return nil
}

// mostExtension bounds the working days by which the time to correct is extended.
const mostExtension = 60

func notYetMarked(c *Card, _ Command) error {
	switch {
	case c.Corrected > 0:
		return Errorf(Conflict, "marked_already", "the card was found corrected before")
	case c.Status == CardSuperseded:
		return Errorf(Conflict, "not_in_status", "another card has taken the place of this one")
	}
	return nil
}

func tookItsPlace(c *Card, cmd Command) error {
	if cmd.Facts.Card == nil || cmd.Facts.Card.ID != c.By {
		return Errorf(Conflict, "not_superseded", "it was another card that took the place of this one")
	}
	return nil
}

// withdrawable asks a person for a listed ground with proof; the rules need none. A signal on the card is withdrawn by
// rule only.
func withdrawable(c *Card, cmd Command) error {
	if cmd.Facts.Card == nil || cmd.Facts.Card.ID != c.ID {
		return c.Marks.are(cmd, []MarkState{Issued, Withheld})
	}
	checks := cardChecks{notRevoked}
	if cmd.Actor.Account != SystemAccount {
		checks = append(checks, unappealed, listedGround, cardReasoned, proven, leads)
	}
	for _, check := range checks {
		if err := check(c, cmd); err != nil {
			return err
		}
	}
	return nil
}

func listedGround(_ *Card, cmd Command) error {
	if !slices.Contains(WithdrawalGrounds(), cmd.Facts.Ground) {
		return Faulty("a card is withdrawn only on a listed ground", []Fault{{Field: "/ground", Rule: "not_lawful"}})
	}
	return nil
}

// Timely asks the clock what the gate cannot. An appeal comes within its days after receipt; the time to correct is
// extended before it is over; an order goes out on an answer, or once the answer is late.
func (c *Card) Timely(cmd Command, cal *clock.Calendar) error {
	r := c.round()
	over := func(t clock.Timeline) bool {
		due := cal.Judge(t).DuePromised
		return !due.IsZero() && !cmd.Acted.Before(due)
	}
	switch {
	case cmd.Verb == AppealCard && !c.Opened.IsZero() && !c.Terms.Appeal.IsZero() && over(c.AppealTime()):
		return Errorf(Forbidden, "appeal_too_late", "the time to appeal is over")
	case cmd.Verb == ExtendCorrection && len(r.Correction.Entries) > 0:
		if t, _ := r.Correction.Timeline(); over(t) {
			return Errorf(Forbidden, "after_due", "a clock is extended before it is due, not after")
		}
	case (cmd.Verb == OrderCard || cmd.Verb == AdviseCard) && c.Awaits() == AwaitsAnswer:
		if t, _ := r.Asked.Timeline(); !over(t) {
			return Errorf(Conflict, "not_due_yet", "%s goes out on an answer, or once the answer is late", cmd.Verb)
		}
	}
	return nil
}

// AppealTime is the time in which the unit may appeal: it begins with the receipt of the card.
func (c *Card) AppealTime() clock.Timeline {
	return clock.Timeline{Start: c.Opened, Promised: c.Terms.Appeal}
}

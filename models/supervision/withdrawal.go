package supervision

import (
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// CardAct is an act by which a person takes a card back, with all that the record held as it was done (S05).
type CardAct struct {
	Line  models.Line
	Card  *models.Card  // as the act left it
	Lines []models.Line // of the subject that the card was issued on, at the instants that hold
	Due   time.Time     // when the card would be due by the calendar as it is now; zero: never
}

// OnCards lists what conditions over an act on a card may read.
func OnCards() []Fact { return facts(cardFacts) }

var cardFacts = []factOf[CardAct]{
	{Fact{Name: "line.verb", Type: Text}, func(a CardAct) any { return string(a.Line.Verb) }},
	{Fact{Name: "line.by_office", Type: Flag}, func(a CardAct) any { return a.Line.Actor.Role != "" }},
	{Fact{Name: "line.ground", Type: Text}, func(a CardAct) any { return a.Line.Facts.Ground }},
	{Fact{Name: "line.files", Type: Int}, func(a CardAct) any { return len(a.Line.Facts.Files) }},
	{Fact{Name: "card.rule", Type: Text}, func(a CardAct) any { return a.Card.Facts.Rule }},
	{Fact{Name: "card.level", Type: Int}, func(a CardAct) any { return int(a.Card.Grade()) }},
	{Fact{Name: "card.withdrawn", Type: Flag}, func(a CardAct) any { return a.Card.Status == models.CardRevoked }},
	{Fact{Name: "card.ground_on_record", Type: Flag}, func(a CardAct) any { return a.borne() }},
}

// cardActs are those that rules may judge: the acts by which a person takes a card back.
var cardActs = []models.Verb{models.WithdrawCard, models.DecideAppeal}

// OnCards reports whether the rule judges acts on cards.
func (r *Rule) OnCards() bool {
	return len(r.On) > 0 && !slices.ContainsFunc(r.On, func(v models.Verb) bool { return !slices.Contains(cardActs, v) })
}

// FindCard asks every rule over cards about an act.
func (set *RuleSet) FindCard(a CardAct) ([]Finding, error) {
	return findOn(set, (*Rule).OnCards, a.Line, a, cardFacts)
}

// bearings say for each listed ground (domain.md 2.4, 6) what on record bears it: a line of the subject, or a calendar by
// which the card would be due at another instant. Whoever withdraws first and mends the record later has to say so above.
var bearings = map[string]struct {
	calendar bool
	line     func(CardAct, models.Line) bool
}{
	"system_error":       {line: CardAct.mended},
	models.CalendarError: {calendar: true},
	"excluded_time":      {line: CardAct.uncounted},
	"concealment":        {line: CardAct.exposed},
	"force_majeure":      {calendar: true, line: CardAct.uncounted},
}

// borne reports whether anything on record bears the ground of the act.
func (a CardAct) borne() bool {
	bears := bearings[a.Line.Facts.Ground]
	if bears.calendar && !a.Due.Equal(a.Card.Facts.Due) {
		return true
	}
	return bears.line != nil && slices.ContainsFunc(a.Lines, func(l models.Line) bool { return bears.line(a, l) })
}

// mended reports whether a line shows that the system, or what was entered, was wrong: an instant or the form was corrected,
// the entry was void, or the machine's time could not be trusted.
func (a CardAct) mended(l models.Line) bool {
	switch l.Verb {
	case models.Correct, models.VoidCase:
		return true
	case models.Confirm:
		return a.confirmed(l) == models.CorrectInstant
	case models.WithholdCard, models.WithdrawCard:
		return strings.HasPrefix(l.Facts.Card.Cause, models.TimeMark)
	default:
		return false
	}
}

// uncounted reports whether a line stops the clock while it ran towards the card, and the card was counted without that stop.
func (a CardAct) uncounted(l models.Line) bool {
	if l.Verb != models.StartSpecial && l.Verb != models.StopClock || !l.Acted.Before(a.Card.Facts.Due) {
		return false
	}
	counted := a.Card.Facts.Counted
	if counted == nil {
		return true
	}
	known := slices.ContainsFunc(counted.Stops, func(s clock.Stop) bool { return s.From.Equal(l.Acted) })
	return !known && !l.Acted.Before(counted.Start)
}

// exposed reports whether a line shows that the applicant had not said all: the application was refused or terminated, its
// form corrected, or more was asked for after it had been accepted.
func (a CardAct) exposed(l models.Line) bool {
	switch l.Verb {
	case models.Refuse, models.Correct:
		return true
	case models.Confirm:
		return a.confirmed(l) == models.Terminate
	case models.NotifySupplement:
		return slices.ContainsFunc(a.Lines, func(m models.Line) bool {
			return m.N < l.N && (m.Verb == models.Accept || m.Verb == models.DeemAccepted)
		})
	default:
		return false
	}
}

// confirmed is what a line of the second supervisor confirms.
func (a CardAct) confirmed(l models.Line) models.Verb {
	for _, m := range a.Lines {
		if m.N == l.Facts.Answers {
			return m.Verb
		}
	}
	return ""
}

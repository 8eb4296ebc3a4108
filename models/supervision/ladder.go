package supervision

import (
	"fmt"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Recipient says who is told, by office and not by name.
type Recipient string

// The recipients that a ladder knows (domain.md 2.4).
const (
	Handler     Recipient = "handler"      // who held the file, else the pool of the open step
	Body        Recipient = "body"         // the supervising body itself, when a rule speaks to it
	Window      Recipient = "window"       // the window clerks of the unit
	Contact     Recipient = "contact"      // the unit's reviewers: heads of window or section
	UnitHead    Recipient = "unit_head"    // the department's head
	UnitLeader  Recipient = "unit_leader"  // the approvers: head or deputy head of the unit
	Stationed   Recipient = "stationed"    // the stationed supervision body
	Organ       Recipient = "organ"        // the supervision organ of the unit's tier
	OrganLeader Recipient = "organ_leader" // that organ's leader
	UpperOrgan  Recipient = "upper_organ"  // the supervision organ of the next tier up
)

// Known reports whether there is such a recipient.
func (r Recipient) Known() bool {
	switch r {
	case Handler, Body, Window, Contact, UnitHead, UnitLeader, Stationed, Organ, OrganLeader, UpperOrgan:
		return true
	default:
		return false
	}
}

// Tell lists whom a signal tells at issue; recipients add up from level to level.
type Tell struct {
	Warning []Recipient `json:"warning"`
	Yellow  []Recipient `json:"yellow"`
	Red     []Recipient `json:"red"`

	Oversight []Recipient `json:"oversight,omitempty"` // of a signal to a supervisor, whatever its level
}

// Tells returns whom a signal of a rule and level tells at issue.
func (set *RuleSet) Tells(rule string, level models.Level) []Recipient {
	for _, r := range set.Rules {
		if r.Code == rule && r.To == ToSupervisor {
			return set.Tell.Oversight
		}
	}
	return set.Tell.At(level)
}

// At returns whom a signal of this level tells at issue.
func (t Tell) At(level models.Level) []Recipient {
	switch level {
	case models.Red:
		return t.Red
	case models.Yellow:
		return t.Yellow
	default:
		return t.Warning
	}
}

// Ladder (升级阶梯) is how a card climbs while nobody answers. Each rung is climbed once, in order.
type Ladder []Rung

// Rung is one step of a ladder. Its waits count working days from the rung before; the first that is over climbs.
type Rung struct {
	Tell       []Recipient `json:"tell"`
	Unopened   int         `json:"unopened,omitempty"`   // working days from issue without anybody opening the card
	Unanswered int         `json:"unanswered,omitempty"` // working days without an answer
	Tiers      bool        `json:"tiers,omitempty"`      // repeats for each tier above, up to the province
}

// climbs lists the next rung of a card, if one lies ahead. Only the next: the one after counts from the instant of
// this one.
func (set *RuleSet) climbs(card *models.Card, cal *clock.Calendar) []Threshold {
	if card.Awaits() != models.AwaitsAnswer || card.Top {
		return nil
	}
	rung, number, ok := set.ladder(card.Grade()).rung(card.Rung + 1)
	if !ok {
		return nil
	}
	at := later(rung.at(card, cal), set.Effective)
	return []Threshold{{
		Key: fmt.Sprintf("rung/%d", number), Rule: "ladder", Effect: models.Climb, At: at, Rung: number,
		Clock: models.LegalClock{Name: fmt.Sprintf("rung#%d", number), Unit: card.Unit},
	}}
}

// RungOf returns the rung with this number (from 1) on the ladder of a card of this level.
func (set *RuleSet) RungOf(level models.Level, number int) (Rung, bool) {
	rung, _, ok := set.ladder(level).rung(number)
	return rung, ok
}

func (set *RuleSet) ladder(level models.Level) Ladder {
	if level == models.Red {
		return set.Red
	}
	return set.Yellow
}

// rung returns the numbered rung; beyond the last, one that repeats for every tier goes on as long as there may be
// tiers above (province, city, county, town).
func (l Ladder) rung(number int) (Rung, int, bool) {
	switch {
	case number < 1 || len(l) == 0:
		return Rung{}, 0, false
	case number <= len(l):
		return l[number-1], number, true
	case l[len(l)-1].Tiers && number < len(l)+maxTiers:
		return l[len(l)-1], number, true
	default:
		return Rung{}, 0, false
	}
}

// maxTiers bounds the climb: province, city, county, town.
const maxTiers = 4

// TiersAbove says for a rung how many tiers above the unit's own it tells: the first rung that repeats is one above.
func (set *RuleSet) TiersAbove(level models.Level, number int) int {
	l := set.ladder(level)
	above := 1
	if len(l) > 0 && l[len(l)-1].Tiers && number > len(l) {
		above += number - len(l)
	}
	return above
}

// at is when the rung is climbed. Under an order the waiting begins when the order's own time is over.
func (r Rung) at(card *models.Card, cal *clock.Calendar) time.Time {
	from := card.Waited()
	if t, ordered := card.Ordered(); ordered {
		from = later(from, cal.Judge(t).DuePromised)
	}
	answered := workdays(cal, from, r.Unanswered)
	if r.Unopened == 0 || !card.Opened.IsZero() {
		return answered
	}
	opened := workdays(cal, later(card.Issued, card.Stood), r.Unopened)
	if opened.Before(answered) {
		return opened
	}
	return answered
}

// workdays is the end of the n-th working day after an instant's day.
func workdays(cal *clock.Calendar, from time.Time, n int) time.Time {
	t := clock.Timeline{Start: from, Promised: clock.Limit{N: n, Unit: clock.UnitWorkday}}
	return cal.Judge(t).DuePromised
}

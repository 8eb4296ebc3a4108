package models

import (
	"fmt"
	"slices"
	"time"
)

// MarkState is what became of a threshold that was passed.
type MarkState string

// The states of a mark.
const (
	Issued        MarkState = "issued"
	Withheld      MarkState = "withheld"  // the brake holds, or the calendar is not published
	Dropped       MarkState = "dropped"   // a named person dropped it while withheld
	CardWithdrawn MarkState = "withdrawn" // by rule
)

// Mark says that a threshold has spoken, so that it never does so twice.
type Mark struct {
	Key   string    `json:"key"`
	ID    string    `json:"id"`
	Rule  string    `json:"rule"`
	Level Level     `json:"level"`
	Clock string    `json:"clock"`
	Due   time.Time `json:"due"`
	State MarkState `json:"state"`
}

// Why a signal was taken back by rule. Pages translate the causes.
const (
	ActOnItsWay       = "act_on_its_way"     // what was asked for had been done before the signal was due
	CalendarCorrected = "calendar_corrected" // a corrected calendar has moved the threshold into the future
	TimeCorrected     = "time_corrected"     // the machine's time was ahead, and is right again
)

// Stands reports whether the signal was neither dropped nor taken back.
func (m Mark) Stands() bool { return m.State == Issued || m.State == Withheld }

// Marks are the thresholds of a subject that have spoken, oldest first.
type Marks []Mark

func (m Marks) of(key string) *Mark {
	i := slices.IndexFunc(m, func(mark Mark) bool { return mark.Key == key })
	if i < 0 {
		return nil
	}
	return &m[i]
}

// add notes a signal that was issued or withheld.
func (m *Marks) add(l Line) {
	card, state := l.Facts.Card, Issued
	if l.Verb == WithholdCard {
		state = Withheld
	}
	*m = append(*m, Mark{
		Key: card.Key, ID: card.ID, Rule: card.Rule, Level: card.Level, Clock: card.Clock, Due: card.Due, State: state,
	})
}

// settle notes what became of a signal. One that is taken back gives its key free: the threshold may speak again, when
// its new instant has come.
func (m Marks) settle(l Line) {
	mark := m.of(l.Facts.Card.Key)
	if mark == nil {
		return
	}
	switch l.Verb {
	case ReleaseCard:
		mark.State = Issued
	case DropCard:
		mark.State = Dropped
	case WithdrawCard:
		mark.State = CardWithdrawn
		mark.Key += fmt.Sprintf("@%d", l.N)
	}
}

// are asks that the command names a signal that is in one of these states.
func (m Marks) are(cmd Command, states []MarkState) error {
	if cmd.Facts.Card == nil {
		return wants(false, "/card")
	}
	mark := m.of(cmd.Facts.Card.Key)
	if mark == nil || !slices.Contains(states, mark.State) {
		return Errorf(Conflict, "card_not_"+string(states[0]), "the card is not %s", states[0])
	}
	return nil
}

// new asks that the threshold has not spoken.
func (m Marks) new(cmd Command) error {
	if cmd.Facts.Card == nil {
		return wants(false, "/card")
	}
	if m.of(cmd.Facts.Card.Key) != nil {
		return Errorf(Conflict, "spoken", "threshold %s has spoken already", cmd.Facts.Card.Key)
	}
	return nil
}

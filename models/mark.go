package models

import (
	"fmt"
	"slices"
	"strings"
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

	Cause   string `json:"cause,omitempty"`   // the ground on which a person withdrew it
	Lowered Level  `json:"lowered,omitempty"` // to which an appeal has lowered it
	By      string `json:"by,omitempty"`      // the card that took its place
}

// Grade is the level that the signal has now.
func (m Mark) Grade() Level {
	if m.Lowered != NoLevel {
		return m.Lowered
	}
	return m.Level
}

// Why a signal was taken back by rule. Pages translate the causes.
const (
	ActOnItsWay       = "act_on_its_way"     // what was asked for had been done before the signal was due
	CalendarCorrected = "calendar_corrected" // a corrected calendar has moved the threshold into the future
	TimeCorrected     = "time_corrected"     // the machine's time was ahead, and is right again
	RecordCorrected   = "record_corrected"   // it rested on an instant that the record had wrong
)

// TimeMark begins every cause that says: the machine's time could not be trusted.
const TimeMark = "time_"

// ActMark begins what stands in the place of a clock's name where a content rule spoke on an act: act#12.
const ActMark = "act"

// Timeless reports whether the signal rests on an act and not on a clock: no change of time takes it back.
func (m Mark) Timeless() bool {
	return strings.HasPrefix(m.Clock, ActMark+"#") || strings.HasPrefix(m.Clock, HandMark+"#")
}

// HandMark begins the same where a person issued the card, on a lead that was confirmed.
const HandMark = "hand"

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
	if state == Issued {
		m.replace(card)
	}
}

// replace notes on the mark of a lower card that this one has taken its place.
func (m Marks) replace(card *CardFacts) {
	for i := range m {
		if m[i].ID == card.Supersedes && card.Supersedes != "" {
			m[i].By = card.ID
		}
	}
}

// ReplacedBy is the standing card whose place a card has taken, "" if there is none.
func (m Marks) ReplacedBy(id string) string {
	i := slices.IndexFunc(m, func(mark Mark) bool { return mark.By == id && id != "" && mark.Stands() })
	if i < 0 {
		return ""
	}
	return m[i].ID
}

// restore gives back their place to those whose place a card had taken that is withdrawn now.
func (m Marks) restore(id string) {
	for i := range m {
		if m[i].By == id {
			m[i].By = ""
		}
	}
}

// Lesser returns the mark of the standing card whose place a new one of a level takes: the highest lower one of the same
// rule on the same clock. Nil: there is none.
func (m Marks) Lesser(rule, clock string, level Level) *Mark {
	var found *Mark
	for i := range m {
		lower := m[i].Level >= Yellow && m[i].Level < level && m[i].State == Issued && m[i].By == ""
		if lower && m[i].Rule == rule && m[i].Clock == clock {
			found = &m[i]
		}
	}
	return found
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
		m.replace(l.Facts.Card)
	case DropCard:
		mark.State = Dropped
	case WithdrawCard:
		mark.State = CardWithdrawn
		m.restore(mark.ID)
		mark.Key += fmt.Sprintf("@%d", l.N)
	}
}

// told notes what a person has made of a card, told back by the card's own record. Its threshold has spoken and does not
// speak again.
func (m Marks) told(l Line) {
	i := m.at(l.Facts.Card.ID)
	if i < 0 {
		return
	}
	switch l.Facts.Outcome {
	case Revoke:
		m[i].State, m[i].Cause = CardWithdrawn, l.Facts.Card.Cause
		m.restore(m[i].ID)
	case Downgrade:
		m[i].Lowered = l.Facts.Card.Level
	}
}

// recalled gives the keys free of cards that a person withdrew because the calendar was wrong, now that it is corrected.
func (m Marks) recalled(l Line) {
	for i := range m {
		if m[i].State == CardWithdrawn && m[i].Cause == CalendarError && !strings.Contains(m[i].Key, "@") {
			m[i].Key += fmt.Sprintf("@%d", l.N)
		}
	}
}

func (m Marks) at(id string) int {
	return slices.IndexFunc(m, func(mark Mark) bool { return mark.ID == id })
}

// known asks that the command names a card that was issued here.
func (m Marks) known(cmd Command) error {
	if cmd.Facts.Card == nil || m.at(cmd.Facts.Card.ID) < 0 {
		return Errorf(Conflict, "no_such_card", "no such card was issued here")
	}
	return nil
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

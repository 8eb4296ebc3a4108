package models

import (
	"fmt"

	"mingcha/models/clock"
)

// CalendarCorrected is the cause of a withdrawal when a corrected calendar moved the threshold into the future.
const CalendarCorrected = "calendar_corrected"

// foldStartSpecial begins a special procedure (K08) or a supervisor's stop. If it stops the clock, the remainder of
// the decision clock is kept until it ends.
func foldStartSpecial(c *Case, l Line) {
	stops := l.Verb == StopClock
	if kind, known := c.procedure.SpecialKind(l.Facts.Ground); known && l.Verb == StartSpecial {
		stops = kind.StopsClock
	}
	c.Special = append(c.Special, SpecialRun{
		Kind: l.Facts.Ground, Started: l.Acted, Planned: l.Facts.Planned, Stops: stops, Override: l.Verb == StopClock,
	})
	if stops {
		c.enter(clock.MoveStop, l)
	}
}

func foldFinishSpecial(c *Case, l Line) {
	run := c.RunningSpecial()
	if run == nil {
		return
	}
	run.Finished = l.Acted
	if run.Stops {
		c.enter(clock.MoveResume, l)
	}
}

func foldExtend(c *Case, l Line) {
	c.Extended++
	c.enter(clock.MoveExtend, l)
}

// enter writes one move into the decision clock's ledger.
func (c *Case) enter(move clock.Move, l Line) {
	c.Decision.Entries = append(c.Decision.Entries, clock.Entry{
		Move: move, At: l.Acted, N: l.Facts.Extend, Planned: l.Facts.Planned,
		Actor: l.Actor.Account, Reason: l.Facts.Ground, Document: l.Facts.Document,
	})
}

func foldMark(c *Case, l Line) {
	card := l.Facts.Card
	state := Issued
	if l.Verb == WithholdCard {
		state = Withheld
	}
	c.Marks = append(c.Marks, Mark{
		Key: card.Key, ID: card.ID, Rule: card.Rule, Level: card.Level, Clock: card.Clock, Due: card.Due, State: state,
	})
}

func foldMarkState(state MarkState) func(*Case, Line) {
	return func(c *Case, l Line) {
		m := c.Mark(l.Facts.Card.Key)
		if m == nil {
			return
		}
		m.State = state
		if l.Facts.Card.Cause == CalendarCorrected {
			m.Key += fmt.Sprintf("@%d", l.N) // the threshold has moved and may speak again at its new instant
		}
	}
}

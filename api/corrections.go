package api

import (
	"time"

	"mingcha/models"
)

// movable lists the acts whose instants may be corrected, each with its bounds.
func (n *naming) movable(f *caseFile) []MovableAct {
	return each(f.answerable(models.CorrectInstant), func(number int) MovableAct {
		at, from, until, _ := f.state.Movable(number)
		l := f.lines[number-1]
		out := MovableAct{Line: number, Verb: string(l.Verb), At: at, From: from, Until: until}
		out.StepName, out.StepNameEn = n.stepOf(f, l.Facts.Step)
		return out
	})
}

// probeCorrection is a correction that only the order of things or the person can stand against.
func (f *caseFile) probeCorrection(verb models.Verb) *models.Correction {
	lines := f.answerable(verb)
	if verb != models.CorrectInstant || len(lines) == 0 {
		return nil
	}
	at, from, _, _ := f.state.Movable(lines[0])
	is := at.Add(-time.Microsecond)
	if is.Before(from) {
		is = from
	}
	return &models.Correction{Line: lines[0], Is: is}
}

// correctionOf is what a line says of another one's instant; nothing if it is about something else.
func correctionOf(c *models.Correction) InstantCorrection {
	if c == nil {
		return InstantCorrection{}
	}
	return InstantCorrection{Line: c.Line, Was: c.Was, Is: c.Is}
}

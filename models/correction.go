package models

import (
	"slices"
	"time"

	"mingcha/models/clock"
)

// Correction (更正办理时间) says that an act was done at another instant than its line says, because it was entered for the
// wrong time. The line stays as it is; clocks go by the corrected instant.
type Correction struct {
	Line int       `json:"line"`         // of the act
	Is   time.Time `json:"is"`           // when it was done
	Was  time.Time `json:"was,omitzero"` // when it was taken to be done until now; filled in as the line is written
}

func (c Correction) same(other Correction) bool {
	return c.Line == other.Line && c.Is.Equal(other.Is) && c.Was.Equal(other.Was)
}

// Deed is something that a person did on a case, or that the law attached to an instant, at the instant that holds now.
type Deed struct {
	Line int       `json:"line"`
	At   time.Time `json:"at"`
	Free bool      `json:"free,omitempty"` // a correction may move it; the others only bound their neighbours
}

// movable are the acts whose instants begin or end a clock and are entered by people. What a supervisor ordered, and an
// extension, which must come in time, stay where they are.
var movable = []Verb{
	Submit, Receive, SendBack, Accept, Contribute, Decline, Forward, NotifySupplement, Supply, Approve, Refuse, Return, Sign,
	StartSpecial, FinishSpecial, Deliver, Withdraw, Close,
}

// movableIn are the statuses in which an instant may be corrected: also after the end, as cards last longer than cases.
var movableIn = []CaseStatus{
	Submitted, Received, Supplement, Accepted, Granted, Denied, Delivered, Closed, Declined, Withdrawn, Returned, Forwarded, Lapsed, Terminated,
}

// correctionGrounds are why an act stands in the record at a wrong instant. That somebody came late is none.
var correctionGrounds = []string{"system_down", "entered_wrong"}

// CorrectionGrounds lists them for a page.
func CorrectionGrounds() []string { return slices.Clone(correctionGrounds) }

func correctionGround(_ *Case, cmd Command) error {
	if !slices.Contains(correctionGrounds, cmd.Facts.Ground) {
		return Faulty("an instant is corrected on a named ground", []Fault{{Field: "/ground", Rule: "unknown"}})
	}
	return nil
}

// note keeps an act in order; what it brought about in its own instant goes with it. Of several acts in a row that nothing may move only the first and the last bound others.
func (c *Case) note(l Line) {
	switch {
	case l.Facts.Correction != nil, l.Verb == Discard:
		return // a word about an instant is none itself
	case l.Actor.Account != SystemAccount, l.Verb == DeemAccepted, l.Verb == Lapse:
	case l.Verb == CompleteStep && len(c.Deeds) > 0 && !c.Deeds[len(c.Deeds)-1].At.Equal(l.Acted):
	default:
		return
	}
	online := l.Verb == Submit && (c.Filed.Channel != WindowChannel || c.Filed.Agent != "")
	d := Deed{Line: l.N, At: l.Acted, Free: slices.Contains(movable, l.Verb) && !online}
	if n := len(c.Deeds); n > 1 && !d.Free && !c.Deeds[n-1].Free && !c.Deeds[n-2].Free {
		c.Deeds = c.Deeds[:n-1]
	}
	c.Deeds = append(c.Deeds, d)
}

// Movable says between which instants an act may be moved; zero where nothing bounds it. False: it is not an act that may.
func (c *Case) Movable(line int) (at, from, to time.Time, may bool) {
	i := slices.IndexFunc(c.Deeds, func(d Deed) bool { return d.Line == line })
	if i < 0 || !c.Deeds[i].Free {
		return at, from, to, false
	}
	if i > 0 {
		from = c.Deeds[i-1].At
	}
	if i+1 < len(c.Deeds) {
		to = c.Deeds[i+1].At
	}
	at = c.Deeds[i].At
	return at, from, to, !at.Equal(from) && !at.Equal(to)
}

// noHand keeps who has worked on the case from correcting its times.
func noHand(c *Case, cmd Command) error {
	for _, s := range c.Steps {
		if slices.Contains(s.Hands, cmd.Actor.Account) || slices.Contains(s.Hands, cmd.Actor.Seat()) {
			return Errorf(Forbidden, "own_work", "who has worked on a case does not correct its times (A07)")
		}
	}
	return nil
}

// namesInstant asks for an act and for an instant between its neighbours' that is over.
func namesInstant(c *Case, cmd Command) error {
	if cmd.Facts.Correction == nil {
		return Faulty("something is missing", []Fault{{Field: "/answers", Rule: "required"}, {Field: "/instant", Rule: "required"}})
	}
	return c.moves(*cmd.Facts.Correction, cmd.Acted)
}

func (c *Case) moves(to Correction, now time.Time) error {
	at, from, until, may := c.Movable(to.Line)
	if until.IsZero() || until.After(now) {
		until = now
	}
	switch {
	case !may:
		return Faulty("the instant of this line cannot be corrected", []Fault{{Field: "/answers", Rule: "not_movable"}})
	case to.Is.Equal(at):
		return Faulty("the line says so already", []Fault{{Field: "/instant", Rule: "unchanged"}})
	case to.Is.Before(from) || to.Is.After(until):
		return Faulty("an act stays between its neighbours, and in the past", []Fault{{
			Field: "/instant", Rule: "range", Detail: span(from, until),
		}})
	}
	return nil
}

func span(from, until time.Time) string {
	const form = "2006-01-02 15:04:05"
	text := "–" + until.In(clock.Zone).Format(form)
	if !from.IsZero() {
		text = from.In(clock.Zone).Format(form) + text
	}
	return text
}

// oneCorrection lets one correction of a line wait at a time.
func oneCorrection(c *Case, cmd Command) error {
	waits := slices.ContainsFunc(c.Pending, func(p Pending) bool {
		return p.Verb == CorrectInstant && p.Facts.Correction.Line == cmd.Facts.Correction.Line
	})
	if waits {
		return Errorf(Conflict, "already_pending", "a correction of line %d already waits for a second supervisor", cmd.Facts.Correction.Line)
	}
	return nil
}

// stillMoves judges a correction once more as it is confirmed: the record has gone on since. What the line says of it is what
// was proposed.
func stillMoves(c *Case, cmd Command) error {
	for _, p := range c.Pending {
		if p.Line != cmd.Facts.Answers || p.Verb != CorrectInstant {
			continue
		}
		if said := cmd.Facts.Correction; said != nil && !said.same(*p.Facts.Correction) {
			return Faulty("another correction was proposed", []Fault{{Field: "/instant", Rule: "unexpected"}})
		}
		if err := noHand(c, cmd); err != nil {
			return err
		}
		return c.moves(*p.Facts.Correction, cmd.Acted)
	}
	if cmd.Facts.Correction != nil {
		return Faulty("no correction was proposed", []Fault{{Field: "/instant", Rule: "unexpected"}})
	}
	return nil
}

// Dated is what the line of a command says of a correction: a proposed one with the instant that held until now, or the one
// that it confirms. Nil: neither.
func (c *Case) Dated(cmd Command) *Correction {
	switch cmd.Verb {
	case CorrectInstant:
		said := *cmd.Facts.Correction
		said.Is = said.Is.Truncate(time.Microsecond) // as every instant is kept
		said.Was, _, _, _ = c.Movable(said.Line)
		return &said
	case Confirm:
		for _, p := range c.Pending {
			if p.Line == cmd.Facts.Answers && p.Verb == CorrectInstant {
				return p.Facts.Correction
			}
		}
	}
	return nil
}

// correctInstant puts the corrected instant in the place of the one that was taken for right, wherever that act began or
// ended something. Ledgers keep their entries and name the correction.
func (c *Case) correctInstant(p Pending, l Line) {
	i := slices.IndexFunc(c.Deeds, func(d Deed) bool { return d.Line == p.Facts.Correction.Line })
	if i < 0 {
		return
	}
	was, is := c.Deeds[i].At, p.Facts.Correction.Is
	c.Deeds[i].At = is
	for _, at := range c.instants() {
		if at.Equal(was) {
			*at = is
		}
	}
	for _, ledger := range []*clock.Ledger{&c.Prereview, &c.Acceptance, &c.Supply, &c.Decision, &c.Delivery} {
		ledger.Correct(was, clock.Entry{
			At: is, Actor: l.Actor.Account, Reason: p.Facts.Ground, Document: p.Facts.Document, Line: p.Facts.Correction.Line,
		})
	}
}

// instants are the places where the state keeps when something was done.
func (c *Case) instants() []*time.Time {
	out := []*time.Time{&c.Submitted, &c.Received, &c.Noticed, &c.Accepted, &c.Decided, &c.Ended, &c.Supplied}
	for i := range c.Steps {
		out = append(out, &c.Steps[i].Opened, &c.Steps[i].Done, &c.Steps[i].Read)
	}
	for i := range c.Special {
		out = append(out, &c.Special[i].Started, &c.Special[i].Finished)
	}
	return out
}

// Corrected returns the lines of a case with the instants that hold after all confirmed corrections. What an act brought
// about in its own instant moves with it.
func Corrected(lines []Line) []Line {
	out := slices.Clone(lines)
	for _, l := range lines {
		said := l.Facts.Correction
		if l.Verb != Confirm || said == nil || said.Line < 1 || said.Line >= l.N {
			continue
		}
		was := out[said.Line-1].Acted
		for i := range out[:l.N-1] {
			if out[i].Acted.Equal(was) {
				out[i].Acted = said.Is
			}
		}
	}
	for i, l := range out { // nothing is left to correct
		if said := l.Facts.Correction; said != nil && said.Line >= 1 && said.Line < l.N {
			right := out[said.Line-1].Acted
			out[i].Facts.Correction = &Correction{Line: said.Line, Is: right, Was: right}
		}
	}
	return out
}

package clock

import (
	"errors"
	"fmt"
	"time"
)

// Kind is what a clock measures.
type Kind string

const (
	KindDecision   Kind = "decision"   // statutory and promised limit of a case (K04, K05)
	KindAcceptance Kind = "acceptance" // accept or refuse the application (K02)
	KindStep       Kind = "step"       // one step of the procedure (R-T2)
	KindSupplement Kind = "supplement" // the applicant completes the material
	KindSpecial    Kind = "special"    // a special procedure, its planned time (K08, R-T4)
	KindDelivery   Kind = "delivery"   // the licence is delivered (K07)
	KindFeedback   Kind = "feedback"   // a unit answers a card (R-T8)
)

// Move is what an entry of a ledger does to the clock.
type Move string

const (
	MoveStart     Move = "start"
	MoveStop      Move = "stop"
	MoveResume    Move = "resume"
	MoveExtend    Move = "extend"
	MoveRecompute Move = "recompute" // notes that the instants were derived anew; moves nothing by itself
	MoveCorrect   Move = "correct"   // an entry above stands at another instant than it says
)

// Entry is one move of a clock: who made it, why, and on the strength of which document.
type Entry struct {
	Move     Move      `json:"move"`
	At       time.Time `json:"at"` // the legal instant, which may lie before that of the entry above
	Actor    string    `json:"actor,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Document string    `json:"document,omitempty"`
	N        int       `json:"n,omitempty"`         // units granted by an extension
	Planned  Limit     `json:"planned,omitzero"`    // time that a stop is meant to take
	WholeDay bool      `json:"whole_day,omitempty"` // of a stop: see Stop
	Was      time.Time `json:"was,omitzero"`        // of a correction: what the entry says
	Line     int       `json:"line,omitempty"`      // of a correction: the line of the record that was wrong
}

// Ledger is a legal clock: its limits and, append-only, all that moved it. Due instants, remainder and lateness are
// derived from it by a Calendar. Copies do not share entries that are appended later.
type Ledger struct {
	Kind      Kind    `json:"kind"`
	Name      string  `json:"name,omitempty"` // tells clocks of one kind apart: the step, the special procedure
	Promised  Limit   `json:"promised,omitzero"`
	Statutory Limit   `json:"statutory,omitzero"` // a limit that is none is the same as the other one
	Entries   []Entry `json:"entries,omitempty"`
}

// Start sets the clock running. It is an error if the clock was started before or a limit cannot be counted.
func (l *Ledger) Start(e Entry) error {
	if _, started := l.lastOf(MoveStart); started {
		return l.refuse(MoveStart, "it was started before")
	}
	promised, statutory := l.limits()
	if err := errors.Join(promised.Validate(), statutory.Validate()); err != nil {
		return fmt.Errorf("start the %s clock: %w", l.Kind, err)
	}
	return l.add(MoveStart, e)
}

// Stop halts a running clock from e.At on.
func (l *Ledger) Stop(e Entry) error {
	if !l.Running() {
		return l.refuse(MoveStop, "it does not run")
	}
	return l.add(MoveStop, e)
}

// Resume lets a stopped clock run again from e.At on, which is not before the stop.
func (l *Ledger) Resume(e Entry) error {
	if !l.Stopped() {
		return l.refuse(MoveResume, "it is not stopped")
	}
	if stop, _ := l.lastOf(MoveStop); e.At.Before(stop.At) {
		return l.refuse(MoveResume, "the instant lies before the stop")
	}
	return l.add(MoveResume, e)
}

// Extend adds e.N units to both limits. Whether it comes in time is for the calendar to judge, whether it is lawful for
// the caller.
func (l *Ledger) Extend(e Entry) error {
	if _, started := l.lastOf(MoveStart); !started {
		return l.refuse(MoveExtend, "it was not started")
	}
	if e.N < 1 || e.N > mostUnits {
		return l.refuse(MoveExtend, fmt.Sprintf("%d units are not within 1 to %d", e.N, mostUnits))
	}
	return l.add(MoveExtend, e)
}

// Recompute notes that the instants were derived anew, after a new calendar for example.
func (l *Ledger) Recompute(e Entry) error {
	if _, started := l.lastOf(MoveStart); !started {
		return l.refuse(MoveRecompute, "it was not started")
	}
	return l.add(MoveRecompute, e)
}

// Correct notes that what is taken to have been at one instant was at e.At. Nothing is noted where nothing was at that
// instant.
func (l *Ledger) Correct(was time.Time, e Entry) {
	for _, there := range l.effective() {
		if there.At.Equal(was) {
			e.Move, e.Was = MoveCorrect, was
			l.Entries = append(l.Entries[:len(l.Entries):len(l.Entries)], e)
			return
		}
	}
}

// effective returns the entries that move the clock at the instants that hold after all corrections.
func (l Ledger) effective() []Entry {
	out := make([]Entry, 0, len(l.Entries))
	for _, e := range l.Entries {
		if e.Move != MoveCorrect {
			out = append(out, e)
			continue
		}
		for i := range out {
			if out[i].At.Equal(e.Was) {
				out[i].At = e.At
			}
		}
	}
	return out
}

// Running reports whether the clock was started and is not stopped.
func (l Ledger) Running() bool {
	last, started := l.lastOf(MoveStart, MoveStop, MoveResume)
	return started && last.Move != MoveStop
}

// Stopped reports whether the clock was started and stands.
func (l Ledger) Stopped() bool {
	last, started := l.lastOf(MoveStart, MoveStop, MoveResume)
	return started && last.Move == MoveStop
}

// Timeline returns what the calendar needs to judge the clock; false if the clock was not started. A stop that was not
// resumed is open.
func (l Ledger) Timeline() (Timeline, bool) {
	var t Timeline
	t.Promised, t.Statutory = l.limits()
	started := false
	for _, e := range l.effective() {
		switch e.Move {
		case MoveStart:
			t.Start, started = e.At, true
		case MoveStop:
			t.Stops = append(t.Stops, Stop{From: e.At, WholeDay: e.WholeDay})
		case MoveResume:
			if last := len(t.Stops) - 1; last >= 0 {
				t.Stops[last].To = e.At
			}
		case MoveExtend:
			t.Extensions = append(t.Extensions, Extension{At: e.At, N: e.N})
		}
	}
	return t, started
}

// limits returns both limits, one standing in for the other where it is none.
func (l Ledger) limits() (promised, statutory Limit) {
	promised, statutory = l.Promised, l.Statutory
	if promised.IsZero() {
		promised = statutory
	}
	if statutory.IsZero() {
		statutory = promised
	}
	return promised, statutory
}

// lastOf returns the last entry with one of the moves.
func (l Ledger) lastOf(moves ...Move) (Entry, bool) {
	for i := len(l.Entries) - 1; i >= 0; i-- {
		for _, move := range moves {
			if l.Entries[i].Move == move {
				return l.Entries[i], true
			}
		}
	}
	return Entry{}, false
}

func (l *Ledger) add(move Move, e Entry) error {
	if e.At.IsZero() {
		return l.refuse(move, "the instant is missing")
	}
	e.Move = move
	l.Entries = append(l.Entries[:len(l.Entries):len(l.Entries)], e)
	return nil
}

func (l *Ledger) refuse(move Move, why string) error {
	return fmt.Errorf("%s the %s clock: %s", move, l.Kind, why)
}

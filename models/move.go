package models

import (
	"slices"

	"mingcha/models/clock"
)

// MoveToBundle (转入新版事项) lets a running case go on by another version of its item, as a plan says.
const MoveToBundle Verb = "move_to_bundle"

// Move is the other version, whole, so that the record can be folded by itself, and where each step of the old one goes.
type Move struct {
	Procedure *Procedure `json:"procedure"`
	Steps     []StepMove `json:"steps"`
	Plan      string     `json:"plan,omitempty"` // by which plan
}

// StepMove says that what happened in one step counts for another. Each step goes to one place at most.
type StepMove struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Kept is what a step that was moved keeps of its old version until its next round: the name of its clock and its limit.
type Kept struct {
	Key   string      `json:"key"`
	Limit clock.Limit `json:"limit,omitzero"`
}

// SameSteps maps every step to the one of the same key, where there is one.
func SameSteps(from, to *Procedure) []StepMove {
	var out []StepMove
	for _, s := range from.Steps {
		if to.StepIndex(s.Key) >= 0 {
			out = append(out, StepMove{s.Key, s.Key})
		}
	}
	return out
}

// target is where a step goes, "" nowhere.
func (m *Move) target(from string) string {
	for _, s := range m.Steps {
		if s.From == from {
			return s.To
		}
	}
	return ""
}

// origin is the place of the step that goes to a step, -1 if none does.
func (m *Move) origin(c *Case, to string) int {
	for _, s := range m.Steps {
		if s.To == to {
			return c.procedure.StepIndex(s.From)
		}
	}
	return -1
}

// foldMove goes on by the other version. What was begun keeps its clock and its limit, what was done stays done, and a step
// that is new where the case has been already is passed.
func foldMove(c *Case, l Line) {
	m := l.Facts.Move
	to, steps := m.Procedure, make([]StepState, len(m.Procedure.Steps))
	for i, step := range to.Steps {
		steps[i] = StepState{Key: step.Key, Phase: Waiting, Unit: c.unitOf(step.Key)}
		from := m.origin(c, step.Key)
		if from < 0 {
			continue
		}
		was := c.Steps[from]
		steps[i] = was
		steps[i].Key, steps[i].GoTo, steps[i].Went = step.Key, m.target(was.GoTo), m.target(was.Went)
		if was.Phase != Waiting && was.Kept == nil {
			steps[i].Kept = &Kept{was.Key, c.procedure.Steps[from].Limit}
		}
	}
	c.procedure, c.Steps, c.Filed.Bundle = to, steps, to.Bundle
	for i := range c.Steps {
		if c.Steps[i].Phase == Waiting && m.origin(c, c.Steps[i].Key) < 0 && c.beenBeyond(i) {
			c.Steps[i].Phase, c.Steps[i].Done = Passed, l.Acted
		}
	}
}

// beenBeyond reports whether something that comes after step i was begun.
func (c *Case) beenBeyond(i int) bool {
	for j, s := range c.Steps {
		if c.procedure.Before(i, j) && (s.Phase == Open || s.Phase == Done) {
			return true
		}
	}
	return false
}

// clockKey names the step in its clock: as it was called when that began.
func (s StepState) clockKey() string {
	if s.Kept != nil {
		return s.Kept.Key
	}
	return s.Key
}

// limitOf is the step's limit: the one with which it began.
func (s StepState) limitOf(step Step) clock.Limit {
	if s.Kept != nil {
		return s.Kept.Limit
	}
	return step.Limit
}

// goesOver asks that the case can go on by the other version: what was begun has a place there, of the same kind and in
// an order that fits.
func goesOver(c *Case, cmd Command) error {
	m := cmd.Facts.Move
	switch {
	case m == nil || m.Procedure == nil:
		return wants(false, "/move")
	case m.Procedure.Item != c.procedure.Item:
		return Errorf(Conflict, "other_item", "a case stays with its item %s", c.procedure.Item)
	case m.Procedure.Bundle == c.procedure.Bundle:
		return Errorf(Conflict, "already_there", "the case is bound to that version already")
	case len(c.Pending) > 0:
		return Errorf(Conflict, "second_awaited", "an override waits for a second supervisor")
	case c.Accepted.IsZero() && !slices.Equal(c.procedure.Required, m.Procedure.Required):
		return Errorf(Conflict, "materials_otherwise", "the materials are not complete yet, and the other version asks for others")
	}
	for i, s := range c.Steps {
		if err := m.finds(c, i, s); err != nil {
			return err
		}
	}
	return m.inOrder(c)
}

// finds asks that a step which was begun has one place, of its own kind.
func (m *Move) finds(c *Case, i int, s StepState) error {
	if s.Phase == Waiting && len(s.Hands) == 0 || s.Phase == Passed {
		return nil
	}
	j := m.Procedure.StepIndex(m.target(s.Key))
	if j < 0 {
		return Errorf(Conflict, "step_without_place", "step %s was begun and has no place in the other version", s.Key)
	}
	if m.origin(c, m.Procedure.Steps[j].Key) != i {
		return Errorf(Conflict, "two_steps_in_one_place", "two steps go to step %s", m.Procedure.Steps[j].Key)
	}
	old, other := c.procedure.Steps[i], m.Procedure.Steps[j]
	if old.Kind != other.Kind || old.Counts != other.Counts || s.Phase == Open && old.Rule.Kind != other.Rule.Kind {
		return Errorf(Conflict, "step_of_other_kind", "step %s is of another kind in the other version", s.Key)
	}
	return nil
}

// inOrder asks that nothing would be open or done behind something that waits.
func (m *Move) inOrder(c *Case) error {
	for i, s := range c.Steps {
		to := m.Procedure.StepIndex(m.target(s.Key))
		if to < 0 || s.Phase != Open && s.Phase != Done {
			continue
		}
		for j, prior := range c.Steps {
			at := m.Procedure.StepIndex(m.target(prior.Key))
			if i != j && at >= 0 && prior.unfinished() && m.Procedure.Before(at, to) {
				return Errorf(Conflict, "order_otherwise", "in the other version step %s comes before step %s", prior.Key, s.Key)
			}
		}
	}
	return nil
}

// Moved returns the case as it would stand after a move, to see what its next steps want. Nothing of c changes.
func (c *Case) Moved(l Line) (*Case, error) {
	after := State{Case: c}.Clone().Case
	foldMove(after, l)
	after.advance(l)
	return after, nil
}

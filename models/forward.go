package models

import (
	"slices"

	"mingcha/models/clock"
)

// foldForward hands the file on: a town's window that took it in for another organ (代办) passes it to that organ, whose
// time begins; an organ that is not the one to decide reports it to another one (转报), and its own case ends. Where that
// organ works here, a case of its own begins with the line; otherwise the application has left this house.
func foldForward(c *Case, l Line) {
	if i := c.procedure.StepIndex(l.Facts.Step); c.Status == Submitted && i >= 0 {
		c.finish(i, l)
		c.Prereview = begin(PrereviewClock, c.procedure.Prereview, l)
		return
	}
	c.end(Forwarded, l)
	if on := l.Facts.Onward; on != nil {
		c.Onward = on.Case
	}
}

// Onward (转报) is the case with which the organ goes on to which an application was forwarded. It has the whole
// application in hand as it begins (行政许可法 35), so that its time to accept counts from there (K02).
type Onward struct {
	Case      string    `json:"case"`
	Filed     *Filed    `json:"filed"`
	Materials []Checked `json:"materials,omitempty"` // as the first organ found them
	Files     []string  `json:"files,omitempty"`     // content addresses of what was handed in
}

// Carried reports whether a town's window took the application in for the case's unit and has not passed it on.
func (c *Case) Carried() bool {
	return c.Status == Submitted && slices.ContainsFunc(c.OpenSteps(), func(i int) bool { return c.procedure.Steps[i].Kind == ForwardStep })
}

// forwards asks for the step of the agency or, of an organ that has the file, for where it goes and why.
func forwards(c *Case, cmd Command) error {
	if c.Status == Submitted {
		if err := atStep(ForwardStep)(c, cmd); err != nil {
			return err
		}
		return mySeat(c, cmd)
	}
	for _, check := range (checks{atStep(AcceptStep, OpinionStep, DecideStep), mySeat, fourEyes, reasoned, givesUnit}) {
		if err := check(c, cmd); err != nil {
			return err
		}
	}
	if cmd.Facts.ToUnit == c.Filed.Unit {
		return Faulty("a case is forwarded to another organ", []Fault{{Field: "/to_unit", Rule: "own_unit"}})
	}
	return sameApplication(c, cmd)
}

// sameApplication holds the case that goes on to what was applied for.
func sameApplication(c *Case, cmd Command) error {
	on := cmd.Facts.Onward
	if on == nil {
		return nil
	}
	f := on.Filed
	if on.Case == "" || f == nil || f.Origin != c.ID || f.Unit != cmd.Facts.ToUnit || f.Item != c.Filed.Item || f.Applicant != c.Filed.Applicant {
		return Faulty("what goes on is the same application, at the organ it is forwarded to", []Fault{{Field: "/to_unit", Rule: "own_unit"}})
	}
	return filedWhole(c, Command{Facts: Facts{Filed: f}})
}

// goesOnHere lets a case be opened again unless another organ goes on with it.
func goesOnHere(c *Case, _ Command) error {
	if c.Onward != "" {
		return Errorf(Conflict, "went_on", "another organ goes on with this application")
	}
	return nil
}

// voidGrounds are the mistakes for which an entry is void. What an applicant wants back is withdrawn, what he must not have
// is declined.
var voidGrounds = []string{"entered_twice", "wrong_item", "wrong_applicant", "test_entry"}

// VoidGrounds lists them for a page.
func VoidGrounds() []string { return slices.Clone(voidGrounds) }

func voidGround(_ *Case, cmd Command) error {
	if !slices.Contains(voidGrounds, cmd.Facts.Ground) {
		return Faulty("an entry is void only for a mistake that is named", []Fault{{Field: "/ground", Rule: "unknown"}})
	}
	return nil
}

// prereviewBegun starts the window's time to take in an application that reached it online. One that a town's window
// carries reaches it later.
func (c *Case) prereviewBegun(l Line) clock.Ledger {
	if c.Filed.Agent != "" {
		return clock.Ledger{Kind: PrereviewClock}
	}
	return begin(PrereviewClock, c.procedure.Prereview, l)
}

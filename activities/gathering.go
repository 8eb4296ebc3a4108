package activities

import (
	"slices"

	"mingcha/models"
	"mingcha/models/supervision"
)

// whoAccepts is told when the last co-department has said what it misses: now the one notice, or the acceptance, is the
// window's.
func (p *pen) whoAccepts() []string {
	c := p.state.Case
	waits := func(kind models.StepKind) bool {
		return slices.ContainsFunc(c.OpenSteps(), func(i int) bool { return c.Procedure().Steps[i].Kind == kind })
	}
	if waits(models.CheckStep) || !waits(models.AcceptStep) {
		return nil
	}
	holder := ""
	for i, step := range c.Procedure().Steps {
		if step.Kind == models.AcceptStep {
			holder = c.Steps[i].Holder
		}
	}
	if holder != "" {
		return []string{holder}
	}
	return p.recipients([]supervision.Recipient{supervision.Window}, c.Filed.Unit, "")
}

// whoGets is the window of the organ to which a case was passed on. Of a case of its own it is told by that.
func (p *pen) whoGets(cmd models.Command) []string {
	to := cmd.Facts.ToUnit
	if to == "" || p.state.Case.Status != models.Forwarded {
		to = p.state.Case.Filed.Unit
	}
	if cmd.Facts.Onward != nil {
		return nil
	}
	return p.recipients([]supervision.Recipient{supervision.Window}, to, "")
}

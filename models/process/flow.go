package process

import (
	"slices"

	"mingcha/models"
)

// judgeFlow refuses an order of steps in which a case would stand still or a step would never be reached.
func (c *compilation) judgeFlow() {
	if len(c.steps) == 0 {
		c.blame("missing", "procedure", &c.stages)
		return
	}
	c.judgeAcceptance()
	if c.CaseKind == 9 {
		return // neither decided nor delivered: a file that is only passed on
	}
	c.judgeDelivery()
	decides := c.ofKind(models.DecideStep)
	if len(decides) == 0 {
		c.blame("no_decision", "", &c.stages)
		return
	}
	c.judgeDecision(decides)
	for i := range c.steps {
		c.judgeReach(i, decides)
	}
}

func (c *compilation) ofKind(kind models.StepKind) []*authored {
	var out []*authored
	for i, s := range c.steps {
		if c.procedure.Steps[i].Kind == kind {
			out = append(out, s)
		}
	}
	return out
}

// judgeAcceptance wants one door: a single acceptance, before everything else and always.
func (c *compilation) judgeAcceptance() {
	accepts := c.ofKind(models.AcceptStep)
	if len(accepts) == 0 {
		c.blame("no_acceptance", "", &c.stages)
		return
	}
	first := accepts[0]
	for i, s := range c.steps {
		if s != first && !c.beforeAcceptance(i, first.index) && !c.procedure.Before(first.index, i) {
			c.blame("not_after_acceptance", s.key, s)
		}
	}
	for _, again := range accepts[1:] {
		c.blame("second_acceptance", again.key, again)
	}
	if first.when != "" {
		c.blame("conditional_acceptance", first.key, &first.when)
	}
}

// judgeDecision wants a decision that no condition can leave out and that waits for everybody who is asked.
func (c *compilation) judgeDecision(decides []*authored) {
	if !slices.ContainsFunc(decides, unconditional) {
		c.blame("every_decision_conditional", "", &decides[len(decides)-1].when)
	}
	for _, d := range decides {
		for i := range c.steps {
			if i != d.index && !c.procedure.Before(i, d.index) && !c.procedure.Before(d.index, i) {
				c.blame("decision_beside_step", d.key, d)
				break
			}
		}
	}
}

func (c *compilation) judgeDelivery() {
	delivers := c.ofKind(models.DeliverStep)
	if len(delivers) == 0 {
		c.blame("no_delivery", "", &c.stages)
		return
	}
	if !slices.ContainsFunc(delivers, unconditional) {
		c.blame("every_delivery_conditional", "", &delivers[len(delivers)-1].when)
	}
}

func unconditional(s *authored) bool { return s.when == "" }

// judgeReach refuses a step that never opens: a delivery that no sure decision precedes, or work on a case that is
// already decided.
func (c *compilation) judgeReach(i int, decides []*authored) {
	step := c.procedure.Steps[i]
	anySure := slices.ContainsFunc(decides, unconditional)
	decided := slices.ContainsFunc(decides, func(d *authored) bool {
		return (unconditional(d) || !anySure) && c.procedure.Before(d.index, i)
	})
	afterwards := step.Kind == models.DeliverStep || step.Kind == models.ServiceStep && step.Counts == "delivery"
	if step.Kind != "" && decided != afterwards && (afterwards || step.Kind != models.ServiceStep) {
		c.blame("unreachable", step.Key, c.steps[i])
	}
}

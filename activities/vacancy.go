package activities

import (
	"fmt"
	"strings"
	"time"

	"mingcha/models"
)

// emptyParticipant is the kind of incident that says: nobody is there to do a step.
const emptyParticipant = "empty_participant"

// lookForEmpty raises an incident for every open step for which too few are appointed, and settles it when they are:
// Mingcha never approves because nobody is there.
func (p *pen) lookForEmpty() error {
	c := p.state.Case
	if c == nil {
		return nil
	}
	vacant := map[string]bool{}
	for _, i := range c.OpenSteps() {
		key := fmt.Sprintf("%s/%s/%d", emptyParticipant, c.Steps[i].Key, c.Steps[i].Round)
		if vacant[key] = p.vacant(c, i); !vacant[key] || c.Troubled(key) {
			continue
		}
		if err := p.incident(models.RaiseIncident, key, time.Time{}); err != nil {
			return err
		}
	}
	for _, raised := range c.Incidents {
		if raised.Settled.IsZero() && !vacant[raised.Key] {
			if err := p.incident(models.SettleIncident, raised.Key, raised.Raised); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *pen) vacant(c *models.Case, i int) bool {
	s, step := c.Steps[i], c.Procedure().Steps[i]
	if step.Kind == models.ServiceStep || s.Holder != "" || len(s.Votes) > 0 {
		return false
	}
	return len(p.eligible(c, i)) < step.Rule.Wanted()
}

// incident writes that a step has lost, or found, those who do it, and its row.
func (p *pen) incident(verb models.Verb, key string, raised time.Time) error {
	c := p.state.Case
	err := p.write(models.Command{
		ID: fmt.Sprintf("incident/%d", c.N+1), Verb: verb, Actor: models.System(), Acted: p.acted, Facts: models.Facts{Incident: key},
	})
	if err != nil {
		return err
	}
	_, place, _ := strings.Cut(key, "/")
	step, _, _ := strings.Cut(place, "/")
	unit, role := c.Step(step).Unit, c.Procedure().Steps[c.Procedure().StepIndex(step)].Role
	p.trouble(emptyParticipant, c.ID+"/"+place, "nobody is appointed as "+role+" in "+unit, unit)
	if verb == models.SettleIncident {
		row := &p.troubles[len(p.troubles)-1]
		row.Raised, row.Settled = raised, some(p.now)
	}
	return nil
}

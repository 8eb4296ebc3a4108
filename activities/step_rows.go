package activities

import (
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
)

// worked is how many working days the decision took; nil until it is made.
func (p *pen) worked(c *models.Case) *int {
	t, begun := c.Decision.Timeline()
	if c.Decided.IsZero() || !begun {
		return nil
	}
	days := p.calendar.Workdays(t, c.Decided)
	return &days
}

// stepRows are the steps that the case has finished, each with the work time from its opening on. What a step had to wait
// for because the clock of the decision stood is not its own.
func (p *pen) stepRows(c *models.Case) []models.StepRow {
	var out []models.StepRow
	decision, _ := c.Decision.Timeline()
	clocks := c.Clocks()
	for i, s := range c.Steps {
		if s.Phase != models.Done || s.Opened.IsZero() || c.Procedure().Steps[i].Kind == models.ServiceStep {
			continue
		}
		t := clock.Timeline{Start: s.Opened, Stops: decision.Stops}
		late := slices.ContainsFunc(clocks, func(l models.LegalClock) bool {
			if l.Step != s.Key {
				return false
			}
			due := p.calendar.Judge(l.Timeline).DuePromised
			return !due.IsZero() && !s.Done.Before(due)
		})
		out = append(out, models.StepRow{
			Subject: c.ID, Step: s.Key, Item: c.Filed.Item, Path: c.Filed.Path, Unit: c.Filed.Unit,
			Closed: s.Done, Minutes: p.calendar.Workminutes(t, s.Done), Late: late,
		})
	}
	return out
}

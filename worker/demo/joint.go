package demo

import (
	"slices"

	"mingcha/models"
	"mingcha/policies/directory"
)

// gather lets the next co-department say what it misses of its part of the material, before the window goes on. A department
// at which the case is left lying says nothing, and the window waits for it.
func (p *plan) gather(c *models.Case) (cmd models.Command, acts, waits bool) {
	i := slices.IndexFunc(c.OpenSteps(), func(i int) bool { return p.bundle.Procedure.Steps[i].Kind == models.CheckStep })
	if i < 0 {
		return cmd, false, false
	}
	place := c.OpenSteps()[i]
	state, step := c.Steps[place], p.bundle.Procedure.Steps[place]
	actor, ok := p.official(state.Unit, step.Role, nil)
	if !ok || place == p.stuck {
		return cmd, false, true
	}
	if state.Holder != "" {
		actor.Account = state.Holder
	}
	facts, said := models.Facts{Step: step.Key}, text{}
	short := (p.fate == supplemented || p.fate == lapsed) && len(c.Parts) == 0
	for k, no := range step.Materials {
		found := "received"
		if k == 0 && short {
			found, facts.Reasoned, said.Reason = "missing", true, "与现场实测不一致，请补充。"
		}
		facts.Materials = append(facts.Materials, models.Checked{No: no, State: found})
	}
	cmd, acts = p.command(p.work(c.Acted, int(p.pace*0.4*float64(minutes(step.Limit)))), models.Contribute, actor, facts, said)
	return cmd, acts, !acts
}

// asksFor lists what the one notice asks for: the window's own and what every co-department misses.
func (p *plan) asksFor(c *models.Case) []models.Checked {
	checked := p.checked("missing")
	for _, no := range c.PartsMissing() {
		i := slices.IndexFunc(checked, func(m models.Checked) bool { return m.No == no })
		if i < 0 {
			checked = append(checked, models.Checked{No: no, State: "missing"})
			continue
		}
		checked[i].State = "missing"
	}
	return checked
}

// carried lets a town's service centre take some applications in for the city's unit, where the item has that.
func (p *plan) carried(f *models.Filed) (models.Actor, bool) {
	steps := p.bundle.Procedure.Steps
	own, _ := p.InForce.Snapshot().Units.Find(p.unit)
	if steps[0].Kind != models.ForwardStep || own.Tier >= directory.Town || p.chance.IntN(2) == 0 {
		return models.Actor{}, false
	}
	town, ok := p.unitOf(townGovernment, "window_clerk")
	if !ok {
		return models.Actor{}, false
	}
	clerk, ok := p.official(town, "window_clerk", nil)
	if !ok {
		return models.Actor{}, false
	}
	f.Agent, f.Channel = town, models.WindowChannel
	f.Units = append(slices.Clone(f.Units), models.StepUnit{Step: steps[0].Key, Unit: town})
	return clerk, true
}

// supplied is what the applicant brings after the notice: all that it asked for.
func (p *plan) supplied(c *models.Case) []models.Checked {
	checked := p.checked("")
	for _, m := range c.Missing {
		if !slices.ContainsFunc(checked, func(k models.Checked) bool { return k.No == m.No }) {
			checked = append(checked, models.Checked{No: m.No, State: "received"})
		}
	}
	return checked
}

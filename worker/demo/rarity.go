package demo

import (
	"fmt"
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
)

// rarity is a scene that is played with one item only, by one case in a hundred.
type rarity struct {
	scene
	item string
	pace float64 // until the scene
}

// everyRarity is how many cases lie between two of the same rarity.
const everyRarity = 100

// rarities by the number of the case within its hundred: what another town goes on with; an acceptance that was entered too late,
// put right by two supervisors so that every card is judged anew, and one that still waits for the second.
var rarities = map[int]rarity{
	10: {item: "temporary-relief", pace: 0.3, scene: scene{at: opinion, acts: []act{forward}}},
	30: {item: "food-business-catering", pace: 2.5, scene: scene{at: opinion, acts: []act{correctAcceptance, confirm}, goes: true}},
	70: {item: "food-business-catering", pace: 2.5, scene: scene{at: opinion, acts: []act{correctAcceptance}}},
}

// item is what the case is about: what was drawn, unless its scene wants another one.
func (c *City) item(i int, drawn *process.Bundle) *process.Bundle {
	if wanted, known := c.InForce.Catalogue().Find(rarities[i%everyRarity].item); known {
		return wanted
	}
	return drawn
}

// forward hands the case to a unit of the same kind elsewhere: the applicant has applied at the wrong one.
func forward(p *plan, c *models.Case) (models.Command, bool) {
	s, step := p.open(c)
	actor, ok := p.official(s.Unit, step.Role, nil)
	to := p.other()
	if !ok || to == "" {
		return models.Command{}, false
	}
	at := p.work(c.Acted, 200)
	unit, _ := p.InForce.Snapshot().Units.Find(to)
	filed := c.Filed
	filed.Number = fmt.Sprintf("DG%s5%s", at.In(clock.Zone).Format("20060102"), p.number[len(p.number)-5:])
	filed.Unit, filed.Path, filed.Division, filed.Origin, filed.Agent = to, p.InForce.Path(to), unit.Division, c.ID, ""
	facts := models.Facts{Step: s.Key, ToUnit: to, Reasoned: true, Onward: &models.Onward{Case: c.ID + "-2", Filed: &filed, Materials: p.checked("")}}
	cmd, ok := p.command(at, models.Forward, actor, facts, map[string]any{"reason": "申请人户籍不在本镇，转报户籍所在地镇街办理（示例）。", "onward": p.said})
	cmd.Code = p.Store.CodeRef(filed.Number, QueryCode)
	return cmd, ok
}

// other is another unit that takes the item in, "" if there is none.
func (p *plan) other() string {
	for range 20 {
		if unit, ok := p.unitOf(p.bundle.Guide.Unit.Kind, "window_clerk"); ok && unit != p.unit {
			return unit
		}
	}
	return ""
}

// elsewhere is the life of the case with which the other organ goes on, nil if there is none.
func (p *plan) elsewhere(c *models.Case) *plan {
	if c.Onward == "" {
		return nil
	}
	return &plan{
		City: p.City, id: c.Onward, number: p.number, bundle: p.bundle, units: p.units, today: p.today, pace: 0.4, stuck: -1,
		chance: p.chance, lot: p.lot,
	}
}

// correctAcceptance proposes that the case was accepted in time, on the day of its receipt, while the window's machine was down.
func correctAcceptance(p *plan, c *models.Case) (models.Command, bool) {
	i := slices.IndexFunc(c.Deeds, func(d models.Deed) bool { return d.At.Equal(c.Accepted) })
	if i < 0 {
		return models.Command{}, false
	}
	p.pace = 0.3
	facts := models.Facts{
		Ground: "system_down", Document: p.number + "-更", Correction: &models.Correction{Line: c.Deeds[i].Line, Is: p.work(c.Received, 90)},
	}
	return p.supervise(c, 1, models.CorrectInstant, facts, "窗口系统当日故障，受理单系手工开具、事后补录，已核对原件（示例）。")
}

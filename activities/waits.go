package activities

import (
	"slices"

	"mingcha/models"
)

// waits lists the lines of a case that wait for somebody: demands for an answer, overrides for a second supervisor.
// Those of earlier turns have their rows already, and keep them.
func (p *pen) waits(c *models.Case) []models.WaitRow {
	var out []models.WaitRow
	add := func(kind models.WaitKind, line int, verb models.Verb) {
		row := models.WaitRow{
			Subject: c.ID, Line: line, Kind: kind, Verb: verb, Number: c.Filed.Number, Item: c.Filed.Item, Unit: c.Filed.Unit,
			Path: c.Filed.Path, Since: p.acted,
		}
		if i := slices.IndexFunc(p.lines, func(l models.Line) bool { return l.N == line }); i >= 0 {
			row.Account, row.Since = p.lines[i].Actor.Account, p.lines[i].Acted
		}
		out = append(out, row)
	}
	for _, d := range c.Demands {
		if d.Answered == 0 && !c.Status.Ended() {
			add(models.WaitsForAnswer, d.Line, d.Verb)
		}
	}
	for _, pending := range c.Pending {
		add(models.WaitsForSecond, pending.Line, pending.Verb)
	}
	return out
}

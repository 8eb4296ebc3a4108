package activities

import (
	"encoding/json"
	"fmt"

	"mingcha/models"
	"mingcha/models/supervision"
)

// goOn begins the case of the organ to which an application is forwarded (转报), in the same transaction as the line that
// forwards it: with the whole application, and its own query code.
func (p *pen) goOn(cmd models.Command, act models.Line) error {
	on := act.Facts.Onward
	if on == nil {
		return nil
	}
	var said struct {
		Onward json.RawMessage `json:"onward"`
	}
	if err := json.Unmarshal(cmd.Body, &said); err != nil {
		return fmt.Errorf("read the application that is forwarded: %w", err)
	}
	procedure, err := p.Procedures.Procedure(on.Filed.Bundle)
	if err != nil {
		return err
	}
	c := models.NewCase(on.Case, procedure)
	state := models.State{Case: c}
	sub := &pen{Activities: p.Activities, ctx: p.ctx, state: state, from: 1, now: p.now, acted: p.acted}
	sub.set, sub.calendar = p.Law.Rules(on.Filed.Item, p.now), p.Law.Calendar(on.Filed.Path)
	err = sub.write(models.Command{
		ID: "forward/" + on.Case, Subject: on.Case, Verb: models.Submit, Actor: act.Actor, Acted: p.acted,
		Facts: models.Facts{Filed: on.Filed, Materials: on.Materials, Files: on.Files}, Body: said.Onward,
	})
	if err != nil {
		return err
	}
	sub.tell(sub.recipients([]supervision.Recipient{supervision.Window}, on.Filed.Unit, ""), string(models.Forward), "")
	sub.next = nearest(sub.set.Ahead(c, sub.calendar))
	row := sub.caseRow(c)
	p.also = append(p.also, models.Batch{
		Kind: models.CaseKind, Subject: c.ID, From: 1, Lines: sub.lines, Bodies: sub.bodies, Case: &row, Tasks: sub.tasks(c), Calm: true,
		Notices: sub.notices, Incidents: sub.troubles, Code: cmd.Code,
	})
	return nil
}

// wentOn are the cases that begin with lines that forward.
func wentOn(lines []models.Line) []string {
	var out []string
	for _, l := range lines {
		if l.Facts.Onward != nil {
			out = append(out, l.Facts.Onward.Case)
		}
	}
	return out
}

package rehearsal

import (
	"time"

	"mingcha/models"
)

// moveOf is the command by which a case goes over to another version of its item, each step to the one of the same key;
// nil if the case is bound to it already.
func moveOf(c *models.Case, to *models.Procedure, ref models.Ref, at time.Time) *models.Command {
	if c.Procedure().Bundle == to.Bundle {
		return nil
	}
	move := models.Move{Procedure: to, Steps: models.SameSteps(c.Procedure(), to)}
	return &models.Command{
		ID: "rehearsal", Subject: ref.ID, Verb: models.MoveToBundle, Actor: models.System(), Acted: at, Facts: models.Facts{Move: &move},
	}
}

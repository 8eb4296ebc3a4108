package supervision

import (
	"mingcha/models"
	"mingcha/models/clock"
)

// publication is the instant at which announced scores are published by themselves: when the time for appeals is over and
// nobody has appealed. The window is the scheme's; no rule set speaks of it.
func publication(e *models.Evaluation, cal *clock.Calendar) []Threshold {
	if e.Appealed() {
		return nil
	}
	var out []Threshold
	for _, c := range e.Clocks() {
		if c.Kind != models.AnnouncementClock {
			continue
		}
		r := cal.Judge(c.Timeline)
		if r.DuePromised.IsZero() {
			continue
		}
		t := Threshold{Rule: "S98", Effect: models.PublishScores, Clock: c, At: r.DuePromised, Provisional: r.Provisional}
		t.Key = key(t)
		out = append(out, t)
	}
	return out
}

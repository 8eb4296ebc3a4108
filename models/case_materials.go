package models

import "slices"

// lookedAt notes which of the required materials were found there and which were not. Until somebody has looked, none is.
func (c *Case) lookedAt(l Line) {
	if l.Verb == Submit {
		c.Lacking = slices.Clone(c.procedure.Required)
	}
	for _, m := range l.Facts.Materials {
		i := slices.Index(c.Lacking, m.No)
		switch {
		case m.There() && i >= 0:
			c.Lacking = slices.Delete(c.Lacking, i, i+1)
		case !m.There() && i < 0 && slices.Contains(c.procedure.Required, m.No):
			c.Lacking = append(c.Lacking, m.No)
		}
	}
}

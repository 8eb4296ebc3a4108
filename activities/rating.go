package activities

import (
	"slices"
	"strings"

	"mingcha/models"
)

// ratings are the rows of a case's ratings that this turn has touched.
func (p *pen) ratings(c *models.Case) []models.RatingRow {
	var out []models.RatingRow
	for _, r := range c.Ratings {
		touched := func(l models.Line) bool { return l.N == r.Line || l.N == r.Answer }
		if !slices.ContainsFunc(p.lines, touched) {
			continue
		}
		out = append(out, models.RatingRow{
			ID: c.ID, Line: r.Line, Number: c.Filed.Number, Item: c.Filed.Item, Unit: c.Filed.Unit, Path: c.Filed.Path,
			Level: r.Level, Tags: strings.Join(r.Tags, " "), Again: r.Again, Anonymous: r.Anonymous, Worded: r.Worded,
			Rated: r.At, Answer: r.Answer, Answered: some(r.Answered), Complaint: r.Complaint, Demo: c.Filed.Demo,
		})
	}
	return out
}

package store_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"mingcha/models"
)

// scoredComplaints are the rectifications of bad ratings, and now and then a complaint about a case or about a person: answered
// or not, in time or late, right or wrong, withdrawn. They lie with an organ elsewhere.
func scoredComplaints(r *rand.Rand, i int, row *models.CaseRow, ratings []models.RatingRow) []models.ComplaintRow {
	one := func(n int, source string, lodged time.Time) models.ComplaintRow {
		c := complaintRow(fmt.Sprintf("plaint-%04d-%d", i, n), "organ", "/44/", lodged)
		c.Source, c.About, c.AboutPath, c.CaseID, c.Status = source, row.Unit, row.Path, row.ID, models.ComplaintHandling
		c.HandlingDue = ptr(lodged.AddDate(0, 0, 21))
		if r.IntN(5) > 0 {
			c.Handled, c.Status = ptr(lodged.AddDate(0, 0, 10+r.IntN(20))), models.ComplaintAnswered
			c.Result = []string{models.Founded, models.Partly, models.Unfounded}[r.IntN(3)]
		}
		switch {
		case r.IntN(12) == 0:
			c.Status = models.ComplaintWithdrawn
		case source != models.FromReview && r.IntN(3) == 0:
			c.Accused = "," + staff[r.IntN(2)] + "," + staff[2+r.IntN(2)] + ","
		case source != models.FromReview && r.IntN(3) == 0:
			c.CaseID = ""
		}
		return c
	}
	var out []models.ComplaintRow
	for _, rating := range ratings {
		if rating.Level.Bad() && !rating.Again {
			out = append(out, one(0, models.FromReview, rating.Rated))
		}
	}
	if i%4 == 0 {
		out = append(out, one(1, models.FromOnline, row.Submitted.AddDate(0, 0, r.IntN(20))))
	}
	return out
}

// scoredRatings are what an applicant thinks of a decided case: mostly once, sometimes once more.
func scoredRatings(i int, row *models.CaseRow) []models.RatingRow {
	if row.Decided == nil || i%3 == 0 {
		return nil
	}
	first := models.RatingRow{
		ID: row.ID, Line: 90, Number: row.Number, Item: row.Item, Unit: row.Unit, Path: row.Path, Level: models.Satisfaction(1 + i%5),
		Rated: row.Decided.Add(time.Duration(i%9) * 24 * time.Hour),
	}
	if i%7 != 0 {
		return []models.RatingRow{first}
	}
	again := first
	again.Line, again.Again, again.Level, again.Rated = 91, true, models.VerySatisfied, first.Rated.Add(time.Hour)
	return []models.RatingRow{first, again}
}

package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

// A holiday is put on the two days from twenty days after monday on.
var (
	holiday   = monday.AddDate(0, 0, 20)
	afterward = holiday.AddDate(0, 0, 2)
)

// covers S22
func TestTouched(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		file := func(id, path string, change func(*models.CaseRow)) {
			a := newAuthor(t, id)
			b := a.next("submit", models.Submit, monday, "")
			b.Case = caseRow(id, "unit-1", path, monday)
			b.Case.StatutoryDue, b.Case.ArmedFor = ptr(monday.AddDate(0, 0, 2)), ptr(monday.AddDate(0, 0, 1))
			change(b.Case)
			a.write(s, b)
		}
		file("a-in-time", city, func(*models.CaseRow) {})
		file("b-elsewhere", other, func(c *models.CaseRow) { c.StatutoryDue = ptr(holiday) })
		file("c-closed", city, func(c *models.CaseRow) { c.StatutoryDue, c.Status = ptr(holiday), models.Closed })
		file("d-filed-later", city, func(c *models.CaseRow) { c.Submitted, c.StatutoryDue = afterward, nil })
		file("e-over-the-days", city, func(c *models.CaseRow) { c.StatutoryDue = ptr(afterward) })
		file("f-red-behind-the-days", town, func(c *models.CaseRow) { c.StatutoryDue = ptr(holiday.AddDate(0, 0, -7)) })
		file("g-stands", city, func(c *models.CaseRow) { c.StatutoryDue = nil })
		file("h-late-and-decided", city, func(c *models.CaseRow) { c.Status, c.Decided = models.Granted, ptr(monday.AddDate(0, 0, 9)) })
		file("i-late-with-a-card", city, func(c *models.CaseRow) { c.Level, c.ArmedFor = models.Red, nil })
		file("j-withheld", city, func(c *models.CaseRow) { c.Withheld, c.ArmedFor = true, nil })
		file("k-sleeps-beyond", city, func(c *models.CaseRow) { c.ArmedFor = ptr(holiday) })
		deal := func(id, path string, change func(*models.CardRow)) {
			a := newAuthor(t, id)
			a.kind = models.CardKind
			b := a.next("issue", models.IssueCard, monday, "")
			b.Cards = []models.CardRow{{
				ID: id, Subject: "e-over-the-days", SubjectKind: models.CaseKind, Level: models.Red, Unit: "unit-1", Path: path,
				Due: monday, Issued: ptr(monday), State: models.Issued, Status: models.CardIssued,
			}}
			change(&b.Cards[0])
			a.write(s, b)
		}
		signal := func(id, subject string, kind models.Kind, change func(*models.CardRow)) {
			deal(id, city, func(c *models.CardRow) {
				c.Subject, c.SubjectKind, c.Due, c.Status, c.Level = subject, kind, holiday.Add(24*time.Hour), models.CardVerified, models.Yellow
				change(c)
			})
		}
		for _, id := range []string{"l-ended-with-a-card", "m-ended-with-a-warning", "n-ended-and-withdrawn", "o-ended-before", "p-ended-with-nothing"} {
			file(id, city, func(c *models.CaseRow) { c.Status, c.ArmedFor = models.Closed, nil })
		}
		signal("card-verified", "l-ended-with-a-card", models.CaseKind, func(*models.CardRow) {})
		signal("card-lesser", "m-ended-with-a-warning", models.CaseKind, func(c *models.CardRow) { c.Level = models.Warning })
		signal("card-revoked", "n-ended-and-withdrawn", models.CaseKind, func(c *models.CardRow) { c.State = models.CardWithdrawn })
		signal("card-earlier", "o-ended-before", models.CaseKind, func(c *models.CardRow) { c.Due = monday })
		signal("card-on-a-card", "card-verified", models.CardKind, func(*models.CardRow) {})
		deal("card-answered", city, func(c *models.CardRow) { c.Status = models.CardAnswered })
		deal("card-elsewhere", other, func(*models.CardRow) {})
		deal("card-open", city, func(*models.CardRow) {})
		deal("card-unarmed", town, func(c *models.CardRow) { c.Status, c.ArmedFor = models.CardDelivered, nil })
		want := []string{
			"case e-over-the-days", "case f-red-behind-the-days", "case g-stands", "case h-late-and-decided", "case i-late-with-a-card",
			"case j-withheld", "case k-sleeps-beyond", "card card-open", "card card-unarmed",
			"case l-ended-with-a-card", "case m-ended-with-a-warning", "card card-verified",
		}

		for _, size := range []int{1, 2, 7, 9, 100} {
			t.Run(fmt.Sprintf("nobody is left out and nobody comes twice in pages of %d", size), func(t *testing.T) {
				var found []string
				for cursor := ""; ; {
					page, next, err := s.Touched(t.Context(), models.Within(city), models.Span{From: holiday, To: afterward}, cursor, size)
					require.NoError(t, err)
					for _, a := range page {
						found = append(found, string(a.Kind)+" "+a.ID)
					}
					if cursor = next; next == "" {
						break
					}
				}
				require.Equal(t, want, found)
			})
		}

		t.Run("a day that is put right after the event finds who is late because of it", func(t *testing.T) {
			page, _, err := s.Touched(t.Context(), models.Within(city), models.Span{From: monday, To: monday.Add(24 * time.Hour)}, "", 100)
			require.NoError(t, err)
			require.Equal(t, "a-in-time", page[0].ID)
		})
	})
}

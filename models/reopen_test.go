package models_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

const day = 24 * time.Hour

// clockOf returns the clock with this name, or nil.
func clockOf(c *models.Case, name string) *models.LegalClock {
	for _, l := range c.Clocks() {
		if l.Name == name {
			return &l
		}
	}
	return nil
}

func TestReopen(t *testing.T) {
	again := models.Facts{Reasoned: true}

	t.Run("leads back to where the case stood, from every end but the archive and a void entry", func(t *testing.T) {
		for _, s := range stands {
			d := s.walk(t)
			if d.c.Status == models.Archived || d.c.Status == models.Voided {
				d.refuses("not_in_status", zhou, models.Reopen, again)
				continue
			}
			if before := d.c.Before; d.c.Status.Ended() && d.c.Status != models.Closed {
				ended := d.c.Status
				d.must(zhou, models.Reopen, again)
				require.Equal(t, before, d.c.Status, s.name)
				require.True(t, ended.CanMove(before), s.name)
				require.NotEmpty(t, d.open(), s.name)
				require.True(t, d.c.Ended.IsZero(), s.name)
			}
		}
		notified(t).with(applicant, models.Withdraw, models.Facts{}).with(zhou, models.Reopen, again)
	})

	t.Run("takes no time off the clocks for the weeks in which the case was at an end", func(t *testing.T) {
		for _, end := range []struct {
			name, clock string
			walk        func(testing.TB) *docket
		}{
			{"withdrawn while it was handled", "decision#1", func(t testing.TB) *docket { return accepted(t, food()) }},
			{"withdrawn while it waited for acceptance", "acceptance#1", func(t testing.TB) *docket { return filed(t, food()) }},
			{"withdrawn before it was taken in", "prereview#1", online},
			{"withdrawn while the applicant supplied", "supplement#1", notified},
			{"withdrawn at a step", "step/review#1", func(t testing.TB) *docket { return accepted(t, food()) }},
			{"withdrawn at the acceptance", "step/accept#1", func(t testing.TB) *docket { return filed(t, food()) }},
		} {
			d := end.walk(t)
			require.NoError(t, d.tryAt(d.now.Add(day), applicant, models.Withdraw, models.Facts{}))
			before := clockOf(d.c, end.clock).Timeline
			due := clock.National().Judge(before).DuePromised
			require.NoError(t, d.tryAt(d.now.Add(14*day), zhou, models.Reopen, again))
			l := clockOf(d.c, end.clock)
			require.True(t, l.End.IsZero(), end.name)
			// Two weeks later by the same weekday and hour: ten working days, or fourteen days.
			require.Equal(t, due.Add(14*day), clock.National().Judge(l.Timeline).DuePromised, end.name)
		}
	})

	t.Run("gives a lapsed notice its whole time again, and lets it lapse again", func(t *testing.T) {
		d := notified(t).with(models.System(), models.Lapse, models.Facts{})
		require.NoError(t, d.tryAt(d.now.Add(14*day), zhou, models.Reopen, again))
		l := clockOf(d.c, "supplement#2")
		require.Equal(t, d.now, l.Timeline.Start)
		d.must(models.System(), models.Lapse, models.Facts{})
		require.Equal(t, models.Lapsed, d.c.Status)
	})

	t.Run("of a closed case decides anew on a new clock, and the old outcome is gone", func(t *testing.T) {
		d := closed(t).with(zhou, models.Reopen, models.Facts{Target: "audit", Reasoned: true})
		require.Equal(t, models.Accepted, d.c.Status)
		require.Empty(t, d.c.Outcome)
		require.Equal(t, d.now, clockOf(d.c, "decision#2").Timeline.Start)
		require.Nil(t, clockOf(d.c, "delivery#2"))
		require.NotNil(t, clockOf(d.c, "step/audit#2"))
		d.must(zhao, models.Approve, at("audit"))
		d.must(sun, models.Refuse, reasons("decide"))
		require.Equal(t, models.Denied, d.c.Outcome)
		require.NotNil(t, clockOf(d.c, "delivery#2"))
	})

	t.Run("ends the special procedure with the case: it is started again if it is still needed", func(t *testing.T) {
		d := accepted(t, food()).with(li, models.StartSpecial, testing10()).with(applicant, models.Withdraw, models.Facts{})
		require.Nil(t, d.c.RunningSpecial())
		d.must(zhou, models.Reopen, again)
		require.True(t, d.c.Decision.Running())
		d.must(li, models.StartSpecial, testing10())
	})

	t.Run("drops overrides that waited for a second supervisor", func(t *testing.T) {
		d := accepted(t, food()).with(han, models.Terminate, reasons("")).with(applicant, models.Withdraw, models.Facts{})
		d.must(zhou, models.Reopen, again)
		require.Empty(t, d.c.Pending)
	})
}

func TestRecompute(t *testing.T) {
	t.Run("a new calendar is an entry in the ledger of the clock that runs, and moves nothing by itself", func(t *testing.T) {
		ledgers := map[string]func(*models.Case) clock.Ledger{
			"sub": func(c *models.Case) clock.Ledger { return c.Prereview }, "rec": func(c *models.Case) clock.Ledger { return c.Acceptance },
			"sup": func(c *models.Case) clock.Ledger { return c.Supply }, "rev": func(c *models.Case) clock.Ledger { return c.Decision },
			"spe": func(c *models.Case) clock.Ledger { return c.Decision }, "gra": func(c *models.Case) clock.Ledger { return c.Delivery },
		}
		for _, s := range stands[1:] {
			d := s.walk(t)
			before := d.c.Clocks()
			d.must(models.System(), models.Recalendar, models.Facts{Document: "revision-2"})
			require.Equal(t, before, d.c.Clocks(), s.name)
			if ledger, runs := ledgers[s.name]; runs {
				last := ledger(d.c).Entries[len(ledger(d.c).Entries)-1]
				require.Equal(t, clock.Entry{Move: clock.MoveRecompute, At: d.now, Actor: models.SystemAccount, Document: "revision-2"}, last, s.name)
			}
		}
	})
}

func TestClocksOfAcceptance(t *testing.T) {
	t.Run("end with the notice of what is missing, however the case goes on (K02, R-T2, R-T3)", func(t *testing.T) {
		for _, end := range []func(*docket){
			func(*docket) {},
			func(d *docket) { d.must(applicant, models.Withdraw, models.Facts{}) },
			func(d *docket) { d.must(models.System(), models.Lapse, models.Facts{}) },
			func(d *docket) {
				d.must(models.System(), models.Lapse, models.Facts{})
				d.must(zhou, models.Reopen, models.Facts{Reasoned: true})
			},
		} {
			d := notified(t)
			noticed := d.now
			d.now = d.now.Add(9 * day)
			end(d)
			require.Equal(t, noticed, clockOf(d.c, "acceptance#1").End)
			require.Equal(t, noticed, clockOf(d.c, "step/accept#1").End)
		}
	})

	t.Run("begin anew with the material that was supplied", func(t *testing.T) {
		d := notified(t)
		require.NoError(t, d.tryAt(d.now.Add(7*day), applicant, models.Supply, models.Facts{Materials: whole}))
		require.Equal(t, d.now, clockOf(d.c, "acceptance#2").Timeline.Start)
		require.Equal(t, d.now, clockOf(d.c, "step/accept#2").Timeline.Start)
		require.Equal(t, d.now, clockOf(d.c, "supplement#1").End)
		require.Equal(t, d.now, d.c.Received)
	})

	t.Run("begin when the window takes an online application in, not before: until then the pre-review runs (R-T5)", func(t *testing.T) {
		d := online(t)
		require.Nil(t, clockOf(d.c, "step/accept#1"))
		require.Nil(t, clockOf(d.c, "acceptance#1"))
		require.NotNil(t, clockOf(d.c, "prereview#1"))
		d.must(wang, models.Receive, at("accept"))
		require.Equal(t, d.now, clockOf(d.c, "step/accept#1").Timeline.Start)
		require.Equal(t, d.now, clockOf(d.c, "prereview#1").End)
	})

	t.Run("silence accepts as of the day of receipt, and the ledger names K02", func(t *testing.T) {
		d := filed(t, food())
		received := d.now
		require.NoError(t, d.tryAt(d.now.Add(7*day), models.System(), models.DeemAccepted, models.Facts{}))
		require.True(t, d.c.Deemed)
		require.Equal(t, received, d.c.Decision.Entries[0].At)
		require.Equal(t, "K02", d.c.Decision.Entries[0].Reason)
		require.Equal(t, []string{"review"}, d.open())
	})
}

package node

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

// appoints puts everybody in a role of the bureau into office, or takes them out of it.
func (o *office) appoints(role string, present bool) {
	o.t.Helper()
	rows, _, err := o.store.Appointments(o.t.Context())
	require.NoError(o.t, err)
	for i := range rows {
		if rows[i].Unit == bureau && rows[i].Role == role {
			rows[i].To = time.Time{}
			if !present {
				rows[i].To = time.Now().Add(-time.Minute)
			}
		}
	}
	_, err = o.store.ChangeAppointments(o.t.Context(), -1, rows...)
	require.NoError(o.t, err)
	require.NoError(o.t, o.inForce.Refresh(o.t.Context()))
}

// releases ends the appointments of one person.
func (o *office) releases(account string) {
	o.t.Helper()
	rows, _, err := o.store.Appointments(o.t.Context())
	require.NoError(o.t, err)
	for i := range rows {
		if rows[i].Person == account {
			rows[i].To = time.Now().Add(-time.Minute)
		}
	}
	_, err = o.store.ChangeAppointments(o.t.Context(), -1, rows...)
	require.NoError(o.t, err)
	require.NoError(o.t, o.inForce.Refresh(o.t.Context()))
}

func (o *office) notices(account string) int {
	o.t.Helper()
	page, err := o.store.Notices(o.t.Context(), account, models.Page{Limit: 200})
	require.NoError(o.t, err)
	count := 0
	for _, n := range page.Notices {
		if n.Kind == "incident" {
			count++
		}
	}
	return count
}

func (o *office) incident(subject, kind string) models.IncidentRow {
	o.t.Helper()
	rows, err := o.store.IncidentsOf(o.t.Context(), subject)
	require.NoError(o.t, err)
	for _, row := range rows {
		if row.Kind == kind {
			return row
		}
	}
	return models.IncidentRow{}
}

func TestMind(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	ctx := t.Context()
	head, admin := "at-"+bureau+"/department_head-01", "at-dg-zsj/security_admin-01"
	first := o.item.Procedure.Steps[1]
	o.appoints(first.Role, false)
	o.accepted("vacant")
	raised := o.incident("vacant", activities.EmptyParticipant)

	t.Run("a step that nobody can do is its unit head's, who is told", func(t *testing.T) {
		require.Equal(t, head, raised.Holder)
		require.Equal(t, 1, o.notices(head))
		require.True(t, raised.Due.After(time.Now()))
	})

	t.Run("until its term it stays with its holder, however often the patrol looks", func(t *testing.T) {
		for range 3 {
			require.NoError(t, o.mind(ctx))
		}
		require.Equal(t, raised, o.incident("vacant", activities.EmptyParticipant))
		require.Zero(t, o.notices(admin))
	})

	t.Run("after the working day it passes on to the security administrator of the city, once, and then to the province's", func(t *testing.T) {
		at := *raised.Due
		o.act.Now = func() time.Time { return at }
		for range 3 {
			require.NoError(t, o.mind(ctx))
		}
		passed := o.incident("vacant", activities.EmptyParticipant)
		require.Equal(t, admin, passed.Holder)
		require.Equal(t, 1, o.notices(admin))
		require.True(t, passed.Due.After(at))
		at = *passed.Due
		require.NoError(t, o.mind(ctx))
		require.Equal(t, "at-gd-zsj/security_admin-01", o.incident("vacant", activities.EmptyParticipant).Holder)
		at = at.AddDate(0, 0, 30)
		require.NoError(t, o.mind(ctx))
		last := o.incident("vacant", activities.EmptyParticipant)
		require.Equal(t, "at-gd-zsj/security_admin-01", last.Holder, "nobody is above")
		require.Nil(t, last.Due)
		o.act.Now = func() time.Time { return time.Now().UTC() }
	})

	t.Run("once somebody is appointed the case settles it by itself, with a line", func(t *testing.T) {
		o.appoints(first.Role, true)
		o.wait("it is settled", func() bool {
			require.NoError(t, o.mind(ctx))
			return o.incident("vacant", activities.EmptyParticipant).Settled != nil
		})
		lines, err := o.store.Lines(ctx, "vacant", 1)
		require.NoError(t, err)
		require.Equal(t, models.SettleIncident, lines[len(lines)-1].Verb)
		require.Equal(t, "at-gd-zsj/security_admin-01", o.incident("vacant", activities.EmptyParticipant).Holder, "who had it stays on the row")
	})

	t.Run("a case that could not take its line is an incident of the system administrators until it sleeps rightly", func(t *testing.T) {
		s, open, err := o.store.OpenSubject(ctx, "vacant")
		require.NoError(t, err)
		require.True(t, open)
		sweeper := o.sweeper()
		sweeper.Moved = func(context.Context, models.Armed, activities.SweepInput) (bool, error) { return true, nil }
		require.NoError(t, sweeper.Raise(ctx, models.IncidentRow{
			ID: "unmoved/case/vacant", Kind: activities.Unmoved, Subject: s.ID, Unit: s.Unit, Path: s.Path, Raised: time.Now(),
		}))
		require.Equal(t, "at-dg-zsj/system_admin-01", o.incident("vacant", activities.Unmoved).Holder)
		require.NoError(t, o.mind(ctx))
		require.NotNil(t, o.incident("vacant", activities.Unmoved).Settled)
	})

	t.Run("what was wrong with a case is over when the case is", func(t *testing.T) {
		require.NoError(t, o.raise(ctx, models.IncidentRow{ID: "lost/case/vacant", Kind: activities.Lost, Subject: "vacant", Unit: bureau, Path: o.inForce.Path(bureau), Raised: time.Now()}))
		require.NoError(t, o.mind(ctx))
		require.Nil(t, o.incident("vacant", activities.Lost).Settled)
		require.NoError(t, o.do(ctx, "vacant", "withdrawn", "window_clerk", models.Withdraw, models.Facts{}))
		require.NoError(t, o.mind(ctx))
		require.NotNil(t, o.incident("vacant", activities.Lost).Settled)
	})
}

func TestMissingYear(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	ctx := t.Context()
	november := time.Date(time.Now().Year(), 11, 30, 2, 0, 0, 0, time.UTC)
	o.act.Now = func() time.Time { return november }
	found := func() []models.IncidentRow {
		page, err := o.store.IncidentPage(ctx, models.IncidentFilter{Scope: everywhere, Kind: "calendar"})
		require.NoError(t, err)
		return page.Incidents
	}
	rounds := o.patroller().Subjects

	t.Run("every system administrator is told, once, and one of them has it", func(t *testing.T) {
		for range 2 {
			require.NoError(t, rounds.Raise(ctx, o.wanting()))
		}
		require.Len(t, found(), 1)
		require.Equal(t, "at-dg-zsj/system_admin-01", found()[0].Holder)
		require.Equal(t, "dg-zsj", found()[0].Unit)
		require.Equal(t, 1, o.notices("at-dg-zsj/system_admin-01"))
		require.Equal(t, 1, o.notices("at-gd-zsj/system_admin-01"))
	})

	t.Run("it is over when the year is loaded", func(t *testing.T) {
		require.NoError(t, o.mind(ctx))
		require.Len(t, found(), 1)
		for year := o.inForce.Calendar("").Wanting(november); year != 0; year = o.inForce.Calendar("").Wanting(november) {
			days := daysJSON(t, []clock.Day{{Name: "元旦", Date: clock.NewDate(year, 1, 1), Off: true}})
			_, err := o.store.LoadCalendar(ctx, -1, models.CalendarRow{
				Year: year, Source: fmt.Sprintf(`{"year":%d,"days":%s}`, year, days), LoadedBy: "calendar-admin", Loaded: november,
			})
			require.NoError(t, err)
			require.NoError(t, o.current(ctx))
		}
		require.NoError(t, rounds.Raise(ctx, o.wanting()))
		require.Empty(t, found())
	})
}

func TestAwayWithoutAStandIn(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	ctx := t.Context()
	head, only, other := "at-"+bureau+"/department_head-01", "at-"+bureau+"/approver-01", "at-"+bureau+"/handler-01"
	o.releases("at-" + bureau + "/approver-02")
	found := func(settled bool) []models.IncidentRow {
		page, err := o.store.IncidentPage(ctx, models.IncidentFilter{Scope: everywhere, Kind: activities.AbsentHolder, Settled: settled})
		require.NoError(t, err)
		return page.Incidents
	}
	leaves := func(id, account, standIn string) {
		now := time.Now()
		require.NoError(t, o.store.RecordAbsence(ctx, models.AbsenceRow{
			ID: id, Account: account, StandIn: standIn, From: now.Add(-time.Minute), To: now.AddDate(0, 0, 7), MadeBy: account, Made: now,
		}))
	}
	round := func() {
		_, err := o.patroller().Inspect(ctx)
		require.NoError(t, err)
	}

	t.Run("who alone holds a post and is away is an incident of the head, who is told once", func(t *testing.T) {
		leaves("w-1", only, "")
		for range 2 {
			round()
		}
		require.Len(t, found(false), 1)
		require.Equal(t, "absent_holder/"+bureau+"/approver/w-1", found(false)[0].ID)
		require.Equal(t, head, found(false)[0].Holder)
		require.Equal(t, 1, o.notices(head))
	})

	t.Run("it is over when the person is back, and another absence is another incident", func(t *testing.T) {
		require.NoError(t, o.store.CancelAbsence(ctx, "w-1", only, time.Now()))
		round()
		require.Empty(t, found(false))
		leaves("w-2", only, "")
		round()
		require.Len(t, found(false), 1)
		require.Len(t, found(true), 1)
	})

	t.Run("who stands in settles it, unless away as well", func(t *testing.T) {
		require.NoError(t, o.store.CancelAbsence(ctx, "w-2", only, time.Now()))
		leaves("w-3", only, other)
		leaves("w-4", other, "")
		round()
		require.Len(t, found(false), 1)
		require.Contains(t, found(false)[0].ID, "/w-3")
		require.NoError(t, o.store.CancelAbsence(ctx, "w-4", other, time.Now()))
		round()
		require.Empty(t, found(false))
	})

	t.Run("a post that a colleague holds too is attended", func(t *testing.T) {
		require.Greater(t, len(o.inForce.Holders(bureau, "handler", time.Now())), 1)
		leaves("w-5", other, "")
		require.NoError(t, o.store.CancelAbsence(ctx, "w-3", only, time.Now()))
		round()
		require.Empty(t, found(false))
	})
}

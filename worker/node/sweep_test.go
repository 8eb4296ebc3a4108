package node

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/subsystems"
	"mingcha/workflows"
)

// loads loads days that a city closes, or opens again, and dies.
func (o *office) loads(path string, days ...clock.Day) {
	o.t.Helper()
	_, err := o.store.LoadCalendar(o.t.Context(), -1, models.CalendarRow{Division: path, Source: daysJSON(o.t, days), LoadedBy: "calendar-admin", Loaded: time.Now()})
	require.NoError(o.t, err)
}

// closes loads days and sweeps.
func (o *office) closes(path string, days ...clock.Day) {
	o.t.Helper()
	o.loads(path, days...)
	require.NoError(o.t, sweeps{o.Node}.Begin(o.t.Context()))
}

// grounds says why a subject was judged anew, each time.
func (o *office) grounds(id string) []string {
	lines, err := o.store.Lines(o.t.Context(), id, 1)
	require.NoError(o.t, err)
	var out []string
	for _, l := range lines {
		if l.Verb == models.Recalendar {
			out = append(out, l.Facts.Ground+" "+l.Facts.Document)
		}
	}
	return out
}

// accepted files a case and accepts it: its clock of the decision runs.
func (o *office) accepted(id string) {
	o.t.Helper()
	require.NoError(o.t, o.file(o.t.Context(), id))
	var all []models.Checked
	for _, no := range o.item.Procedure.Required {
		all = append(all, models.Checked{No: no, State: "received"})
	}
	require.NoError(o.t, o.do(o.t.Context(), id, "accepted", "window_clerk", models.Accept, models.Facts{Step: o.item.Procedure.Steps[0].Key, Materials: all}))
}

func (o *office) wait(what string, until func() bool) {
	o.t.Helper()
	require.Eventually(o.t, until, 20*time.Second, 20*time.Millisecond, what)
}

// covers S22
func TestCalendarThereAndBack(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.accepted("there")
	path := o.inForce.Path(bureau)
	first, err := o.store.Case(t.Context(), "there")
	require.NoError(t, err)
	tomorrow := clock.DateOf(time.Now()) + 1
	for !o.inForce.Calendar(path).Workday(tomorrow) {
		tomorrow++
	}
	off, on := clock.Day{Name: "停工", Date: tomorrow, Off: true}, clock.Day{Name: "照常", Date: tomorrow}
	for i, day := range []clock.Day{off, on, off, on} {
		o.closes(path, day)
		o.wait("the case has a line for every change", func() bool { return len(o.grounds("there")) == i+1 })
		row, err := o.store.Case(t.Context(), "there")
		require.NoError(t, err)
		require.Equal(t, day.Off, row.PromisedDue.After(*first.PromisedDue), "change %d", i+1)
	}
	sleepsForTheRecord(t, o.Node)
}

// covers S22
func TestNobodySwept(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	ctx := t.Context()
	o.accepted("asleep")
	path, next := o.inForce.Path(bureau), clock.DateOf(time.Now())
	day := func() clock.Day {
		for next++; !o.inForce.Calendar(path).Workday(next); next++ {
		}
		return clock.Day{Name: "停工", Date: next, Off: true}
	}
	moved := func(times int) func() bool { return func() bool { return len(o.grounds("asleep")) == times } }

	t.Run("a node is killed when it has loaded a calendar: the next round of the patrol begins the sweep", func(t *testing.T) {
		o.loads(path, day())
		_, err := o.patroller().Inspect(ctx)
		require.NoError(t, err)
		o.wait("the case has its line", moved(1))
	})

	t.Run("several were loaded before the house starts again: each moves the case, in order", func(t *testing.T) {
		first := day()
		o.loads(path, first)
		o.loads(path, first, day())
		require.NoError(t, o.bringUp(ctx, time.Time{}))
		o.wait("the case has a line for each", moved(3))
		sleepsForTheRecord(t, o.Node)
	})

	t.Run("what was swept is not swept again", func(t *testing.T) {
		require.NoError(t, o.anew(ctx))
		swept, err := o.describe(ctx, "Sweep/calendar/3")
		require.NoError(t, err)
		require.NoError(t, o.temporal.GetWorkflow(ctx, "Sweep/calendar/3", "").Get(ctx, nil))
		require.NoError(t, o.anew(ctx))
		again, err := o.describe(ctx, "Sweep/calendar/3")
		require.NoError(t, err)
		require.Equal(t, swept.GetWorkflowExecutionInfo().GetExecution().GetRunId(), again.GetWorkflowExecutionInfo().GetExecution().GetRunId())
		require.Len(t, o.grounds("asleep"), 3)
	})

	t.Run("a year of the nation moves cases everywhere", func(t *testing.T) {
		off := day()
		year := off.Date.Year()
		named := append(o.inForce.Calendar("").Named(clock.NewDate(year, 1, 1), clock.NewDate(year, 12, 31)), off)
		_, err := o.store.LoadCalendar(ctx, -1, models.CalendarRow{
			Year: year, Source: fmt.Sprintf(`{"year":%d,"days":%s}`, year, daysJSON(t, named)), LoadedBy: "calendar-admin", Loaded: time.Now(),
		})
		require.NoError(t, err)
		require.NoError(t, sweeps{o.Node}.Begin(ctx))
		o.wait("the case has its line", moved(4))
	})
}

// covers S22, S28
func TestCalendarAndCards(t *testing.T) {
	t.Parallel()
	n := live(t, t.TempDir(), 0)
	ctx := t.Context()
	x, err := exercising(ctx, n, "working_day")
	require.NoError(t, err)
	o := &office{Node: n, t: t, item: x.item}
	_, cards, err := x.late(ctx, "late", 9*24*time.Hour)
	require.NoError(t, err)
	require.NotEmpty(t, cards)
	for _, id := range cards {
		require.NoError(t, n.client.Wake(ctx, models.CardKind, id))
	}
	var before models.CardRow
	o.wait("the gravest card sleeps for its next rung", func() bool { // those before it are superseded
		before, err = n.store.Card(ctx, cards[len(cards)-1])
		return err == nil && before.ArmedFor != nil && before.ArmedFor.After(time.Now())
	})

	t.Run("a holiday before its next rung moves a card that nobody answers", func(t *testing.T) {
		last := clock.DateOf(*before.ArmedFor) - 1 // its rung falls as this working day ends
		o.closes(before.Path, clock.Day{Name: "停工", Date: last, Off: true})
		o.wait("the card sleeps longer", func() bool {
			after, err := n.store.Card(ctx, before.ID)
			return err == nil && after.ArmedFor != nil && after.ArmedFor.After(*before.ArmedFor)
		})
		require.Len(t, o.grounds(before.ID), 1)
		sleepsForTheRecord(t, n)
	})
}

// rules are the shipped ones under another version, changed and in force from an instant on.
func (o *office) rules(version string, from time.Time, old, changed string) {
	o.t.Helper()
	text, err := subsystems.Files.ReadFile("administrative-approval/rules/2026-01.yaml")
	require.NoError(o.t, err)
	source := strings.ReplaceAll(string(text), `"2026.1"`, `"`+version+`"`)
	require.Contains(o.t, source, old)
	require.NoError(o.t, o.store.PutRuleSet(o.t.Context(), models.RuleSetRow{
		Name: "administrative-approval", Version: version, Source: strings.ReplaceAll(source, old, changed), From: from, MadeBy: "at-admin", Made: time.Now(),
	}))
}

// judgedByWhatShips lets the sweep of the first round come to its end.
func (o *office) judgedByWhatShips() {
	o.t.Helper()
	began := time.Now().UTC()
	o.act.Now = func() time.Time { return began }
	require.NoError(o.t, o.judgeAnew(o.t.Context()))
	o.act.Now = func() time.Time { return time.Now().UTC() }
	set := o.inForce.Rules("", began)
	id := strings.Join([]string{workflows.SweepWorkflow, activities.ByRules, set.Version, began.Format(time.RFC3339)}, "/")
	require.NoError(o.t, o.temporal.GetWorkflow(o.t.Context(), id, "").Get(o.t.Context(), nil))
}

// covers S22
func TestRulesComeIntoForce(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	ctx := t.Context()
	o.accepted("asleep")
	require.NoError(t, o.file(ctx, "closed"))
	require.NoError(t, o.walk(ctx, "closed"))
	o.judgedByWhatShips()
	sleeps := func(id string) models.Armed { return armed(t, o.Node)["case/"+id] }
	before := sleeps("asleep")
	require.Contains(t, before.Key, "R-T2/warning")
	closed, err := o.store.Lines(ctx, "closed", 1)
	require.NoError(t, err)

	t.Run("rules that begin later move nobody when they are published", func(t *testing.T) {
		o.rules("stricter", time.Now().Add(time.Hour), "warning: share(20%)", "warning: past")
		require.NoError(t, o.anew(ctx))
		require.Empty(t, o.grounds("asleep"))
		require.Equal(t, before, sleeps("asleep"))
	})

	t.Run("on their day a case that nobody touches gets a line and sleeps for its new instant", func(t *testing.T) {
		o.act.Now = func() time.Time { return time.Now().UTC().Add(2 * time.Hour) }
		require.NoError(t, o.anew(ctx))
		o.wait("its line", func() bool { return len(o.grounds("asleep")) == 1 })
		require.Equal(t, []string{activities.ByRules + " stricter"}, o.grounds("asleep"))
		require.True(t, sleeps("asleep").For.After(before.For))
		sleepsForTheRecord(t, o.Node)
		again, err := o.store.Lines(ctx, "closed", 1)
		require.NoError(t, err)
		require.Equal(t, closed, again, "what has ended stays as it is")
	})

	t.Run("the patrol asks again and again, and nobody gets a second line", func(t *testing.T) {
		n := sleeps("asleep")
		for range 3 {
			require.NoError(t, o.anew(ctx))
		}
		require.Len(t, o.grounds("asleep"), 1)
		require.Equal(t, n, sleeps("asleep"))
	})

	t.Run("rules whose day is past are in force from their publication: nothing is said of the time before", func(t *testing.T) {
		o.rules("back-dated", time.Now().AddDate(0, 0, -30), "left(1)", "left(4)") // of five: at the end of the first day
		require.NoError(t, o.anew(ctx))
		require.Equal(t, "stricter", o.inForce.Rules("", o.act.Now()).Version, "another that begins later is in force")
	})
}

package node

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/store"
	"mingcha/worker/inforce"
)

func (n *Node) sweeper() *activities.Sweeper {
	return &activities.Sweeper{
		Current: n.current, Touched: n.touched, Moved: n.moved, Do: n.client.Do, Gently: n.client.Gently,
		Raise: (&rounds{Store: n.store, raise: n.raise}).raiseOne, Now: n.act.Now,
	}
}

// current takes up, at once, what was published on another node.
func (n *Node) current(ctx context.Context) error {
	law, err := n.store.LawRevision(ctx)
	if err == nil && law != n.inForce.Revision() {
		err = n.inForce.Refresh(ctx)
	}
	return err
}

// touched lists who rests on changed days, or everybody when the rules have changed.
func (n *Node) touched(ctx context.Context, in activities.SweepInput, limit int) ([]models.Armed, string, error) {
	if in.Ground == activities.ByRules {
		return n.store.OpenSubjects(ctx, in.Cursor, limit)
	}
	return n.store.Touched(ctx, scopeOf(in.Path), models.Span{From: in.From, To: in.To}, in.Cursor, limit)
}

// moved asks whether the changed days can move any of the subject's running clocks; after a change of the rules, whether
// the subject sleeps for something else than they ask for.
func (n *Node) moved(ctx context.Context, s models.Armed, in activities.SweepInput) (bool, error) {
	out, err := n.act.Load(ctx, activities.LoadInput{Kind: s.Kind, Subject: s.ID})
	if err != nil {
		return false, err
	}
	if in.Ground == activities.ByRules {
		return !out.Next.At.Equal(s.For) || s.Kind == models.CaseKind && out.Next.Key != s.Key, nil
	}
	item := ""
	if c := out.State.Case; c != nil {
		item = c.Filed.Item
	}
	return n.inForce.Rules(item, n.act.Now()).Touches(out.State.Subject(), n.inForce.Calendar(s.Path), in.Days), nil
}

// calendarSweep moves what rests on changed days. The number is that of the calendar's publication: a calendar that is
// corrected and put back is three changes.
func calendarSweep(path, revision string, number int64, days []clock.Date) activities.SweepInput {
	return activities.SweepInput{
		Change: strconv.FormatInt(number, 10), Ground: activities.ByCalendar, Revision: revision, Path: path, Days: days,
		From: days[0].Opens(), To: days[len(days)-1].Ends(),
	}
}

// anew lets what is in force reach every open subject that it touches. Each start and each round of the patrol asks what
// has not been swept yet: the node that published it may have been killed before it could begin. A sweep that was begun
// goes on by itself.
func (n *Node) anew(ctx context.Context) error {
	if err := n.current(ctx); err != nil {
		return err
	}
	if err := n.sweepCalendars(ctx); err != nil {
		return err
	}
	return n.judgeAnew(ctx)
}

// sweptSetting holds the number of the last publication of a calendar whose sweep was begun.
const sweptSetting = "calendars_swept"

// sweepCalendars begins a sweep for each calendar that was loaded since the last one that was swept, in their order.
func (n *Node) sweepCalendars(ctx context.Context) error {
	last, err := n.lastSwept(ctx)
	if err != nil {
		return err
	}
	newest, err := n.store.Revision(ctx, store.Calendars)
	if err != nil || newest <= last {
		return err
	}
	rows, _, err := n.store.Calendars(ctx, true)
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b models.CalendarRow) int { return cmp.Compare(a.Revision, b.Revision) })
	for i, row := range rows {
		if row.Revision <= last {
			continue
		}
		if err := n.sweepCalendar(ctx, rows[:i], row); err != nil {
			return err
		}
		if err := n.store.SetSetting(ctx, sweptSetting, strconv.FormatInt(row.Revision, 10), n.act.Now()); err != nil {
			return err
		}
	}
	return nil
}

// sweepCalendar begins the sweep over the days that one calendar changed when it was laid over those before it.
func (n *Node) sweepCalendar(ctx context.Context, before []models.CalendarRow, row models.CalendarRow) error {
	was, err := n.lay(before)
	if err != nil {
		return err
	}
	is, err := n.lay(append(slices.Clone(before), row))
	if err != nil {
		return err
	}
	days := clock.Diff(was.Of(row.Division), is.Of(row.Division))
	if len(days) == 0 {
		return nil
	}
	return n.client.Sweep(ctx, calendarSweep(row.Division, is.Of(row.Division).Revision(), row.Revision, days))
}

// lay is how calendars stood after these rows, the oldest first: of one division and year the last one holds.
func (n *Node) lay(rows []models.CalendarRow) (inforce.Calendars, error) {
	type place struct {
		division string
		year     int
	}
	holds := map[place]int{}
	for i, r := range rows {
		holds[place{r.Division, r.Year}] = i
	}
	var standing []models.CalendarRow
	for i, r := range rows {
		if holds[place{r.Division, r.Year}] == i {
			standing = append(standing, r)
		}
	}
	years, local, err := calendarsIn(standing)
	return n.inForce.Lay(years, local), err
}

// lastSwept is the number of the last publication of a calendar whose sweep was begun, 0 if none was.
func (n *Node) lastSwept(ctx context.Context) (int64, error) {
	value, found, err := n.store.Setting(ctx, sweptSetting)
	if err != nil || !found {
		return 0, err
	}
	return strconv.ParseInt(value, 10, 64)
}

// judgedSetting holds by which rules every open subject was last looked at.
const judgedSetting = "rules_judged"

// judgeAnew looks at every open subject when other rules have come into force, by publication or because their day has
// come.
func (n *Node) judgeAnew(ctx context.Context) error {
	now := n.act.Now()
	set := n.inForce.Rules("", now)
	standing := fmt.Sprintf("%s@%d", set.Version, set.Effective.Unix())
	judged, _, err := n.store.Setting(ctx, judgedSetting)
	if err != nil || judged == standing {
		return err
	}
	err = n.client.Sweep(ctx, activities.SweepInput{
		Change: set.Version + "/" + now.UTC().Format(time.RFC3339), Ground: activities.ByRules, Revision: set.Version,
	})
	if err != nil {
		return err
	}
	return n.store.SetSetting(ctx, judgedSetting, standing, now)
}

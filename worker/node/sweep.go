package node

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

func (n *Node) sweeper() *activities.Sweeper {
	return &activities.Sweeper{
		Current: n.current, Touched: n.touched, Moved: n.moved, Do: n.client.Do, Raise: (&rounds{Store: n.store, raise: n.raise}).raiseOne, Now: n.act.Now,
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
	return n.store.Touched(ctx, scopeOf(in.Path), in.From, in.To, in.Cursor, limit)
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

// judgedSetting holds by which rules every open subject was last looked at.
const judgedSetting = "rules_judged"

// judgeAnew looks at every open subject when other rules have come into force, by publication or because their day has
// come. Each round of the patrol asks; a sweep that was begun goes on by itself.
func (n *Node) judgeAnew(ctx context.Context) error {
	if err := n.current(ctx); err != nil {
		return err
	}
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

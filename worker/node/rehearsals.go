package node

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"mingcha/activities"
	"mingcha/activities/rehearsal"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/store"
	"mingcha/worker/inforce"
)

// rehearsals tries what would be published, and moves cases to other versions.
type rehearsals struct {
	*store.Store
	n    *Node
	turn sync.Mutex
	last imagined // of the rehearsal that is under way: what is published changes it, and nothing else
}

// imagined is what a rehearsal compares.
type imagined struct {
	id    string
	base  string
	trial rehearsal.Trial
	look  rehearsal.Look
}

func (n *Node) rehearsals() *rehearsals { return &rehearsals{Store: n.store, n: n} }

func (r *rehearsals) engine() *rehearsal.Engine {
	return &rehearsal.Engine{Record: r.Store, Offices: r.n.inForce, Gently: r.n.client.Gently}
}

func (r *rehearsals) runner() *rehearsal.Runner {
	return &rehearsal.Runner{Engine: r.engine(), Store: r.Store, Set: r.set, Base: r.Base, Scope: scopeOf, Now: r.n.act.Now}
}

func (r *rehearsals) mover() *activities.Mover {
	return &activities.Mover{
		Plans: r.Store, Load: r.n.act.Load, Procedures: r.n.inForce, Do: r.n.client.Do, Gently: r.n.client.Gently, Now: r.n.act.Now,
	}
}

// Rehearse makes sure that a rehearsal is under way.
func (r *rehearsals) Rehearse(ctx context.Context, id string) error { return r.n.client.Rehearse(ctx, id) }

// CheckMoves makes sure that the cases of a plan are tried on paper.
func (r *rehearsals) CheckMoves(ctx context.Context, id string) error {
	return r.n.client.CheckMoves(ctx, id)
}

// CarryMoves makes sure that a plan is being carried out.
func (r *rehearsals) CarryMoves(ctx context.Context, id string) error {
	return r.n.client.CarryMoves(ctx, id)
}

// Past reads the records of a period once more, by what is in force unless the look says otherwise.
func (r *rehearsals) Past(ctx context.Context, look rehearsal.Look, each func(rehearsal.PastCase) error) error {
	look.Law, look.Offers = r.n.inForce, r.n.inForce
	return r.engine().Past(ctx, look, each)
}

// Base says what is in force now, as far as a rehearsal rests on it: calendars, rules and, for an item, its version.
func (r *rehearsals) Base(ctx context.Context, row models.RehearsalRow) (string, error) {
	if err := r.n.current(ctx); err != nil {
		return "", err
	}
	version := ""
	if b, known := r.n.inForce.Catalogue().Find(row.Item); row.Item != "" && known {
		version = b.Hash
	}
	return fmt.Sprintf("%d %s", r.n.inForce.Revision(), version), nil
}

// rehearsedAhead is how far ahead a rehearsal looks: two months in which nobody acts.
const rehearsedAhead = 60 * 24 * time.Hour

// set imagines what a rehearsal tries, once for as long as nothing is published.
func (r *rehearsals) set(ctx context.Context, row models.RehearsalRow) (rehearsal.Trial, rehearsal.Look, error) {
	r.turn.Lock()
	defer r.turn.Unlock()
	if r.last.id == row.ID && r.last.base == row.Base {
		return r.last.trial, r.last.look, nil
	}
	now := r.n.inForce
	trial := rehearsal.Trial{Before: rehearsal.Side{Law: now, Procedures: now}, Until: row.Made.Add(rehearsedAhead)}
	look := rehearsal.Look{Before: now, Item: row.Item}
	if row.PastFrom != nil && row.PastTo != nil {
		look.From, look.To = *row.PastFrom, *row.PastTo
	}
	then, err := r.imagine(ctx, row, &trial, &look)
	if err != nil {
		return trial, look, err
	}
	trial.After.Law, trial.After.Procedures, look.Law, look.Offers = then, then, then, then
	r.last = imagined{row.ID, row.Base, trial, look}
	return trial, look, nil
}

// imagine is what would be in force with the candidate.
func (r *rehearsals) imagine(ctx context.Context, row models.RehearsalRow, t *rehearsal.Trial, look *rehearsal.Look) (*inforce.InForce, error) {
	switch row.Kind {
	case models.RehearseBundle:
		b, err := r.n.inForce.Compile(row.Source)
		if err != nil {
			return nil, err
		}
		t.After.Move, look.As = &b.Procedure, &b.Procedure
		return r.n.inForce.Imagine(ctx, func(p *inforce.Published) { p.Bundles = append(p.Bundles, b) })
	case models.RehearseRules:
		set, err := process.ParseRules("rules.yaml", []byte(row.Source))
		if err != nil {
			return nil, err
		}
		if row.Begins != nil {
			set.From = clock.DateOf(*row.Begins)
		}
		if set.Effective = set.From.Opens(); row.Begins != nil {
			set.Effective = *row.Begins
		}
		if set.Effective.Before(row.Made) {
			set.Effective = row.Made // nobody could keep to it before
		} else {
			t.After.Wake = set.Effective
		}
		look.Would = set
		return r.n.inForce.Imagine(ctx, func(p *inforce.Published) { p.Rules = append(p.Rules, set) })
	default:
		return r.otherDays(ctx, row, t)
	}
}

// otherDays is what would be in force with a calendar.
func (r *rehearsals) otherDays(ctx context.Context, row models.RehearsalRow, t *rehearsal.Trial) (*inforce.InForce, error) {
	var change func(*inforce.Published)
	if row.Division == "" {
		year, err := clock.ParseYearFile([]byte(row.Source))
		if err != nil {
			return nil, err
		}
		change = func(p *inforce.Published) { p.Years = append(p.Years, year) }
	} else {
		days, err := clock.ParseDays([]byte(row.Source))
		if err != nil {
			return nil, err
		}
		change = func(p *inforce.Published) { p.Local[strings.TrimSuffix(row.Division, "/")+"/"] = days }
	}
	then, err := r.n.inForce.Imagine(ctx, change)
	if err != nil {
		return nil, err
	}
	t.After.Days = clock.Diff(r.n.inForce.Calendar(row.Division), then.Calendar(row.Division))
	return then, nil
}

package node

import (
	"context"
	"sync"

	"mingcha/activities"
	"mingcha/activities/rehearsal"
	"mingcha/models"
	"mingcha/models/store"
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
func (r *rehearsals) Rehearse(ctx context.Context, id string) error {
	return r.n.client.Rehearse(ctx, id)
}

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
	return r.n.inForce.Base(row.Item), nil
}

// set imagines what a rehearsal tries, once for as long as nothing is published.
func (r *rehearsals) set(ctx context.Context, row models.RehearsalRow) (rehearsal.Trial, rehearsal.Look, error) {
	r.turn.Lock()
	defer r.turn.Unlock()
	if r.last.id == row.ID && r.last.base == row.Base {
		return r.last.trial, r.last.look, nil
	}
	trial, look, err := r.n.inForce.Tried(ctx, row)
	if err != nil {
		return trial, look, err
	}
	r.last = imagined{row.ID, row.Base, trial, look}
	return trial, look, nil
}

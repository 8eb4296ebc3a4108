package node

import (
	"context"
	"strconv"
	"time"

	"mingcha/models"
	"mingcha/models/store"
)

// rounds gives the patrol its part of the store; it goes round the whole population, a page in each round.
type rounds struct {
	*store.Store
	cursor string
	seen   []string // subjects that this round has sampled
	whole  bool     // whether it has seen all that are late
	raise  func(context.Context, models.IncidentRow) error
}

// Armed returns open subjects whose threshold lies before an instant.
func (r *rounds) Armed(ctx context.Context, before time.Time, limit int) ([]models.Armed, error) {
	late, err := r.ArmedBefore(ctx, before, limit)
	r.whole = err == nil && len(late) < limit
	return late, err
}

// Sample returns the next page of open subjects that sleep for something, and begins again after the last.
func (r *rounds) Sample(ctx context.Context, limit int) ([]models.Armed, error) {
	page, next, err := r.OpenSubjects(ctx, r.cursor, limit)
	if err != nil {
		return nil, err
	}
	r.cursor, r.seen = next, []string{}
	var armed []models.Armed
	for _, s := range page {
		r.seen = append(r.seen, s.ID)
		if !s.For.IsZero() {
			armed = append(armed, s)
		}
	}
	return armed, nil
}

// Raise records incidents; one that is open already stays as it is. What is found again after it was settled is a new
// incident of its subject; one of the house itself, such as a missing calendar, stays settled.
func (r *rounds) Raise(ctx context.Context, incidents []models.IncidentRow) error {
	for _, row := range incidents {
		if err := r.raiseOne(ctx, row); err != nil {
			return err
		}
	}
	return r.over(ctx, incidents)
}

func (r *rounds) raiseOne(ctx context.Context, row models.IncidentRow) error {
	if err := r.again(ctx, &row); err != nil {
		return err
	}
	return r.raise(ctx, row)
}

// over settles what this round has looked at and not found again: whatever was wrong has set itself right.
func (r *rounds) over(ctx context.Context, found []models.IncidentRow) error {
	looked := map[string][]string{"calendar": nil, "lost": r.seen, "blocked": r.seen, "drift": r.seen, "damaged": r.seen}
	if r.whole {
		looked["late"] = nil
	}
	for kind, subjects := range looked {
		var still []string
		for _, row := range found {
			if row.Kind == kind {
				still = append(still, row.Subject)
			}
		}
		if err := r.SettleOver(ctx, kind, subjects, still, time.Now()); err != nil {
			return err
		}
	}
	return nil
}

// again numbers an incident whose like was settled before.
func (r *rounds) again(ctx context.Context, row *models.IncidentRow) error {
	if row.Subject == "" {
		return nil
	}
	earlier, err := r.IncidentsOf(ctx, row.Subject)
	if err != nil {
		return err
	}
	settled := 0
	for _, e := range earlier {
		switch {
		case e.Kind != row.Kind:
		case e.Settled == nil:
			row.ID = e.ID
			return nil
		default:
			settled++
		}
	}
	if settled > 0 {
		row.ID += "/" + strconv.Itoa(settled+1)
	}
	return nil
}

// standing finds what is wrong with the house itself.
func (n *Node) standing(ctx context.Context) ([]models.IncidentRow, error) {
	unattended, err := n.unattended(ctx)
	return append(n.wanting(), unattended...), err
}

// wanting is the incident that a calendar is missing: that of the running year, from 1 November that of the next one too,
// must be loaded. All who administer calendars are told.
func (n *Node) wanting() []models.IncidentRow {
	now := n.act.Now()
	wanting := n.inForce.Calendar("").Wanting(now)
	if wanting == 0 {
		return nil
	}
	year := strconv.Itoa(wanting)
	return []models.IncidentRow{{
		ID: "calendar/" + year, Kind: "calendar", Detail: "the calendar of " + year + " is not loaded", Raised: now,
	}}
}

// patrolSetting holds when the patrol last finished a round: the watchdog reads it, and so does a node that starts, to
// see whether its clock has gone back.
const patrolSetting = "patrol_finished"

// PatrolFinished notes the end of a round.
func (r *rounds) PatrolFinished(ctx context.Context, at time.Time) error {
	return r.SetSetting(ctx, patrolSetting, at.UTC().Format(time.RFC3339Nano), at)
}

// aheadSetting holds how far Temporal's clock was ahead of the database's in the last round of the patrol.
const aheadSetting = "engine_ahead"

// EngineAhead notes how far Temporal's clock is ahead of the database's.
func (r *rounds) EngineAhead(ctx context.Context, by time.Duration) error {
	return r.SetSetting(ctx, aheadSetting, by.String(), time.Now())
}

// engineAhead is how far Temporal's clock was ahead of the database's when the patrol measured it last; 0 if it never has.
func (n *Node) engineAhead(ctx context.Context) (time.Duration, error) {
	value, found, err := n.store.Setting(ctx, aheadSetting)
	if err != nil || !found {
		return 0, err
	}
	return time.ParseDuration(value)
}

// lastSeen is when the patrol last finished, zero if never.
func (n *Node) lastSeen(ctx context.Context) (time.Time, error) {
	value, found, err := n.store.Setting(ctx, patrolSetting)
	if err != nil || !found {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339Nano, value)
}

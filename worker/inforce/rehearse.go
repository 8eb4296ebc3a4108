package inforce

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mingcha/activities/rehearsal"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
)

// Base says what is in force, as far as a rehearsal rests on it: calendars, rules and, for an item, its version.
func (f *InForce) Base(item string) string {
	version := ""
	if b, known := f.Catalogue().Find(item); item != "" && known {
		version = b.Hash
	}
	return fmt.Sprintf("%d %s", f.Revision(), version)
}

// rehearsedAhead is how far ahead a rehearsal looks: two months in which nobody acts.
const rehearsedAhead = 60 * 24 * time.Hour

// Tried is what a rehearsal compares: what is in force, and what would be with the candidate.
func (f *InForce) Tried(ctx context.Context, row models.RehearsalRow) (rehearsal.Trial, rehearsal.Look, error) {
	trial := rehearsal.Trial{Before: rehearsal.Side{Law: f, Procedures: f}, At: row.Made, Until: row.Made.Add(rehearsedAhead)}
	look := rehearsal.Look{Before: f, Item: row.Item}
	if row.PastFrom != nil && row.PastTo != nil {
		look.From, look.To = *row.PastFrom, *row.PastTo
	}
	then, err := f.imagine(ctx, row, &trial, &look)
	if err != nil {
		return trial, look, err
	}
	trial.After.Law, trial.After.Procedures, look.Law, look.Offers = then, then, then, then
	return trial, look, nil
}

// imagine is what would be in force with the candidate.
func (f *InForce) imagine(ctx context.Context, row models.RehearsalRow, t *rehearsal.Trial, look *rehearsal.Look) (*InForce, error) {
	switch row.Kind {
	case models.RehearseBundle:
		b, err := f.Compile(row.Source)
		if err != nil {
			return nil, err
		}
		t.After.Move, look.As = &b.Procedure, &b.Procedure
		return f.Imagine(ctx, func(p *Published) { p.Bundles = append(p.Bundles, b) })
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
		return f.Imagine(ctx, func(p *Published) { p.Rules = append(p.Rules, set) })
	default:
		return f.otherDays(ctx, row, t)
	}
}

// otherDays is what would be in force with a calendar.
func (f *InForce) otherDays(ctx context.Context, row models.RehearsalRow, t *rehearsal.Trial) (*InForce, error) {
	var change func(*Published)
	if row.Division == "" {
		year, err := clock.ParseYearFile([]byte(row.Source))
		if err != nil {
			return nil, err
		}
		change = func(p *Published) { p.Years = append(p.Years, year) }
	} else {
		days, err := clock.ParseDays([]byte(row.Source))
		if err != nil {
			return nil, err
		}
		change = func(p *Published) { p.Local[strings.TrimSuffix(row.Division, "/")+"/"] = days }
	}
	then, err := f.Imagine(ctx, change)
	if err != nil {
		return nil, err
	}
	t.After.Days = clock.Diff(f.Calendar(row.Division), then.Calendar(row.Division))
	return then, nil
}

package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"mingcha/activities/rehearsal"
	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/access"
)

// Rehearsals tries what would be published, and keeps what came of it.
type Rehearsals interface {
	BeginRehearsal(ctx context.Context, row models.RehearsalRow, stale time.Time) error
	Rehearsal(ctx context.Context, id string) (models.RehearsalRow, error)
	RehearsalsOf(ctx context.Context, digest string, since time.Time) ([]models.RehearsalRow, error)
	RehearsalDifferences(ctx context.Context, id, cursor string, limit int) ([]models.RehearsalDifference, string, error)
	// Rehearse makes sure that a rehearsal is under way; it goes on after a restart.
	Rehearse(ctx context.Context, id string) error
	// Base says what is in force now, as far as a rehearsal rests on it.
	Base(ctx context.Context, row models.RehearsalRow) (string, error)
	// Past reads the records of a period once more, by what is in force unless the look says otherwise.
	Past(ctx context.Context, look rehearsal.Look, each func(rehearsal.PastCase) error) error
}

// rehearsalHolds is how long a finished rehearsal allows publishing.
const rehearsalHolds = 24 * time.Hour

// candidate is what somebody would publish.
type candidate struct {
	kind     models.RehearsalKind
	source   string
	division string // path; "" the nation
	from     time.Time
	item     string
}

// digest names the candidate: the same text for the same place and day.
func (c candidate) digest() string {
	day := ""
	if !c.from.IsZero() {
		day = c.from.UTC().Format(time.RFC3339)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{string(c.kind), c.division, day, c.source}, "\x00")))
	return hex.EncodeToString(sum[:])
}

// rehearsed refuses to publish what has not been rehearsed against what is in force now.
func (s *Server) rehearsed(ctx context.Context, c candidate) error {
	rows, err := s.Rehearsals.RehearsalsOf(ctx, c.digest(), s.Now().Add(-2*rehearsalHolds))
	if err != nil {
		return err
	}
	base, err := s.Rehearsals.Base(ctx, models.RehearsalRow{Kind: c.kind, Item: c.item})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(rows, func(r models.RehearsalRow) bool { return s.allows(r, base) }) {
		return nil
	}
	return models.Errorf(models.Conflict, "not_rehearsed", "this text has not been rehearsed against what is in force now")
}

// allows reports whether a rehearsal allows publishing.
func (s *Server) allows(r models.RehearsalRow, base string) bool {
	return r.State == models.Rehearsed && r.Base == base && r.Finished != nil && s.Now().Before(r.Finished.Add(rehearsalHolds))
}

// rehearsalObject is the right to try: that to judge a text of this kind.
func rehearsalObject(kind models.RehearsalKind) access.Object {
	switch kind {
	case models.RehearseBundle:
		return access.Object{Kind: access.Bundle}
	case models.RehearseRules:
		return access.Object{Kind: access.RuleSet}
	default:
		return access.Object{Kind: access.Calendar}
	}
}

// Rehearse begins to try what would be published. A rehearsal of the same text against the same standing that is under way
// or still good is given instead.
func (s *Server) Rehearse(ctx context.Context, req RehearseRequestObject) (RehearseResponseObject, error) {
	kind := models.RehearsalKind(req.Body.Kind)
	if err := s.must(ctx, access.Load, rehearsalObject(kind)); err != nil {
		return nil, err
	}
	c, err := s.candidate(ctx, kind, *req.Body)
	if err != nil {
		return nil, err
	}
	row, err := s.newRehearsal(ctx, c, *req.Body)
	if err != nil {
		return nil, err
	}
	if row.State == models.Rehearsing {
		if err := s.Rehearsals.Rehearse(ctx, row.ID); err != nil {
			return nil, err
		}
		if row, err = s.Rehearsals.Rehearsal(ctx, row.ID); err != nil {
			return nil, err
		}
	}
	out, err := s.rehearsalPage(ctx, row)
	return Rehearse202JSONResponse(out), err
}

// candidate reads what is to be tried; an error names every fault in it.
func (s *Server) candidate(ctx context.Context, kind models.RehearsalKind, body NewRehearsal) (candidate, error) {
	c := candidate{kind: kind, source: body.Source, from: body.From}
	switch kind {
	case models.RehearseBundle:
		b, err := s.Compile(body.Source)
		if err != nil {
			return c, err
		}
		c.item, c.from = b.Procedure.Item, time.Time{}
		return c, nil
	case models.RehearseRules:
		_, err := process.ParseRules("rules.yaml", []byte(body.Source))
		return c, blamed(err)
	default:
		weighed, err := s.weigh(ctx, CalendarFile{Division: orOther(body.Division, "/"), File: body.Source})
		c.division, c.from = weighed.row.Division, time.Time{}
		return c, err
	}
}

// newRehearsal begins a rehearsal, or finds the one that serves.
func (s *Server) newRehearsal(ctx context.Context, c candidate, body NewRehearsal) (models.RehearsalRow, error) {
	now := s.Now()
	row := models.RehearsalRow{
		ID: s.NewID(), Kind: c.kind, Digest: c.digest(), Item: c.item, Division: c.division, Source: c.source, State: models.Rehearsing,
		Phase: rehearsal.PhaseAhead, MadeBy: me(ctx).id, Made: now,
	}
	if !c.from.IsZero() {
		row.Begins = &c.from
	}
	if !body.PastFrom.IsZero() || !body.PastTo.IsZero() {
		from, to := spanOf(body.PastFrom, body.PastTo, now)
		if !from.Before(to) {
			return row, models.Faulty("the period ends before it begins", []models.Fault{{Field: "/past_to", Rule: "period_reversed"}})
		}
		row.PastFrom, row.PastTo = &from, &to
	}
	var err error
	if row.Base, err = s.Rehearsals.Base(ctx, row); err != nil {
		return row, err
	}
	rows, err := s.Rehearsals.RehearsalsOf(ctx, row.Digest, now.Add(-rehearsalHolds))
	if err != nil {
		return row, err
	}
	for _, r := range rows {
		same := orZero(r.PastFrom).Equal(orZero(row.PastFrom)) && orZero(r.PastTo).Equal(orZero(row.PastTo)) && r.Base == row.Base
		if same && (r.State == models.Rehearsing || !body.Anew && s.allows(r, row.Base)) {
			return r, nil
		}
	}
	return row, s.Rehearsals.BeginRehearsal(ctx, row, now.Add(-2*rehearsalHolds))
}

// rehearsalOf reads a rehearsal that the person may see.
func (s *Server) rehearsalOf(ctx context.Context, id string) (models.RehearsalRow, error) {
	row, err := s.Rehearsals.Rehearsal(ctx, id)
	if err != nil {
		return row, err
	}
	return row, s.must(ctx, access.Load, rehearsalObject(row.Kind))
}

// ReadRehearsal tells how far a rehearsal has come.
func (s *Server) ReadRehearsal(ctx context.Context, req ReadRehearsalRequestObject) (ReadRehearsalResponseObject, error) {
	row, err := s.rehearsalOf(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	out, err := s.rehearsalPage(ctx, row)
	return ReadRehearsal200JSONResponse(out), err
}

func (s *Server) rehearsalPage(ctx context.Context, row models.RehearsalRow) (Rehearsal, error) {
	n, err := s.naming(ctx, row.MadeBy)
	if err != nil {
		return Rehearsal{}, err
	}
	out := Rehearsal{
		Id: row.ID, Kind: RehearsalKind(row.Kind), State: RehearsalState(row.State), Phase: RehearsalPhase(row.Phase), Done: row.Done,
		Total: row.Total, Made: row.Made, By: n.person(row.MadeBy), Finished: orZero(row.Finished), Until: row.Made.Add(rehearsedAhead),
		PastFrom: orZero(row.PastFrom), PastTo: orZero(row.PastTo), Division: wireDivision(row.Division), Problem: row.Problem,
	}
	if row.Item != "" {
		out.Item = n.item(row.Item)
	}
	if base, err := s.Rehearsals.Base(ctx, row); err == nil && s.allows(row, base) {
		out.GoodUntil = row.Finished.Add(rehearsalHolds)
	}
	out.Counts, err = countsOf(row.Counts)
	return out, err
}

// rehearsedAhead is how far ahead a rehearsal looks.
const rehearsedAhead = 60 * 24 * time.Hour

func countsOf(text string) (RehearsalCounts, error) {
	var c rehearsal.Counts
	if text != "" {
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			return RehearsalCounts{}, fmt.Errorf("read the counts of a rehearsal: %w", err)
		}
	}
	return RehearsalCounts{
		Looked: c.Looked, Differ: c.Differ, Earlier: c.Earlier, Later: c.Later, Tasks: c.Tasks, Refused: c.Refused, Failed: c.Failed,
		Signals: signalCounts(c.Before, c.After), PastCases: c.Past.Cases, PastDiffer: c.Past.Differ,
		PastSignals: signalCounts(c.Past.Before, c.Past.After),
	}, nil
}

// signalCounts lists the signals of both sides by rule and level.
func signalCounts(before, after map[string]int) []SignalCount {
	keys := slices.Collect(maps.Keys(before))
	for key := range after {
		if _, there := before[key]; !there {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return each(keys, func(key string) SignalCount {
		rule, level, _ := strings.Cut(key, "/")
		return SignalCount{Rule: rule, Level: level, Before: before[key], After: after[key]}
	})
}

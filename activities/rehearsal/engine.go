package rehearsal

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

// Engine compares how subjects fare by what is in force with how they would fare by a candidate.
type Engine struct {
	Record  Record
	Offices activities.Offices
	// Gently lets one piece of work pass, among all others that leave people at work their place.
	Gently func(ctx context.Context, piece func() error) error
}

// Record is the part of the store that a rehearsal reads. It writes nothing there.
type Record interface {
	activities.Record
	RehearsalSubjects(ctx context.Context, scope models.PathRange, item, cursor string, limit int) ([]models.Armed, string, error)
	Lived(ctx context.Context, during models.Span, item, cursor string, limit int) ([]models.Lived, string, error)
	CardsOf(ctx context.Context, subject string) ([]models.CardRow, error)
	Card(ctx context.Context, id string) (models.CardRow, error)
	OpenSubject(ctx context.Context, id string) (models.Armed, bool, error)
}

// Side is what holds on one side of a comparison.
type Side struct {
	Law        activities.Law
	Procedures activities.Procedures
	Wake       time.Time         // when other rules come into force after its beginning; zero: at once
	Days       []clock.Date      // that are working days here and were not, or the other way round
	Move       *models.Procedure // the bundle to which cases go over, step by step of the same key; nil: they stay
}

// Trial is one rehearsal over open subjects.
type Trial struct {
	Before, After Side
	At            time.Time // the publication
	Until         time.Time // how far ahead is looked
}

// Comparison is what both sides come to for one subject.
type Comparison struct {
	Before, After []Event
	Difference    *Difference // nil: there is none
}

// Compare lets an open subject with its cards go on by both sides. A card whose case is open is told of with the case:
// then nothing comes of it here.
func (e *Engine) Compare(ctx context.Context, t Trial, s models.Armed) (Comparison, error) {
	var out Comparison
	if told, err := e.toldElsewhere(ctx, s); told || err != nil {
		return out, err
	}
	with := family{map[string][]models.Line{}, map[string]string{}}
	if err := e.gather(ctx, s.ID, "", with); err != nil {
		return out, err
	}
	if len(with.records[s.ID]) == 0 {
		return out, nil // it has gone meanwhile
	}
	before, _, err := e.fare(ctx, t, t.Before, s, with)
	if err != nil {
		return out, err
	}
	after, state, err := e.fare(ctx, t, t.After, s, with)
	if err != nil {
		return out, err
	}
	if after.refused != nil {
		after.events = before.events // it stays as it is
	}
	return Comparison{before.events, after.events, difference(s, state, before, after)}, nil
}

// toldElsewhere reports whether the subject is a card on something that is open.
func (e *Engine) toldElsewhere(ctx context.Context, s models.Armed) (bool, error) {
	if s.Kind != models.CardKind {
		return false, nil
	}
	card, err := e.Record.Card(ctx, s.ID)
	if err != nil {
		return false, err
	}
	_, open, err := e.Record.OpenSubject(ctx, card.Subject)
	return open, err
}

// family is a subject with the cards on it, and on those.
type family struct {
	records map[string][]models.Line // by ID
	cards   map[string]string        // by ID the name of a card, which is the same on both sides
}

// gather reads the lines of a subject and of the cards on it, and on those; one that was superseded may come back.
func (e *Engine) gather(ctx context.Context, id, name string, into family) error {
	lines, err := e.Record.Lines(ctx, id, 1)
	if err != nil {
		return err
	}
	into.records[id] = lines
	rows, err := e.Record.CardsOf(ctx, id)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.N == 0 {
			continue // a warning has no record of its own
		}
		into.cards[row.ID] = name + "/" + row.Key
		if err := e.gather(ctx, row.ID, into.cards[row.ID], into); err != nil {
			return err
		}
	}
	return nil
}

// fare lets the subject and its cards live on one side.
func (e *Engine) fare(ctx context.Context, t Trial, side Side, s models.Armed, with family) (outcome, models.State, error) {
	p := newPlay(side, e.Offices, on(with.records, e.Record.Body), t.At)
	root, err := p.enter(s.Kind, s.ID, "")
	if err != nil {
		return outcome{}, models.State{}, err
	}
	for _, id := range slices.Sorted(maps.Keys(with.cards)) {
		if _, err := p.enter(models.CardKind, id, with.cards[id]); err != nil {
			return outcome{}, models.State{}, err
		}
	}
	var out outcome
	for _, m := range slices.Clone(p.members) {
		refused, err := p.turn(ctx, m, p.first(side, m))
		if err != nil {
			return out, root.state, err
		}
		if m == root && refused != nil {
			out.refused = refused
		}
	}
	if err := p.stand(ctx, root, &out); err != nil {
		return out, root.state, err
	}
	err = p.run(ctx, t.Until)
	out.events = p.events
	return out, root.state, err
}

// first is the command by which the publication reaches a member, nil if it only looks.
func (p *play) first(side Side, m *member) *models.Command {
	ref := m.state.Subject().Ref()
	c := m.state.Case
	switch {
	case side.Move != nil && c != nil:
		return moveOf(c, side.Move, ref, p.now)
	case len(side.Days) > 0 && p.touched(m, side.Days):
		return &models.Command{
			ID: "rehearsal", Subject: ref.ID, Verb: models.Recalendar, Actor: models.System(), Acted: p.now,
			Facts: models.Facts{Ground: activities.ByCalendar},
		}
	default:
		return nil
	}
}

func (p *play) touched(m *member, days []clock.Date) bool {
	set, cal := p.act.InForce(m.state, p.now)
	return set.Touches(m.state.Subject(), cal, days)
}

// stand notes how the subject stands as it begins.
func (p *play) stand(ctx context.Context, m *member, out *outcome) error {
	_, cal := p.act.InForce(m.state, p.now)
	out.next, out.dues = m.next, map[string]time.Time{}
	for _, l := range m.state.Subject().Clocks() {
		if due := cal.Judge(l.Timeline).DuePromised; l.End.IsZero() && !due.IsZero() {
			out.dues[l.Name] = due
		}
	}
	tasks, err := p.act.Tasks(ctx, m.state)
	for _, t := range tasks {
		out.tasks = append(out.tasks, Waiting{Step: t.Step, Role: t.Role, Unit: t.Unit, Account: cmp.Or(t.Holder, t.Account)})
	}
	return err
}

package rehearsal

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"mingcha/activities"
	"mingcha/models"
)

// Event is what a subject would record by itself.
type Event struct {
	On    string       `json:"on,omitempty"` // the card that it is about; "" the subject itself
	Verb  models.Verb  `json:"verb"`
	Key   string       `json:"key"`
	Rule  string       `json:"rule,omitempty"`
	Level models.Level `json:"level,omitempty"`
	At    time.Time    `json:"at"`
}

// same reports whether two events are one, whenever it comes.
func (e Event) same(o Event) bool { return e.On == o.On && e.Verb == o.Verb && e.Key == o.Key }

// Waiting is a step that waits for somebody.
type Waiting struct {
	Step    string `json:"step"`
	Role    string `json:"role"`
	Unit    string `json:"unit"`
	Account string `json:"account,omitempty"` // "" while it lies in the pool
}

// outcome is how a subject fares on one side.
type outcome struct {
	dues    map[string]time.Time // of the clocks that run, as it begins
	next    models.Next
	tasks   []Waiting
	events  []Event
	refused *models.Error // why the first command was not taken
}

// member is one subject of a play: the one that is looked at, and the cards and leads that are born on the way.
type member struct {
	state models.State
	next  models.Next
	name  string // in events
}

// play lets a subject and its cards live on paper, in the order of time, while nobody acts.
type play struct {
	act     activities.Activities
	paper   *paper
	now     time.Time
	wake    time.Time // when other rules come into force: everybody looks again
	members []*member
	events  []Event
}

// held says that the machine's time can be trusted: on paper it is.
type held struct{}

// Held reports that nothing holds.
func (held) Held() (string, bool) { return "", false }

func newPlay(side Side, offices activities.Offices, records *paper, at time.Time) *play {
	p := &play{paper: records, now: at, wake: side.Wake}
	p.act = activities.Activities{
		Record: records, Law: side.Law, Procedures: side.Procedures, Offices: offices, Brake: held{}, NewID: uuid.NewString,
		Now: func() time.Time { return p.now },
	}
	return p
}

// enter brings a subject in from its lines.
func (p *play) enter(kind models.Kind, id, name string) (*member, error) {
	state, err := p.act.Folded(kind, id, p.paper.lines[id])
	if err != nil {
		return nil, err
	}
	m := &member{state: state, name: name}
	p.members = append(p.members, m)
	return m, nil
}

// run lets time pass until an instant.
func (p *play) run(ctx context.Context, until time.Time) error {
	for range mostTurns {
		m := p.earliest()
		if woken := p.wake.After(p.now) && !p.wake.After(until) && (m == nil || p.wake.Before(m.next.At)); woken {
			p.now, p.wake = p.wake, time.Time{}
			if err := p.look(ctx); err != nil {
				return err
			}
			continue
		}
		if m == nil || m.next.At.After(until) {
			return nil
		}
		if m.next.At.After(p.now) {
			p.now = m.next.At
		}
		was := m.next
		if _, err := p.turn(ctx, m, nil); err != nil {
			return err
		}
		if m.next.Same(was) {
			m.next = models.Next{} // it would not get on
		}
	}
	return fmt.Errorf("rehearse: %d turns were not enough", mostTurns)
}

// mostTurns of one play: a subject and its cards have a few dozen.
const mostTurns = 2000

// look lets everybody take a turn now.
func (p *play) look(ctx context.Context) error {
	for _, m := range slices.Clone(p.members) {
		if _, err := p.turn(ctx, m, nil); err != nil {
			return err
		}
	}
	return nil
}

func (p *play) earliest() *member {
	var first *member
	for _, m := range p.members {
		if !m.next.At.IsZero() && (first == nil || m.next.At.Before(first.next.At)) {
			first = m
		}
	}
	return first
}

// turn lets a member take one turn, and carries its messages to those who are there.
func (p *play) turn(ctx context.Context, m *member, cmd *models.Command) (*models.Error, error) {
	out, err := p.act.Append(ctx, activities.AppendInput{State: m.state, Command: cmd})
	if err != nil {
		return nil, err
	}
	for _, line := range out.Lines {
		if err := m.state.Subject().Fold(line); err != nil {
			return nil, err
		}
		p.note(m, line)
	}
	m.next = out.Next
	for _, id := range out.Cards {
		if err := p.born(ctx, models.CardKind, id, m, out.Lines); err != nil {
			return nil, err
		}
	}
	for _, id := range out.Leads {
		if err := p.born(ctx, models.LeadKind, id, m, out.Lines); err != nil {
			return nil, err
		}
	}
	return out.Refused, p.tell(ctx, out.Tell)
}

// tell carries messages to those who are there.
func (p *play) tell(ctx context.Context, messages []activities.Message) error {
	for _, message := range messages {
		for _, to := range slices.Clone(p.members) {
			if to.state.Subject().Ref().ID != message.Command.Subject {
				continue
			}
			if _, err := p.turn(ctx, to, &message.Command); err != nil {
				return err
			}
		}
	}
	return nil
}

// born brings in a card or lead that a turn has begun, under a name that is the same on both sides.
func (p *play) born(ctx context.Context, kind models.Kind, id string, of *member, lines []models.Line) error {
	if len(p.paper.lines[id]) == 0 {
		return nil
	}
	name := of.name
	for _, l := range lines {
		if l.Facts.Card != nil && l.Facts.Card.ID == id {
			name = of.name + "/" + l.Facts.Card.Key
		}
	}
	m, err := p.enter(kind, id, name)
	if err != nil {
		return err
	}
	_, err = p.turn(ctx, m, nil)
	return err
}

// note keeps what a line of the subject's own making says.
func (p *play) note(m *member, l models.Line) {
	e := Event{On: m.name, Verb: l.Verb, Key: string(l.Verb), At: l.Acted}
	switch l.Verb {
	case models.Warn, models.IssueCard, models.WithholdCard, models.WithdrawCard:
		if l.Facts.Card.ID == l.Subject {
			return // a card about itself: its subject has said so
		}
		e.Key, e.Rule, e.Level = l.Facts.Card.Key, l.Facts.Card.Rule, l.Facts.Card.Level
	case models.Climb:
		e.Key, e.Level = l.Facts.Card.Key, l.Facts.Card.Level
	case models.DeemAccepted, models.Lapse:
	default:
		return
	}
	p.events = append(p.events, e)
}

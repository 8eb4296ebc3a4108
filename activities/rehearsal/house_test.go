package rehearsal

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// house is an office with one case, and with a list of the cards that were issued in it.
type house struct {
	*officetest.Office
	t      *testing.T
	now    time.Time
	states map[string]models.State
	names  map[string]string
	next   map[string]models.Next
	order  []string
	events []Event
	clicks int
}

func open(t *testing.T) *house {
	h := &house{t: t, now: monday, states: map[string]models.State{}, names: map[string]string{}, next: map[string]models.Next{}}
	h.Office = officetest.New(func() time.Time { return h.now })
	h.join(models.CaseKind, "c1", "")
	filing := officetest.Filing("c1", models.WindowChannel, monday)
	h.turn("c1", &filing)
	return h
}

func (h *house) join(kind models.Kind, id, name string) {
	h.states[id], h.names[id] = models.Begin(kind, id, h.Process), name
	h.order = append(h.order, id)
}

// turn lets a subject take a turn as its workflow would.
func (h *house) turn(id string, cmd *models.Command) {
	h.t.Helper()
	out, err := h.Activities().Append(h.t.Context(), activities.AppendInput{State: h.states[id], Command: cmd})
	require.NoError(h.t, err)
	for _, l := range out.Lines {
		require.NoError(h.t, h.states[id].Subject().Fold(l))
		h.events = append(h.events, noted(h.names[id], l)...)
	}
	h.next[id] = out.Next
	for _, card := range out.Cards {
		h.join(models.CardKind, card, h.names[id]+"/"+keyOf(out.Lines, card))
		lines, err := h.Lines(h.t.Context(), card, 1)
		require.NoError(h.t, err)
		for _, l := range lines {
			require.NoError(h.t, h.states[card].Subject().Fold(l))
		}
		h.turn(card, nil)
	}
	for _, m := range out.Tell {
		if _, here := h.states[m.Command.Subject]; here {
			h.turn(m.Command.Subject, &m.Command)
		}
	}
}

func keyOf(lines []models.Line, card string) string {
	i := slices.IndexFunc(lines, func(l models.Line) bool { return l.Facts.Card != nil && l.Facts.Card.ID == card })
	return lines[i].Facts.Card.Key
}

func noted(name string, l models.Line) []Event {
	p := play{}
	p.note(&member{name: name}, l)
	return p.events
}

func (h *house) does(actor models.Actor, verb models.Verb, facts models.Facts) {
	h.t.Helper()
	h.clicks++
	h.turn("c1", &models.Command{
		ID: fmt.Sprint("click-", h.clicks), Subject: "c1", Verb: verb, Actor: actor, Acted: h.now, Facts: facts, Digest: "d",
		Body: json.RawMessage(`{"text":"依据充分"}`),
	})
}

func (h *house) accept() {
	whole := []models.Checked{{No: 1, State: "received"}, {No: 2, State: "received"}}
	h.does(officetest.Wang, models.Accept, models.Facts{Step: "accept", Materials: whole})
}

// passes lets real time pass until an instant, subject by subject as each is due.
func (h *house) passes(until time.Time) {
	h.t.Helper()
	for {
		first := ""
		for _, id := range h.order {
			if at := h.next[id].At; !at.IsZero() && (first == "" || at.Before(h.next[first].At)) {
				first = id
			}
		}
		if first == "" || h.next[first].At.After(until) {
			h.now = until
			return
		}
		if h.next[first].At.After(h.now) {
			h.now = h.next[first].At
		}
		h.turn(first, nil)
	}
}

// RehearsalSubjects, Lived, CardsOf, Card and OpenSubject read the house as the store would.
func (h *house) RehearsalSubjects(context.Context, models.PathRange, string, string, int) ([]models.Armed, string, error) {
	return []models.Armed{{Kind: models.CaseKind, ID: "c1"}}, "", nil
}

func (h *house) Lived(context.Context, models.Span, string, string, int) ([]models.Lived, string, error) {
	return []models.Lived{{ID: "c1", Number: "N-c1"}}, "", nil
}

func (h *house) CardsOf(_ context.Context, subject string) ([]models.CardRow, error) {
	var out []models.CardRow
	for id, s := range h.states {
		if s.Card != nil && s.Card.About.ID == subject {
			out = append(out, models.CardRow{ID: id, N: s.Card.N, Key: s.Card.Facts.Key, Status: s.Card.Status})
		}
	}
	return out, nil
}

func (h *house) Card(context.Context, string) (models.CardRow, error) {
	return models.CardRow{Subject: "c1"}, nil
}

func (h *house) OpenSubject(context.Context, string) (models.Armed, bool, error) {
	return models.Armed{}, true, nil
}

// law is what holds in the house with another rule set or calendar.
type law struct {
	*house
	set *supervision.RuleSet
	cal *clock.Calendar
}

func (l law) Rules(string, time.Time) *supervision.RuleSet { return l.set }
func (l law) Calendar(string) *clock.Calendar              { return l.cal }

func (h *house) engine() *Engine {
	gently := func(_ context.Context, piece func() error) error { return piece() }
	return &Engine{Record: h, Offices: h, Gently: gently}
}

var theCase = models.Armed{Kind: models.CaseKind, ID: "c1"}

func (h *house) gathered() family {
	with := family{map[string][]models.Line{}, map[string]string{}}
	require.NoError(h.t, h.engine().gather(h.t.Context(), "c1", "", with))
	return with
}

package api

import (
	"context"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// ladder names the ladder of a card among the rules.
const ladder = "ladder"

// cardThen is a card as it stood at an instant, and whom its last rung had told.
type cardThen struct {
	*models.Card
	told []string
}

// toldBy lists everybody whom the last rungs of some cards had told.
func toldBy(cards []cardThen) []string {
	var out []string
	for _, card := range cards {
		out = append(out, card.told...)
	}
	return out
}

// cardsUntil reads the cards of a subject, and the cards about those, as their lines stood at an instant; with them the
// rows of all signals that had spoken. A warning has no lines of its own.
func (s *Server) cardsUntil(ctx context.Context, subject string, marks models.Marks, at time.Time) ([]cardThen, []models.CardRow, error) {
	rows, err := s.Cards.CardsOf(ctx, subject)
	if err != nil {
		return nil, nil, err
	}
	rows = slices.DeleteFunc(rows, func(r models.CardRow) bool {
		return !slices.ContainsFunc(marks, func(m models.Mark) bool { return m.ID == r.ID })
	})
	var cards []cardThen
	for _, row := range slices.Clone(rows) {
		card, err := s.cardUntil(ctx, row.ID, at)
		if err != nil {
			return nil, nil, err
		}
		if card.N == 0 {
			continue
		}
		further, more, err := s.cardsUntil(ctx, card.ID, card.Marks, at)
		if err != nil {
			return nil, nil, err
		}
		cards, rows = append(append(cards, card), further...), append(rows, more...)
	}
	return cards, rows, nil
}

func (s *Server) cardUntil(ctx context.Context, id string, at time.Time) (cardThen, error) {
	card := cardThen{Card: models.NewCard(id)}
	lines, err := s.Record.Lines(ctx, id, 1)
	if err != nil {
		return card, err
	}
	for _, line := range lines {
		if line.Acted.After(at) {
			break
		}
		if err := card.Fold(line); err != nil {
			return card, err
		}
		if line.Verb == models.Climb {
			card.told = line.Facts.Card.Told
		}
	}
	return card, nil
}

// cardTraces tells what became of the time to answer a card (R-T8), and how it climbed. A card about a late answer has no
// such rule of its own.
func (e explainer) cardTraces(n *naming, card cardThen) []RuleTrace {
	var out []RuleTrace
	for i := range e.set.Rules {
		if r := &e.set.Rules[i]; r.Clock == clock.KindFeedback && card.About.Kind != models.CardKind {
			out = append(out, e.traces(r, card.Card)...)
		}
	}
	out = append(out, takenBack(card.Marks, card.ID)...)
	out = append(out, e.rungs(n, card)...)
	for i := range out {
		out[i].Card = card.ID
	}
	return out
}

// rungs tells the last rung that a card has climbed and what holds of the next one.
func (e explainer) rungs(n *naming, card cardThen) []RuleTrace {
	var out []RuleTrace
	rung := RuleTrace{Rule: ladder, Clock: "feedback#1", Level: LevelNone, Effect: string(models.Climb)}
	if card.Rung > 0 {
		done := rung
		done.Rung, done.At, done.Spoke, done.Verdict = card.Rung, card.RungAt, true, climbed
		done.Told = each(card.told, func(account string) Official { return n.official(account, card.RungAt) })
		out = append(out, done)
	}
	rung.Rung = card.Rung + 1
	switch next := e.nextRung(card.Card); {
	case card.Awaits() != models.AwaitsAnswer:
		rung.Verdict = rested
	case next == nil:
		rung.Rung, rung.Verdict = card.Rung, atTop
	case next.At.After(e.at):
		rung.At, rung.Verdict, rung.Tell = next.At, notReached, n.offices(e.set, card.Card, next.Rung)
	default:
		rung.At, rung.Verdict = next.At, silent
	}
	return append(out, rung)
}

func (e explainer) nextRung(card *models.Card) *supervision.Threshold {
	for _, th := range e.set.Thresholds(card, e.cal) {
		if th.Effect == models.Climb {
			return &th
		}
	}
	return nil
}

// takenBack tells the signals that were withdrawn by rule; their thresholds may have spoken again since.
func takenBack(marks models.Marks, card string) []RuleTrace {
	var out []RuleTrace
	for _, m := range marks {
		if m.State == models.CardWithdrawn {
			out = append(out, RuleTrace{
				Rule: m.Rule, Clock: m.Clock, Level: levelOf(m.Level), At: m.Due, Spoke: true, Verdict: string(m.State), Card: card,
			})
		}
	}
	return out
}

// effects tells what the law attaches to the end of a clock (K02): it has happened, lies ahead, or has lost its object.
func (e explainer) effects(r *supervision.Rule, f *caseFile) []RuleTrace {
	t := RuleTrace{Rule: r.Code, Clock: string(r.Clock), Level: LevelNone, Effect: string(r.Effect), Verdict: notBegun}
	if r.Effect == models.DeemAccepted && !f.state.Procedure().Deemed {
		t.Verdict = notLaw
		return []RuleTrace{t}
	}
	var out []RuleTrace
	for _, l := range f.state.Clocks() {
		if l.Kind != r.Clock {
			continue
		}
		t.Clock = l.Name
		out = append(out, e.effect(t, l, f))
	}
	if out == nil {
		out = append(out, t)
	}
	return out
}

func (e explainer) effect(t RuleTrace, l models.LegalClock, f *caseFile) RuleTrace {
	for _, line := range f.lines[:f.state.N] {
		if string(line.Verb) == t.Effect && line.Acted.Equal(l.End) {
			t.At, t.Spoke, t.Verdict = line.Acted, true, tookEffect
			return t
		}
	}
	for _, th := range e.set.Thresholds(f.state, e.cal) {
		if string(th.Effect) != t.Effect || th.Clock.Name != l.Name {
			continue
		}
		t.At, t.Verdict = th.At, silent
		if th.At.After(e.at) {
			t.Verdict = notReached
		}
		return t
	}
	t.Verdict = unreached(l)
	return t
}

// unreached says why a threshold does not exist: a stop holds it off, or its clock ended first.
func unreached(l models.LegalClock) string {
	if l.End.IsZero() && standing(l.Timeline) {
		return stoodOff
	}
	return endedFirst
}

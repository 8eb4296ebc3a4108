package api

import (
	"context"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// ExplainCase answers rule by rule why a card was issued, or none, at an instant: from the lines that stood then, those
// of the case and those of its cards.
func (s *Server) ExplainCase(ctx context.Context, req ExplainCaseRequestObject) (ExplainCaseResponseObject, error) {
	seen, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	at := req.Params.At
	if at.IsZero() {
		at = s.Now()
	}
	f, err := s.folded(ctx, seen.row, at)
	if err != nil {
		return nil, err
	}
	out := ExplainCase200JSONResponse{At: at, Rules: []RuleTrace{}, Marks: []CardRow{}}
	if f.state.N == 0 {
		return out, nil // nothing had happened yet
	}
	cards, rows, err := s.cardsUntil(ctx, f.row.ID, f.state.Marks, at)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, toldBy(cards)...)
	if err != nil {
		return nil, err
	}
	e := explainer{set: s.Law.Rules(f.row.Item, at), cal: s.Law.Calendar(f.row.Path), at: at}
	traces := e.caseTraces(f, len(cards) > 0)
	for _, card := range cards {
		traces = append(traces, e.cardTraces(n, card)...)
	}
	teller := teller{naming: n, words: s.sentences, language: requestOf(ctx).spoken(), set: e.set, bundle: f.bundle}
	out.Rules = each(traces, teller.tell)
	out.Marks = each(rows, n.cardRow)
	return out, nil
}

// The verdicts on one level of one rule.
const (
	notBegun   = "not_begun"    // its clock has not begun
	notReached = "not_reached"  // the threshold lies ahead
	stoodOff   = "clock_stands" // a stop holds the threshold off
	endedFirst = "ended_before" // the clock ended before the threshold
	silent     = "not_spoken"   // the threshold is past and nothing was written: the patrol will find it
	notLaw     = "not_law"      // the law of the item attaches nothing to silence
	tookEffect = "took_effect"  // what the law attaches to the instant has happened
	climbed    = "climbed"      // the card has climbed this rung
	rested     = "rested"       // the card was answered or withdrawn before its next rung
	atTop      = "at_top"       // no rung is left
)

// explainer judges what became of every threshold until an instant.
type explainer struct {
	set *supervision.RuleSet
	cal *clock.Calendar
	at  time.Time
}

// caseTraces tells for each rule over cases, on each clock that it watches, what became of it. The rule over the answers to
// cards is told with the cards, if there are any.
func (e explainer) caseTraces(f *caseFile, carded bool) []RuleTrace {
	var out []RuleTrace
	for i := range e.set.Rules {
		r := &e.set.Rules[i]
		if !slices.Contains(models.CaseClocks, r.Clock) && (carded || r.Clock != clock.KindFeedback) {
			continue
		}
		out = append(out, e.traces(r, f.state)...)
		if r.Effect != "" {
			out = append(out, e.effects(r, f)...)
		}
	}
	return append(out, takenBack(f.state.Marks, "")...)
}

// traces tells the signals of one rule on each clock of a subject that it watches.
func (e explainer) traces(r *supervision.Rule, s models.Subject) []RuleTrace {
	levels := levelsOf(r)
	if len(levels) == 0 {
		return nil
	}
	thresholds := e.set.Thresholds(s, e.cal)
	var out []RuleTrace
	for _, l := range s.Clocks() {
		if l.Kind != r.Clock {
			continue
		}
		for _, level := range levels {
			out = append(out, e.trace(r, l, level, thresholds, s))
		}
	}
	if out == nil {
		out = append(out, RuleTrace{Rule: r.Code, Clock: string(r.Clock), Level: LevelNone, Verdict: notBegun})
	}
	return out
}

func levelsOf(r *supervision.Rule) []models.Level {
	var out []models.Level
	for i, threshold := range []clock.Threshold{r.Warning, r.Yellow, r.Red} {
		if !threshold.IsZero() {
			out = append(out, models.Level(i+1))
		}
	}
	return out
}

func (e explainer) trace(r *supervision.Rule, l models.LegalClock, level models.Level, all []supervision.Threshold, s models.Subject) RuleTrace {
	t := RuleTrace{Rule: r.Code, Clock: l.Name, Level: levelOf(level)}
	for _, th := range all {
		if th.Rule != r.Code || th.Clock.Name != l.Name || th.Level != level {
			continue
		}
		t.At = th.At
		i := slices.IndexFunc(s.Signals(), func(m models.Mark) bool { return m.Key == th.Key })
		switch {
		case i >= 0:
			t.Spoke, t.Verdict = true, string(s.Signals()[i].State)
		case th.At.After(e.at):
			t.Verdict = notReached
		default:
			t.Verdict = silent
		}
		return t
	}
	t.Verdict = unreached(l)
	return t
}

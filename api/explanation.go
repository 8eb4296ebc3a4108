package api

import (
	"context"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// ExplainCase answers rule by rule why a card was issued, or none, at an instant: from the lines that stood then.
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
	cards, err := s.Cards.CardsOf(ctx, f.row.ID)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range cards {
		if !c.Due.After(at) {
			out.Marks = append(out.Marks, n.cardRow(c))
		}
	}
	if f.state.N == 0 {
		return out, nil // nothing had happened yet
	}
	set, cal := s.Law.Rules(f.row.Item, at), s.Law.Calendar(f.row.Path)
	for i := range set.Rules {
		for _, t := range tracesOf(&set.Rules[i], set, f.state, cal, at) {
			t.Version = set.Version
			t.Sentence = s.explain(t, requestOf(ctx).spoken())
			out.Rules = append(out.Rules, t)
		}
	}
	return out, nil
}

// The verdicts on one level of one rule.
const (
	notBegun   = "not_begun"   // its clock has not begun
	notReached = "not_reached" // the threshold lies ahead
	stoodOff   = "clock_stands"
	endedFirst = "ended_before" // the clock ended before the threshold
	silent     = "not_spoken"   // the threshold is past and nothing was written: the patrol will find it
)

// tracesOf tells for each level of one rule, on each clock that it watches, what became of it.
func tracesOf(r *supervision.Rule, set *supervision.RuleSet, c *models.Case, cal *clock.Calendar, at time.Time) []RuleTrace {
	thresholds := set.Thresholds(c, cal)
	var out []RuleTrace
	watched := false
	for _, l := range c.Clocks() {
		if l.Kind != r.Clock {
			continue
		}
		watched = true
		for _, level := range levelsOf(r) {
			out = append(out, traceOf(r, l, level, thresholds, c, at))
		}
	}
	if !watched {
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

func traceOf(r *supervision.Rule, l models.LegalClock, level models.Level, all []supervision.Threshold, c *models.Case, at time.Time) RuleTrace {
	t := RuleTrace{Rule: r.Code, Clock: l.Name, Level: levelOf(level)}
	for _, th := range all {
		if th.Rule != r.Code || th.Clock.Name != l.Name || th.Level != level {
			continue
		}
		t.At = th.At
		switch mark := c.Mark(th.Key); {
		case mark != nil:
			t.Spoke, t.Verdict = true, string(mark.State)
		case th.At.After(at):
			t.Verdict = notReached
		default:
			t.Verdict = silent
		}
		return t
	}
	t.Verdict = endedFirst
	if l.End.IsZero() && standing(l.Timeline) {
		t.Verdict = stoodOff
	}
	return t
}

// explain words a trace.
func (s *Server) explain(t RuleTrace, language Language) string {
	said := s.sentences.reason("rule_"+t.Verdict, language)
	level := s.sentences.reason("level_"+string(t.Level), language)
	when := ""
	if !t.At.IsZero() {
		when = t.At.In(clock.Zone).Format("2006-01-02 15:04")
	}
	return strings.NewReplacer("{rule}", t.Rule, "{clock}", t.Clock, "{level}", level, "{at}", when).Replace(said)
}

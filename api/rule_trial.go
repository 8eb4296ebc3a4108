package api

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"mingcha/activities/rehearsal"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/supervision"
	"mingcha/policies/access"
)

// The bounds of one trial: how long a period it may look at, and how long and how far one request may go. A page asks again
// with the cursor until there is none.
const (
	longestTrial = 366 // days
	trialTime    = 3 * time.Second
	mostTried    = 2000 // cases
)

// errEnough ends a look at the end of its time; the cursor leads on.
var errEnough = errors.New("enough for one request")

// TryRuleSet tells what rules would have found in a past period, case by case beside what was found then. Who may read the
// rules may try some: nothing is written, and only cases that the person may read are counted and named.
func (s *Server) TryRuleSet(ctx context.Context, req TryRuleSetRequestObject) (TryRuleSetResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.RuleSet}); err != nil {
		return nil, err
	}
	set, err := process.ParseRules("rules.yaml", []byte(req.Body.Source))
	if err != nil {
		return nil, blamed(err)
	}
	from, to, err := s.tried(clock.DateOf(req.Body.From.Time), clock.DateOf(req.Body.To.Time))
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	t := newTrial(s, n, set, s.sight(ctx, access.Read, access.Case, ""))
	cursor, err := t.look(ctx, rehearsal.Look{From: from, To: to, Item: req.Body.Item, Would: set, Cursor: req.Body.Cursor})
	return TryRuleSet200JSONResponse{Looked: t.looked, Hidden: t.hidden, Cursor: cursor, Rules: t.rules(), Rows: t.rows}, err
}

// tried are the instants between which a trial looks: whole days, both included, none of them ahead, a year at most.
func (s *Server) tried(first, last clock.Date) (from, to time.Time, err error) {
	fault := ""
	switch {
	case last < first:
		fault = "period_reversed"
	case int(last-first) >= longestTrial:
		fault = "period_too_long"
	case last > clock.DateOf(s.Now()):
		fault = "in_future"
	}
	if fault != "" {
		return from, to, models.Faulty("the period cannot be looked at", []models.Fault{{Field: "/to", Rule: fault}})
	}
	if to = last.Ends(); to.After(s.Now()) {
		to = s.Now()
	}
	return first.Opens(), to, nil
}

// trial gathers what one look comes to.
type trial struct {
	*Server
	n      *naming
	set    *supervision.RuleSet
	sight  sight
	looked int
	hidden int // cases out of the person's sight
	counts map[tried]*TriedRule
	rows   []TriedCase
}

// tried is one rule at one level.
type tried struct {
	rule  string
	level Level
}

func newTrial(s *Server, n *naming, set *supervision.RuleSet, sight sight) *trial {
	return &trial{Server: s, n: n, set: set, sight: sight, counts: map[tried]*TriedRule{}, rows: []TriedCase{}}
}

// look goes through the period until its time is over. It returns where to go on, "" at the end.
func (t *trial) look(ctx context.Context, look rehearsal.Look) (string, error) {
	began, cursor := time.Now(), ""
	err := t.Rehearsals.Past(ctx, look, func(c rehearsal.PastCase) error {
		t.take(c)
		if t.looked+t.hidden >= mostTried || time.Since(began) > trialTime {
			cursor = c.Cursor
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return cursor, nil
	}
	return "", err
}

// take adds one case, if the person may read it.
func (t *trial) take(c rehearsal.PastCase) {
	if !t.sight.covers(access.Object{Kind: access.Case, Item: c.Item, Unit: c.Unit, Path: c.Path}) {
		t.hidden++
		return
	}
	t.looked++
	rest := slices.Clone(c.Would)
	for _, was := range c.Found {
		row := t.row(c, was)
		row.Found = was.At
		if i := slices.IndexFunc(rest, func(s supervision.Spoken) bool { return s.Key == was.Key }); i >= 0 {
			row.Would = rest[i].At
			rest = slices.Delete(rest, i, i+1)
		}
		t.add(row)
	}
	for _, would := range rest {
		row := t.row(c, would)
		row.Would = would.At
		t.add(row)
	}
}

func (t *trial) row(c rehearsal.PastCase, s supervision.Spoken) TriedCase {
	return TriedCase{
		Case: c.ID, Number: c.Number, Item: t.n.item(c.Item), Unit: t.n.unit(c.Unit), Status: c.Status, Rule: s.Rule, Level: levelOf(s.Level),
		Line: s.Line, Clock: s.Clock,
	}
}

// add counts a row and keeps it.
func (t *trial) add(row TriedCase) {
	key := tried{row.Rule, row.Level}
	count := t.counts[key]
	if count == nil {
		count = &TriedRule{Rule: row.Rule, Level: row.Level, Name: row.Rule, NameEn: row.Rule}
		for _, set := range []*supervision.RuleSet{t.Law.Rules("", t.Now()), t.set} {
			if r, known := set.Rule(row.Rule); known {
				count.Name, count.NameEn = r.Name, r.NameEN
			}
		}
		t.counts[key] = count
	}
	found, would := !row.Found.IsZero(), !row.Would.IsZero()
	switch {
	case found && would:
		count.Both++
	case found:
		count.Lost++
	default:
		count.Gained++
	}
	t.rows = append(t.rows, row)
}

// rules are the counts, by rule and level.
func (t *trial) rules() []TriedRule {
	out := []TriedRule{}
	for _, count := range t.counts {
		out = append(out, *count)
	}
	slices.SortFunc(out, func(a, b TriedRule) int {
		if a.Rule != b.Rule {
			return strings.Compare(a.Rule, b.Rule)
		}
		return strings.Compare(string(a.Level), string(b.Level))
	})
	return out
}

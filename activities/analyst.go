package activities

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// Analyst looks at many cases at once and at what was published, and opens leads on what is suspicious. It issues nothing.
type Analyst struct {
	Rules     func(at time.Time) *supervision.Analysis
	Items     func() []AnalysedItem
	Calendar  func(path string) *clock.Calendar
	Sightings func(ctx context.Context, l supervision.Look) ([]supervision.Sighting, error)
	Sighted   func(ctx context.Context, l supervision.Look, s supervision.Sighting) ([]string, error)
	Offices   Offices
	// Known reports whether a lead has a record.
	Known func(ctx context.Context, id string) (bool, error)
	Open  func(ctx context.Context, cmd models.Command) error
	// Gently carries out one piece of work and rests after it, the longer the busier the house.
	Gently func(ctx context.Context, piece func() error) error
	// Respite is how long a measure is put off that gave way to a person.
	Respite time.Duration
	// Published looks again at what was published in a time: an office may have stopped before its leads were open.
	Published func(ctx context.Context, from, to time.Time) error
	Now       func() time.Time
}

// AnalysedItem is an item whose cases are looked at.
type AnalysedItem struct {
	Item    string
	Instant bool // 即办件: nothing in it can be too fast
	Days    int  // working days for the acceptance
}

// AnalyseInput says how far a night's analysis has come.
type AnalyseInput struct {
	Period string    `json:"period"` // 2026-11; "" not begun
	Place  int       `json:"place"`  // of the next item
	Opened int       `json:"opened"`
	Next   time.Time `json:"next,omitzero"` // when the next night begins; zero: this one is not over
}

// itemsAtOnce of one run of the activity.
const itemsAtOnce = 10

// Analyse takes every measure of a page of items over the month in which yesterday lies, one after the other and gently.
// A lead is opened once for its rule, its subject and its
// month, so that a second run, and the next night, opens only what is new.
func (a *Analyst) Analyse(ctx context.Context, in AnalyseInput) (AnalyseInput, error) {
	today := clock.DateOf(a.Now())
	if in.Period == "" {
		in.Period = (today - 1).String()[:len("2006-01")]
	}
	items := a.Items()
	for ; in.Place < len(items); in.Place++ {
		opened, err := a.item(ctx, items[in.Place], in.Period)
		in.Opened += opened
		if err != nil {
			return in, retryable(err)
		}
		if activity.IsActivity(ctx) {
			activity.RecordHeartbeat(ctx, in.Place)
		}
		if in.Place%itemsAtOnce == itemsAtOnce-1 {
			in.Place++
			return in, nil
		}
	}
	if err := a.Published(ctx, (today - 8).Opens(), a.Now()); err != nil {
		return in, retryable(err)
	}
	in.Next = (today + 1).Opens().Add(nightly)
	return in, nil
}

// nightly is when the analysis begins, after midnight: when the thresholds of the day have spoken.
const nightly = 2 * time.Hour

func (a *Analyst) item(ctx context.Context, item AnalysedItem, period string) (opened int, err error) {
	first, err := clock.ParseDate(period + "-01")
	if err != nil {
		return 0, fmt.Errorf("period %q: %w", period, err)
	}
	set := a.Rules(a.Now())
	if set == nil {
		return 0, nil
	}
	for _, rule := range set.Rules {
		if rule.Measure == supervision.Fast && item.Instant {
			continue
		}
		n, err := a.inTurn(ctx, set, rule, supervision.Look{
			Measure: rule.Measure, Item: item.Item, From: first.Opens(), To: first.AddMonths(1).Opens(), Days: item.Days, Calendar: a.Calendar,
		})
		opened += n
		if err != nil {
			return opened, err
		}
	}
	return opened, nil
}

// mostRespites of one measure: then whoever waits, waits for it.
const mostRespites = 6

// inTurn takes one measure when no person waits who also reads long.
func (a *Analyst) inTurn(ctx context.Context, set *supervision.Analysis, rule supervision.Statistic, l supervision.Look) (opened int, err error) {
	for tries := 0; ; tries++ {
		l.Insist = tries == mostRespites
		err := a.Gently(ctx, func() (err error) {
			opened, err = a.statistic(ctx, set, rule, l)
			return err
		})
		if models.ReasonOf(err) != models.GaveWay {
			return opened, err
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(a.Respite):
		}
	}
}

// statistic takes one measure and opens a lead for each suspicious sighting that has none.
func (a *Analyst) statistic(ctx context.Context, set *supervision.Analysis, rule supervision.Statistic, l supervision.Look) (opened int, err error) {
	seen, err := a.Sightings(ctx, l)
	if err != nil {
		return 0, err
	}
	for _, s := range seen {
		suspicious, err := rule.Suspects(s)
		if err != nil {
			return opened, fmt.Errorf("rule %s: %w", rule.Code, err)
		}
		if !suspicious {
			continue
		}
		facts := models.LeadFacts{
			Rule: rule.Code, Version: set.Version, Unit: s.Unit, Holder: s.Holder, Item: l.Item, Period: clock.DateOf(l.From).String()[:len("2006-01")],
			Found: found(s.Numbers), Cases: s.Cases,
		}
		facts.Key = strings.Join([]string{rule.Code, s.Unit, l.Item, facts.Period, s.Holder, s.Who}, "/")
		fresh, err := a.open(ctx, facts, models.Ref{Kind: models.UnitKind, ID: s.Unit}, func(f *models.LeadFacts) error {
			f.Cases, err = a.Sighted(ctx, l, s)
			return err
		})
		if err != nil {
			return opened, err
		}
		if fresh {
			opened++
		}
	}
	return opened, nil
}

// open opens a lead unless its like is open or was settled before. Its ID is made of its key.
func (a *Analyst) open(ctx context.Context, facts models.LeadFacts, about models.Ref, fill func(*models.LeadFacts) error) (bool, error) {
	facts.ID = LeadID(facts.Key)
	known, err := a.Known(ctx, facts.ID)
	if err != nil || known {
		return false, err
	}
	if err := fill(&facts); err != nil {
		return false, err
	}
	facts.Organ = watcher(a.Offices, facts.Unit)
	cmd := opening(a.Offices, facts, about)
	cmd.Acted = a.Now()
	return true, a.Open(ctx, cmd)
}

// LeadID names the lead with this key: the same key always gives the same lead.
func LeadID(key string) string {
	sum := sha256.Sum256([]byte("lead\x00" + key))
	return hex.EncodeToString(sum[:16])
}

// found writes numbers down as evidence.
func found(numbers map[string]float64) map[string]string {
	out := make(map[string]string, len(numbers))
	for name, value := range numbers {
		out[name] = strconv.FormatFloat(value, 'f', -1, 64)
		if whole, part, broken := strings.Cut(out[name], "."); broken && len(part) > 4 {
			out[name] = whole + "." + part[:4]
		}
	}
	return out
}

// OpenPublication opens the leads of a publication of an item (S33): on the unit that published it, for its supervising
// body. A second call opens nothing.
func (a *Analyst) OpenPublication(ctx context.Context, set *supervision.RuleSet, item, hash, unit string, change supervision.Change) error {
	findings, err := set.FindItem(change)
	if err != nil {
		return err
	}
	about := models.Ref{Kind: models.BundleKind, ID: hash}
	return a.publication(ctx, set, findings, models.LeadFacts{Key: item + "/" + hash, Unit: unit, Item: item}, about, change.Names())
}

// OpenRules opens the leads of a publication of rules (S05): on the unit that published it, for the body that supervises
// it. It is judged by the rules that were in force until then. A second call opens nothing.
func (a *Analyst) OpenRules(ctx context.Context, before, after *supervision.RuleSet, unit string) error {
	loosening := before.Loosening(after, a.Calendar(a.Offices.Path(unit)))
	findings, err := before.FindRules(loosening)
	if err != nil {
		return err
	}
	named := loosening.Names()
	named["rules.version"] = []string{after.Version}
	about := models.Ref{Kind: models.UnitKind, ID: unit}
	return a.publication(ctx, before, findings, models.LeadFacts{Key: "rules/" + after.Version, Unit: unit}, about, named)
}

// publication opens a lead for each finding about what was published; as evidence stands what the finding counted, by name.
func (a *Analyst) publication(ctx context.Context, set *supervision.RuleSet, findings []supervision.Finding, facts models.LeadFacts, about models.Ref, named map[string][]string) error {
	key := facts.Key
	for _, f := range findings {
		judged := f.Judged
		facts.Key, facts.Rule, facts.Version, facts.Judged, facts.Found = f.Rule+"/"+key, f.Rule, set.Version, &judged, map[string]string{}
		for name, list := range named {
			_, read := judged.Saw[name]
			if (read || name == "rules.version") && len(list) > 0 {
				facts.Found[name] = strings.Join(list, "、")
			}
		}
		if _, err := a.open(ctx, facts, about, func(*models.LeadFacts) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

// Register puts the analysis on a worker.
func (a *Analyst) Register(w worker.ActivityRegistry) {
	w.RegisterActivityWithOptions(a.Analyse, activity.RegisterOptions{Name: "Analyse"})
}

package activities_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/supervision"
	"mingcha/policies/subsystems"
)

// analysing is an analyst over two items, whose measures say what a test wants them to say.
type analysing struct {
	*activities.Analyst
	seen   map[supervision.Measure][]supervision.Sighting
	taken  []string // measures, by item
	opened map[string]models.LeadFacts
}

func newAnalysing(t *testing.T) *analysing {
	text, err := subsystems.Files.ReadFile(subsystems.AdministrativeApproval + "/analysis/2026-01.yaml")
	require.NoError(t, err)
	set, err := process.ParseAnalysis("2026-01.yaml", text)
	require.NoError(t, err)
	now := time.Date(2026, 3, 10, 2, 0, 0, 0, clock.Zone)
	a := &analysing{seen: map[supervision.Measure][]supervision.Sighting{}, opened: map[string]models.LeadFacts{}}
	a.Analyst = &activities.Analyst{
		Rules: func(time.Time) *supervision.Analysis { return set }, Calendar: func(string) *clock.Calendar { return clock.National() },
		Items: func() []activities.AnalysedItem {
			return []activities.AnalysedItem{{Item: "food", Days: 5}, {Item: "identity-card", Instant: true, Days: 5}}
		},
		Sightings: func(_ context.Context, l supervision.Look) ([]supervision.Sighting, error) {
			a.taken = append(a.taken, l.Item+" "+string(l.Measure))
			require.Equal(t, clock.NewDate(2026, 3, 1).Opens(), l.From)
			return a.seen[l.Measure], nil
		},
		Sighted: func(context.Context, supervision.Look, supervision.Sighting) ([]string, error) {
			return []string{"c1"}, nil
		},
		Offices: officetest.New(time.Now), Gently: func(_ context.Context, piece func() error) error { return piece() },
		Known: func(_ context.Context, id string) (bool, error) { _, known := a.opened[id]; return known, nil },
		Open: func(_ context.Context, cmd models.Command) error {
			a.opened[cmd.Subject] = *cmd.Facts.Lead
			return nil
		},
		Published: func(context.Context, time.Time, time.Time) error { return nil }, Now: func() time.Time { return now },
	}
	return a
}

func (a *analysing) night(t *testing.T) activities.AnalyseInput {
	t.Helper()
	var in activities.AnalyseInput
	for in.Next.IsZero() {
		var err error
		in, err = a.Analyse(t.Context(), in)
		require.NoError(t, err)
	}
	return in
}

func (a *analysing) rules() (out []string) {
	for _, f := range a.opened {
		out = append(out, f.Rule)
	}
	return out
}

func sighting(numbers map[string]float64) []supervision.Sighting {
	return []supervision.Sighting{{Unit: "bureau", Holder: "sun", Numbers: numbers}}
}

// covers S25
func TestANightOfAnalysis(t *testing.T) {
	t.Run("every measure of every item, but nothing is too fast in an instant item, and the next night is told", func(t *testing.T) {
		a := newAnalysing(t)
		in := a.night(t)
		require.Len(t, a.taken, 11)
		require.NotContains(t, a.taken, "identity-card fast")
		require.Equal(t, time.Date(2026, 3, 11, 2, 0, 0, 0, clock.Zone).UTC(), in.Next.UTC())
		require.Empty(t, a.opened)
	})

	t.Run("a measure that gives way to a person is taken again, and in the end insists", func(t *testing.T) {
		a := newAnalysing(t)
		take, ways := a.Sightings, 0
		a.Sightings = func(ctx context.Context, l supervision.Look) ([]supervision.Sighting, error) {
			if l.Measure == supervision.LastDay && !l.Insist {
				ways++
				return nil, models.Errorf(models.Conflict, models.GaveWay, "a person waits")
			}
			return take(ctx, l)
		}
		a.seen[supervision.LastDay] = sighting(map[string]float64{"notices": 12, "late": 4, "share": 1.0 / 3})
		require.Equal(t, 2, a.night(t).Opened)
		require.Equal(t, 12, ways)
	})

	t.Run("what is suspicious is a lead for the body stationed there, with its numbers and cases; once a month", func(t *testing.T) {
		a := newAnalysing(t)
		a.seen[supervision.LastDay] = sighting(map[string]float64{"notices": 12, "late": 4, "share": 1.0 / 3})
		require.Equal(t, 2, a.night(t).Opened, "one for each item")
		require.Zero(t, a.night(t).Opened, "the next night opens nothing again")
		require.Equal(t, []string{"A05", "A05"}, a.rules())
		for id, f := range a.opened {
			require.Equal(t, activities.LeadID(f.Key), id)
			require.Equal(t, []string{"stationed", "bureau", "sun", "2026-03"}, []string{f.Organ, f.Unit, f.Holder, f.Period})
			require.Equal(t, map[string]string{"notices": "12", "late": "4", "share": "0.3333"}, f.Found)
			require.Equal(t, []string{"c1"}, f.Cases)
		}
	})

	for _, each := range []struct {
		story   string
		rule    string
		measure supervision.Measure
		fires   map[string]float64
		not     map[string]float64
	}{
		{"A04, R-R1 fires where fifty cases are the sample, and must not where it is one less", "A04", supervision.Fast, map[string]float64{"cases": 1, "sample": 50}, map[string]float64{"cases": 1, "sample": 49}},
		{"A05 fires where more than three notices in ten come on the last day, and must not at three", "A05", supervision.LastDay, map[string]float64{"notices": 10, "share": 0.31}, map[string]float64{"notices": 10, "share": 0.3}},
		{"A06 fires where a unit stands far above its peers, and must not where it is two deviations above them", "A06", supervision.Specials, map[string]float64{"cases": 10, "hits": 5, "peers": 3, "share": 0.5, "mean": 0.2, "deviation": 0.1},
			map[string]float64{"cases": 10, "hits": 5, "peers": 3, "share": 0.5, "mean": 0.3, "deviation": 0.1}},
		{"A11, R-R1 fires where it was so twice, and must not where it was so once", "A11", supervision.Flipped, map[string]float64{"cases": 2}, map[string]float64{"cases": 1}},
		{"A12 fires against three peers, and must not against two", "A12", supervision.Endings, map[string]float64{"cases": 20, "hits": 8, "peers": 3, "share": 0.4, "mean": 0.1, "deviation": 0.1},
			map[string]float64{"cases": 20, "hits": 8, "peers": 2, "share": 0.4, "mean": 0.1, "deviation": 0.1}},
		{"A14, R-R1 fires where nine in ten go to one, and must not where others do half as much", "A14", supervision.Concentration, map[string]float64{"cases": 10, "share": 0.9, "others": 0.3}, map[string]float64{"cases": 10, "share": 0.9, "others": 0.5}},
	} {
		t.Run(each.story, func(t *testing.T) {
			a := newAnalysing(t)
			a.Items = func() []activities.AnalysedItem { return []activities.AnalysedItem{{Item: "food", Days: 5}} }
			a.seen[each.measure] = sighting(each.not)
			a.night(t)
			require.Empty(t, a.opened)
			a.seen[each.measure] = sighting(each.fires)
			a.night(t)
			require.Equal(t, []string{each.rule}, a.rules())
		})
	}
}

// covers S20, S33
func TestAPublicationIsLookedAt(t *testing.T) {
	a := newAnalysing(t)
	set := officetest.New(time.Now).Set
	change := supervision.Change{PromisedLonger: true, Materials: []string{"健康证"}}
	require.NoError(t, a.OpenPublication(t.Context(), set, "food", "hash-2", "data-bureau", change))
	require.NoError(t, a.OpenPublication(t.Context(), set, "food", "hash-2", "data-bureau", change), "twice")
	require.ElementsMatch(t, []string{"S33T", "S33M"}, a.rules())
	for _, f := range a.opened {
		require.Equal(t, "data-bureau", f.Unit)
		if f.Rule == "S33M" {
			require.Equal(t, "健康证", f.Found["item.materials_added"], "the material is named")
		}
	}
	quiet := newAnalysing(t)
	require.NoError(t, quiet.OpenPublication(t.Context(), set, "food", "hash-3", "data-bureau", supervision.Change{StepsLonger: []string{"review"}}))
	require.Empty(t, quiet.opened, "what stays inside the promise is the unit's own affair")
}

// covers S05: rules that are switched off are a finding against who publishes them.
func TestAPublicationOfRulesIsLookedAt(t *testing.T) {
	a := newAnalysing(t)
	before, after := officetest.New(time.Now).Set, officetest.New(time.Now).Set
	t.Run("R-S5 must not: the same rules under another number", func(t *testing.T) {
		require.NoError(t, a.OpenRules(t.Context(), before, after, "data-bureau"))
		require.Empty(t, a.opened)
	})
	t.Run("R-S5 fires: rules are switched off, also this very one", func(t *testing.T) {
		after.Version = "2026.2"
		after.Rules = slices.DeleteFunc(after.Rules, func(r supervision.Rule) bool { return r.Code == "R-T1" || r.Code == "R-S5" })
		require.NoError(t, a.OpenRules(t.Context(), before, after, "data-bureau"))
		require.NoError(t, a.OpenRules(t.Context(), before, after, "data-bureau"), "twice")
		require.Equal(t, []string{"R-S5"}, a.rules())
		for _, f := range a.opened {
			require.Equal(t, "data-bureau", f.Unit)
			require.Equal(t, "R-T1、R-S5", f.Found["rules.removed"])
			require.Equal(t, "2026.2", f.Found["rules.version"])
		}
	})
}

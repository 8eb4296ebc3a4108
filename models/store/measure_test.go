package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/store"
	"mingcha/models/supervision"
)

// filed is a case as its file was kept.
type filedCase struct {
	id, unit, who, by string // by: who decided
	submitted         time.Time
	took              time.Duration // from acceptance to the decision
	outcome           models.CaseStatus
	status            models.CaseStatus
	special           bool
	told              time.Duration // from the receipt to the notice of missing material; 0: none
	files             []string
}

// keep writes a case with its lines.
func keep(t *testing.T, s *store.Store, f filedCase) {
	t.Helper()
	row := caseRow(f.id, f.unit, town, f.submitted)
	row.Item, row.ApplicantRef, row.Status = "food", f.who, models.Closed
	if f.status != "" {
		row.Status = f.status
		row.Ended = ptr(f.submitted.Add(time.Hour))
	}
	lines := []models.Line{{Verb: models.Submit, Actor: models.Actor{Account: "wang"}, Acted: f.submitted, Facts: models.Facts{Files: f.files}}}
	add := func(verb models.Verb, by string, at time.Time) {
		lines = append(lines, models.Line{Verb: verb, Actor: models.Actor{Account: by}, Acted: at})
	}
	if f.told > 0 {
		add(models.NotifySupplement, "wang", f.submitted.Add(f.told))
	}
	if f.outcome != "" {
		accepted := f.submitted.Add(time.Hour)
		row.Accepted, row.PromisedDue = ptr(accepted), ptr(accepted.Add(240*time.Hour))
		if f.special {
			add(models.StartSpecial, "li", accepted)
		}
		verb := models.Approve
		if f.outcome == models.Denied {
			verb = models.Refuse
		}
		add(verb, f.by, accepted.Add(f.took))
		row.Outcome, row.Decided, row.Ended = f.outcome, ptr(accepted.Add(f.took)), ptr(accepted.Add(f.took+time.Hour))
	}
	for i := range lines {
		lines[i].Subject, lines[i].N, lines[i].Command, lines[i].Recorded, lines[i].Alg = f.id, i+1, fmt.Sprint("c", i), lines[i].Acted, models.SHA256
	}
	_, err := s.Append(t.Context(), models.Batch{Kind: models.CaseKind, Subject: f.id, From: 1, Lines: sealed(t, f.id, lines), Case: row})
	require.NoError(t, err)
}

func look(m supervision.Measure) supervision.Look {
	first := clock.NewDate(2026, 3, 1)
	return supervision.Look{
		Measure: m, Item: "food", From: first.Opens(), To: first.AddMonths(1).Opens(), Days: 5,
		Calendar: func(string) *clock.Calendar { return clock.National() },
	}
}

func sightings(t *testing.T, s *store.Store, m supervision.Measure) map[string]supervision.Sighting {
	t.Helper()
	seen, err := s.Sightings(t.Context(), look(m))
	require.NoError(t, err)
	out := map[string]supervision.Sighting{}
	for _, each := range seen {
		out[each.Unit+each.Holder] = each
	}
	return out
}

// covers S25
func TestMeasures(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		granted := func(i int, unit string) filedCase {
			return filedCase{
				id: fmt.Sprintf("%s-%03d", unit, i), unit: unit, who: fmt.Sprint("ref-", unit, i), by: "sun", outcome: models.Granted,
				submitted: monday.Add(time.Duration(i) * time.Hour), took: time.Duration(20+i%20) * time.Hour,
			}
		}
		for _, unit := range []string{"east", "north", "south", "west"} {
			for i := range 30 {
				c := granted(i, unit)
				c.special = unit == "west" && i < 15 || i == 0
				if unit == "east" && i >= 20 {
					c.told = 7*24*time.Hour + time.Hour // Monday 03-02, 03, 04, 05, 06 | 09: the fifth working day after the first
				}
				if unit == "north" && i == 29 {
					c.took = time.Minute
				}
				if unit == "south" && i < 12 {
					c.who, c.by = "ref-often", "zheng"
				}
				keep(t, s, c)
			}
		}
		for i := range 10 {
			keep(t, s, filedCase{id: fmt.Sprint("back-", i), unit: "north", who: "x", submitted: monday, status: models.Returned})
		}

		t.Run("what was decided faster than one in a hundred of the item's cases (A04)", func(t *testing.T) {
			seen := sightings(t, s, supervision.Fast)
			require.Equal(t, []string{"north-029"}, seen["north"].Cases)
			require.Equal(t, map[string]float64{"cases": 1, "sample": 120}, seen["north"].Numbers)
			require.NotContains(t, seen, "west")
		})

		t.Run("a measure gives way to a person who waits, unless it insists", func(t *testing.T) {
			defer s.SomebodyWaits()()
			look := supervision.Look{Measure: supervision.Endings, Item: "food", From: monday.AddDate(0, -1, 0), To: monday.AddDate(0, 1, 0)}
			_, err := s.Sightings(t.Context(), look)
			require.Equal(t, models.GaveWay, models.ReasonOf(err), err)
			_, err = s.Analysis(t.Context(), models.AnalysisFilter{Scope: []models.PathRange{models.Within(city)}})
			require.NoError(t, err, "the place is free again")
			look.Insist = true
			_, err = s.Sightings(t.Context(), look)
			require.NoError(t, err)
		})

		t.Run("notices of missing material on the last day, by the calendar (A05)", func(t *testing.T) {
			seen := sightings(t, s, supervision.LastDay)
			require.Equal(t, map[string]float64{"notices": 10, "late": 10, "share": 1}, seen["east"].Numbers)
			require.Len(t, seen, 1)
		})

		t.Run("special procedures against the other units of the item (A06)", func(t *testing.T) {
			seen := sightings(t, s, supervision.Specials)
			west := seen["west"].Numbers
			require.InDelta(t, 0.5, west["share"], 1e-9)
			require.InDelta(t, 1.0/30, west["mean"], 1e-9)
			require.InDelta(t, 0, west["deviation"], 1e-9)
			require.Equal(t, 3.0, west["peers"])
			require.Less(t, seen["east"].Numbers["share"], seen["east"].Numbers["mean"]+2*seen["east"].Numbers["deviation"])
			cases, err := s.Sighted(t.Context(), look(supervision.Specials), seen["west"])
			require.NoError(t, err)
			require.Len(t, cases, 15)
		})

		t.Run("cases that ended without a decision (A12)", func(t *testing.T) {
			seen := sightings(t, s, supervision.Endings)
			require.Equal(t, 10.0, seen["north"].Numbers["hits"])
			require.Equal(t, 40.0, seen["north"].Numbers["cases"])
			require.Zero(t, seen["south"].Numbers["hits"])
		})

		t.Run("one applicant and one who decides (A14)", func(t *testing.T) {
			seen := sightings(t, s, supervision.Concentration)
			often := seen["southzheng"]
			require.Equal(t, "ref-often", often.Who)
			require.Equal(t, map[string]float64{"cases": 12, "hits": 12, "share": 1, "others": 0}, often.Numbers)
			cases, err := s.Sighted(t.Context(), look(supervision.Concentration), often)
			require.NoError(t, err)
			require.Len(t, cases, 12)
		})

		t.Run("refused, then granted with the same files by somebody else (A11)", func(t *testing.T) {
			pair := func(id, who, by string, files ...string) {
				keep(t, s, filedCase{id: id + "-no", unit: "east", who: who, by: "sun", outcome: models.Denied, submitted: monday, took: time.Hour, files: []string{"f1", "f2"}})
				keep(t, s, filedCase{id: id + "-yes", unit: "east", who: who, by: by, outcome: models.Granted, submitted: monday.Add(72 * time.Hour), took: 30 * time.Hour, files: files})
			}
			pair("same", "ref-same", "zheng", "f2", "f1")
			pair("changed", "ref-changed", "zheng", "f1", "f3")
			pair("again", "ref-again", "sun", "f1", "f2")
			pair("paper", "ref-paper", "zheng")
			seen, err := s.Sightings(t.Context(), look(supervision.Flipped))
			require.NoError(t, err)
			require.Len(t, seen, 1)
			require.Equal(t, []string{"same-no", "same-yes"}, seen[0].Cases)
			require.Equal(t, "zheng", seen[0].Holder)
		})

		t.Run("another month, another item and what nobody measures show nothing", func(t *testing.T) {
			for _, m := range []supervision.Measure{supervision.Fast, supervision.LastDay, supervision.Specials, supervision.Endings, supervision.Flipped} {
				l := look(m)
				l.Item = "drugs"
				seen, err := s.Sightings(t.Context(), l)
				require.NoError(t, err)
				require.Empty(t, seen)
				l = look(m)
				l.From, l.To = l.From.AddDate(0, 2, 0), l.To.AddDate(0, 2, 0)
				seen, err = s.Sightings(t.Context(), l)
				require.NoError(t, err)
				require.Empty(t, seen)
			}
			_, err := s.Sightings(t.Context(), look("rumour"))
			require.Error(t, err)
		})
	})
}

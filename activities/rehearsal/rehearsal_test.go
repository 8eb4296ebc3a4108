package rehearsal

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, clock.Zone)

// stricter is the set in force with other thresholds for steps and for the whole.
func stricter(h *house) *supervision.RuleSet {
	set := *h.Set
	set.Version, set.Effective = "stricter", h.now
	set.Rules = slices.Clone(set.Rules)
	for i := range set.Rules {
		switch set.Rules[i].Code {
		case "R-T2":
			set.Rules[i].Warning, set.Rules[i].Yellow = clock.Share(800), clock.Share(500)
		case "R-T1":
			set.Rules[i].Red = clock.Threshold{}
		}
	}
	return &set
}

// sorted puts events into an order in which two runs can be compared.
func sorted(events []Event) []Event {
	out := slices.Clone(events)
	slices.SortStableFunc(out, func(a, b Event) int {
		return strings.Compare(a.On+string(a.Verb)+a.Key+a.At.UTC().String(), b.On+string(b.Verb)+b.Key+b.At.UTC().String())
	})
	for i := range out {
		out[i].At = out[i].At.UTC()
	}
	return out
}

func TestRehearsal(t *testing.T) {
	until := monday.AddDate(0, 3, 0)
	stages := map[string]func(*house){
		"received":          func(*house) {},
		"accepted":          func(h *house) { h.accept() },
		"late with cards":   func(h *house) { h.accept(); h.passes(monday.AddDate(0, 0, 12)) },
		"silently accepted": func(h *house) { h.passes(monday.AddDate(0, 0, 9)) },
	}
	for name, stage := range stages {
		t.Run("of rules tells exactly the cards that come once they are published and time passes: "+name, func(t *testing.T) {
			h := open(t)
			stage(h)
			set := stricter(h)
			trial := Trial{Before: Side{Law: law{h, h.Set, h.Cal}, Procedures: h}, After: Side{Law: law{h, set, h.Cal}, Procedures: h}, At: h.now, Until: until}
			told, _, err := h.engine().fare(t.Context(), trial, trial.After, theCase, h.gathered())
			require.NoError(t, err)
			was := len(h.Batches)
			require.NotEmpty(t, told.events)
			h.events = nil
			h.Former, h.Set = append(h.Former, h.Set), set
			for _, id := range slices.Clone(h.order) {
				h.turn(id, nil)
			}
			h.passes(until)
			require.Greater(t, len(h.Batches), was)
			require.Equal(t, sorted(h.events), sorted(told.events))
		})
		t.Run("of a calendar tells what is taken back and what comes instead: "+name, func(t *testing.T) {
			h := open(t)
			stage(h)
			was := h.Cal
			days := []clock.Day{}
			for d := clock.DateOf(monday); d < clock.DateOf(monday)+7; d++ {
				days = append(days, clock.Day{Date: d, Off: true, Name: "台风"})
			}
			is := was.Overridden(days)
			after := Side{Law: law{h, h.Set, is}, Procedures: h, Days: clock.Diff(was, is)}
			trial := Trial{Before: Side{Law: law{h, h.Set, was}, Procedures: h}, After: after, At: h.now, Until: until}
			told, _, err := h.engine().fare(t.Context(), trial, after, theCase, h.gathered())
			require.NoError(t, err)
			d, err := h.engine().Compare(t.Context(), trial, theCase)
			require.NoError(t, err)
			require.NotNil(t, d.Difference, "the case rests on these days")
			h.events, h.Cal = nil, is
			for _, id := range slices.Clone(h.order) {
				if h.Set.Touches(h.states[id].Subject(), is, after.Days) {
					h.turn(id, &models.Command{ID: "calendar/1", Subject: id, Verb: models.Recalendar, Actor: models.System(), Acted: h.now, Facts: models.Facts{Ground: "calendar"}})
				} else {
					h.turn(id, nil)
				}
			}
			h.passes(until)
			require.Equal(t, sorted(h.events), sorted(told.events))
		})
	}
	t.Run("writes nothing", func(t *testing.T) {
		h := open(t)
		h.accept()
		was, lines := len(h.Batches), len(h.Verbs("c1"))
		trial := Trial{Before: Side{Law: law{h, h.Set, h.Cal}, Procedures: h}, After: Side{Law: law{h, stricter(h), h.Cal}, Procedures: h}, At: h.now, Until: until}
		d, err := h.engine().Compare(t.Context(), trial, theCase)
		require.NoError(t, err)
		require.NotEmpty(t, d.Difference.Moved)
		require.NotEmpty(t, d.Difference.Lost)
		require.Len(t, h.Batches, was)
		require.Len(t, h.Verbs("c1"), lines)
	})
	t.Run("of what is in force already finds no difference", func(t *testing.T) {
		h := open(t)
		h.accept()
		side := Side{Law: law{h, h.Set, h.Cal}, Procedures: h}
		d, err := h.engine().Compare(t.Context(), Trial{Before: side, After: side, At: h.now, Until: until}, theCase)
		require.NoError(t, err)
		require.Nil(t, d.Difference)
		require.Equal(t, d.Before, d.After)
	})
}

func TestPast(t *testing.T) {
	t.Run("what stricter rules would have found stands beside what was found", func(t *testing.T) {
		h := open(t)
		h.accept()
		h.passes(monday.AddDate(0, 1, 0))
		look := Look{From: monday, To: monday.AddDate(0, 1, 0), Law: law{h, h.Set, h.Cal}, Offers: h}
		keys := func(spoken []supervision.Spoken) (out []string) {
			for _, s := range spoken {
				out = append(out, s.Key+s.At.UTC().String())
			}
			slices.Sort(out)
			return out
		}
		require.NoError(t, h.engine().Past(t.Context(), look, func(c PastCase) error {
			require.NotEmpty(t, c.Found)
			require.Equal(t, keys(c.Found), keys(c.Would), "the rules in force would have found what they found")
			return nil
		}))
		look.Would = stricter(h)
		require.NoError(t, h.engine().Past(t.Context(), look, func(c PastCase) error {
			require.NotEqual(t, keys(c.Found), keys(c.Would))
			for _, s := range c.Would {
				require.False(t, s.Rule == "R-T1" && s.Level == models.Red, "that rule has no red card any more")
			}
			return nil
		}))
	})
	t.Run("what lies outside the period is left out", func(t *testing.T) {
		h := open(t)
		h.accept()
		h.passes(monday.AddDate(0, 1, 0))
		look := Look{From: monday.AddDate(0, 2, 0), To: monday.AddDate(0, 3, 0), Law: law{h, h.Set, h.Cal}, Offers: h}
		require.NoError(t, h.engine().Past(t.Context(), look, func(c PastCase) error {
			require.Empty(t, c.Found)
			return nil
		}))
	})
}

package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func leadRow(id, unit, path string, opened time.Time) models.LeadRow {
	return models.LeadRow{
		ID: id, Key: "A11/" + id, Rule: "A11", Version: "1", AboutKind: models.UnitKind, About: unit, Item: "food", Unit: unit, Path: path,
		Organ: "organ", Status: models.LeadOpen, Opened: opened, Due: ptr(opened.Add(240 * time.Hour)), ArmedFor: ptr(opened.Add(200 * time.Hour)), N: 1, Head: "h",
	}
}

// covers S25
func TestLeadRows(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		write := func(a *author, row models.LeadRow, verb models.Verb) {
			b := a.next(string(verb)+row.ID, verb, row.Opened, "")
			b.Leads = []models.LeadRow{row}
			a.write(s, b)
		}
		authors := map[string]*author{}
		for i := range 5 {
			row := leadRow(fmt.Sprint("lead-", i), "bureau", town, monday.Add(time.Duration(i)*time.Hour))
			if i == 4 {
				row.Unit, row.Path = "elsewhere", other
			}
			authors[row.ID] = &author{t: t, kind: models.LeadKind, subject: row.ID}
			write(authors[row.ID], row, models.OpenLead)
		}
		list := func(f models.LeadFilter) (ids []string) {
			for {
				page, err := s.Leads(ctx, f)
				require.NoError(t, err)
				for _, l := range page.Leads {
					ids = append(ids, l.ID)
				}
				if f.Page.Cursor = page.Next; page.Next == "" {
					return ids
				}
			}
		}
		within := []models.PathRange{models.Within(city)}

		t.Run("a list shows its scope and nothing without one, page by page", func(t *testing.T) {
			require.Equal(t, []string{"lead-3", "lead-2", "lead-1", "lead-0"}, list(models.LeadFilter{Scope: within, Page: models.Page{Limit: 3}}))
			require.Equal(t, []string{"lead-0", "lead-1", "lead-2", "lead-3"}, list(models.LeadFilter{Scope: within, Open: true, Page: models.Page{Limit: 2}}), "what falls due first")
			require.Empty(t, list(models.LeadFilter{}))
		})

		t.Run("each unit's are counted by rule, within the scope, the time and the rules asked for (S05)", func(t *testing.T) {
			during := models.Span{From: monday.Add(30 * time.Minute), To: monday.Add(10 * time.Hour)}
			count := func(scope []models.PathRange, rules ...string) map[string]map[string]int {
				found, err := s.UnitCounts(ctx, models.LeadKind, rules, scope, during)
				require.NoError(t, err)
				return found
			}
			require.Equal(t, map[string]map[string]int{"bureau": {"A11": 3}}, count(within, "A11", "R-S7"))
			require.Len(t, count([]models.PathRange{models.Within("/44/")}, "A11"), 2)
			require.Empty(t, count(within, "R-S7"))
			require.Empty(t, count(within))
			require.Empty(t, count(nil, "A11"))
		})

		t.Run("one that is settled is open no more and sleeps for nothing", func(t *testing.T) {
			row := leadRow("lead-1", "bureau", town, monday.Add(time.Hour))
			row.Status, row.Settled, row.Due, row.ArmedFor, row.N = models.LeadDismissed, ptr(monday.Add(2*time.Hour)), nil, nil, 2
			write(authors["lead-1"], row, models.DismissLead)
			require.Equal(t, []string{"lead-0", "lead-2", "lead-3"}, list(models.LeadFilter{Scope: within, Open: true}))
			require.Equal(t, []string{"lead-1"}, list(models.LeadFilter{Scope: within, Status: models.LeadDismissed}))
			got, err := s.Lead(ctx, "lead-1")
			require.NoError(t, err)
			require.Equal(t, row, got)
			open, _, err := s.OpenSubjects(ctx, "", 100)
			require.NoError(t, err)
			require.Len(t, open, 4)
			require.Equal(t, models.LeadKind, open[0].Kind)
		})

		t.Run("it is narrowed by rule, unit, item, subject and who looks into it", func(t *testing.T) {
			for _, f := range []models.LeadFilter{{Rule: "A14"}, {Unit: "elsewhere"}, {Item: "drugs"}, {About: "c1"}, {Assignee: "chen"}} {
				f.Scope = within
				require.Empty(t, list(f))
			}
			require.Len(t, list(models.LeadFilter{Scope: within, Rule: "A11", Unit: "bureau", Item: "food", About: "bureau"}), 4)
		})

		t.Run("the patrol finds those whose threshold is past", func(t *testing.T) {
			late, err := s.ArmedBefore(ctx, monday.Add(201*time.Hour), 10)
			require.NoError(t, err)
			require.Len(t, late, 1)
			require.Equal(t, "lead-0", late[0].ID)
		})

		_, err := s.Lead(ctx, "lead-9")
		require.Equal(t, models.NotFound, models.CodeOf(err))
	})
}

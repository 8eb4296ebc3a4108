package store_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/store"
)

// Tables that grow with every case.
var large = []string{"case_rows", "places", "task_rows", "card_rows", "daily_counts", "lines", "heads", "bodies", "notices", "audit_lines", "deliveries", "complaint_rows", "lead_rows", "rating_rows", "fee_rows", "analysis_days", "step_rows", "step_days"}

// covers the bench's "no full scan over cases in any plan" and "constant number of statements".
func TestNoListScansAWholeTable(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		fill(t, s, 40_000)
		for name, list := range everyList(t, s) {
			t.Run(name, func(t *testing.T) {
				statements := s.Statements(t, list)
				require.NotEmpty(t, statements)
				require.LessOrEqual(t, len(statements), 5, "one for each kind of subject at most")
				for _, st := range statements {
					for _, step := range s.Plan(t, st) {
						require.False(t, scans(s, step), "%s\n%v\n%s", st.SQL, st.Args, step)
					}
				}
			})
		}
	})
}

func TestWhatMovedIsFoundWithoutReadingEveryLine(t *testing.T) {
	cases := 40_000
	if os.Getenv("MINGCHA_LONG") != "" {
		cases = 1_000_000
	}
	onBoth(t, func(t *testing.T, s *store.Store) {
		fill(t, s, cases,
			"INSERT INTO `lines` SELECT id, 1, id, 'submit', '{}', submitted, submitted, '{}', '', '', 'sha256', '', id FROM case_rows",
			"INSERT INTO heads SELECT id, 'case', 1, id, NULL FROM case_rows")
		for name, list := range map[string]func() ([]models.Armed, error){
			"since an hour": func() ([]models.Armed, error) { return s.MovedSince(t.Context(), filledNow.Add(-time.Hour)) },
			"last":          func() ([]models.Armed, error) { return s.Recent(t.Context(), []string{"case-100000020"}) },
		} {
			begun := time.Now()
			for _, st := range s.Statements(t, func() { _, err := list(); require.NoError(t, err) }) {
				for _, step := range s.Plan(t, st) {
					require.False(t, scans(s, step), "%s: %s\n%v\n%s", name, st.SQL, st.Args, step)
				}
			}
			t.Logf("who moved %s, of %d lines: %s", name, cases, time.Since(begun))
		}
	})
}

// scans reports whether a step of a plan reads a large table, or an index of it, from end to end. Rows of a subquery and
// of a constant are not meant.
func scans(s *store.Store, step string) bool {
	if s.IsSQLite() {
		_, what, scan := strings.Cut(step, "SCAN ")
		name, _, _ := strings.Cut(what, " ")
		return scan && (len(name) == 1 && name != "u" || isLarge(name))
	}
	cells := strings.Split(step, " | ") // id, select type, table, access type, …
	return (isLarge(cells[2]) || len(cells[2]) == 1 && cells[2] != "u") && (cells[3] == "ALL" || cells[3] == "index")
}

func isLarge(name string) bool {
	for _, table := range large {
		if name == table {
			return true
		}
	}
	return false
}

// everyList names each list with each way in.
func everyList(t *testing.T, s *store.Store) map[string]func() {
	now, soon, stalled := filledNow, filledNow.Add(72*time.Hour), filledNow.Add(-360*24*time.Hour)
	provincial, local := []models.PathRange{models.Within("/44/")}, []models.PathRange{models.Within("/44/4419/441900012/"), models.WithinUnit("/44/4419/", "unit-3")}
	week := models.Span{From: now.AddDate(0, 0, -7), To: now}
	ok := func(err error) { require.NoError(t, err) }
	lists := map[string]func(){
		"inbox": func() {
			_, err := s.Inbox(t.Context(), models.TaskFilter{
				Accounts: []string{"holder-unit-0"}, Posts: []models.Post{{Role: "reviewer", Unit: "unit-2"}}, Now: now, Soon: soon,
			})
			ok(err)
		},
		"lines":       func() { _, err := s.Lines(t.Context(), "case-100000001", 1); ok(err) },
		"of command":  func() { _, err := s.LineOf(t.Context(), "case-100000001", "c"); ok(err) },
		"case":        func() { _, err := s.Case(t.Context(), "case-100000001"); ok(err) },
		"by number":   func() { _, err := s.CaseByNumber(t.Context(), "4419100000001"); ok(err) },
		"same person": func() { _, err := s.OpenCasesOf(t.Context(), "ref-20", "item-20"); ok(err) },
		"cards of":    func() { _, err := s.CardsOf(t.Context(), "case-100000040"); ok(err) },
		"by bundle":   func() { _, err := s.OpenCasesByBundle(t.Context(), []string{"bundle", "other"}); ok(err) },
		"notices":     func() { _, err := s.Notices(t.Context(), "li", models.Page{}); ok(err) },
		"late":        func() { _, err := s.ArmedBefore(t.Context(), now.AddDate(-9, 0, 0), 100); ok(err) },
		"open":        func() { _, _, err := s.OpenSubjects(t.Context(), "", 100); ok(err) },
		"open cards":  func() { _, _, err := s.OpenSubjects(t.Context(), "card ", 100); ok(err) },
		"audit": func() {
			_, err := s.AuditLines(t.Context(), models.AuditFilter{Scope: provincial, Account: "li"})
			ok(err)
		},
	}
	for place, scope := range map[string][]models.PathRange{" of the province": provincial, " of a town and a unit": local} {
		lists["work"+place] = func() {
			_, err := s.Work(t.Context(), models.WorkFilter{Scope: map[models.WorkKind][]models.PathRange{
				models.CardWork: scope, models.WithheldWork: scope, models.PendingWork: scope, models.DemandWork: scope, models.IncidentWork: scope,
			}})
			ok(err)
		}
		for _, queue := range []models.Await{models.AwaitsAnswer, models.AwaitsVerification, models.AwaitsAppeal, models.AwaitsRelease} {
			lists["queue of "+string(queue)+place] = func() {
				_, err := s.Cards(t.Context(), models.CardFilter{Scope: scope, Queue: queue, Before: now})
				ok(err)
			}
		}
		lists["counters"+place] = func() {
			_, err := s.CardCounters(t.Context(), models.CounterFilter{Scope: scope, Span: week})
			ok(err)
		}
		lists["board"+place] = func() {
			_, err := s.Board(t.Context(), models.BoardFilter{Scope: scope, From: now.AddDate(0, -1, 0), To: now, Now: now, Soon: soon, Stalled: stalled})
			ok(err)
		}
		for name, f := range map[string]models.CaseFilter{
			"newest cases": {}, "a unit's cases": {Unit: "unit-3"}, "an item's cases": {Item: "item-4"}, "red cases": {Level: models.Red},
			"an item's red cases": {Item: "item-4", Level: models.Red}, "terminated cases": {Statuses: []models.CaseStatus{models.Terminated}},
			"an item's ended cases": {Item: "item-4", Statuses: []models.CaseStatus{models.Archived, models.Closed}},
			"open cases":            {Open: true}, "late cases": {DueBefore: now}, "stalled cases": {Stalled: stalled}, "cases by number": {Number: "441910000"},
			"a holder's cases": {Holder: "holder-unit-0"}, "cases of a week": {Submitted: week}, "cases decided in a week": {Decided: week},
			"a unit's cases of a week": {Unit: "unit-3", Submitted: week}, "cases that stand": {Stands: true},
			"cases that lie here": {Desks: []string{"unit-5"}}, "open cases that lie here": {Desks: []string{"unit-5"}, Open: true},
			"an applicant's cases": {Own: true, Applicant: "ref-7", Account: "someone"},
			"the next page":        {Page: models.Page{Cursor: firstCursor(t, s, scope)}},
		} {
			f.Scope = scope
			lists[name+place] = func() { _, err := s.Cases(t.Context(), f); ok(err) }
		}
		for name, f := range map[string]models.CardFilter{
			"newest cards": {}, "open cards": {Open: true}, "red cards": {Level: models.Red}, "withheld cards": {Withheld: true},
			"answered cards": {Status: models.CardAnswered}, "cards of a week": {Due: week}, "open cards of a week": {Open: true, Due: week},
			"cards of a case": {Case: "case-100000040"}, "an item's cards": {Item: "item-4"}, "a unit's cards": {Unit: "unit-3"},
		} {
			f.Scope = scope
			lists[name+place] = func() { _, err := s.Cards(t.Context(), f); ok(err) }
		}
	}
	analysisLists(t, s, lists)
	deskLists(t, s, lists)
	return lists
}

// deskLists are those of complaints, leads, ratings and fees.
func deskLists(t *testing.T, s *store.Store, lists map[string]func()) {
	year := models.Span{From: filledNow.AddDate(-1, 0, 0), To: filledNow}
	for place, scope := range map[string][]models.PathRange{
		" of the province": {models.Within("/44/")}, " of a town and a unit": {models.Within("/44/4419/441900012/"), models.WithinUnit("/44/4419/", "unit-3")},
	} {
		for name, f := range map[string]models.ComplaintFilter{
			"newest complaints": {}, "complaints that wait": {Open: true, Statuses: []models.ComplaintStatus{models.ComplaintLodged}},
			"late complaints": {Open: true, Before: filledNow}, "complaints to be called back": {Open: true, OwesCall: true},
			"complaints by status": {Statuses: []models.ComplaintStatus{models.ComplaintClosed}}, "complaints by source": {Source: models.FromHotline},
			"complaints about a unit": {About: "unit-3"}, "complaints with a unit": {Unit: "unit-3"}, "complaints on a case": {Case: "case-100000040"},
			"a complaint by number": {Number: "TS4419100000020"}, "published answers": {Public: true}, "published answers of a unit": {Public: true, About: "unit-3"},
			"complaints answered for": {Responsible: []string{"unit-5"}}, "open ones answered for": {Responsible: []string{"unit-5"}, Open: true},
			"complaints of others": {Hidden: "holder-unit-0"},
		} {
			if len(f.Responsible) == 0 {
				f.Scope = scope
			}
			lists[name+place] = func() { _, err := s.Complaints(t.Context(), f); require.NoError(t, err) }
		}
		for name, f := range map[string]models.RatingFilter{
			"ratings": {}, "bad ratings": {Bad: true}, "unanswered ratings": {Open: true}, "ratings of a unit": {Unit: "unit-3"}, "ratings of an item": {Item: "item-4"},
		} {
			f.Scope, f.Span = scope, year
			lists[name+place] = func() { _, err := s.Ratings(t.Context(), f); require.NoError(t, err) }
			lists["levels of "+name+place] = func() { _, err := s.RatingLevels(t.Context(), f); require.NoError(t, err) }
			if f.Unit+f.Item != "" {
				f.Scope, f.Public = nil, true
				lists["public "+name] = func() { _, err := s.Ratings(t.Context(), f); require.NoError(t, err) }
				lists["levels of public "+name] = func() { _, err := s.RatingLevels(t.Context(), f); require.NoError(t, err) }
			}
		}
		for name, f := range map[string]models.FeeFilter{
			"fees": {}, "payments": {Kind: models.FeePayment}, "fees of a unit": {Unit: "unit-3"}, "fees of an item": {Item: "item-4"},
			"fees by standard": {Standard: "s-1"}, "payments that differ": {Differs: true},
		} {
			f.Scope, f.At = scope, year
			lists[name+place] = func() { _, err := s.Fees(t.Context(), f); require.NoError(t, err) }
		}
		month := models.Span{From: filledNow.AddDate(0, -1, 0), To: filledNow} // the filled city is one year old: a year is the whole table
		lists["fees of a case"+place] = func() {
			_, err := s.Fees(t.Context(), models.FeeFilter{Scope: scope, Number: "4419100000020"})
			require.NoError(t, err)
		}
		for _, by := range []string{"unit", "item", "standard"} {
			lists["fees summed up by "+by+place] = func() {
				_, err := s.FeeSums(t.Context(), by, models.FeeFilter{Scope: scope, At: month})
				require.NoError(t, err)
			}
		}
	}
}

func analysisLists(t *testing.T, s *store.Store, lists map[string]func()) {
	provincial, local := []models.PathRange{models.Within("/44/")}, []models.PathRange{models.Within("/44/4419/441900012/")}
	today, span := clock.DateOf(filledNow), models.Span{From: filledNow.AddDate(0, 0, -30), To: filledNow}
	for place, scope := range map[string][]models.PathRange{" of the province": provincial, " of a town": local} {
		for of, f := range map[string]models.AnalysisFilter{"": {}, " of an item": {Item: "item-4"}, " of a unit": {Unit: "unit-3"}} {
			f.Scope, f.First, f.Last = scope, today-30, today
			lists["analysis"+place+of] = func() { _, err := s.Analysis(t.Context(), f); require.NoError(t, err) }
			for _, p := range []models.Probe{
				{Finding: models.FoundSubmitted}, {Finding: models.FoundLate}, {Finding: models.FoundDays, Class: 4}, {Finding: models.FoundStep, Step: "review"},
			} {
				if p.Step != "" && f.Item == "" {
					continue
				}
				p.Span = span
				asked := models.CaseFilter{Scope: scope, Item: f.Item, Unit: f.Unit, Probe: &p}
				lists[string("behind "+p.Finding)+place+of] = func() { _, err := s.Cases(t.Context(), asked); require.NoError(t, err) }
			}
		}
	}
}

func firstCursor(t *testing.T, s *store.Store, scope []models.PathRange) string {
	page, err := s.Cases(t.Context(), models.CaseFilter{Scope: scope})
	require.NoError(t, err)
	require.NotEmpty(t, page.Next)
	return page.Next
}

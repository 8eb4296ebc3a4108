package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

// office is what a test wrote, to hold lists against.
type office struct {
	cases map[string]models.CaseRow
	cards map[string]models.CardRow
	tasks map[string][]models.TaskRow
	pens  map[string]*author
}

func newOffice() *office {
	return &office{
		cases: map[string]models.CaseRow{}, cards: map[string]models.CardRow{}, tasks: map[string][]models.TaskRow{},
		pens: map[string]*author{},
	}
}

var (
	paths    = []string{town, sibling, city, other, "/44/4419/441900003/001/"}
	statuses = []models.CaseStatus{models.Received, models.Accepted, models.Granted, models.Closed, models.Terminated, models.Withdrawn}
)

// turn appends one line to a random case, with a random row, tasks and sometimes a card: whatever a workflow might write.
func (o *office) turn(t *testing.T, s *store.Store, r *rand.Rand) {
	t.Helper()
	id := fmt.Sprintf("case-%03d", r.IntN(60))
	if o.pens[id] == nil {
		o.pens[id] = newAuthor(t, id)
	}
	pen := o.pens[id]
	b := pen.next(fmt.Sprint("c", pen.n), models.Approve, monday, "")
	b.Case = o.randomCase(r, id)
	b.Tasks = randomTasks(r, id)
	if r.IntN(2) == 0 {
		b.Cards = []models.CardRow{randomCard(r, id, b.Case)}
	}
	pen.write(s, b)
	o.cases[id], o.tasks[id] = *b.Case, b.Tasks
	for _, c := range b.Cards {
		o.cards[c.ID] = c
	}
}

func (o *office) randomCase(r *rand.Rand, id string) *models.CaseRow {
	day := func() *time.Time {
		if r.IntN(3) == 0 {
			return nil
		}
		return ptr(monday.Add(time.Duration(r.IntN(40*24)) * time.Hour))
	}
	row := caseRow(id, fmt.Sprint("unit-", r.IntN(3)), paths[r.IntN(len(paths))], monday.Add(time.Duration(r.IntN(1000))*time.Minute))
	if old, known := o.cases[id]; known && r.IntN(4) > 0 { // a case rarely moves to another place
		row.Path, row.Unit, row.Submitted = old.Path, old.Unit, old.Submitted
	}
	row.Item, row.Status = fmt.Sprint("item-", r.IntN(3)), statuses[r.IntN(len(statuses))]
	row.Accepted, row.Decided, row.Ended, row.PromisedDue = day(), day(), day(), day()
	row.Acted = monday.Add(time.Duration(r.IntN(100)) * time.Hour)
	row.Level, row.Incident, row.Withheld = models.Level(r.IntN(4)), r.IntN(9) == 0, r.IntN(9) == 0
	row.ArmedFor, row.ArmedKey = day(), "key"
	row.Stands, row.Holder = r.IntN(4) == 0, []string{"", "li", "zhao"}[r.IntN(3)]
	return row
}

func randomTasks(r *rand.Rand, id string) []models.TaskRow {
	var tasks []models.TaskRow
	for i := range r.IntN(3) {
		holder := []string{"", "li", "zhao"}[r.IntN(3)]
		task := taskRow(id, fmt.Sprint("step-", i), []string{"handler", "reviewer"}[r.IntN(2)], fmt.Sprint("unit-", r.IntN(3)), holder,
			monday.Add(time.Duration(r.IntN(200))*time.Hour))
		if r.IntN(5) == 0 {
			task.Account = "sun"
		}
		tasks = append(tasks, task)
	}
	return tasks
}

func randomCard(r *rand.Rand, subject string, of *models.CaseRow) models.CardRow {
	card := models.CardRow{
		ID: fmt.Sprintf("card-%s-%d", subject, r.IntN(3)), Subject: subject, SubjectKind: models.CaseKind, Number: of.Number, Unit: of.Unit, Path: of.Path,
		Item: of.Item, Due: monday.Add(time.Duration(r.IntN(500)) * time.Hour), Level: models.Level(1 + r.IntN(3)), State: models.Issued,
		Issued: ptr(monday.Add(time.Duration(r.IntN(500)) * time.Hour)), Status: models.CardIssued,
	}
	switch r.IntN(5) {
	case 0:
		card.Issued, card.State, card.Status = nil, models.Withheld, ""
	case 1:
		card.Status, card.Answered = models.CardAnswered, ptr(monday)
		if r.IntN(2) == 0 {
			card.Awaits, card.AwaitsDue = models.AwaitsVerification, ptr(card.Due.Add(time.Hour))
		}
	case 2:
		card.State, card.Status, card.Withdrawn = models.CardWithdrawn, models.CardRevoked, ptr(monday)
	}
	return card
}

func inside(path string, scope []models.PathRange, unit string) bool {
	return slices.ContainsFunc(scope, func(r models.PathRange) bool {
		return strings.HasPrefix(path+"/", r.Root()+"/") && (r.Unit == "" || r.Unit == unit)
	})
}

// Every list is walked page by page and compared with what a plain loop over everything written gives.
// pain 18, pain 21
func TestListsShowExactlyWhatTheyShould(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		r, o := rand.New(rand.NewPCG(1, 2)), newOffice()
		for range 250 {
			o.turn(t, s, r)
		}
		scopes := [][]models.PathRange{
			nil,
			{models.Within("/44/")},
			{models.Within(city)},
			{models.Within(town), models.Within(sibling)},
			{models.Within(city), models.Within(town)},
			{models.WithinUnit(city, "unit-1")},
			{models.WithinUnit(town, "unit-1"), models.Within(other)},
			{{From: "/44/4401", To: "/44/45"}},
		}
		for i, scope := range scopes {
			t.Run(fmt.Sprintf("cases in scope %d", i), func(t *testing.T) { o.checkCases(t, s, scope) })
			t.Run(fmt.Sprintf("cards in scope %d", i), func(t *testing.T) { o.checkCards(t, s, scope) })
		}
		t.Run("inboxes", func(t *testing.T) { o.checkInboxes(t, s) })
		t.Run("counts after everything equal a recount", func(t *testing.T) { o.checkBoard(t, s, scopes) })
		t.Run("patrol", func(t *testing.T) { o.checkPatrol(t, s) })
	})
}

func (o *office) checkCases(t *testing.T, s *store.Store, scope []models.PathRange) {
	due, stalled := monday.Add(300*time.Hour), monday.Add(50*time.Hour)
	for _, f := range []models.CaseFilter{
		{}, {Unit: "unit-1"}, {Item: "item-2"}, {Level: models.Yellow}, {Level: models.Red, Item: "item-1", Unit: "unit-0"},
		{Statuses: []models.CaseStatus{models.Closed, models.Accepted, models.Closed}}, {Statuses: []models.CaseStatus{models.Lapsed}},
		{Open: true}, {DueBefore: due}, {Stalled: stalled}, {Open: true, Item: "item-0", Level: models.Warning},
		{Number: "4419"}, {Number: "44191"}, {Level: models.Warning, Statuses: []models.CaseStatus{models.Closed}},
		{Holder: "li"}, {Holder: "zhao", Unit: "unit-2"}, {Submitted: hours(2, 9)}, {Submitted: hours(2, 9), Unit: "unit-1"},
		{Submitted: models.Span{From: monday.Add(4 * time.Hour)}, Level: models.Yellow}, {Decided: hours(100, 600)}, {Stands: true},
		{Decided: hours(100, 600), Item: "item-1", Holder: "li"}, {Submitted: hours(3, 8), Statuses: []models.CaseStatus{models.Accepted}},
		{Desks: []string{"unit-1"}}, {Desks: []string{"unit-0", "unit-2"}, Open: true}, {Desks: []string{"unit-1"}, Number: "4419"},
		{Desks: []string{"unit-1"}, Decided: hours(0, 900), Place: models.Within(city)}, {Desks: []string{"unit-2"}, Submitted: hours(0, 5)},
	} {
		f.Scope = scope
		var want []string
		for _, c := range o.cases {
			if (inside(c.Path, good(scope), c.Unit) || o.liesAt(c, f)) && fitsCase(c, f) {
				want = append(want, c.ID)
			}
		}
		got := walkCases(t, s, f)
		require.True(t, slices.IsSortedFunc(got, func(a, b models.CaseRow) int { return inListOrder(f, a, b) }), "%+v", f)
		var ids []string
		for _, c := range got {
			require.Equal(t, o.cases[c.ID].ApplicantName, c.ApplicantName)
			ids = append(ids, c.ID)
		}
		require.ElementsMatch(t, want, ids, "%+v", f)
	}
}

// hours is a span in hours after the Monday.
func hours(from, to int) models.Span {
	return models.Span{From: monday.Add(time.Duration(from) * time.Hour), To: monday.Add(time.Duration(to) * time.Hour)}
}

func during(s models.Span, at *time.Time) bool {
	if s.IsZero() {
		return true
	}
	return at != nil && !at.Before(s.From) && (s.To.IsZero() || at.Before(s.To))
}

// liesAt reports whether an open step of the case lies with one of the desks asked for.
func (o *office) liesAt(c models.CaseRow, f models.CaseFilter) bool {
	placed := f.Place == models.PathRange{} || inside(c.Path, []models.PathRange{f.Place}, c.Unit)
	return placed && slices.ContainsFunc(o.tasks[c.ID], func(task models.TaskRow) bool { return slices.Contains(f.Desks, task.Unit) })
}

func fitsCase(c models.CaseRow, f models.CaseFilter) bool {
	open := !c.Status.Ended()
	late := c.PromisedDue != nil && c.Decided == nil && c.PromisedDue.Before(f.DueBefore)
	return (f.Unit == "" || c.Unit == f.Unit) && (f.Item == "" || c.Item == f.Item) && c.Level >= f.Level &&
		(len(f.Statuses) == 0 || slices.Contains(f.Statuses, c.Status)) && (!f.Open || open) && strings.HasPrefix(c.Number, f.Number) &&
		(f.DueBefore.IsZero() || open && late) && (f.Stalled.IsZero() || open && (c.Acted.Before(f.Stalled) || c.Incident)) &&
		(f.Holder == "" || c.Holder == f.Holder) && during(f.Submitted, &c.Submitted) && during(f.Decided, c.Decided) &&
		(!f.Stands || c.Stands && c.Status == models.Accepted)
}

// good drops ranges that are no division's: they show nothing.
func good(scope []models.PathRange) []models.PathRange {
	return slices.DeleteFunc(slices.Clone(scope), func(r models.PathRange) bool { return r.To != models.Within(r.From).To })
}

func inListOrder(f models.CaseFilter, a, b models.CaseRow) int {
	switch {
	case f.Number != "":
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
	case f.Open || !f.DueBefore.IsZero() || !f.Stalled.IsZero():
		return cmp.Or(dueOf(a).Compare(dueOf(b)), cmp.Compare(a.ID, b.ID))
	case !f.Decided.IsZero():
		return cmp.Or(b.Decided.Compare(*a.Decided), cmp.Compare(b.ID, a.ID))
	default:
		return cmp.Or(b.Submitted.Compare(a.Submitted), cmp.Compare(b.ID, a.ID))
	}
}

func dueOf(c models.CaseRow) time.Time {
	if c.PromisedDue == nil || c.Decided != nil {
		return monday.AddDate(1000, 0, 0)
	}
	return *c.PromisedDue
}

func walkCases(t *testing.T, s *store.Store, f models.CaseFilter) []models.CaseRow {
	t.Helper()
	f.Page.Limit = 7
	var all []models.CaseRow
	for range 100 {
		page, err := s.Cases(t.Context(), f)
		require.NoError(t, err)
		all = append(all, page.Cases...)
		if page.Next == "" {
			return all
		}
		require.Len(t, page.Cases, 7)
		f.Page.Cursor = page.Next
	}
	t.Fatal("the list does not end")
	return nil
}

func (o *office) checkCards(t *testing.T, s *store.Store, scope []models.PathRange) {
	for _, f := range []models.CardFilter{
		{}, {Level: models.Red}, {Unit: "unit-1"}, {Item: "item-1"}, {Open: true}, {Open: true, Level: models.Yellow}, {Withheld: true},
		{Status: models.CardAnswered}, {Status: models.CardRevoked, Level: models.Red}, {Due: hours(100, 300)}, {Due: hours(100, 300), Open: true},
		{Due: hours(0, 200), Item: "item-2"}, {Case: "case-007"}, {Case: "case-007", Open: true},
	} {
		f.Scope = scope
		var want, ids []string
		for _, c := range o.cards {
			open := c.Level >= models.Yellow && c.Issued != nil && c.Answered == nil && c.Withdrawn == nil
			if inside(c.Path, good(scope), c.Unit) && (f.Unit == "" || c.Unit == f.Unit) && (f.Item == "" || c.Item == f.Item) &&
				(f.Level == 0 || c.Level == f.Level) && (!f.Open || open) && (!f.Withheld || c.State == models.Withheld) &&
				(f.Status == "" || c.Status == f.Status) && during(f.Due, &c.Due) && (f.Case == "" || c.Subject == f.Case) {
				want = append(want, c.ID)
			}
		}
		f.Page.Limit = 7
		for {
			page, err := s.Cards(t.Context(), f)
			require.NoError(t, err)
			for _, c := range page.Cards {
				ids = append(ids, c.ID)
			}
			if f.Page.Cursor = page.Next; page.Next == "" {
				break
			}
		}
		require.True(t, slices.IsSortedFunc(ids, func(a, b string) int {
			return cmp.Or(o.cards[b].Due.Compare(o.cards[a].Due), cmp.Compare(b, a))
		}))
		require.ElementsMatch(t, want, ids, "%+v", f)
	}
}

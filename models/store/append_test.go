package store_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestAppend(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		t.Run("gives back the lines as they were written", func(t *testing.T) { linesComeBack(t, s) })
		t.Run("answers the same command twice with its one line", func(t *testing.T) { sameCommandTwice(t, s) })
		t.Run("lets only the first of two contrary commands stand", func(t *testing.T) { contraryCommands(t, s) })
		t.Run("answers a command that stands further back with its line", func(t *testing.T) { commandFurtherBack(t, s) })
		t.Run("refuses a line that would leave a gap", func(t *testing.T) { noGap(t, s) })
		t.Run("refuses a line on another history", func(t *testing.T) { noOtherHistory(t, s) })
		t.Run("writes nothing when the last statement fails", func(t *testing.T) { nothingHalf(t, s) })
		t.Run("writes nothing when the database fails at the last table, and everything once it is back", func(t *testing.T) { lastTableGone(t, s) })
		t.Run("begins further subjects in the same moment, each once", func(t *testing.T) { alsoOnce(t, s) })
		t.Run("gives fifty writers at once exactly one line per number", func(t *testing.T) { fiftyWriters(t, s) })
		t.Run("writes no card by a calendar that has been replaced", func(t *testing.T) { nothingByReplacedLaw(t, s) })
		t.Run("replaces the tasks of the subject and no others", func(t *testing.T) { tasksReplaced(t, s) })
	})
}

func linesComeBack(t *testing.T, s *store.Store) {
	a := newAuthor(t, "case-back")
	for i := range 3 {
		b := a.next(fmt.Sprint("c", i), models.Urge, monday.Add(time.Duration(i)*time.Hour), "请尽快办理")
		a.write(s, b)
		lines, err := s.Lines(t.Context(), a.subject, i+1)
		require.NoError(t, err)
		require.Equal(t, b.Lines, lines)
		body, err := s.SaltedBody(t.Context(), a.subject, i+1)
		require.NoError(t, err)
		require.Equal(t, b.Bodies[0], body)
	}
	line, err := s.LineOf(t.Context(), a.subject, "c1")
	require.NoError(t, err)
	require.Equal(t, 2, line.N)
	line, err = s.LineOf(t.Context(), a.subject, "c9")
	require.NoError(t, err)
	require.Nil(t, line)
	none, err := s.Lines(t.Context(), "case-unknown", 1)
	require.NoError(t, err)
	require.Empty(t, none)
}

func sameCommandTwice(t *testing.T, s *store.Store) {
	a := newAuthor(t, "case-twice")
	b := a.next("click", models.Submit, monday, "")
	a.write(s, b)
	existing, err := s.Append(t.Context(), b)
	require.NoError(t, err)
	require.Equal(t, b.Lines, existing)
}

func contraryCommands(t *testing.T, s *store.Store) {
	a := newAuthor(t, "case-contrary")
	a.write(s, a.next("submit", models.Submit, monday, ""))
	approve, refuse := a.next("approve", models.Approve, monday, ""), a.next("refuse", models.Refuse, monday, "")
	a.write(s, approve)
	existing, err := s.Append(t.Context(), refuse)
	require.NoError(t, err)
	require.Equal(t, approve.Lines, existing)
	lines, err := s.Lines(t.Context(), a.subject, 1)
	require.NoError(t, err)
	require.Len(t, lines, 2)
}

func commandFurtherBack(t *testing.T, s *store.Store) {
	a := newAuthor(t, "case-further")
	first := a.next("first", models.Submit, monday, "")
	a.write(s, first)
	a.write(s, a.next("second", models.Receive, monday, ""))
	existing, err := s.Append(t.Context(), a.next("first", models.Submit, monday, ""))
	require.NoError(t, err)
	require.Equal(t, first.Lines, existing)
	lines, err := s.Lines(t.Context(), a.subject, 1)
	require.NoError(t, err)
	require.Len(t, lines, 2)
}

func noGap(t *testing.T, s *store.Store) {
	a := newAuthor(t, "case-gap")
	a.write(s, a.next("one", models.Submit, monday, ""))
	a.n = 4
	_, err := s.Append(t.Context(), a.next("six", models.Urge, monday, ""))
	require.ErrorContains(t, err, "does not follow")
	lines, err := s.Lines(t.Context(), a.subject, 1)
	require.NoError(t, err)
	require.Len(t, lines, 1)
}

func noOtherHistory(t *testing.T, s *store.Store) {
	a := newAuthor(t, "case-forked")
	a.write(s, a.next("one", models.Submit, monday, ""))
	a.head = hash("another history")
	_, err := s.Append(t.Context(), a.next("two", models.Urge, monday, ""))
	require.ErrorContains(t, err, "does not follow")
}

func nothingHalf(t *testing.T, s *store.Store) {
	a := newAuthor(t, "case-half")
	b := a.next("one", models.Submit, monday, "正文")
	b.Case = caseRow(a.subject, "bureau", town, monday)
	b.Tasks = []models.TaskRow{taskRow(a.subject, "accept", "window", "bureau", "", monday)}
	broken := b
	broken.Also = []models.Batch{{Kind: models.CardKind, Subject: "card-half", From: 1, Lines: []models.Line{{
		Subject: "card-half", N: 1, Command: "one", Hash: "h", Verb: models.IssueCard,
		Facts: models.Facts{Card: &models.CardFacts{Due: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}}, // JSON cannot say this year
	}}}}
	_, err := s.Append(t.Context(), broken)
	require.Error(t, err)
	lines, err := s.Lines(t.Context(), a.subject, 1)
	require.NoError(t, err)
	require.Empty(t, lines)
	_, err = s.Case(t.Context(), a.subject)
	require.Equal(t, models.NotFound, models.CodeOf(err))
	tasks, err := s.Tasks(t.Context(), a.subject)
	require.NoError(t, err)
	require.Empty(t, tasks)
	_, err = s.Body(t.Context(), a.subject, 1)
	require.Equal(t, models.NotFound, models.CodeOf(err))
}

func lastTableGone(t *testing.T, s *store.Store) {
	a := newAuthor(t, "case-last")
	b := a.next("one", models.Submit, monday, "正文")
	b.Case = caseRow(a.subject, "bureau", town, monday)
	_, err := s.DB(t).Exec("ALTER TABLE daily_counts RENAME TO elsewhere")
	require.NoError(t, err)
	_, err = s.Append(t.Context(), b)
	require.Error(t, err)
	_, err = s.DB(t).Exec("ALTER TABLE elsewhere RENAME TO daily_counts")
	require.NoError(t, err)
	for _, table := range []string{"heads", "`lines`", "bodies"} {
		var n int
		require.NoError(t, s.DB(t).QueryRow("SELECT COUNT(*) FROM "+table+" WHERE subject = 'case-last'").Scan(&n))
		require.Zero(t, n, table)
	}
	a.write(s, b)
}

func alsoOnce(t *testing.T, s *store.Store) {
	a, card := newAuthor(t, "case-also"), newAuthor(t, "card-also")
	card.kind = models.CardKind
	b := a.next("issue", models.IssueCard, monday, "")
	b.Also = []models.Batch{card.next("issue", models.IssueCard, monday, "")}
	a.write(s, b)
	second := a.next("again", models.IssueCard, monday, "")
	second.Also = b.Also
	a.write(s, second)
	lines, err := s.Lines(t.Context(), "card-also", 1)
	require.NoError(t, err)
	require.Equal(t, b.Also[0].Lines, lines)
}

// Each writer has a command of its own and does what a caller does: it appends at the end that it knows, and when
// others were faster takes in their lines and tries again.
func fiftyWriters(t *testing.T, s *store.Store) {
	var wait sync.WaitGroup
	for w := range 50 {
		wait.Go(func() {
			a := newAuthor(t, "case-fifty")
			for {
				b := a.next(fmt.Sprint("writer-", w), models.Approve, monday, "同意")
				existing, err := s.Append(t.Context(), b)
				if !errorFree(t, err) || len(existing) == 0 {
					return
				}
				last := existing[len(existing)-1]
				a.n, a.head = last.N, last.Hash
			}
		})
	}
	wait.Wait()
	lines, err := s.Lines(t.Context(), "case-fifty", 1)
	require.NoError(t, err)
	require.Len(t, lines, 50)
	seen, previous := map[string]bool{}, ""
	for i, l := range lines {
		require.Equal(t, i+1, l.N)
		require.Equal(t, previous, l.Previous)
		require.False(t, seen[l.Command])
		seen[l.Command], previous = true, l.Hash
	}
}

func errorFree(t *testing.T, err error) bool {
	if err != nil {
		t.Error(err)
	}
	return err == nil
}

func tasksReplaced(t *testing.T, s *store.Store) {
	a, neighbour := newAuthor(t, "case-tasks"), newAuthor(t, "case-neighbour")
	theirs := neighbour.next("one", models.Submit, monday, "")
	theirs.Tasks = []models.TaskRow{taskRow(neighbour.subject, "accept", "window", "bureau", "", monday)}
	neighbour.write(s, theirs)
	for i, tasks := range [][]models.TaskRow{
		{taskRow(a.subject, "accept", "window", "bureau", "", monday)},
		{taskRow(a.subject, "review", "reviewer", "bureau", "", monday), taskRow(a.subject, "survey", "expert", "bureau", "li", monday)},
		{taskRow(a.subject, "review", "reviewer", "bureau", "zhao", monday.Add(time.Hour))},
		{},
	} {
		b := a.next(fmt.Sprint("c", i), models.Approve, monday, "")
		b.Tasks = tasks
		a.write(s, b)
		got, err := s.Tasks(t.Context(), a.subject)
		require.NoError(t, err)
		require.Equal(t, tasks, got)
	}
	got, err := s.Tasks(t.Context(), neighbour.subject)
	require.NoError(t, err)
	require.Equal(t, theirs.Tasks, got)
}

func nothingByReplacedLaw(t *testing.T, s *store.Store) {
	law, err := s.LawRevision(t.Context())
	require.NoError(t, err)
	a := newAuthor(t, "case-law")
	a.write(s, a.next("submit", models.Submit, monday, ""))
	judged := a.next("t/yellow", models.IssueCard, monday, "")
	judged.Law = &law
	_, err = s.LoadCalendar(t.Context(), store.AnyRevision, models.CalendarRow{Division: city, Loaded: monday})
	require.NoError(t, err)
	existing, err := s.Append(t.Context(), judged)
	require.Equal(t, models.StaleLaw, models.ReasonOf(err))
	require.Empty(t, existing)
	lines, err := s.Lines(t.Context(), "case-law", 1)
	require.NoError(t, err)
	require.Len(t, lines, 1)

	require.NoError(t, s.PutRuleSet(t.Context(), models.RuleSetRow{Name: "law", Version: "2", From: monday, Made: monday}))
	again, err := s.LawRevision(t.Context())
	require.NoError(t, err)
	require.Equal(t, law+2, again, "calendars and rules both move it, an appointment does not")
	judged.Law = &again
	a.write(s, judged)
	act := a.next("urge", models.Urge, monday, "")
	act.Law = nil
	a.write(s, act)
}

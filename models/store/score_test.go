package store_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/score"
	"mingcha/models/store"
	"mingcha/policies/subsystems"
)

var (
	march       = score.Month(2026, time.March)
	scoredUnits = []string{"bureau", "hall", "office", "small"}
	staff       = []string{"li", "zhao", "sun", "wu"}
	window      = []score.Seat{{Account: "li", Object: "window-1"}, {Account: "zhao", Object: "window-1"}}
	scoredRules = []string{"R-T1", "R-T2", "R-T3", "R-T8", "R-T10", "R-P1", "R-F1", "R-C1", "A03", "A08N", "A10"}
)

// shippedScheme is the scheme as it ships, with the bonuses for speed switched on.
func shippedScheme(t testing.TB) *score.Scheme {
	t.Helper()
	text, err := subsystems.Files.ReadFile(subsystems.AdministrativeApproval + "/scores/2026-01.yaml")
	require.NoError(t, err)
	s, err := process.ParseScheme("2026-01.yaml", text)
	require.NoError(t, err)
	s.Switches["speed"] = true
	return s
}

// fillScores writes cases with their lines and cards at random: in and out of March, in time and late, whole and not.
func fillScores(t *testing.T, s *store.Store, cases int) {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 98))
	for i := range cases {
		unit := scoredUnits[min(r.IntN(32)/10, 3)] // the small unit has few
		path := map[string]string{"bureau": town, "hall": sibling, "office": city, "small": city}[unit]
		row := caseRow(fmt.Sprintf("case-%04d", i), unit, path, time.Date(2026, 2, 9, 1, 0, 7, 0, time.UTC).Add(time.Duration(r.IntN(50*24*60))*time.Minute))
		lines := scoredCase(r, row)
		b := models.Batch{Kind: models.CaseKind, Subject: row.ID, From: 1, Lines: sealed(t, row.ID, lines), Bodies: make([]models.Body, len(lines)), Case: row}
		for n := range r.IntN(3) {
			card := scoredCard(r, row, fmt.Sprintf("card-%04d-%d", i, n))
			if n > 0 && r.IntN(2) == 0 { // the same rule speaks again on the same clock
				card.Rule = b.Cards[0].Rule
			}
			b.Cards = append(b.Cards, card)
		}
		b.Ratings = scoredRatings(i, row)
		for _, c := range scoredComplaints(r, i, row, b.Ratings) {
			lines := sealed(t, c.ID, []models.Line{{Verb: models.LodgeComplaint, Acted: c.Lodged}})
			b.Also = append(b.Also, models.Batch{
				Kind: models.ComplaintKind, Subject: c.ID, From: 1, Lines: lines, Bodies: make([]models.Body, 1), Complaints: []models.ComplaintRow{c},
			})
		}
		existing, err := s.Append(t.Context(), b)
		require.NoError(t, err)
		require.Empty(t, existing)
	}
}

// scoredCase runs a case as far as chance has it, and returns what was done by whom.
func scoredCase(r *rand.Rand, row *models.CaseRow) []models.Line {
	at := row.Submitted
	next := func() *time.Time {
		at = at.Add(time.Duration(1+r.IntN(4*24*60)) * time.Minute)
		return ptr(at)
	}
	var lines []models.Line
	add := func(verb models.Verb, account string, facts models.Facts) {
		lines = append(lines, models.Line{Verb: verb, Actor: models.Actor{Account: account, Unit: row.Unit}, Acted: at, Facts: facts})
	}
	chance := func(n int) bool { return r.IntN(n) == 0 }
	reasons := func() models.Facts { return models.Facts{Reasoned: !chance(4), Remedy: !chance(4)} }
	person := func() string { return staff[r.IntN(len(staff))] }
	add(models.Submit, models.ApplicantAccount, models.Facts{})
	if !chance(15) {
		row.Received = next()
		add(models.Receive, person(), models.Facts{})
	}
	for range r.IntN(4) {
		next()
		add(models.NotifySupplement, person(), models.Facts{Reasoned: true, Remedy: true})
	}
	if chance(8) {
		row.Status, row.Ended = models.Declined, next()
		add(models.Decline, person(), reasons())
		return lines
	}
	if !chance(15) {
		row.Status, row.Accepted = models.Accepted, next()
		add(models.Accept, person(), models.Facts{})
		day := clock.DateOf(at) + clock.Date(1+r.IntN(12))
		if !chance(9) {
			row.PromisedDue = ptr(day.Ends())
		}
		if !chance(5) {
			row.StatutoryDue = ptr((day + clock.Date(r.IntN(20))).Ends())
		}
	}
	if chance(9) {
		return lines
	}
	row.Status, row.Outcome, row.Decided = models.Granted, models.Granted, next()
	verb, facts := models.Approve, models.Facts{}
	if chance(5) {
		row.Status, row.Outcome, verb, facts = models.Denied, models.Denied, models.Refuse, reasons()
	}
	add(verb, person(), facts)
	if chance(20) {
		row.Accepted = ptr(row.Decided.Add(time.Hour)) // reported out of order
	}
	return lines
}

func scoredCard(r *rand.Rand, row *models.CaseRow, id string) models.CardRow {
	issued := march.Span().From.Add(time.Duration(r.IntN(62*24*60)-31*24*60) * time.Minute)
	if r.IntN(3) == 0 {
		issued = issued.AddDate(0, -r.IntN(14), 0)
	}
	card := models.CardRow{
		ID: id, Key: "key-" + id, Subject: row.ID, SubjectKind: models.CaseKind, Number: row.Number, Item: row.Item, Unit: row.Unit, Path: row.Path,
		Holder: staff[r.IntN(len(staff))], Rule: scoredRules[r.IntN(len(scoredRules))], Level: models.Level(1 + min(r.IntN(6)/2, 2)),
		Due: issued, Issued: ptr(issued), State: models.Issued, Status: models.CardIssued,
	}
	if r.IntN(3) == 0 {
		card.Level = models.Warning
	}
	if card.Level > models.Warning {
		card.FeedbackDue = ptr(issued.AddDate(0, 0, 7))
	}
	if r.IntN(3) > 0 {
		card.Answered = ptr(issued.Add(time.Duration(r.IntN(10*24*60)) * time.Minute))
	}
	switch r.IntN(6) {
	case 0:
		card.State, card.Status, card.Withdrawn = models.CardWithdrawn, models.CardRevoked, ptr(issued.Add(time.Hour))
	case 1:
		card.Cause = score.CauseSelfCorrected
	case 2:
		if r.IntN(2) == 0 {
			card.Issued, card.FeedbackDue, card.State, card.Status = nil, nil, models.Withheld, ""
		}
	}
	return card
}

// sealed numbers and seals the lines of one record.
func sealed(t *testing.T, subject string, lines []models.Line) []models.Line {
	t.Helper()
	head := ""
	for i := range lines {
		l := &lines[i]
		l.Subject, l.N, l.Command, l.Alg, l.Previous, l.Recorded = subject, i+1, fmt.Sprint("c", i), models.SHA256, head, l.Acted
		require.NoError(t, l.Seal(sha256.New))
		head = l.Hash
	}
	return lines
}

func askFor(scheme *score.Scheme, seats []score.Seat) score.Ask {
	return score.Ask{
		Scope: []models.PathRange{models.Within(city)}, Seats: seats, Numbers: scheme.Numbers, Period: march,
		Calendar: func(string) *clock.Calendar { return clock.National() },
	}
}

// covers S98
func TestScoresRestOnTheRecord(t *testing.T) {
	scheme := shippedScheme(t)
	onBoth(t, func(t *testing.T, s *store.Store) {
		fillScores(t, s, 320)
		t.Run("every indicator equals an independent SQL computation, and so does the score", func(t *testing.T) { scoresEqualSQL(t, s, scheme) })
		t.Run("what a person or a window did equals an independent SQL computation", func(t *testing.T) { handsEqualSQL(t, s, scheme) })
		t.Run("behind every number stand as many cases and cards as it says", func(t *testing.T) { everythingBehind(t, s, scheme) })
		t.Run("nothing counts outside the scope", func(t *testing.T) { scopeCounts(t, s, scheme) })
		t.Run("withdrawn and withheld cards never matter", func(t *testing.T) { withdrawnNeverMatter(t, s, scheme) })
	})
}

func figures(t *testing.T, s *store.Store, ask score.Ask) map[string]score.Figures {
	t.Helper()
	out, err := s.Figures(t.Context(), ask)
	require.NoError(t, err)
	return out
}

func everythingBehind(t *testing.T, s *store.Store, scheme *score.Scheme) {
	persons := append([]score.Seat{{Account: "sun", Object: "sun"}, {Account: "wu", Object: "wu"}}, window...)
	for _, seats := range [][]score.Seat{nil, persons} {
		ask := askFor(scheme, seats)
		all := figures(t, s, ask)
		require.GreaterOrEqual(t, len(all), 3)
		for object, f := range all {
			for _, n := range scheme.Numbers {
				if n.Sum != score.Each {
					continue
				}
				want := int(f[n.Name]) * max(n.InRow, 1)
				ids := walkBehind(t, s, ask, n, object)
				require.Len(t, ids, want, "%s of %s", n.Name, object)
				require.Len(t, slices.Compact(slices.Sorted(slices.Values(ids))), want, "each once")
			}
		}
	}
	t.Run("nothing is behind somebody who is not asked for", func(t *testing.T) {
		for _, seats := range [][]score.Seat{nil, persons} {
			for _, n := range scheme.Numbers {
				require.Empty(t, walkBehind(t, s, askFor(scheme, seats), n, "nobody"))
			}
		}
	})
}

func walkBehind(t *testing.T, s *store.Store, ask score.Ask, n score.Number, object string) []string {
	t.Helper()
	var all []string
	for page := (models.Page{Limit: 17}); ; {
		ids, next, err := s.Behind(t.Context(), ask, n, object, page)
		require.NoError(t, err)
		all = append(all, ids...)
		if next == "" {
			return all
		}
		page.Cursor = next
	}
}

func scopeCounts(t *testing.T, s *store.Store, scheme *score.Scheme) {
	ask := askFor(scheme, nil)
	whole := figures(t, s, ask)
	ask.Scope = []models.PathRange{models.Within(town), models.WithinUnit(city, "small")}
	part := figures(t, s, ask)
	require.Equal(t, map[string]score.Figures{"bureau": whole["bureau"], "small": whole["small"]}, part)
	ask.Scope = nil
	require.Empty(t, figures(t, s, ask))
	ids, _, err := s.Behind(t.Context(), ask, scheme.Numbers[0], "bureau", models.Page{})
	require.NoError(t, err)
	require.Empty(t, ids)
}

func withdrawnNeverMatter(t *testing.T, s *store.Store, scheme *score.Scheme) {
	ask := askFor(scheme, nil)
	before := figures(t, s, ask)
	r := rand.New(rand.NewPCG(3, 3))
	for i := range 40 {
		row := caseRow(fmt.Sprintf("case-%04d", i), "bureau", town, monday)
		lines, err := s.Lines(t.Context(), row.ID, 1)
		require.NoError(t, err)
		stands, err := s.Case(t.Context(), row.ID)
		require.NoError(t, err)
		card := scoredCard(r, &stands, fmt.Sprintf("card-gone-%d", i))
		card.Issued, card.State, card.Withdrawn = ptr(march.Span().From.Add(time.Hour)), models.CardWithdrawn, ptr(monday)
		if i%2 == 0 {
			card.Issued, card.FeedbackDue, card.State, card.Withdrawn = nil, nil, models.Withheld, nil
		}
		more := models.Line{Subject: row.ID, N: len(lines) + 1, Command: "more", Verb: models.Urge, Alg: models.SHA256, Previous: lines[len(lines)-1].Hash}
		require.NoError(t, more.Seal(sha256.New))
		b := models.Batch{Kind: models.CaseKind, Subject: row.ID, From: more.N, Lines: []models.Line{more}, Bodies: []models.Body{{}}, Case: &stands, Cards: []models.CardRow{card}}
		_, err = s.Append(t.Context(), b)
		require.NoError(t, err)
	}
	require.Equal(t, before, figures(t, s, ask))
}

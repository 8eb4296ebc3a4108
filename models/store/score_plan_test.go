package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
)

// covers S98: a month's scores take a constant number of statements, none of which reads a large table from end to end.
func TestAMonthsScoresNeverReadAWholeTable(t *testing.T) {
	scheme := shippedScheme(t)
	onBoth(t, func(t *testing.T, s *store.Store) {
		ended(t, s, 12_000)
		month := clock.DateOf(filledNow.AddDate(0, -6, 0))
		year, m, _ := month.Civil()
		ask := askFor(scheme, nil)
		ask.Scope, ask.Period = []models.PathRange{models.Within("/44/")}, score.Month(year, m)
		persons := ask
		persons.Seats = []score.Seat{{Account: "wang", Object: "wang"}, {Account: "li", Object: "window-1"}}
		for name, ask := range map[string]score.Ask{"of units": ask, "of persons": persons} {
			t.Run(name, func(t *testing.T) {
				statements := s.Statements(t, func() { figures(t, s, ask) })
				want := 11 // decided, accepted, declined, cards, cards of the year, answers, ratings, complaints, bad ratings, working days, rows
				if len(ask.Seats) > 0 {
					want += 10 // who worked on the cases; who is complained of, and who worked on the case complained of
				}
				require.Equal(t, want, len(statements))
				for _, st := range statements {
					if !s.IsSQLite() && wholeYear(ask, st) {
						continue // the filled city is one year old: its rolling year is the whole table
					}
					for _, step := range s.Plan(t, st) {
						require.False(t, scans(s, step), "%s\n%v\n%s", st.SQL, st.Args, step)
						require.NotContains(t, step, "card_rows_level (", "for each case its own cards are read, not all of a level")
					}
				}
				require.NotEmpty(t, figures(t, s, ask))
			})
		}
		t.Run("what is behind a number", func(t *testing.T) {
			for _, n := range scheme.Numbers {
				statements := s.Statements(t, func() {
					_, _, err := s.Behind(t.Context(), ask, n, "unit-3", models.Page{})
					require.NoError(t, err)
				})
				require.Len(t, statements, 1)
				for _, step := range s.Plan(t, statements[0]) {
					require.False(t, scans(s, step), "%s\n%s", statements[0].SQL, step)
				}
			}
		})
	})
}

// wholeYear reports whether a statement asks for the rolling year.
func wholeYear(ask score.Ask, st store.Statement) bool {
	from := ask.Period.Rolling().Span().From
	for _, arg := range st.Args {
		if at, is := arg.(interface{ Unix() int64 }); is && at.Unix() == from.Unix() {
			return true
		}
	}
	return false
}

// ended fills the city and decides every case that is not open.
func ended(t testing.TB, s *store.Store, n int) {
	t.Helper()
	fill(t, s, n,
		"UPDATE case_rows SET received = submitted, decided = acted, promised_due = acted, statutory_due = acted WHERE live = 0",
		"UPDATE card_rows SET feedback_due = issued WHERE level > 1",
		"INSERT INTO `lines` SELECT id, 1, 'c1', 'receive', '{\"account\":\"wang\"}', submitted, submitted, '{}', '', '', 'sha256', '', 'h1' FROM case_rows",
		"INSERT INTO `lines` SELECT id, 2, 'c2', 'approve', '{\"account\":\"li\"}', acted, acted, '{}', '', '', 'sha256', 'h1', 'h2' FROM case_rows",
		"INSERT INTO rating_rows SELECT id, 3, number, item, unit, path, 1 + MOD(SUBSTR(id, 6), 5), '', 0, 0, 0, acted, 0, NULL, '', 1 FROM case_rows WHERE live = 0",
		"INSERT INTO complaint_rows (id, number, source, topic, named, about, about_path, case_id, case_number, item, unit, path, responsible, holder, accused, "+
			"matter, way, status, instance, result, satisfaction, transfers, extended, owes_call, lodged, answered_by, answer_line, handling_due, handled, "+
			"level, n, head, demo, live) SELECT id, number, CASE MOD(SUBSTR(id, 6), 2) WHEN 0 THEN 'review' ELSE 'online' END, 'other', 1, unit, path, id, number, "+
			"item, 'organ', '/44/', 'organ', '', CASE MOD(SUBSTR(id, 6), 3) WHEN 0 THEN ',wang,' ELSE '' END, id, 'self', 'closed', 1, 'founded', '', 0, 0, 0, "+
			"submitted, 'organ', 9, acted, acted, 0, 9, '', 1, 0 FROM case_rows WHERE live = 0",
	)
	if !s.IsSQLite() {
		_, err := s.DB(t).Exec("ANALYZE TABLE `lines`")
		require.NoError(t, err)
	}
}

// BenchmarkFigures measures a month's base numbers of a city with 100,000 cases a year: of all its units, and of 870 people.
func BenchmarkFigures(b *testing.B) {
	scheme := shippedScheme(b)
	for _, name := range []string{"SQLite", "MariaDB"} {
		b.Run(name, func(b *testing.B) {
			s := storetest.Databases[name](b)
			ended(b, s, 100_000)
			units := askFor(scheme, nil)
			year, m, _ := clock.DateOf(filledNow.AddDate(0, -6, 0)).Civil()
			units.Scope, units.Period = []models.PathRange{models.Within("/44/")}, score.Month(year, m)
			persons := units
			persons.Seats = []score.Seat{{Account: "wang", Object: "wang"}, {Account: "li", Object: "window-1"}}
			for i := range 868 {
				persons.Seats = append(persons.Seats, score.Seat{Account: number("person", i), Object: number("person", i)})
			}
			b.Run("units", func(b *testing.B) {
				percentile(b, func(int) error { _, err := s.Figures(b.Context(), units); return err })
			})
			b.Run("persons", func(b *testing.B) {
				percentile(b, func(int) error { _, err := s.Figures(b.Context(), persons); return err })
			})
		})
	}
}

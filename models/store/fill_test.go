package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/store"
)

// The filled city: 218 units in the city, its 34 towns and 20 other cities; one case in twenty is open.
const filledUnits = 218

// filledNow is the instant at which the filled city is looked at.
var filledNow = time.Unix(1_772_000_000+31_000_000, 0).UTC()

// fill writes n cases with their tasks, cards, places and counts straight into the tables, as appends would have, and
// whatever more is asked for.
func fill(t testing.TB, s *store.Store, n int, more ...string) {
	t.Helper()
	endOfDays := "'9999-12-31 00:00:00'"
	db := s.Patient(t)
	numbers, from := "", fmt.Sprintf("(SELECT seq AS i FROM seq_1_to_%d) seq", n)
	stamp := func(seconds string) string { return "FROM_UNIXTIME(" + seconds + ")" }
	if s.IsSQLite() {
		numbers, from = fmt.Sprintf("WITH RECURSIVE seq AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM seq WHERE i < %d)", n), "seq"
		endOfDays = "'9999-12-31 00:00:00+00:00'"
		stamp = func(seconds string) string {
			return "strftime('%Y-%m-%d %H:%M:%S+00:00', " + seconds + ", 'unixepoch')"
		}
	}
	step := 31_000_000 / n // one year, whatever the number
	submitted := fmt.Sprintf("1772000000 + i * %d", step)
	due := fmt.Sprintf("%d + (i %% 977) * 3600 - 300 * 3600", filledNow.Unix()) // some late, some near, most ahead
	for _, sql := range append([]string{
		fmt.Sprintf(`INSERT INTO case_rows %s SELECT CONCAT('case-', 100000000 + i), CONCAT('4419', 100000000 + i), CONCAT('item-', i %% 50), 'bundle', CONCAT('unit-', i %% %d),
			CASE WHEN i %% %d < 60 THEN '/44/4419/' WHEN i %% %d < 162 THEN CONCAT('/44/4419/4419000', 10 + i %% %d %% 34, '/')
				ELSE CONCAT('/44/44', 20 + i %% %d %% 20, '/') END,
			CASE WHEN i %% 20 = 0 THEN 'accepted' WHEN i %% 1000 = 1 THEN 'terminated' ELSE 'archived' END,
			'', '2', CONCAT('ref-', i %% 100000), '', '', %s, NULL, %s, CASE WHEN i %% 20 = 0 THEN NULL ELSE %s END, NULL, %s, 'review', '', '',
			%s, NULL, 0, 0, CASE WHEN i %% 100 = 0 THEN 3 WHEN i %% 60 = 0 THEN 2 WHEN i %% 40 = 0 THEN 1 ELSE 0 END, 0, 0, NULL, '', '', 1, 'h', 1,
			CASE WHEN i %% 20 = 0 THEN 1 ELSE 0 END,
			CASE WHEN i %% 20 = 0 THEN %s ELSE %s END, CASE WHEN i %% 20 = 0 THEN NULL ELSE i %% 40 END, '' FROM %s`,
			numbers, filledUnits, filledUnits, filledUnits, filledUnits, filledUnits,
			stamp(submitted), stamp(submitted+" + 3600"), stamp(submitted+" + (i % 40) * 86400 + 3600"), stamp(submitted+" + 7200"),
			stamp(submitted+" + 30 * 86400"), stamp(due), endOfDays, from),
		`INSERT INTO places SELECT 'case', '/44', submitted, id FROM case_rows`,
		`INSERT INTO places SELECT 'case', SUBSTR(path, 1, 8), submitted, id FROM case_rows`,
		`INSERT INTO places SELECT 'case', SUBSTR(path, 1, LENGTH(path) - 1), submitted, id FROM case_rows WHERE LENGTH(path) > 9`,
		`INSERT INTO task_rows SELECT id, 'review', '', 1, 'opinion', item, number, 'reviewer', unit, path,
			CASE WHEN MOD(SUBSTR(id, 6), 60) = 0 THEN CONCAT('holder-', unit) ELSE '' END, submitted, NULL, urgent, level, 0, 1,
			CASE WHEN MOD(SUBSTR(id, 6), 60) = 0 THEN CONCAT('person holder-', unit) ELSE CONCAT('pool reviewer ', unit) END, '', 0, 0, ''
			FROM case_rows WHERE live = 1`,
		"INSERT INTO card_rows SELECT CONCAT('card-', id), id, 'case', number, item, CONCAT('k-', id), 'R-T1', '1', level, 'decision#1', unit, path, '',\n" +
			"acted, acted, NULL, CASE WHEN live = 1 THEN NULL ELSE acted END, NULL, 'issued', CASE WHEN live = 1 THEN 'issued' ELSE 'answered' END,\n" +
			"'', 0, NULL, 0, NULL, 1, 'h', 1, CASE WHEN live = 1 AND level > 1 THEN 1 ELSE 0 END, id,\n" +
			"level, '', CASE WHEN live = 1 AND level > 1 THEN 'answer' ELSE '' END, CASE WHEN live = 1 AND level > 1 THEN acted END, '', 0 FROM case_rows WHERE level > 0",
		`INSERT INTO places SELECT 'card', '/44', due, id FROM card_rows`,
		`INSERT INTO daily_counts SELECT SUBSTR(submitted, 1, 10), path, unit, COUNT(*), 0, 0, 0, 0, 0, 0 FROM case_rows GROUP BY 1, path, unit`,
	}, append(append(fillAnalysis(s), fillDesks()...), more...)...) {
		if !s.IsSQLite() {
			sql = strings.ReplaceAll(sql, "GROUP BY 1,", "GROUP BY SUBSTR(submitted, 1, 10),")
		}
		_, err := db.Exec(sql)
		require.NoError(t, err, sql)
	}
	if s.IsSQLite() {
		_, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
		require.NoError(t, err)
		return
	}
	_, err := db.Exec("ANALYZE TABLE case_rows, places, task_rows, card_rows, daily_counts, analysis_days, step_rows, step_days, complaint_rows, lead_rows, rating_rows, fee_rows")
	require.NoError(t, err)
}

// fillDesks lets every fourth case be complained of, every case be rated, every second one cost money and every third
// raise a suspicion.
func fillDesks() []string {
	columns := "id, number, source, topic, named, about, case_id, case_number, item, unit, path, responsible, holder, accused, matter, way, status, instance, " +
		"result, satisfaction, transfers, extended, owes_call, lodged, answered_by, answer_line, due, ended, level, n, head, demo, live, published"
	return []string{
		"INSERT INTO complaint_rows (" + columns + ") SELECT CONCAT('k-', id), CONCAT('TS', number), CASE WHEN live = 1 THEN 'hotline' ELSE 'online' END, 'delay', 1, unit, " +
			"id, number, item, unit, path, unit, '', '', id, '', CASE WHEN live = 1 THEN 'lodged' ELSE 'closed' END, 1, '', '', 0, 0, 0, submitted, unit, 4, urgent, " +
			"CASE WHEN live = 1 THEN NULL ELSE acted END, 0, 1, 'h', 1, live, CASE WHEN MOD(SUBSTR(id, 6), 100) = 8 THEN acted END FROM case_rows WHERE MOD(SUBSTR(id, 6), 4) = 0",
		"INSERT INTO places SELECT 'complaint', place, at, CONCAT('k-', id) FROM places WHERE kind = 'case' AND MOD(SUBSTR(id, 6), 4) = 0",
		"INSERT INTO lead_rows SELECT CONCAT('l-', id), CONCAT('A07/', id), 'A07', '1', 'case', id, number, item, unit, path, unit, '', '', '', CASE WHEN live = 1 THEN 'opened' ELSE 'settled' END, " +
			"submitted, urgent, CASE WHEN live = 1 THEN NULL ELSE acted END, 0, '', CASE WHEN live = 1 THEN urgent END, 1, 'h', 1, live FROM case_rows WHERE MOD(SUBSTR(id, 6), 3) = 0",
		"INSERT INTO rating_rows SELECT id, 1000, number, item, unit, path, 1 + MOD(SUBSTR(id, 6), 5), '', 0, 0, 0, acted, 0, NULL, '', 1 FROM case_rows WHERE live = 0",
		"INSERT INTO fee_rows SELECT CONCAT(id, '/2/0'), id, 2, 'charge', number, item, unit, path, 's-1', 1000, 500, 0, 0, acted, 1 FROM case_rows WHERE MOD(SUBSTR(id, 6), 2) = 0",
	}
}

// fillAnalysis counts the filled cases for the analysis, and lets each have finished two steps.
func fillAnalysis(s *store.Store) []string {
	day, weekday := "SUBSTR(%s, 1, 10)", "CAST(strftime('%%w', %s) AS INTEGER)"
	if !s.IsSQLite() {
		weekday = "DAYOFWEEK(%s) - 1"
	}
	var out []string
	for _, item := range []string{"item", "''"} {
		for _, half := range []struct{ at, columns, counts string }{
			{"submitted", "submitted, then_accepted, then_decided", "COUNT(*), COUNT(accepted), COUNT(decided)"},
			{"decided", "decided, promised, on_time, late, measured, days, c5", "COUNT(*), COUNT(*), SUM(decided < promised_due), SUM(decided >= promised_due), COUNT(days), SUM(days), COUNT(days)"},
		} {
			of := func(spelled string) string { return fmt.Sprintf(spelled, half.at) }
			add := fmt.Sprintf("INSERT INTO analysis_days (item, day, path, unit, weekday, %s) SELECT %s, %s, path, unit, MIN(%s), %s FROM case_rows WHERE %s IS NOT NULL GROUP BY %s, %s, path, unit",
				half.columns, item, of(day), of(weekday), half.counts, half.at, item, of(day))
			var over []string
			for _, column := range strings.Split(half.columns, ", ") {
				over = append(over, column+" = excluded."+column)
				if !s.IsSQLite() {
					over[len(over)-1] = column + " = VALUES(" + column + ")"
				}
			}
			on := " ON CONFLICT DO UPDATE SET "
			if !s.IsSQLite() {
				on = " ON DUPLICATE KEY UPDATE "
			}
			out = append(out, add+on+strings.Join(over, ", "))
		}
	}
	months := "submitted, then_accepted, then_decided, decided, promised, on_time, late, measured, days, c5"
	return append(out,
		"INSERT INTO analysis_days (item, day, path, unit, weekday, "+months+") SELECT '', CONCAT('M', SUBSTR(day, 1, 7)), path, unit, weekday, SUM("+
			strings.ReplaceAll(months, ", ", "), SUM(")+") FROM analysis_days WHERE item = '' GROUP BY CONCAT('M', SUBSTR(day, 1, 7)), path, unit, weekday",
		"INSERT INTO step_rows SELECT id, 'accept', item, path, unit, accepted, 60, 0 FROM case_rows",
		"INSERT INTO step_rows SELECT id, 'review', item, path, unit, decided, days * 420, 0 FROM case_rows WHERE decided IS NOT NULL",
		"INSERT INTO step_days (item, day, path, unit, step, cases, minutes, c2) SELECT item, SUBSTR(closed, 1, 10), path, unit, step, COUNT(*), SUM(minutes), COUNT(*) FROM step_rows GROUP BY item, SUBSTR(closed, 1, 10), path, unit, step")
}

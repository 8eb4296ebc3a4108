package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
)

// remember writes a year of decided cases of the items in force straight into the tables, counted as appends would have
// counted them. They have no lines and no workflows: only lists and analyses see them.
func (h *house) remember(ctx context.Context, n int) error {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(h.folder, "mingcha.db")+"?_pragma=busy_timeout(60000)")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	items := h.Law.Catalogue().All()
	var names []string
	for i, b := range items {
		names = append(names, fmt.Sprintf("WHEN %d THEN '%s'", i, b.Procedure.Item))
	}
	statements := append([]string{history(n, len(items), strings.Join(names, " "))}, counted...)
	settled := "PRAGMA wal_checkpoint(TRUNCATE)" // a year is not written within a minute: it does not lie in the log
	for _, statement := range append(statements, settled) {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("write a year of cases: %w", err)
		}
	}
	return nil
}

// history is one statement: case i was submitted i places into the last year, decided after up to forty days, by one of 218
// units of the city and its towns, each of which lies in one place.
func history(n, items int, names string) string {
	const instant = "strftime('%%Y-%%m-%%d %%H:%%M:%%S+00:00', 'now', '-380 days', '+' || (%s) || ' seconds')"
	at := func(seconds string) string {
		return fmt.Sprintf(instant, fmt.Sprintf("i * %d.0 / %d + %s", 365*86_400, n, seconds))
	}
	return fmt.Sprintf(`WITH RECURSIVE seq AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM seq WHERE i < %d)
		INSERT INTO case_rows (id, number, item, bundle, unit, path, status, outcome, channel, applicant_ref, applicant_name, account,
			submitted, accepted, decided, ended, acted, step, holder, holder_unit, promised_due, days, provisional, stands, level, withheld, incident,
			armed_key, revision, n, head, demo, live, urgent)
		SELECT 'past-' || i, 'P' || (100000000 + i), CASE i %% %d %s END, '', 'unit-' || (i %% 218),
			CASE WHEN i %% 218 < 60 THEN '/44/4419/' ELSE '/44/4419/4419000' || (10 + i %% 218 %% 34) || '/' END, 'closed', 'granted', '2', 'ref-' || (i %% 100000), '', '',
			%s, %s, %s, %s, %s, '', '', '', %s, i %% 30, 0, 0, 0, 0, 0, '', '', 1, 'h', 0, 0, '9999-12-31 00:00:00+00:00' FROM seq`,
		n, items, names, at("0"), at("3600"), at("3600 + (i % 40) * 86400"), at("3600 + (i % 40) * 86400"), at("3600 + (i % 40) * 86400"), at("30 * 86400"))
}

var counted = func() []string {
	var out []string
	for _, item := range []string{"item", "''"} {
		for _, half := range [][3]string{
			{"submitted", "submitted, then_accepted, then_decided", "COUNT(*), COUNT(*), COUNT(*)"},
			{"decided", "decided, promised, on_time, late, measured, days, c5", "COUNT(*), COUNT(*), SUM(decided < promised_due), SUM(decided >= promised_due), COUNT(*), SUM(days), COUNT(*)"},
		} {
			var over []string
			for _, column := range strings.Split(half[1], ", ") {
				over = append(over, column+" = excluded."+column)
			}
			out = append(out, fmt.Sprintf(`INSERT INTO analysis_days (item, day, path, unit, weekday, %s)
				SELECT %s, date(%s, '+8 hours'), path, unit, MIN(CAST(strftime('%%w', %s, '+8 hours') AS INTEGER)), %s FROM case_rows WHERE id LIKE 'past-%%'
				GROUP BY %s, date(%s, '+8 hours'), path, unit ON CONFLICT DO UPDATE SET %s`,
				half[1], item, half[0], half[0], half[2], item, half[0], strings.Join(over, ", ")))
		}
	}
	months := "submitted, then_accepted, then_decided, decided, promised, on_time, late, measured, days, c5"
	return append(out, fmt.Sprintf(`INSERT INTO analysis_days (item, day, path, unit, weekday, %s)
		SELECT '', 'M' || SUBSTR(day, 1, 7), path, unit, weekday, SUM(%s) FROM analysis_days WHERE item = '' AND day < 'M'
		GROUP BY 2, path, unit, weekday ON CONFLICT DO NOTHING`, months, strings.ReplaceAll(months, ", ", "), SUM(")))
}()

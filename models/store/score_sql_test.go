package store_test

import (
	"database/sql"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/clock"
	"mingcha/models/score"
	"mingcha/models/store"
)

// The independent computation: each indicator as one query of its own over one unit, written from domain.md 3.1 and 3.3
// and not from the scheme's numbers. D, A and K are the unit's cases decided, cases accepted and cards issued in March, of which the gravest of a rule on a clock counts.
const (
	setD = "(SELECT * FROM case_rows WHERE unit = '{unit}' AND decided >= '{from}' AND decided < '{to}')"
	setA = "(SELECT * FROM case_rows WHERE unit = '{unit}' AND accepted >= '{from}' AND accepted < '{to}')"
	setK = "(SELECT *, CASE level WHEN 2 THEN 5e0 WHEN 3 THEN 10e0 ELSE 0e0 END * CASE cause WHEN 'self_corrected' THEN 0.5e0 ELSE 1e0 END AS takes, " +
		"CASE level WHEN 3 THEN 3e0 WHEN 2 THEN 1e0 ELSE 0.2e0 END * CASE cause WHEN 'self_corrected' THEN 0.5e0 ELSE 1e0 END AS weighs " +
		"FROM (SELECT card_rows.*, MAX(level) OVER (PARTITION BY subject, rule, clock) AS top FROM card_rows WHERE issued < '{to}' AND withdrawn IS NULL) k0 " +
		"WHERE unit = '{unit}' AND issued >= '{from}' AND level = top)"
	told  = "facts LIKE '%\"reasoned\":true%' AND facts LIKE '%\"remedy\":true%'"
	takes = "SELECT COALESCE(SUM(takes), 0e0) FROM {K} x WHERE "
)

// independent is, for each indicator, its value v and its points out of v.
var independent = map[string]struct{ head, value, points string }{
	"one_notice": {"process", `SELECT SUM(CASE WHEN (SELECT COUNT(*) FROM ` + "`lines`" + ` l WHERE l.subject = x.id AND l.verb = 'notify_supplement') < 2
		THEN 1e0 ELSE 0e0 END) / NULLIF(COUNT(*), 0) FROM {A} x`, "4e0 * v"},
	"refusal_reason": {"process", `SELECT 1e0 * COUNT(CASE WHEN l.` + told + ` THEN 1 END) / NULLIF(COUNT(*), 0) FROM (
			SELECT id, 'refuse' AS verb FROM {D} a WHERE outcome = 'denied' UNION ALL
			SELECT id, 'decline' FROM case_rows WHERE unit = '{unit}' AND status = 'declined' AND ended >= '{from}' AND ended < '{to}') x
		JOIN ` + "`lines`" + ` l ON l.subject = x.id AND l.verb = x.verb`, "4e0 * v"},
	"process_cards": {"process", takes + "(rule LIKE 'R-P%' OR rule IN ('A03', 'A08N'))", "-v"},
	"on_time":       {"time", "SELECT 1e0 * COUNT(CASE WHEN decided < promised_due THEN 1 END) / NULLIF(COUNT(promised_due), 0) FROM {D} x", "4e0 * v"},
	"lawful_time":   {"time", "SELECT 1e0 * COUNT(CASE WHEN decided < statutory_due THEN 1 END) / NULLIF(COUNT(statutory_due), 0) FROM {D} x", "4e0 * v"},
	"time_cards":    {"time", takes + "rule IN ('R-T1', 'R-T2', 'R-T3')", "-v"},
	"warned_in_a_row": {"time", `SELECT 3e0 * COALESCE(SUM((many - many % 3) / 3), 0) FROM (SELECT COUNT(*) AS many FROM (
			SELECT n - ROW_NUMBER() OVER (ORDER BY n) AS island FROM (
				SELECT id, ROW_NUMBER() OVER (ORDER BY decided, id) AS n FROM {D} y) z
			WHERE id IN (SELECT subject FROM card_rows WHERE level = 1 AND issued IS NOT NULL AND withdrawn IS NULL AND cause = '')) w GROUP BY island) v`, "-v"},
	"early":        {"", "SELECT 1e0 * COUNT(CASE WHEN {seconds} > 86400 THEN 1 END) / NULLIF(COUNT(promised_due), 0) FROM {D} x", "0e0"},
	"close":        {"", "SELECT 1e0 * (SELECT COUNT(*) FROM {D} x) / NULLIF((SELECT COUNT(*) FROM {A} y), 0)", "0e0"},
	"time_ratio":   {"", "SELECT 1e0 * SUM({used}) / NULLIF(SUM({promised}), 0) FROM {D} x WHERE promised_due IS NOT NULL AND accepted IS NOT NULL", "0e0"},
	"fee_cards":    {"fees", takes + "rule LIKE 'R-F%'", "-v"},
	"satisfaction": {"survey", "SELECT AVG(6e0 - level) / 5e0 FROM rating_rows WHERE unit = '{unit}' AND again = 0 AND rated >= '{from}' AND rated < '{to}'", "10e0 * v"},
	"complaints": {"attitude", `SELECT 1e3 * (SELECT COUNT(*) FROM complaint_rows WHERE about = '{unit}' AND source <> 'review' AND status <> 'withdrawn'
			AND result IN ('founded', 'partly') AND handled >= '{from}' AND handled < '{to}')
		/ NULLIF((SELECT COUNT(*) FROM {D} x), 0)`, "5e0 - 5e0 * CASE WHEN v > 10 THEN 1e0 ELSE v / 10e0 END"},
	"bad_review_rectified": {"attitude", `SELECT 1e0 * COUNT(CASE WHEN k.handled < k.handling_due THEN 1 END) / NULLIF(COUNT(*), 0)
		FROM rating_rows r JOIN complaint_rows k ON k.case_id = r.id AND k.source = 'review'
		WHERE r.unit = '{unit}' AND r.level >= 4 AND r.again = 0 AND k.status <> 'withdrawn' AND k.handling_due >= '{from}' AND k.handling_due < '{to}'`, "5e0 * v"},
	"card_density": {"inspection", `SELECT 1e2 * COALESCE((SELECT SUM(weighs) FROM {K} y), 0)
		/ NULLIF((SELECT COUNT(*) FROM {D} x), 0)`, "4e0 - 4e0 * CASE WHEN v > 20 THEN 1e0 ELSE v / 20e0 END"},
	"feedback_in_time": {"inspection", `SELECT 1e0 * COUNT(CASE WHEN answered < feedback_due THEN 1 END) / NULLIF(COUNT(*), 0) FROM card_rows
		WHERE unit = '{unit}' AND level > 1 AND issued IS NOT NULL AND withdrawn IS NULL AND feedback_due >= '{from}' AND feedback_due < '{to}'`, "4e0 * v"},
	"other_cards": {"inspection", takes + "rule IN ('R-T8', 'R-T10', 'R-C1', 'A10')", "-v"},
	"incomplete_data": {"inspection", "SELECT (100 * bad - (100 * bad) % n) / n * 1e0 FROM (SELECT {bad} AS bad, NULLIF(COUNT(*), 0) AS n FROM {D} x) y",
		"CASE WHEN v > 5 THEN -5e0 ELSE -v END"},
	"data_quality": {"", "SELECT 1e0 - 1e0 * {bad} / NULLIF(COUNT(*), 0) FROM {D} x", "0e0"},
	"early_bonus":  {"bonus", "SELECT (10 * early - (10 * early) % n) / n * 1e0 FROM (SELECT COUNT(CASE WHEN {seconds} > 86400 THEN 1 END) AS early, NULLIF(COUNT(*), 0) AS n FROM {D} x) y", "v"},
	"promise_bonus": {"bonus", `SELECT CASE WHEN 10 * promised <= 7 * statutory THEN (10 * (statutory - promised) - (10 * (statutory - promised)) % statutory) / statutory * 1e0
		WHEN statutory IS NULL THEN NULL ELSE 0e0 END FROM (SELECT SUM({promised}) AS promised, NULLIF(SUM({statutory}), 0) AS statutory FROM {D} x
		WHERE promised_due IS NOT NULL AND statutory_due IS NOT NULL AND accepted IS NOT NULL) y`, "v"},
}

// spell fills in the unit and what the databases spell differently.
func spell(s *store.Store, unit, query string) string {
	stamp, day := "2006-01-02 15:04:05", "DATE(CONVERT_TZ(%s, '+00:00', '+08:00'))"
	seconds := "TIMESTAMPDIFF(SECOND, decided, promised_due)"
	if s.IsSQLite() {
		stamp, day = "2006-01-02 15:04:05+00:00", "strftime('%%Y-%%m-%%d', %s, '+8 hours')"
		seconds = "(strftime('%s', promised_due) - strftime('%s', decided))"
	}
	count := func(after, until string) string {
		return "(SELECT COUNT(*) FROM test_workdays w WHERE w.day > " + fmt.Sprintf(day, "x."+after) + " AND w.day " + until + ")"
	}
	span := march.Span()
	query = strings.NewReplacer("{D}", setD, "{A}", setA, "{K}", setK).Replace(query)
	return strings.NewReplacer(
		"{unit}", unit, "{from}", span.From.UTC().Format(stamp), "{to}", span.To.UTC().Format(stamp), "{seconds}", seconds,
		"{used}", count("accepted", "<= "+fmt.Sprintf(day, "x.decided")), "{promised}", count("accepted", "< "+fmt.Sprintf(day, "x.promised_due")),
		"{statutory}", count("accepted", "< "+fmt.Sprintf(day, "x.statutory_due")),
		"{bad}", `COUNT(CASE WHEN received IS NULL OR accepted IS NULL OR NOT (submitted <= received AND received <= accepted AND accepted <= decided) THEN 1 END)`,
	).Replace(query)
}

// workdayTable lists the working days of the time around March for the database itself.
func workdayTable(t *testing.T, s *store.Store) {
	t.Helper()
	_, err := s.DB(t).Exec("CREATE TABLE test_workdays (day VARCHAR(10) PRIMARY KEY)")
	require.NoError(t, err)
	var days []string
	for d := clock.NewDate(2026, 1, 1); d < clock.NewDate(2026, 7, 1); d++ {
		if clock.National().Workday(d) {
			days = append(days, "('"+d.String()+"')")
		}
	}
	_, err = s.DB(t).Exec("INSERT INTO test_workdays VALUES " + strings.Join(days, ", "))
	require.NoError(t, err)
}

func scoresEqualSQL(t *testing.T, s *store.Store, scheme *score.Scheme) {
	workdayTable(t, s)
	var objects []score.Object
	for _, unit := range scoredUnits {
		objects = append(objects, score.Object{Kind: score.UnitObject, ID: unit})
	}
	evaluation, err := scheme.Evaluate(march, objects, figures(t, s, askFor(scheme, nil)), nil)
	require.NoError(t, err)
	require.Len(t, evaluation.Results, len(scoredUnits))
	seen := map[string]bool{}
	for _, r := range evaluation.Results {
		heads, bonus := map[string]float64{}, 0.0
		for _, m := range r.Indicators {
			want, automatic := independent[m.Code]
			if !automatic {
				require.False(t, m.Known, "%s is entered by a person", m.Code)
				continue
			}
			query := "SELECT v, " + want.points + " FROM (SELECT (" + want.value + ") AS v) q"
			var value, points sql.NullFloat64
			require.NoError(t, s.DB(t).QueryRow(spell(s, r.Object.ID, query)).Scan(&value, &points), spell(s, r.Object.ID, query))
			require.Equal(t, value.Valid, m.Known, "%s of %s", m.Code, r.Object.ID)
			require.InDelta(t, value.Float64, m.Value, 1e-9, "%s of %s", m.Code, r.Object.ID)
			if value.Valid {
				require.InDelta(t, points.Float64, m.Points, 1e-9, "points of %s of %s", m.Code, r.Object.ID)
				seen[m.Code] = seen[m.Code] || m.Value != 0
			}
			switch {
			case want.head == "bonus":
				bonus += points.Float64
			case m.Points >= 0 && value.Valid && strings.Contains(want.points, "4e0"):
				heads[want.head] += 4 - points.Float64
			case m.Points >= 0 && value.Valid && strings.HasPrefix(want.points, "5e0"):
				heads[want.head] += 5 - points.Float64
			case m.Points >= 0 && value.Valid && strings.HasPrefix(want.points, "10e0"):
				heads[want.head] += 10 - points.Float64
			case value.Valid:
				heads[want.head] -= points.Float64
			}
		}
		total := bonus
		for _, h := range scheme.Heads {
			total += math.Max(0, h.Weight-heads[h.Code])
		}
		require.InDelta(t, total, r.Score, 0.00501, r.Object.ID)
	}
	require.Len(t, seen, len(independent), "each indicator was something somewhere")
	ranksHold(t, evaluation)
}

// ranksHold asks that the small unit is shown without a rank and the others stand by their points.
func ranksHold(t *testing.T, e score.Evaluation) {
	last := e.Results[len(e.Results)-1]
	require.Equal(t, "small", last.Object.ID)
	require.Zero(t, last.Rank)
	require.Less(t, last.Sample, 30)
	ranked := e.Results[:len(e.Results)-1]
	for i, r := range ranked {
		require.GreaterOrEqual(t, r.Sample, 30)
		require.Equal(t, i+1, r.Rank)
		require.True(t, i == 0 || r.Score < ranked[i-1].Score)
	}
}

func handsEqualSQL(t *testing.T, s *store.Store, scheme *score.Scheme) {
	seats := append([]score.Seat{{Account: "sun", Object: "sun"}, {Account: "wu", Object: "wu"}}, window...)
	got := figures(t, s, askFor(scheme, seats))
	for object, accounts := range map[string][]string{"sun": {"sun"}, "wu": {"wu"}, "window-1": {"li", "zhao"}} {
		var theirs, held, named []string
		for _, a := range accounts {
			theirs, held = append(theirs, `l.actor LIKE '%"account":"`+a+`"%'`), append(held, "'"+a+"'")
			named = append(named, "accused LIKE '%,"+a+",%'")
		}
		cases := "SELECT COUNT(DISTINCT c.id) FROM case_rows c, `lines` l WHERE l.subject = c.id AND (" + strings.Join(theirs, " OR ") + ") AND c."
		cards := "SELECT COUNT(*) FROM (SELECT card_rows.*, MAX(level) OVER (PARTITION BY subject, rule, clock) AS top FROM card_rows WHERE issued < '{to}' " +
			"AND withdrawn IS NULL) k WHERE cause = '' AND level = top AND holder IN (" + strings.Join(held, ", ") + ") AND issued >= '{from}' AND level = "
		for name, query := range map[string]string{
			"closed":         cases + "decided >= '{from}' AND c.decided < '{to}'",
			"closed_in_time": cases + "decided >= '{from}' AND c.decided < '{to}' AND c.decided < c.promised_due",
			"accepted":       cases + "accepted >= '{from}' AND c.accepted < '{to}'",
			"declined":       cases + "ended >= '{from}' AND c.ended < '{to}' AND c.status = 'declined'",
			"complaints_founded": `SELECT COUNT(*) FROM complaint_rows k WHERE source <> 'review' AND status <> 'withdrawn' AND result IN ('founded', 'partly')
				AND handled >= '{from}' AND handled < '{to}' AND (` + strings.Join(named, " OR ") + ` OR accused = ''
				AND EXISTS (SELECT 1 FROM ` + "`lines` l WHERE l.subject = k.case_id AND (" + strings.Join(theirs, " OR ") + ")))",
			"warnings": cards + "1", "yellows": cards + "2", "reds": cards + "3",
		} {
			var want float64
			require.NoError(t, s.DB(t).QueryRow(spell(s, "", query)).Scan(&want))
			require.Positive(t, want, "%s of %s", name, object)
			require.InDelta(t, want, got[object][name], 0, "%s of %s", name, object)
		}
	}
}

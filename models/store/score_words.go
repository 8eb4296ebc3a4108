package store

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingcha/models"
	"mingcha/models/score"
)

// tongue spells what the two kinds of database say differently.
type tongue struct {
	actor   string // the account that gave the command of line l
	dayOf   string // the day of an instant, with the seconds to Asia/Shanghai
	weekday string // its day of the week, likewise; 0 is Sunday
	dayOff  string // the instant a day earlier
	truth   string // whether a fact of line l is true
	second  string // an instant in whole seconds
}

var (
	sqliteTongue = tongue{
		actor:   "json_extract(l.actor, '$.account')",
		dayOf:   "date(%s, '+%d seconds')",
		weekday: "CAST(strftime('%%w', %s, '+%d seconds') AS INTEGER)",
		dayOff:  "datetime(%s, '-1 day')",
		truth:   "json_extract(l.facts, '$.%s') = 1",
		second:  "CAST(strftime('%%s', %s) AS INTEGER)",
	}
	mysqlTongue = tongue{
		actor:   "CAST(JSON_VALUE(l.actor, '$.account') AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bin",
		dayOf:   "DATE_FORMAT(%s + INTERVAL %d SECOND, '%%Y-%%m-%%d')",
		weekday: "DAYOFWEEK(%s + INTERVAL %d SECOND) - 1",
		dayOff:  "%s - INTERVAL 1 DAY",
		truth:   "JSON_CONTAINS(l.facts, 'true', '$.%s')",
		second:  "TIMESTAMPDIFF(SECOND, '1970-01-01', %s)",
	}
)

func (s *Store) tongue() tongue {
	if s.write.Name() == "sqlite" {
		return sqliteTongue
	}
	return mysqlTongue
}

// stock is where a source's rows lie and by which instant they belong to a period.
type stock struct {
	table string
	at    string
	only  string
}

var stocks = map[score.Source]stock{
	score.Decided:  {"case_rows", "c.decided", ""},
	score.Accepted: {"case_rows", "c.accepted", ""},
	score.Declined: {"case_rows", "c.ended", "c.status = 'declined'"},
	score.Cards:    {"card_rows", "c.issued", "c.withdrawn IS NULL"},
	score.Answers:  {"card_rows", "c.feedback_due", "c.withdrawn IS NULL"},
	score.Rated:    {"rating_rows", "c.rated", "c.again = 0"},

	score.Complained: {complained, "c.handled", "c.source <> 'review' AND c.status <> 'withdrawn'"},
	score.Rectified:  {complained, "c.handling_due", "c.source = 'review' AND c.status <> 'withdrawn'"},
}

// complained are complaints by the unit complained of, wherever they lie.
const complained = "(SELECT id, about AS unit, about_path AS path, case_id, accused, source, status, result, handling_due, handled FROM complaint_rows)"

// wordSQL is each condition over row c. None is ever unknown. The one argument that some take is the end of the period.
func (t tongue) wordSQL(w score.Word) string {
	const noticed = "FROM `lines` l WHERE l.subject = c.id AND l.verb = 'notify_supplement'"
	switch w {
	case score.Promised:
		return "c.promised_due IS NOT NULL"
	case score.WithinPromised:
		return "c.promised_due IS NOT NULL AND c.decided < c.promised_due"
	case score.Early:
		return "c.promised_due IS NOT NULL AND c.decided < " + fmt.Sprintf(t.dayOff, "c.promised_due")
	case score.Statutory:
		return "c.statutory_due IS NOT NULL"
	case score.WithinStatutory:
		return "c.statutory_due IS NOT NULL AND c.decided < c.statutory_due"
	case score.Granted, score.Denied:
		return "c.outcome = '" + string(w) + "'"
	case score.Reasoned:
		return "EXISTS (SELECT 1 FROM `lines` l WHERE l.subject = c.id AND l.verb IN ('refuse', 'decline') AND " +
			fmt.Sprintf(t.truth, "reasoned") + " AND " + fmt.Sprintf(t.truth, "remedy") + ")"
	case score.Incomplete:
		return "c.received IS NULL OR c.accepted IS NULL OR c.received < c.submitted OR c.accepted < c.received OR c.decided < c.accepted"
	case score.Warned: // with the sign no database goes through all warnings for each case
		return "EXISTS (SELECT 1 FROM card_rows k WHERE k.subject = c.id AND +k.level = 1 AND k.issued IS NOT NULL AND k.withdrawn IS NULL " +
			"AND k.cause <> '" + score.CauseSelfCorrected + "')"
	case score.Supplemented:
		return "EXISTS (SELECT 1 " + noticed + ")"
	case score.Again:
		return "(SELECT COUNT(*) " + noticed + ") > 1"
	case score.IsWarning:
		return "c.level = 1"
	case score.IsYellow:
		return "c.level = 2"
	case score.IsRed:
		return "c.level = 3"
	case score.SelfCorrected:
		return "c.cause = '" + score.CauseSelfCorrected + "'"
	case score.Superseded:
		return superseded
	case score.AnsweredInTime:
		return "c.answered IS NOT NULL AND c.answered < c.feedback_due"
	case score.Rated1, score.Rated2, score.Rated3, score.Rated4, score.Rated5:
		return "c.level = " + strings.TrimPrefix(string(w), "rated_")
	case score.IsFounded:
		return "c.result IN ('" + models.Founded + "', '" + models.Partly + "')"
	case score.HandledInTime:
		return "c.handling_due IS NOT NULL AND c.handled IS NOT NULL AND c.handled < c.handling_due"
	default:
		return "1 = 0"
	}
}

// superseded is the condition that a signal which was graver as it was issued, of the same rule on the same clock, was issued by an
// instant and stands: an appeal may have lowered the graver one to the level of the one whose place it took.
const superseded = "EXISTS (SELECT 1 FROM card_rows k WHERE k.subject = c.subject AND k.rule = c.rule AND k.clock = c.clock " +
	"AND k.issued_level > c.level AND k.id <> c.id AND k.issued < ? AND k.withdrawn IS NULL)"

// holds is the condition that row c counts for a number in the period.
func (t tongue) holds(n score.Number, p score.Period) conds {
	c := conds{sql: []string{"1 = 1"}}
	for _, term := range n.Where {
		word, not := term.Word()
		sql := "(" + t.wordSQL(word) + ")"
		if not {
			sql = "NOT " + sql
		}
		c.add(sql)
		for range strings.Count(sql, "?") {
			c.args = append(c.args, instant(p.Span().To))
		}
	}
	var rules []string
	var args []any
	for _, prefix := range n.Rules {
		if score.Whole(prefix) {
			rules, args = append(rules, "c.rule = ?"), append(args, prefix)
			continue
		}
		rules = append(rules, "SUBSTR(c.rule, 1, ?) = ?")
		args = append(args, utf8.RuneCountInString(prefix), prefix)
	}
	if len(rules) > 0 {
		c.add("("+strings.Join(rules, " OR ")+")", args...)
	}
	return c
}

// within is the condition that row c belongs to the source, the time and the scope.
func (k stock) within(ask score.Ask, over score.Over) conds {
	span := ask.Period.Over(over).Span()
	var c conds
	c.add(k.at+" >= ? AND "+k.at+" < ?", instant(span.From), instant(span.To))
	if k.only != "" {
		c.add(k.only)
	}
	c.addAll(inScope("c.", disjoint(ask.Scope)))
	return c
}

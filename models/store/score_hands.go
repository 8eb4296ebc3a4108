package store

import (
	"strings"

	"mingcha/models"
	"mingcha/models/score"
)

// hands are the acts by which a person has worked on a case.
var hands = []models.Verb{
	models.Receive, models.SendBack, models.Accept, models.Decline, models.NotifySupplement, models.Approve, models.Refuse,
	models.Return, models.Deliver, models.Close,
}

// doer is one way in which row c is somebody's: by an act in a case, or by being complained of.
type doer struct {
	actor string // the account of an act's line
	acted string // column of the case; "" whoever is complained of
	only  string // which rows
}

// doers lists the ways in which the rows of a source are people's.
func (t tongue) doers(source score.Source) []doer {
	if source.Kind() == models.ComplaintKind {
		return []doer{{only: "c.accused <> ''"}, {actor: t.actor, acted: "c.case_id", only: "c.accused = ''"}}
	}
	return []doer{{actor: t.actor, acted: "c.id", only: "1 = 1"}}
}

// pairs selects from a pool each row's ID with accounts whose it is, between commas.
func (d doer) pairs(p pool) (statement string, args []any) {
	accounts, join, where := "c.accused", "", conds{sql: []string{d.only}}
	if d.acted != "" {
		accounts, join = d.actor, " JOIN `lines` l ON l.subject = "+d.acted
		where.add("l.verb IN ?", hands)
	}
	where.addAll(p.conds)
	return "SELECT DISTINCT c.id, " + accounts + " AS accounts FROM " + p.from + join + " WHERE " + where.String(), where.args
}

// any is the condition that row c is somebody's of these.
func (d doer) any(accounts []string) conds {
	if d.acted != "" {
		return conds{
			sql:  []string{"(" + d.only + " AND EXISTS (SELECT 1 FROM `lines` l WHERE l.subject = " + d.acted + " AND l.verb IN ? AND " + d.actor + " IN ?))"},
			args: []any{hands, accounts},
		}
	}
	var named conds
	for _, account := range accounts {
		named.add("INSTR(c.accused, ?) > 0", ","+account+",")
	}
	if len(accounts) == 0 {
		named.add("1 = 0")
	}
	return conds{sql: []string{"(" + strings.Join(named.sql, " OR ") + ")"}, args: named.args}
}

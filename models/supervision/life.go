package supervision

import (
	"mingcha/models"
	"mingcha/models/clock"
)

// Life (牌的办理规则) says what a card grants and asks after it was issued (domain.md 2.4). A set without it knows cards
// that end with their answer.
type Life struct {
	Correction   Correction  `json:"correction,omitzero"`
	Verification clock.Limit `json:"verification,omitzero"` // the supervisor's time to judge an answer (R-S1)
	Appeal       Appeal      `json:"appeal,omitzero"`
	Advise       int         `json:"advise,omitempty"` // so many rounds must fail before written advice
}

// Correction is the time to put right what an answer says is not put right yet, by level (R-T9).
type Correction struct {
	Yellow clock.Limit `json:"yellow,omitzero"`
	Red    clock.Limit `json:"red,omitzero"`
}

// Appeal (申诉) says how long a unit may appeal after receipt, how long the organ may take to decide (R-S2), and which
// role decides on a red card there.
type Appeal struct {
	File   clock.Limit `json:"file,omitzero"`
	Decide clock.Limit `json:"decide,omitzero"`
	Leader string      `json:"leader,omitempty"`
}

// Terms are what a card of this level is issued with.
func (set *RuleSet) Terms(level models.Level) models.Terms {
	correction := set.Life.Correction.Yellow
	if level == models.Red {
		correction = set.Life.Correction.Red
	}
	return models.Terms{
		Correction: correction, Verification: set.Life.Verification, Appeal: set.Life.Appeal.File,
		Decision: set.Life.Appeal.Decide, Leader: set.Life.Appeal.Leader, Advise: set.Life.Advise,
	}
}

// Limits lists the times that the set names, each with its place in the file. Those that are not given are left out.
func (l Life) Limits() map[string]clock.Limit {
	out := map[string]clock.Limit{
		"/life/correction/yellow": l.Correction.Yellow, "/life/correction/red": l.Correction.Red,
		"/life/verification": l.Verification, "/life/appeal/file": l.Appeal.File, "/life/appeal/decide": l.Appeal.Decide,
	}
	for at, limit := range out {
		if limit.IsZero() {
			delete(out, at)
		}
	}
	return out
}

// Whom a rule speaks to, if not to the unit whose clock it is.
const ToSupervisor = "supervisor"

// ByHand is the mode of issue in which every signal of the rule waits for a named person (人工确认发牌).
const ByHand = "manual"

package clock

import (
	"cmp"
	"slices"
	"time"
)

// Result is what a timeline comes to. An instant that an open stop holds off is the zero time.
type Result struct {
	DuePromised  time.Time `json:"due_promised,omitzero"` // the first instant that is too late
	DueStatutory time.Time `json:"due_statutory,omitzero"`
	Warning      time.Time `json:"warning,omitzero"`
	Yellow       time.Time `json:"yellow,omitzero"`
	Red          time.Time `json:"red,omitzero"`
	Provisional  bool      `json:"provisional"` // it rests on a year whose calendar is not loaded
	Extensions   []Outcome `json:"extensions"`  // in the order of the timeline
	N            int       `json:"n"`           // units of the promised limit, granted extensions included
}

// Verdict says what became of an extension for one limit.
type Verdict string

const (
	Granted  Verdict = "granted"
	Rejected Verdict = "rejected" // it came at or after the due instant
)

// Outcome is what became of an extension.
type Outcome struct {
	Promised  Verdict `json:"promised"`
	Statutory Verdict `json:"statutory"`
}

// account is one limit of a course with the extensions granted for it.
type account struct {
	limit    Limit
	n        int // units, extensions included
	due      moment
	verdicts []Verdict // in the order of the timeline
}

// judgement is a course with its two limits and the cards that follow.
type judgement struct {
	course
	promised, statutory account
	warning, red        moment
}

// Judge computes the due instants, warning and cards of a timeline (rule R-T1, docs/clock.md).
func (c *Calendar) Judge(t Timeline) Result {
	j := c.judge(t)
	return j.result()
}

func (c *Calendar) judge(t Timeline) judgement {
	j := judgement{course: c.lay(t)}
	order := inOrder(t.Extensions)
	j.promised = j.settle(t.Promised, t.Extensions, order)
	j.statutory = j.settle(t.statutory(), t.Extensions, order)
	tenth := max(1, (j.promised.n+9)/10)
	j.warning = j.position(t.Promised.Unit, max(0, j.promised.n-tenth))
	j.red = j.statutory.due
	if j.together() {
		j.red = j.afterCountedWorkdays(j.red.lastDay(), 1)
	}
	return j
}

// together reports whether both limits are due at the same instant, so that red has to wait for a day of its own.
func (j *judgement) together() bool {
	return j.promised.due == j.statutory.due && j.statutory.due != never
}

// inOrder returns the places of the extensions by their instant, equal ones as given.
func inOrder(extensions []Extension) []int {
	order := make([]int, len(extensions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(momentOf(extensions[a].At), momentOf(extensions[b].At))
	})
	return order
}

// settle tries the extensions in order on one limit: each is granted if it comes before the limit is due, with those
// granted so far.
func (c *course) settle(limit Limit, extensions []Extension, order []int) account {
	a := account{limit: limit, n: limit.N, due: c.due(limit, limit.N), verdicts: make([]Verdict, len(extensions))}
	for _, i := range order {
		a.verdicts[i] = Rejected
		if momentOf(extensions[i].At) < a.due {
			a.verdicts[i] = Granted
			a.n += extensions[i].N
			a.due = c.due(limit, a.n)
		}
	}
	return a
}

func (j *judgement) result() Result {
	outcomes := make([]Outcome, len(j.promised.verdicts))
	for i := range outcomes {
		outcomes[i] = Outcome{Promised: j.promised.verdicts[i], Statutory: j.statutory.verdicts[i]}
	}
	return Result{
		DuePromised:  j.promised.due.time(),
		DueStatutory: j.statutory.due.time(),
		Warning:      j.warning.time(),
		Yellow:       j.promised.due.time(),
		Red:          j.red.time(),
		Provisional:  j.provisional(),
		Extensions:   outcomes,
		N:            j.promised.n,
	}
}

// provisional reports whether anything of the judgement rests on a year that is not loaded.
func (j *judgement) provisional() bool {
	return j.guessedDue(j.promised) || j.guessedDue(j.statutory) ||
		j.together() && j.guessedAfter(j.statutory.due, j.red)
}

// guessedDue reports whether a due instant rests on a year that is not loaded. A limit with roll rests on the days from
// its last counted day to the due day.
func (c *course) guessedDue(a account) bool {
	if a.due == never || !a.limit.rolls() {
		return c.guessedPosition(a.limit.Unit, a.due)
	}
	return c.calendar.guessed(c.position(a.limit.Unit, a.n).lastDay(), a.due.lastDay())
}

// guessedAfter reports whether the days after a due day, up to the one at whose end a later moment lies, do.
func (c *course) guessedAfter(due, at moment) bool {
	return at != never && c.calendar.guessed(due.lastDay()+1, at.lastDay())
}

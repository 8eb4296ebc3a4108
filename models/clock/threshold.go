package clock

import "time"

// Which names one of the two limits of a timeline.
type Which string

const (
	Promised  Which = "promised"
	Statutory Which = "statutory"
)

// ThresholdKind is the shape of a threshold.
type ThresholdKind string

const (
	ThresholdLeft     ThresholdKind = "left"
	ThresholdShare    ThresholdKind = "share"
	ThresholdPast     ThresholdKind = "past"
	ThresholdPastDays ThresholdKind = "past_days"
	ThresholdTimes    ThresholdKind = "times"
	ThresholdWarning  ThresholdKind = "warning"
	ThresholdYellow   ThresholdKind = "yellow"
	ThresholdRed      ThresholdKind = "red"
)

// Threshold is an instant on the way of a clock at which supervision acts (rules R-T1 to R-T8). Its text form stands in
// rule sets: left(2), share(20%), past, past(1 WD), times(2), warning, yellow, red. The zero Threshold is none and has
// the empty text. N stands for the units of the limit asked about, granted extensions included.
type Threshold struct {
	Kind ThresholdKind
	K    int // units left, working days past, or times
	P    int // share in permille
}

// Left is the position k units before the last one, N−k, but not before position 0. It is never rolled.
func Left(k int) Threshold { return Threshold{Kind: ThresholdLeft, K: k} }

// Share is the position with a share of the limit left: N less the share rounded up, at least one unit. It is never
// rolled.
func Share(permille int) Threshold { return Threshold{Kind: ThresholdShare, P: permille} }

// Past is the due instant.
func Past() Threshold { return Threshold{Kind: ThresholdPast} }

// PastDays is the end of the k-th counted working day after the due day, whatever the unit.
func PastDays(k int) Threshold { return Threshold{Kind: ThresholdPastDays, K: k} }

// Times is position m·N. It is never rolled.
func Times(m int) Threshold { return Threshold{Kind: ThresholdTimes, K: m} }

// Warning, Yellow and Red are the instants of rule R-T1. They look at both limits, whichever is asked about.
func Warning() Threshold { return Threshold{Kind: ThresholdWarning} }

// Yellow is the due instant of the promised limit.
func Yellow() Threshold { return Threshold{Kind: ThresholdYellow} }

// Red is the due instant of the statutory limit or, if both limits are due together, the end of the next counted
// working day after the due day.
func Red() Threshold { return Threshold{Kind: ThresholdRed} }

// IsZero reports whether th is no threshold.
func (th Threshold) IsZero() bool { return th == Threshold{} }

// At computes the instant of a threshold on one limit of a timeline. It is provisional if a day that it rests on lies in
// a year that is not loaded; red rests on both limits, because it compares them. ok is false while an open stop holds
// the instant off, and for no threshold.
func (c *Calendar) At(t Timeline, limit Which, th Threshold) (instant time.Time, provisional, ok bool) {
	j := c.judge(t)
	at, guessed := j.threshold(limit, th)
	return at.time(), guessed, at != never
}

func (j *judgement) threshold(limit Which, th Threshold) (at moment, guessed bool) {
	a := j.promised
	if limit == Statutory {
		a = j.statutory
	}
	switch th.Kind {
	case ThresholdLeft:
		return j.guessPosition(a, a.n-th.K)
	case ThresholdShare:
		return j.guessPosition(a, a.n-max(1, (th.P*a.n+999)/1000))
	case ThresholdTimes:
		return j.guessPosition(a, th.K*a.n)
	case ThresholdPast:
		return a.due, j.guessedDue(a)
	case ThresholdPastDays:
		return j.pastDays(a, th.K)
	case ThresholdWarning:
		return j.warning, j.guessedPosition(j.promised.limit.Unit, j.warning)
	case ThresholdYellow:
		return j.promised.due, j.guessedDue(j.promised)
	case ThresholdRed:
		return j.red, j.red != never && j.provisional()
	default:
		return never, false
	}
}

// guessPosition returns position k of a limit, or position 0 for a lower k, and whether it is provisional.
func (c *course) guessPosition(a account, k int) (at moment, guessed bool) {
	at = c.position(a.limit.Unit, max(0, k))
	return at, c.guessedPosition(a.limit.Unit, at)
}

// pastDays returns the end of the k-th counted working day after the due day, and whether it is provisional.
func (c *course) pastDays(a account, k int) (at moment, guessed bool) {
	if a.due == never {
		return never, false
	}
	at = c.afterCountedWorkdays(a.due.lastDay(), k)
	return at, at != never && c.guessedDue(a) || c.guessedAfter(a.due, at)
}

package clock

import "time"

// Level is how far a clock has gone.
type Level string

const (
	LevelNone    Level = "none"
	LevelWarning Level = "warning"
	LevelYellow  Level = "yellow"
	LevelRed     Level = "red"
)

// State is where a clock stands at an instant, known with hindsight: all stops and extensions count, later ones too.
type State struct {
	Used      int   `json:"used"`      // whole units of the promised limit
	Remaining int   `json:"remaining"` // negative after the due instant
	Level     Level `json:"level"`
}

// StateAt computes where the clock of a timeline stands at an instant.
func (c *Calendar) StateAt(t Timeline, instant time.Time) State {
	j := c.judge(t)
	return j.state(momentOf(instant))
}

func (j *judgement) state(at moment) State {
	used := j.used(j.promised.limit.Unit, at)
	return State{Used: used, Remaining: j.promised.n - used, Level: j.level(at)}
}

func (j *judgement) level(at moment) Level {
	switch {
	case at >= j.red:
		return LevelRed
	case at >= j.promised.due:
		return LevelYellow
	case at >= j.warning:
		return LevelWarning
	default:
		return LevelNone
	}
}

package workflows

// MostTurns lets tests bring a run to its end sooner, and returns how to put it back.
func MostTurns(n int) (restore func()) {
	before := mostTurns
	mostTurns = n
	return func() { mostTurns = before }
}

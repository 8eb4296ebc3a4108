package process

const (
	mostSteps = 100
	mostWays  = 1000
)

// tangled refuses a procedure with more steps, or more ways from its beginning to its end, than anybody could oversee.
// The judgements after it walk the ways.
func (c *compilation) tangled() bool {
	ways := make([]int, len(c.steps))
	for i := range c.steps {
		after := c.procedure.Steps[i].After
		if len(after) == 0 {
			ways[i] = 1
		}
		for _, prior := range after {
			ways[i] = min(ways[i]+ways[prior], mostWays+1)
		}
		if i >= mostSteps || ways[i] > mostWays {
			c.blame("tangled", c.steps[i].key, c.steps[i])
			return true
		}
	}
	return false
}

package workflows

import (
	"context"
	"sync"
	"time"
)

// gently lets work in bulk pass one piece after the other. After each it rests for twice as long as the piece took, so
// that it never takes more than a third of what the house can do: when people at work make the pieces slow, it slows
// down with them.
type gently struct{ turn sync.Mutex }

// restsFor is how many times longer the pause is than the piece before it; longestRest bounds it, for a piece that waits
// for somebody who does not answer.
const (
	restsFor    = 2
	longestRest = time.Second
)

func (g *gently) do(ctx context.Context, piece func() error) error {
	g.turn.Lock()
	defer g.turn.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	began := time.Now()
	err := piece()
	select {
	case <-ctx.Done():
	case <-time.After(min(restsFor*time.Since(began), longestRest)):
	}
	return err
}

// Gently lets a piece of other work pass among the client's own work in bulk.
func (c *Client) Gently(ctx context.Context, piece func() error) error { return c.bulk.do(ctx, piece) }

package node

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"mingcha/activities"
	"mingcha/models"
)

// suspicion is how long a subject is looked at that did not answer a command: as long as its code takes to fail again
// and again.
const suspicion = 30 * time.Second

// suspects are subjects that did not answer a command in time. One whose workflow is blocked is an incident at once: the
// patrol would come round to it in hours.
type suspects struct {
	*Node
	turn sync.Mutex
	end  context.CancelFunc
	ctx  context.Context // of all looks: it ends with the node
}

func (n *Node) suspecting(ctx context.Context) *suspects {
	s := &suspects{Node: n}
	s.ctx, s.end = context.WithCancel(context.WithoutCancel(ctx))
	return s
}

// close ends the look that is under way.
func (s *suspects) close() error {
	s.end()
	s.turn.Lock()
	return nil
}

// look looks at a subject in the background, one at a time: when none answers it is not a subject's fault.
func (s *suspects) look(kind models.Kind, id string) {
	if !s.turn.TryLock() {
		return
	}
	go func() {
		defer s.turn.Unlock()
		ctx, cancel := context.WithTimeout(s.ctx, suspicion)
		defer cancel()
		if err := s.examine(ctx, kind, id); err != nil && ctx.Err() == nil {
			slog.Warn("a subject that did not answer cannot be looked at", "subject", id, "error", err)
		}
	}()
}

// examine raises the incident that a subject's workflow is blocked, as soon as that shows.
func (s *suspects) examine(ctx context.Context, kind models.Kind, id string) error {
	tick := time.NewTicker(suspicion / 20)
	defer tick.Stop()
	for {
		trouble, err := s.trouble(ctx, kind, id)
		if err != nil {
			return err
		}
		if trouble == activities.Blocked {
			break
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
	subject, open, err := s.store.OpenSubject(ctx, id)
	if err != nil || !open {
		return err
	}
	return (&rounds{Store: s.store, raise: s.raise}).raiseOne(ctx, activities.Troubled(activities.Blocked, subject, s.act.Now()))
}

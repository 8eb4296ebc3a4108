package api

import (
	"context"
	"sync"
	"time"

	"mingcha/models"
)

// admission lets a few commands per subject through at once and queues the rest in the order of their coming: the
// engine takes ten updates in flight, and refuses the eleventh.
type admission struct {
	inFlight int
	waiting  int
	patience time.Duration
	mu       sync.Mutex
	doors    map[string]*door
}

// door is the queue before one subject.
type door struct {
	inside int
	queue  []chan struct{} // closed when it is one's turn
}

func newAdmission(l Limits) *admission {
	return &admission{inFlight: l.InFlight, waiting: l.Waiting, patience: l.Patience, doors: map[string]*door{}}
}

// enter waits for a place before the subject. The returned function gives it back.
func (a *admission) enter(ctx context.Context, subject string) (leave func(), err error) {
	turn, err := a.take(subject)
	if err != nil {
		return nil, err
	}
	leave = func() { a.leave(subject) }
	if turn == nil {
		return leave, nil
	}
	timeout := time.NewTimer(a.patience)
	defer timeout.Stop()
	select {
	case <-turn:
		return leave, nil
	case <-timeout.C:
		err = models.Errorf(models.Overloaded, "queue_timeout", "waited too long before subject %s", subject)
	case <-ctx.Done():
		err = ctx.Err()
	}
	if !a.giveUp(subject, turn) {
		leave() // the turn came at the same moment
	}
	return nil, err
}

// take returns nil if there is room, else the channel that tells one's turn.
func (a *admission) take(subject string) (chan struct{}, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	d := a.doors[subject]
	if d == nil {
		d = &door{}
		a.doors[subject] = d
	}
	if d.inside < a.inFlight {
		d.inside++
		return nil, nil
	}
	if len(d.queue) >= a.waiting {
		return nil, models.Errorf(models.Overloaded, "queue_full", "%d commands already wait before subject %s", a.waiting, subject)
	}
	turn := make(chan struct{})
	d.queue = append(d.queue, turn)
	return turn, nil
}

// leave hands the place to the first in the queue.
func (a *admission) leave(subject string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	d := a.doors[subject]
	if len(d.queue) > 0 {
		close(d.queue[0])
		d.queue = d.queue[1:]
		return
	}
	if d.inside--; d.inside == 0 {
		delete(a.doors, subject)
	}
}

// giveUp takes oneself out of the queue; false if one's turn has come meanwhile.
func (a *admission) giveUp(subject string, turn chan struct{}) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	d := a.doors[subject]
	if d == nil {
		return false
	}
	for i, waiting := range d.queue {
		if waiting == turn {
			d.queue = append(d.queue[:i], d.queue[i+1:]...)
			return true
		}
	}
	return false
}

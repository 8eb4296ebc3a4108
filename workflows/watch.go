package workflows

import (
	"hash/fnv"
	"time"

	"go.temporal.io/sdk/workflow"
)

// watch sleeps until the subject's nearest threshold, or until a turn changes what it sleeps for, and then lets the
// append speak for whatever is due. One alarm is set at a time; nothing polls.
func (s *subject) watch(ctx workflow.Context) error {
	s.rearm = false
	disturbed := func() bool { return s.rearm || s.look || s.full(ctx) || s.over() }
	if s.next.At.IsZero() && s.held == 0 && s.failures == 0 && !s.look {
		return workflow.Await(ctx, disturbed)
	}
	rung, err := s.sleep(ctx, disturbed)
	if err != nil || !s.look && !(rung && s.due(ctx)) {
		return err
	}
	s.look = false
	return s.catchUp(ctx)
}

// sleep returns when the alarm rings or when the subject is disturbed.
func (s *subject) sleep(ctx workflow.Context, disturbed func() bool) (rung bool, err error) {
	if s.in.Version < oneAlarm {
		awake, err := workflow.AwaitWithTimeout(ctx, s.wait(ctx), disturbed)
		return !awake, err
	}
	s.alarm.set(ctx, workflow.Now(ctx).Add(s.wait(ctx)))
	err = workflow.Await(ctx, func() bool { return disturbed() || s.alarm.timer.IsReady() })
	return s.alarm.timer.IsReady(), err
}

// due reports whether the alarm rings for something: a threshold that has come, or another try.
func (s *subject) due(ctx workflow.Context) bool {
	return s.held > 0 || s.failures > 0 || s.in.Version < oneAlarm || !s.next.At.After(workflow.Now(ctx))
}

// wait is how long to sleep.
func (s *subject) wait(ctx workflow.Context) time.Duration {
	switch {
	case s.failures > 0:
		return backoff(s.failures)
	case s.held > 0:
		return patience(s.held)
	default:
		return max(0, s.next.At.Add(s.spread()).Sub(workflow.Now(ctx)))
	}
}

// spread keeps subjects that sleep for one instant from waking in the same second: every day limit falls at midnight, and
// what was accepted together falls due together. The card still carries its due instant.
func (s *subject) spread() time.Duration {
	return Spread(s.in.ID, s.next.At.Sub(s.state.Subject().Ref().Acted))
}

// SpreadOver is how long after its instant the last subject wakes: ten thousand of them then leave two processors half of
// their time for people, and the patrol does not yet miss any.
const SpreadOver = 5 * time.Minute

// spreadShare of its sleep is what a subject wakes late at most, so that a limit of minutes speaks within seconds.
const spreadShare = 60

// Spread is how long after its instant a subject wakes that has slept so long since somebody acted on it.
func Spread(id string, asleep time.Duration) time.Duration {
	over := min(SpreadOver, asleep/spreadShare).Milliseconds()
	if over <= 0 {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(id))
	return time.Duration(int64(h.Sum32())%over) * time.Millisecond
}

// catchUp lets thresholds speak that are due. While the store is away it waits and tries again: a threshold is late
// then, but never lost.
func (s *subject) catchUp(ctx workflow.Context) error {
	if err := s.lock.Lock(ctx); err != nil {
		return err
	}
	defer s.lock.Unlock()
	due := s.next
	_, err := s.turn(ctx, nil)
	if err == nil && (s.held > 0 || !s.next.Same(due) || due.At.IsZero() || due.At.After(workflow.Now(ctx))) {
		s.failures = 0
		return nil
	}
	s.failures++
	workflow.GetLogger(ctx).Warn("could not catch up with time", "subject", s.in.ID, "threshold", due.Key, "failures", s.failures, "error", err)
	return nil
}

// patience grows from 1 minute to 32: how soon a subject looks again from which the brake holds something back.
func patience(looks int) time.Duration { return time.Minute << min(looks-1, 5) }

// backoff grows from 10 seconds to 5 minutes.
func backoff(failures int) time.Duration {
	return min(10*time.Second<<min(failures-1, 5), 5*time.Minute)
}

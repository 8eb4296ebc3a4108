package activities

import (
	"cmp"
	"context"
	"sync"
	"time"
)

// TimeTrust is the brake on cards: it says whether the machine's time can be trusted. The wall clock must move as the
// monotonic one does, and agree with the database's within five seconds, and the database's with Temporal's; after a step
// it is trusted again when it has come back, or when a named person vouches for it.
type TimeTrust struct {
	Wall     func() time.Time                             // the wall clock, without a monotonic reading
	Elapsed  func() time.Duration                         // monotonic time since some fixed moment
	Database func(ctx context.Context) (time.Time, error) // the database's clock

	// Engine is how far Temporal's clock is ahead of the database's, as the patrol measured it last; nil: nobody measures.
	Engine func(ctx context.Context) (time.Duration, error)

	mu      sync.Mutex
	base    time.Time // wall time at Elapsed zero
	reason  string
	differs string // what the last comparison showed
}

// tolerance is how far clocks may be apart.
const tolerance = 5 * time.Second

// The reasons for which the brake holds. Pages translate them.
const (
	TimeStepped  = "time_stepped"  // the wall clock jumped
	TimeDiffers  = "time_differs"  // the database's clock says another time
	TimeEngine   = "time_engine"   // Temporal's clock and the database's say different times
	TimeBackward = "time_backward" // the last line on record lies in the future
)

// NewTimeTrust takes the present wall time as its base. last is when the newest line was recorded: a machine that
// starts before that has its clock wrong.
func NewTimeTrust(database func(context.Context) (time.Time, error), last time.Time) *TimeTrust {
	start := time.Now()
	t := &TimeTrust{
		Wall:     func() time.Time { return time.Now().Round(0) },
		Elapsed:  func() time.Duration { return time.Since(start) },
		Database: database,
	}
	t.Vouch()
	if last.After(t.Wall().Add(tolerance)) {
		t.reason = TimeBackward
	}
	return t
}

// Held reports whether cards must be withheld, and why. It looks at the clocks of this machine on every call.
func (t *TimeTrust) Held() (string, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if apart(t.Wall(), t.base.Add(t.Elapsed())) {
		return TimeStepped, true
	}
	reason := cmp.Or(t.differs, t.reason)
	return reason, reason != ""
}

// Compare asks the database for its time, and how far Temporal's is from it. A database that does not answer changes
// nothing.
func (t *TimeTrust) Compare(ctx context.Context) error {
	theirs, err := t.Database(ctx)
	if err != nil {
		return err
	}
	differs := ""
	if t.Engine != nil {
		ahead, err := t.Engine(ctx)
		if err != nil {
			return err
		}
		if ahead.Abs() > tolerance {
			differs = TimeEngine
		}
	}
	if apart(t.Wall(), theirs) {
		differs = TimeDiffers
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.differs = differs
	return nil
}

// soon is how long the database may take to tell its time, if it is to be compared with Temporal's.
const soon = time.Second

// Ahead measures how far Temporal's clock, which said now a moment ago, is ahead of the database's. False: the database
// took too long for the answer to mean anything.
func (t *TimeTrust) Ahead(ctx context.Context, now time.Time) (time.Duration, bool, error) {
	begun := t.Elapsed()
	theirs, err := t.Database(ctx)
	if err != nil {
		return 0, false, err
	}
	return now.Sub(theirs), t.Elapsed()-begun <= soon, nil
}

// Vouch takes the present wall time as right. A named person is answerable for it.
func (t *TimeTrust) Vouch() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.base, t.reason, t.differs = t.Wall().Add(-t.Elapsed()), "", ""
}

func apart(a, b time.Time) bool { return a.Sub(b).Abs() > tolerance }

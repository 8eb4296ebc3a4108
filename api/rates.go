package api

import (
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"mingcha/models"
)

// Limits bound what one caller and one subject may ask of this node.
type Limits struct {
	PerSource   Rate          // all requests from one address
	PerAccount  Rate          // all requests of one account
	SignIns     Rate          // attempts to sign in from one address, behind which a whole hall may stand at nine o'clock; an account locks by itself
	Trackings   Rate          // query codes tried from one address; ten a minute
	Uploads     Rate          // files from one address
	Submissions Rate          // applications from one address
	InFlight    int           // commands on one subject at once
	Waiting     int           // commands on one subject that may queue
	Patience    time.Duration // how long a command queues
	JSON        int64         // bytes of a JSON body
	File        int64         // bytes of an upload
	Idle        time.Duration // a session ends when nobody used it for so long
	Session     time.Duration // a session ends at the latest after
	Tick        time.Duration // how often streams look for news; well below two seconds
}

// Rate is how often something may happen: so many at once, so many a minute.
type Rate struct {
	Burst     int
	PerMinute int
}

// DefaultLimits are those of a city's hall.
func DefaultLimits() Limits {
	return Limits{
		PerSource: Rate{600, 6000}, PerAccount: Rate{300, 3000}, SignIns: Rate{60, 60}, Trackings: Rate{10, 10},
		Uploads: Rate{20, 10}, Submissions: Rate{20, 30}, InFlight: 6, Waiting: 200, Patience: 10 * time.Second,
		JSON: 64 << 10, File: 20 << 20, Idle: 30 * time.Minute, Session: 8 * time.Hour, Tick: 1500 * time.Millisecond,
	}
}

// rates counts by kind and caller. What was full again long ago is forgotten.
type rates struct {
	limits Limits
	now    func() time.Time
	mu     sync.Mutex
	known  map[rateKey]*counted
}

type rateKey struct{ kind, caller string }

type counted struct {
	*rate.Limiter
	used time.Time
}

func newRates(l Limits, now func() time.Time) *rates {
	return &rates{limits: l, now: now, known: map[rateKey]*counted{}}
}

// mostCallers bounds the memory that a flood of addresses can take.
const mostCallers = 200_000

// allow takes one turn of a caller, or says that it comes too soon.
func (r *rates) allow(kind, caller string, limit Rate) error {
	now := r.now()
	r.mu.Lock()
	key := rateKey{kind, caller}
	c, known := r.known[key]
	if !known {
		if len(r.known) >= mostCallers {
			clear(r.known)
		}
		c = &counted{Limiter: rate.NewLimiter(rate.Limit(float64(limit.PerMinute)/60), limit.Burst)}
		r.known[key] = c
	}
	c.used = now
	r.mu.Unlock()
	if !c.AllowN(now, 1) {
		return models.Errorf(models.Overloaded, tooMany, "too many requests of this kind")
	}
	return nil
}

// forget drops callers that have been quiet for ten minutes.
func (r *rates) forget() {
	old := r.now().Add(-10 * time.Minute)
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, c := range r.known {
		if c.used.Before(old) {
			delete(r.known, key)
		}
	}
}

// throttle bounds what one address may ask of the API.
func (s *Server) throttle(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := s.rates.allow("source", c.RealIP(), s.Limits.PerSource); err != nil {
			s.flood(c.Request().Context(), "request")
			return err
		}
		return next(c)
	}
}

package api

import (
	"context"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
)

// queue is one list of cards that wait for somebody: for what, and the act by which he puts an end to it.
type queue struct {
	awaits models.Await
	act    access.Action
	kind   access.Kind
	late   bool
}

// queues are the lists of a desk.
var queues = map[CardQueue]queue{
	CardQueueAnswer:       {models.AwaitsAnswer, access.AnswerCard, access.Card, false},
	CardQueueVerification: {models.AwaitsVerification, access.VerifyCard, access.Card, false},
	CardQueueAppeal:       {models.AwaitsAppeal, access.DecideAppeal, access.Card, false},
	CardQueueRelease:      {models.AwaitsRelease, access.ReleaseCard, access.Case, false},
	CardQueueOverdue:      {models.AwaitsAnswer, access.OrderCard, access.Card, true},
}

// before is the instant before which a card of the queue falls due, zero if all are in it.
func (q queue) before(now time.Time) time.Time {
	if q.late {
		return now
	}
	return time.Time{}
}

// object is a card as the policy sees it for the act of the queue.
func (q queue) object(c models.CardRow) access.Object {
	if q.kind == access.Case {
		return withheldObject(c)
	}
	return cardObject(c)
}

// CountQueues says how many cards wait for the person in each queue.
func (s *Server) CountQueues(ctx context.Context, _ CountQueuesRequestObject) (CountQueuesResponseObject, error) {
	counts := map[CardQueue]int{}
	for name, q := range queues {
		f := models.CardFilter{
			Scope: s.sight(ctx, q.act, q.kind, "").ranges, Queue: q.awaits, Before: q.before(s.Now()),
		}
		n, err := s.Cards.CountCards(ctx, f)
		if err != nil {
			return nil, err
		}
		counts[name] = n
	}
	return CountQueues200JSONResponse{
		Answer: counts[CardQueueAnswer], Verification: counts[CardQueueVerification], Appeal: counts[CardQueueAppeal],
		Release: counts[CardQueueRelease], Overdue: counts[CardQueueOverdue],
	}, nil
}

// pressing adds to a card in a list how many working days are left of what it waits for.
func (s *Server) pressing(row CardRow, c models.CardRow) CardRow {
	if row.Waits.Due.IsZero() {
		return row
	}
	now, cal := s.Now(), s.Law.Calendar(c.Path)
	row.Waits.Late = !now.Before(row.Waits.Due)
	row.Waits.Workdays = workdaysBetween(cal, now, row.Waits.Due)
	return row
}

// workdaysBetween counts the working days after today up to the last day before an instant; negative when it is past.
func workdaysBetween(cal *clock.Calendar, now, due time.Time) int {
	today, last := clock.DateOf(now), clock.DateOf(due.Add(-time.Microsecond))
	n := 0
	for d := today + 1; d <= last; d++ {
		if cal.Workday(d) {
			n++
		}
	}
	for d := last + 1; d <= today; d++ {
		if cal.Workday(d) {
			n--
		}
	}
	return n
}

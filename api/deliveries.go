package api

import (
	"context"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
)

// Outbox is the part of the store that holds what leaves the house.
type Outbox interface {
	Deliveries(ctx context.Context, f models.DeliveryFilter) (rows []models.Delivery, next string, err error)
	CountDeliveries(ctx context.Context, since time.Time) ([]models.DeliveryCount, error)
	RetryDeliveries(ctx context.Context, channel models.Channel, ids []string, now time.Time) (int, error)
	DeliveriesOfCard(ctx context.Context, card string) ([]models.Notice, []models.Delivery, error)
}

// lately is the time over which what was sent is counted.
const lately = 24 * time.Hour

// ListDeliveries counts what leaves the house and lists the messages of one state.
func (s *Server) ListDeliveries(ctx context.Context, req ListDeliveriesRequestObject) (ListDeliveriesResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.Operations}); err != nil {
		return nil, err
	}
	q := req.Params
	f := models.DeliveryFilter{State: q.State, Channel: q.Channel, Page: pageOf(q.Cursor, q.Limit)}
	if f.State == "" {
		f.State = models.Undelivered
	}
	rows, next, err := s.Outbox.Deliveries(ctx, f)
	if err != nil {
		return nil, err
	}
	counts, err := s.Outbox.CountDeliveries(ctx, s.Now().Add(-lately))
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(d models.Delivery) string { return d.Account })...)
	return ListDeliveries200JSONResponse{
		Channels: append([]models.Channel{}, s.House.Channels...), Rows: each(rows, n.delivery), Next: next,
		Counts: each(counts, func(c models.DeliveryCount) DeliveryCount {
			return DeliveryCount{Channel: c.Channel, State: c.State, N: c.N}
		}),
	}, err
}

func (n *naming) delivery(d models.Delivery) Delivery {
	return Delivery{
		Id: d.ID, Channel: d.Channel, Kind: d.Kind, To: n.person(d.Account), Number: d.Number, State: d.State, At: d.At, Made: d.Made,
		Tries: d.Tries, Answer: string(d.Answer),
	}
}

// RetryDeliveries queues anew what was given up. It takes whoever may start subjects again.
func (s *Server) RetryDeliveries(ctx context.Context, req RetryDeliveriesRequestObject) (RetryDeliveriesResponseObject, error) {
	if err := s.must(ctx, access.Rehydrate, access.Object{Kind: access.Operations}); err != nil {
		return nil, err
	}
	if err := s.note(ctx, models.AuditLine{Action: "retry_deliveries", Outcome: models.Allowed, Subject: string(req.Body.Channel)}); err != nil {
		return nil, err
	}
	retried, err := s.Outbox.RetryDeliveries(ctx, req.Body.Channel, req.Body.Ids, s.Now())
	return RetryDeliveries200JSONResponse{Retried: retried}, err
}

// toldOf is who was told of a card, and how it went on the way out.
func (s *Server) toldOf(ctx context.Context, card string) ([]Told, error) {
	notices, out, err := s.Outbox.DeliveriesOfCard(ctx, card)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(notices, func(v models.Notice) string { return v.Account })...)
	if err != nil {
		return nil, err
	}
	return each(notices, func(v models.Notice) Told {
		told := Told{To: n.person(v.Account), Kind: v.Kind, Made: v.Made, Read: orZero(v.Read), Deliveries: []ToldBy{}}
		for _, d := range out {
			if d.Notice == v.ID {
				told.Deliveries = append(told.Deliveries, ToldBy{Channel: d.Channel, State: d.State, At: d.At})
			}
		}
		return told
	}), nil
}

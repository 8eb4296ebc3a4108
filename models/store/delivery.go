package store

import (
	"context"
	"fmt"
	"time"

	"mingcha/models"
)

// ClaimDeliveries leases the messages of a channel that are due, the longest due first: nobody else sends them until the
// lease ends. One that is neither recorded nor released by then is due again.
func (s *Store) ClaimDeliveries(ctx context.Context, channel models.Channel, lease string, now time.Time, term time.Duration, most int) ([]models.Delivery, error) {
	var ids []string
	due := "state = ? AND channel = ? AND at <= ?"
	err := s.from(ctx).Model(&models.Delivery{}).Where(due, models.Queued, channel, instant(now)).Order("at, id").Limit(most).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return nil, wrapped("look for messages to send", err)
	}
	err = s.into(ctx).Model(&models.Delivery{}).Where("id IN ?", ids).Where(due, models.Queued, channel, instant(now)).
		Updates(map[string]any{"lease": lease, "at": instant(now.Add(term))}).Error
	if err != nil {
		return nil, wrapped("lease messages", err)
	}
	var rows []models.Delivery
	err = s.into(ctx).Where("lease = ? AND state = ?", lease, models.Queued).Order("made, id").Find(&rows).Error
	return rows, wrapped("read leased messages", err)
}

// RecordDelivery notes what became of a message that one has leased, and forgets its code and its own address. A lease
// that has passed to somebody else records nothing.
func (s *Store) RecordDelivery(ctx context.Context, d models.Delivery, state models.DeliveryState, answer string, now time.Time) error {
	text, err := s.ring.sealText(answer, "deliveries/answer/"+d.ID)
	if err != nil {
		return fmt.Errorf("record a delivery: %w", err)
	}
	change := map[string]any{"state": state, "at": instant(now), "answer": text, "lease": ""}
	if state != models.Undelivered {
		change["code"], change["address"] = "", ""
	}
	return wrapped("record a delivery", s.leased(ctx, d, change))
}

// PutOffDelivery lets a message that one has leased be tried again later; again says that the gateway refused it for the
// time being, with this answer.
func (s *Store) PutOffDelivery(ctx context.Context, d models.Delivery, until time.Time, again bool, answer string) error {
	change := map[string]any{"at": instant(until), "lease": ""}
	if again {
		text, err := s.ring.sealText(answer, "deliveries/answer/"+d.ID)
		if err != nil {
			return fmt.Errorf("put off a delivery: %w", err)
		}
		change["tries"], change["answer"] = d.Tries+1, text
	}
	return wrapped("put off a delivery", s.leased(ctx, d, change))
}

func (s *Store) leased(ctx context.Context, d models.Delivery, change map[string]any) error {
	return s.into(ctx).Model(&models.Delivery{}).Where("id = ? AND lease = ? AND state = ?", d.ID, d.Lease, models.Queued).Updates(change).Error
}

// ReleaseDeliveries gives back all that a lease still holds, to be tried at an instant: the channel is away.
func (s *Store) ReleaseDeliveries(ctx context.Context, lease string, until time.Time) error {
	err := s.into(ctx).Model(&models.Delivery{}).Where("lease = ? AND state = ?", lease, models.Queued).
		Updates(map[string]any{"at": instant(until), "lease": ""}).Error
	return wrapped("give messages back", err)
}

// RetryDeliveries queues messages anew that were given up: some, or with no IDs all of a channel. It returns how many.
// Their time begins again.
func (s *Store) RetryDeliveries(ctx context.Context, channel models.Channel, ids []string, now time.Time) (int, error) {
	given := s.into(ctx).Model(&models.Delivery{}).Where("state = ?", models.Undelivered)
	if len(ids) > 0 {
		given = given.Where("id IN ?", ids)
	} else {
		given = given.Where("channel = ?", channel)
	}
	done := given.Updates(map[string]any{"state": models.Queued, "at": instant(now), "made": instant(now), "tries": 0})
	return int(done.RowsAffected), wrapped("send messages again", done.Error)
}

// mostForgotten messages go at once: the database is not blocked for long.
const mostForgotten = 1000

// ForgetDeliveries removes messages that have been settled since before an instant, and returns how many. Those that were
// given up are among them: nobody asked for them so long.
func (s *Store) ForgetDeliveries(ctx context.Context, before time.Time) (int, error) {
	total := 0
	for _, state := range []models.DeliveryState{models.Sent, models.Undelivered, models.Unaddressed} {
		for _, channel := range models.Channels() {
			var ids []string
			err := s.from(ctx).Model(&models.Delivery{}).Where("state = ? AND channel = ? AND at < ?", state, channel, instant(before)).
				Order("at, id").Limit(mostForgotten).Pluck("id", &ids).Error
			if err == nil && len(ids) > 0 {
				err = s.into(ctx).Where("id IN ? AND state = ?", ids, state).Delete(&models.Delivery{}).Error
			}
			if err != nil {
				return total, wrapped("forget messages", err)
			}
			total += len(ids)
		}
	}
	return total, nil
}

// Deliveries returns one page of deliveries in a state, the latest first.
func (s *Store) Deliveries(ctx context.Context, f models.DeliveryFilter) (rows []models.Delivery, next string, err error) {
	l := list{down: true}
	for _, channel := range models.Channels() {
		if f.Channel == "" || f.Channel == channel {
			a := arm{from: "deliveries c", keys: []string{"c.at", "c.id"}}
			a.add("c.state = ? AND c.channel = ?", f.State, channel)
			l.arms = append(l.arms, a)
		}
	}
	sql, args, err := l.query(f.Page)
	if err != nil {
		return nil, "", err
	}
	var ids []string
	if err := s.from(ctx).Raw(sql, args...).Scan(&ids).Error; err != nil {
		return nil, "", wrapped("list deliveries", err)
	}
	ids, more := cut(ids, f.Page)
	var found []models.Delivery
	if err := s.some(ctx, &found, "id", ids); err != nil {
		return nil, "", wrapped("list deliveries", err)
	}
	rows = inOrder(ids, found, func(d models.Delivery) string { return d.ID })
	if more && len(rows) > 0 {
		next = cursorOf(rows[len(rows)-1].At, rows[len(rows)-1].ID)
	}
	return rows, next, nil
}

// CountDeliveries counts by channel what is queued and what was given up, and what went out since an instant.
func (s *Store) CountDeliveries(ctx context.Context, since time.Time) ([]models.DeliveryCount, error) {
	var counts []models.DeliveryCount
	err := s.from(ctx).Raw(`SELECT channel, state, COUNT(*) AS n FROM deliveries WHERE state IN (?, ?) GROUP BY channel, state
		UNION ALL SELECT channel, state, COUNT(*) FROM deliveries WHERE state = ? AND channel IN ? AND at >= ? GROUP BY channel, state
		ORDER BY 1, 2`, models.Queued, models.Undelivered, models.Sent, models.Channels(), instant(since)).Scan(&counts).Error
	return counts, wrapped("count deliveries", err)
}

// DeliveriesOfCard returns who was told of a card, the earliest first, and what became of it on other channels.
func (s *Store) DeliveriesOfCard(ctx context.Context, card string) ([]models.Notice, []models.Delivery, error) {
	var notices []models.Notice
	if err := s.from(ctx).Where("card = ?", card).Order("made, id").Limit(maxRows).Find(&notices).Error; err != nil {
		return nil, nil, wrapped("read who was told of a card", err)
	}
	var ids []string
	for _, n := range notices {
		for _, channel := range models.Channels() {
			ids = append(ids, models.DeliveryID(n.ID, channel))
		}
	}
	var out []models.Delivery
	err := s.some(ctx, &out, "id", ids)
	return notices, out, wrapped("read the deliveries of a card", err)
}

// MatterOf is what a message may say of its card, else of its case.
func (s *Store) MatterOf(ctx context.Context, d models.Delivery) (models.DeliveryMatter, error) {
	m := models.DeliveryMatter{Number: d.Number}
	var card []models.CardRow
	if err := s.some(ctx, &card, "id", []string{d.Card}); err != nil || len(card) > 0 {
		if len(card) > 0 {
			m.Kind, m.Level, m.Unit, m.Due = models.CardKind, card[0].Level, card[0].Unit, card[0].Due
		}
		return m, wrapped("read the card of a message", err)
	}
	var found []caseRecord
	err := s.some(ctx, &found, "id", []string{d.Subject})
	if len(found) > 0 {
		m.Kind, m.Level, m.Unit = models.CaseKind, found[0].Level, found[0].Unit
		if found[0].PromisedDue != nil {
			m.Due = *found[0].PromisedDue
		}
	}
	return m, wrapped("read the case of a message", err)
}

// wrapped says what was attempted.
func wrapped(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// Outgoing says what leaves the house from now on. It is called once, before the store is used.
func (s *Store) Outgoing(o models.Outgoing) { s.outgoing = o }

// tell puts notices into inboxes and, for those who want them elsewhere too, into the outbox: in the same transaction.
// Where nothing leaves the house it is the one statement for the inboxes.
func (s *Store) tell(tx *gorm.DB, notices []models.Notice) error {
	if err := put(tx.Clauses(clause.OnConflict{DoNothing: true}), notices); err != nil {
		return err
	}
	var leaving []models.Notice
	for _, n := range notices {
		if s.outgoing.Leaves(n.Kind) && !s.outgoing.Old(n.Made) {
			leaving = append(leaving, n)
		}
	}
	if len(leaving) == 0 {
		return nil
	}
	accounts := make([]string, len(leaving))
	for i, n := range leaving {
		accounts[i] = n.Account
	}
	var wanted []struct {
		Account string
		Channel models.Channel
	}
	err := tx.Table("contact_rows").Select("account", "channel").
		Where("account IN ? AND channel IN ? AND wanted = ? AND verified IS NOT NULL", accounts, s.outgoing.Channels, true).Scan(&wanted).Error
	if err != nil {
		return err
	}
	var out []models.Delivery
	for _, n := range leaving {
		for _, w := range wanted {
			if w.Account == n.Account {
				out = append(out, deliveryOf(n, w.Channel))
			}
		}
	}
	return put(tx.Clauses(clause.OnConflict{DoNothing: true}), out)
}

func deliveryOf(n models.Notice, channel models.Channel) models.Delivery {
	return models.Delivery{
		ID: models.DeliveryID(n.ID, channel), Notice: n.ID, Account: n.Account, Channel: channel, Kind: n.Kind, Subject: n.Subject,
		Card: n.Card, Number: n.Number, Item: n.Item, State: models.Queued, At: n.Made, Made: n.Made, Demo: n.Demo,
	}
}

// tellApplicant queues what a batch has to tell the applicant of the case.
func (s *Store) tellApplicant(tx *gorm.DB, b models.Batch) error {
	if s.outgoing.Applicants == "" || b.Case == nil {
		return nil
	}
	var out []models.Delivery
	for _, l := range b.Lines {
		kind := models.ApplicantTold(l, *b.Case)
		if kind == "" || s.outgoing.Old(l.Recorded) {
			continue
		}
		id := models.CommandID("", b.Subject, l.Verb, fmt.Sprint(l.N))
		out = append(out, models.Delivery{
			ID: models.DeliveryID(id, s.outgoing.Applicants), Channel: s.outgoing.Applicants, Kind: kind, Subject: b.Subject,
			Number: b.Case.Number, Item: b.Case.Item, State: models.Queued, At: l.Recorded, Made: l.Recorded, Demo: b.Case.Demo,
		})
	}
	return put(tx.Clauses(clause.OnConflict{DoNothing: true}), out)
}

// mostCodes an hour go to one address, whoever asks for them.
const mostCodes = 5

// QueueCode queues a one-time code to an address that need not be in the address book. Overloaded: too many went there
// within the hour.
func (s *Store) QueueCode(ctx context.Context, d models.Delivery) error {
	d.AddressRef, d.State, d.At = s.addressRef(string(d.Address)), models.Queued, d.Made
	err := s.transact(ctx, func(tx *gorm.DB) error {
		var lately int64
		err := tx.Model(&models.Delivery{}).Where("address_ref = ? AND made > ?", d.AddressRef, instant(d.Made.Add(-time.Hour))).Count(&lately).Error
		if err != nil {
			return err
		}
		if lately >= mostCodes {
			return models.Errorf(models.Overloaded, "too_many_codes", "%d codes went to this address within the hour", lately)
		}
		return put(tx, []models.Delivery{d})
	})
	if err != nil {
		return fmt.Errorf("queue a one-time code: %w", err)
	}
	return nil
}

// addressRef is the blind index of an address.
func (s *Store) addressRef(address string) string { return s.ring.Blind("address\x00" + address) }

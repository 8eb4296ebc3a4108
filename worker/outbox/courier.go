package outbox

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/policies/notices"
)

// Book is the part of the store that holds what is to go out.
type Book interface {
	ClaimDeliveries(ctx context.Context, channel models.Channel, lease string, now time.Time, term time.Duration, most int) ([]models.Delivery, error)
	RecordDelivery(ctx context.Context, d models.Delivery, state models.DeliveryState, answer string, now time.Time) error
	PutOffDelivery(ctx context.Context, d models.Delivery, until time.Time, again bool, answer string) error
	ReleaseDeliveries(ctx context.Context, lease string, until time.Time) error
	RefuseContact(ctx context.Context, account string, channel models.Channel, now time.Time) error
}

// House knows whom a message is for, what it may say, and who minds a channel that does not work.
type House interface {
	Recipient(ctx context.Context, d models.Delivery) (Recipient, error)
	Facts(ctx context.Context, d models.Delivery, language string) (notices.Facts, error)
	// Trouble says that a channel is away, or has given something up. The same trouble may be told again.
	Trouble(ctx context.Context, channel models.Channel, detail string) error
	// Better says that a channel delivers; settled that nothing is left to mind.
	Better(ctx context.Context, channel models.Channel) (settled bool, err error)
	// Delivered counts.
	Delivered(channel models.Channel, state models.DeliveryState)
}

// Courier takes the messages of one channel out of the house. On every node that delivers there is one for each channel;
// leases keep them apart.
type Courier struct {
	Way
	Book    Book
	House   House
	Letters *notices.Letters
	Now     func() time.Time
	NewID   func() string

	rest     time.Time         // the channel is left alone until then
	pause    time.Duration     // how long the last time
	away     time.Time         // since when it is away; zero: it is there
	minded   bool              // nothing is known to be wrong
	unnoted  map[string]string // answers of what the gateway took and the book did not note
	reported time.Time         // when trouble was told last
}

const (
	term        = 2 * time.Minute  // of a lease; longer than a round takes
	firstPause  = 15 * time.Second // for a channel that is away, then twice as long each time
	longestRest = 5 * time.Minute
	alarmAfter  = 15 * time.Minute // a channel that is away for so long is an incident
	firstAgain  = time.Minute      // for a message refused for the time being, then four times as long
	longestWait = 4 * time.Hour
)

// Run goes round until ctx ends.
func (c *Courier) Run(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := c.Round(ctx); err != nil && ctx.Err() == nil {
			slog.Warn("the outbox is not carried out", "channel", c.Channel, "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// ready is a message that only needs its channel.
type ready struct {
	row     models.Delivery
	message Message
}

// Round sends what is due now, as much as the channel takes in a round.
func (c *Courier) Round(ctx context.Context) error {
	now := c.Now()
	if now.Before(c.rest) {
		return nil
	}
	lease := c.NewID()
	rows, err := c.Book.ClaimDeliveries(ctx, c.Channel, lease, now, term, c.Most)
	if err != nil {
		return err
	}
	var out []ready
	for _, row := range rows {
		r, goes, err := c.prepare(ctx, row, now)
		switch {
		case models.CodeOf(err) == models.StoreAway:
			return err // what is leased is due again when the lease ends
		case err != nil: // this one cannot be written; the others go
			slog.Warn("a message cannot be written", "channel", c.Channel, "kind", row.Kind, "error", err)
			if err := c.Book.PutOffDelivery(ctx, row, now.Add(again(row.Tries)), true, "it cannot be written"); err != nil {
				return err
			}
		case goes:
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil
	}
	err = c.carry(ctx, out)
	var away Away
	if errors.As(err, &away) {
		return c.leave(ctx, lease, away)
	}
	return err
}

// prepare writes the message of a row, unless it is not to go now: nobody is there to get it, it rests, it is too late,
// or it went before.
func (c *Courier) prepare(ctx context.Context, row models.Delivery, now time.Time) (ready, bool, error) {
	if answer, went := c.unnoted[row.ID]; went {
		return ready{}, false, c.note(ctx, row, models.Sent, answer)
	}
	if now.After(row.Made.Add(c.Letters.Within(row.Kind))) {
		return ready{}, false, c.giveUp(ctx, row, "its time is over")
	}
	to, err := c.House.Recipient(ctx, row)
	if err != nil {
		return ready{}, false, err
	}
	if to.Address == "" {
		return ready{}, false, c.note(ctx, row, models.Unaddressed, "")
	}
	if until, waits := c.Letters.Quiet(to.Division, row.Kind, now); waits {
		return ready{}, false, c.Book.PutOffDelivery(ctx, row, until, false, "")
	}
	facts, err := c.House.Facts(ctx, row, to.Language)
	if err != nil {
		return ready{}, false, err
	}
	letter := c.Letters.Write(row.Kind, to.Language, facts)
	return ready{row, Message{ID: row.ID, To: to.Address, Subject: letter.Subject, Text: letter.Text}}, true, nil
}

// carry hands messages to the gateway, each noted before the next one goes.
func (c *Courier) carry(ctx context.Context, out []ready) error {
	line, err := c.Sender.Open(ctx)
	if err != nil {
		return Away{err}
	}
	defer func() { _ = line.Close() }() // what was taken was taken
	for _, r := range out {
		answer, err := line.Send(ctx, r.message)
		if err := c.conclude(ctx, r, answer, err); err != nil {
			return err
		}
	}
	c.rest, c.pause, c.away = time.Time{}, 0, time.Time{}
	if c.minded {
		return nil
	}
	c.minded, err = c.House.Better(ctx, c.Channel)
	return err
}

// conclude notes what became of one message. An address in an answer is left out.
func (c *Courier) conclude(ctx context.Context, r ready, answer string, err error) error {
	var away Away
	var refused Refused
	hidden := func(text string) string { return strings.ReplaceAll(text, r.message.To, "…") }
	switch {
	case err == nil:
		return c.note(ctx, r.row, models.Sent, hidden(answer))
	case errors.As(err, &away):
		return Away{errors.New(hidden(away.Cause.Error()))}
	case errors.As(err, &refused):
		if refused.Address && r.row.Account != "" {
			if err := c.Book.RefuseContact(ctx, r.row.Account, c.Channel, c.Now()); err != nil {
				return err
			}
		}
		return c.giveUp(ctx, r.row, hidden(refused.Answer))
	default:
		return c.Book.PutOffDelivery(ctx, r.row, c.Now().Add(again(r.row.Tries)), true, hidden(err.Error()))
	}
}

// again is how long a message waits that was refused for the time being.
func again(tries int) time.Duration {
	wait := firstAgain
	for range tries {
		wait = min(4*wait, longestWait)
	}
	return wait
}

// note records a state. What the gateway took and the book does not note now is noted when it is due again.
func (c *Courier) note(ctx context.Context, row models.Delivery, state models.DeliveryState, answer string) error {
	if err := c.Book.RecordDelivery(ctx, row, state, answer, c.Now()); err != nil {
		if state == models.Sent {
			if c.unnoted == nil {
				c.unnoted = map[string]string{}
			}
			c.unnoted[row.ID] = answer
		}
		return err
	}
	delete(c.unnoted, row.ID)
	c.House.Delivered(c.Channel, state)
	return nil
}

// giveUp ends a message that will not go; somebody minds it.
func (c *Courier) giveUp(ctx context.Context, row models.Delivery, answer string) error {
	if err := c.note(ctx, row, models.Undelivered, answer); err != nil {
		return err
	}
	return c.trouble(ctx, "undelivered")
}

// leave lets a channel that is away rest, and what was to go wait without a mark against it.
func (c *Courier) leave(ctx context.Context, lease string, away Away) error {
	now := c.Now()
	if c.away.IsZero() {
		c.away = now
		slog.Warn("a channel is away", "channel", c.Channel, "error", away.Cause)
	}
	c.pause = min(max(firstPause, 2*c.pause), longestRest)
	c.rest = now.Add(c.pause)
	if err := c.Book.ReleaseDeliveries(ctx, lease, c.rest); err != nil {
		return err
	}
	if now.Sub(c.away) < alarmAfter {
		return nil
	}
	return c.trouble(ctx, "away")
}

// trouble tells once in a while that a channel does not work.
func (c *Courier) trouble(ctx context.Context, detail string) error {
	c.minded = false
	if now := c.Now(); now.Sub(c.reported) >= time.Minute {
		c.reported = now
		return c.House.Trouble(ctx, c.Channel, detail)
	}
	return nil
}

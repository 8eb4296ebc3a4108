// Package outbox carries notices out of the house: by mail, short message and robot. What goes out stands as rows that
// were written with what they tell of, so nothing is lost however a process ends. A message is sent at least once: one
// whose process is killed after the gateway took it and before that is noted goes out again when its lease is over, and
// bears the same key (Message-ID, Idempotency-Key), by which the receiver may tell.
package outbox

import (
	"context"

	"mingcha/models"
)

// Message is one letter on its way to one address.
type Message struct {
	ID      string // the same however often it is sent
	To      string // mail address or phone number
	Subject string
	Text    string
}

// Sender reaches the gateway of one channel. An error of Open says that the channel is away.
type Sender interface {
	Open(ctx context.Context) (Connection, error)
}

// Connection takes messages until it is closed. Send returns what the gateway answered; its error is Away, Refused, or
// else one that says that this message should be tried again later.
type Connection interface {
	Send(ctx context.Context, m Message) (answer string, err error)
	Close() error
}

// Away says that the channel as a whole does not work: nobody answers, or it knows neither key nor sender.
type Away struct{ Cause error }

func (a Away) Error() string { return "the channel is away: " + a.Cause.Error() }

// Unwrap gives the cause.
func (a Away) Unwrap() error { return a.Cause }

// Refused says that the gateway will never take this message; Address that the reason is where it goes.
type Refused struct {
	Answer  string
	Address bool
}

func (r Refused) Error() string { return "refused: " + r.Answer }

// Recipient is where and how a message reaches somebody.
type Recipient struct {
	Address  string // "" nowhere
	Language string // en, else Chinese
	Division string // path of the person's post, for quiet hours
}

// Way is one channel and how fast it may be used.
type Way struct {
	Channel models.Channel
	Sender  Sender
	Most    int // messages a round
}

package node

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"mingcha/api"
	"mingcha/models"
	"mingcha/policies/notices"
	"mingcha/worker/outbox"
)

// channelTrouble is the kind of incident that says that notices do not leave the house on a channel.
const channelTrouble = "channel"

// openOutbox tells the store what leaves the house.
func (n *Node) openOutbox(context.Context) error {
	var faults []error
	if n.ways, faults = n.settings.ways(); len(faults) > 0 {
		return fmt.Errorf("open the outbox: %w", faults[0])
	}
	var err error
	if n.letters, err = notices.Shipped(); err != nil {
		return err
	}
	out := models.Outgoing{Indoors: n.letters.Indoors(), Now: n.settings.now}
	for _, way := range n.ways {
		out.Channels = append(out.Channels, way.Channel)
		if way.Channel == models.SMSChannel && n.settings.SMS.Applicants {
			out.Applicants = way.Channel
		}
	}
	n.store.Outgoing(out)
	return nil
}

// channels are those that are configured.
func (n *Node) channels() []models.Channel {
	var out []models.Channel
	for _, way := range n.ways {
		out = append(out, way.Channel)
	}
	return out
}

// courier of one channel.
func (n *Node) courier(way outbox.Way) *outbox.Courier {
	return &outbox.Courier{Way: way, Book: n.store, House: addressBook{n}, Letters: n.letters, Now: n.act.Now, NewID: uuid.NewString}
}

// carryOut delivers notices until ctx ends.
func (n *Node) carryOut(ctx context.Context) error {
	var group errgroup.Group
	for _, way := range n.ways {
		group.Go(func() error { n.courier(way).Run(ctx, carryEvery); return nil })
	}
	return group.Wait()
}

// addressBook knows whom a message is for and what it may say.
type addressBook struct{ *Node }

// Recipient is where a message goes: what proves an address goes there before it is proved, everything else only to a
// proved address that is still wanted.
func (b addressBook) Recipient(ctx context.Context, d models.Delivery) (outbox.Recipient, error) {
	if d.Account == "" {
		return b.applicant(ctx, d)
	}
	row, err := b.store.Contact(ctx, d.Account, d.Channel)
	if models.CodeOf(err) == models.NotFound {
		return outbox.Recipient{}, nil
	}
	if err != nil || (d.Kind != api.ContactCode && (row.Verified == nil || !row.Wanted)) {
		return outbox.Recipient{}, err
	}
	to := outbox.Recipient{Address: string(row.Address), Language: row.Language}
	places := b.inForce.Snapshot()
	if held := places.Of(d.Account, b.act.Now()); len(held) > 0 {
		to.Division = places.Tree.Path(held[0].Division)
	}
	return to, nil
}

// applicant is reached by the phone in the application, unless that was erased.
func (b addressBook) applicant(ctx context.Context, d models.Delivery) (outbox.Recipient, error) {
	to := outbox.Recipient{Address: string(d.Address)}
	row, err := b.store.Case(ctx, d.Subject)
	if err != nil {
		return to, err
	}
	to.Division = row.Path
	if to.Address != "" {
		return to, nil
	}
	content, err := b.store.Body(ctx, d.Subject, 1)
	if err != nil {
		if models.CodeOf(err) == models.StoreAway {
			return to, err
		}
		return outbox.Recipient{}, nil // erased
	}
	var application struct{ Applicant struct{ Phone string } }
	if err := json.Unmarshal(content, &application); err != nil {
		return to, fmt.Errorf("read the applicant's phone: %w", err)
	}
	to.Address = application.Applicant.Phone
	return to, nil
}

// Facts are what a letter says: number, level, unit and due instant of its matter, and where it is found.
func (b addressBook) Facts(ctx context.Context, d models.Delivery, language string) (notices.Facts, error) {
	m, err := b.store.MatterOf(ctx, d)
	if err != nil {
		return notices.Facts{}, err
	}
	f := notices.Facts{Number: m.Number, Level: m.Level, Due: m.Due, Code: string(d.Code), Link: b.settings.Public + "/office/notices"}
	if unit, known := b.inForce.Snapshot().Units.Find(m.Unit); known {
		f.Unit = unit.NameZH
		if language == "en" {
			f.Unit = unit.NameEN
		}
	}
	switch {
	case d.Account == "":
		f.Link = b.settings.Public + "/track"
	case m.Kind == models.CardKind:
		f.Link = b.settings.Public + "/office/cards/" + d.Card
	case m.Kind == models.CaseKind:
		f.Link = b.settings.Public + "/office/cases/" + d.Subject
	}
	return f, nil
}

// Trouble raises one incident for a channel, whatever goes wrong with it while that is open.
func (b addressBook) Trouble(ctx context.Context, channel models.Channel, detail string) error {
	open, err := b.troubles(ctx, channel)
	if err != nil || len(open) > 0 {
		return err
	}
	now := b.act.Now()
	return b.raise(ctx, models.IncidentRow{
		ID:   fmt.Sprintf("%s/%s/%d", channelTrouble, channel, now.Unix()/60), // two nodes that find it at once raise one
		Kind: channelTrouble, Detail: string(channel) + " " + detail, Raised: now,
	})
}

// Better settles the incident of a channel when nothing is left that was given up.
func (b addressBook) Better(ctx context.Context, channel models.Channel) (bool, error) {
	now := b.act.Now()
	counts, err := b.store.CountDeliveries(ctx, now)
	if err != nil {
		return false, err
	}
	for _, c := range counts {
		if c.Channel == channel && c.State == models.Undelivered {
			return false, nil
		}
	}
	open, err := b.troubles(ctx, channel)
	for _, row := range open {
		if err := b.store.SettleIncident(ctx, row.ID, now); err != nil && models.CodeOf(err) != models.NotFound {
			return false, err
		}
	}
	return err == nil, err
}

func (b addressBook) troubles(ctx context.Context, channel models.Channel) ([]models.IncidentRow, error) {
	page, err := b.store.IncidentPage(ctx, models.IncidentFilter{Scope: everywhere, Kind: channelTrouble})
	var out []models.IncidentRow
	for _, row := range page.Incidents {
		if strings.HasPrefix(row.Detail, string(channel)+" ") {
			out = append(out, row)
		}
	}
	return out, err
}

// Delivered counts what left the house.
func (b addressBook) Delivered(channel models.Channel, state models.DeliveryState) {
	b.figures.deliveries.WithLabelValues(string(channel), string(state)).Inc()
}

// messages takes one-time codes to the applicant's phone, or to the window without a gateway for short messages.
func (n *Node) messages() api.Messages {
	for _, way := range n.ways {
		if way.Channel == models.SMSChannel {
			return phone{n}
		}
	}
	return counter{n}
}

// phone sends a one-time code by short message.
type phone struct{ *Node }

// OneTimeCode queues the code for the phone that the case has on record.
func (p phone) OneTimeCode(ctx context.Context, subject, _, number, code string) error {
	row, err := p.store.Case(ctx, subject)
	if err != nil {
		return err
	}
	return p.store.QueueCode(ctx, models.Delivery{
		ID: models.DeliveryID(uuid.NewString(), models.SMSChannel), Channel: models.SMSChannel, Kind: "applicant_code", Subject: subject,
		Number: row.Number, Item: row.Item, Address: models.Sealed(number), Code: models.Sealed(code), Made: p.act.Now(), Demo: row.Demo,
	})
}

package api

import (
	"context"
	"crypto/rand"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"

	"mingcha/models"
)

// Contacts is the part of the store that says where people can be reached outside the house.
type Contacts interface {
	ContactsOf(ctx context.Context, account string) ([]models.ContactRow, error)
	SaveContact(ctx context.Context, row models.ContactRow) error
	ForgetContact(ctx context.Context, account string, channel models.Channel) error
	ProveContact(ctx context.Context, account string, channel models.Channel, codeRef string, now time.Time) error
	QueueCode(ctx context.Context, d models.Delivery) error
}

// ContactCode is the kind of message that proves an address.
const ContactCode = "contact_code"

// proofLife is how long a code proves an address.
const proofLife = 15 * time.Minute

// mobile is a phone that gets short messages.
var mobile = regexp.MustCompile(`^1[3-9][0-9]{9}$`)

// ListMyChannels lists the channels that are configured, with the person's address on each.
func (s *Server) ListMyChannels(ctx context.Context, _ ListMyChannelsRequestObject) (ListMyChannelsResponseObject, error) {
	answer, err := s.myChannels(ctx)
	return ListMyChannels200JSONResponse(answer), err
}

func (s *Server) myChannels(ctx context.Context) (MyChannels, error) {
	rows, err := s.Contacts.ContactsOf(ctx, me(ctx).id)
	if err != nil {
		return MyChannels{}, err
	}
	answer := MyChannels{Rows: []MyChannel{}}
	for _, channel := range s.House.Channels {
		mine := MyChannel{Channel: channel, Language: ZhCN}
		for _, row := range rows {
			if row.Channel == channel {
				mine = MyChannel{
					Channel: channel, Address: string(row.Address), Language: Language(row.Language), Wanted: row.Wanted,
					Verified: orZero(row.Verified), Refused: orZero(row.Refused), Pending: row.CodeUntil != nil && s.Now().Before(*row.CodeUntil),
				}
			}
		}
		answer.Rows = append(answer.Rows, mine)
	}
	return answer, nil
}

// configured refuses a channel that this house does not have.
func (s *Server) configured(channel models.Channel) error {
	if slices.Contains(s.House.Channels, channel) {
		return nil
	}
	return notFound("no_such_channel", "this channel is not configured")
}

// ChangeMyChannel keeps an address. A code goes to one that is not verified.
func (s *Server) ChangeMyChannel(ctx context.Context, req ChangeMyChannelRequestObject) (ChangeMyChannelResponseObject, error) {
	who, channel := me(ctx).id, req.Channel
	if err := s.configured(channel); err != nil {
		return nil, err
	}
	address := strings.TrimSpace(req.Body.Address)
	if !reachable(channel, address) {
		return nil, models.Faulty("this is no address of the channel", []models.Fault{{Field: "/address", Rule: "pattern"}})
	}
	rows, err := s.Contacts.ContactsOf(ctx, who)
	if err != nil {
		return nil, err
	}
	row := models.ContactRow{Account: who, Channel: channel}
	for _, known := range rows {
		if known.Channel == channel && string(known.Address) == address {
			row = known
		}
	}
	row.Address, row.Language, row.Wanted, row.Changed = models.Sealed(address), string(req.Body.Language), req.Body.Wanted, s.Now()
	if row.Verified == nil {
		if err := s.prove(ctx, &row); err != nil {
			return nil, err
		}
	}
	if err := s.Contacts.SaveContact(ctx, row); err != nil {
		return nil, err
	}
	if err := s.note(ctx, models.AuditLine{Action: "change_channel", Outcome: models.Allowed, Subject: string(channel)}); err != nil {
		return nil, err
	}
	answer, err := s.myChannels(ctx)
	return ChangeMyChannel200JSONResponse(answer), err
}

// reachable reports whether an address is one of a channel.
func reachable(channel models.Channel, address string) bool {
	if channel != models.MailChannel {
		return mobile.MatchString(address)
	}
	parsed, err := mail.ParseAddress(address)
	return err == nil && parsed.Address == address
}

// prove sends a code to an address and keeps its digest.
func (s *Server) prove(ctx context.Context, row *models.ContactRow) error {
	if err := s.rates.allow("prove", row.Account, Rate{Burst: 5, PerMinute: 1}); err != nil {
		return err
	}
	now, code := s.Now(), rand.Text()[:8]
	until := now.Add(proofLife)
	row.CodeRef, row.CodeUntil, row.CodeTries = s.proofRef(*row, code), &until, 0
	return s.Contacts.QueueCode(ctx, models.Delivery{
		ID: models.DeliveryID(s.NewID(), row.Channel), Account: row.Account, Channel: row.Channel, Kind: ContactCode,
		Address: row.Address, Code: models.Sealed(code), Made: now, Demo: s.House.Demo,
	})
}

// proofRef is all that is kept of a code.
func (s *Server) proofRef(row models.ContactRow, code string) string {
	return s.Blinder.Blind("contact code\x00" + row.Account + "\x00" + string(row.Channel) + "\x00" + readAs.Replace(strings.ToUpper(code)))
}

// ForgetMyChannel erases an address.
func (s *Server) ForgetMyChannel(ctx context.Context, req ForgetMyChannelRequestObject) (ForgetMyChannelResponseObject, error) {
	if err := s.Contacts.ForgetContact(ctx, me(ctx).id, req.Channel); err != nil {
		return nil, err
	}
	return ForgetMyChannel204Response{}, s.note(ctx, models.AuditLine{Action: "forget_channel", Outcome: models.Allowed, Subject: string(req.Channel)})
}

// VerifyMyChannel takes the code that was sent to an address.
func (s *Server) VerifyMyChannel(ctx context.Context, req VerifyMyChannelRequestObject) (VerifyMyChannelResponseObject, error) {
	row := models.ContactRow{Account: me(ctx).id, Channel: req.Channel}
	if err := s.rates.allow("sign in", requestOf(ctx).source, s.Limits.SignIns); err != nil {
		return nil, err
	}
	line := models.AuditLine{Action: "verify_channel", Outcome: models.Allowed, Subject: string(req.Channel)}
	err := s.Contacts.ProveContact(ctx, row.Account, row.Channel, s.proofRef(row, req.Body.Code), s.Now())
	if models.CodeOf(err) == models.NotFound {
		line.Reason = models.ReasonOf(err)
		s.failed(ctx, line)
		return nil, models.Faulty("the code is not right or has expired", []models.Fault{{Field: "/code", Rule: "other"}})
	}
	if err == nil {
		err = s.note(ctx, line)
	}
	if err != nil {
		return nil, err
	}
	answer, err := s.myChannels(ctx)
	return VerifyMyChannel200JSONResponse(answer), err
}

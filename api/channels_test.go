package api

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// withChannels is an office whose notices can leave it by mail and short message.
func withChannels(t *testing.T) *office {
	t.Helper()
	channels := []models.Channel{models.MailChannel, models.SMSChannel}
	o := openOffice(t, func(d *Deps) { d.House.Channels = channels })
	o.store.Outgoing(models.Outgoing{Channels: channels})
	return o
}

// queued is what waits to leave the house.
func (o *office) queued(channel models.Channel) []models.Delivery {
	o.t.Helper()
	rows, _, err := o.store.Deliveries(o.t.Context(), models.DeliveryFilter{State: models.Queued, Channel: channel})
	require.NoError(o.t, err)
	return rows
}

func (o *office) reachable(as string, channel models.Channel, address string) reply {
	o.t.Helper()
	return o.send(ask{as: as, method: "PUT", path: "/me/channels/" + string(channel), body: MyChannelChange{Address: address, Language: En, Wanted: true}})
}

func (o *office) prove(as string, channel models.Channel, code string) reply {
	o.t.Helper()
	return o.post(as, "/me/channels/"+string(channel)+"/verification", ChannelProof{Code: code})
}

// proved lets an account be reached by mail.
func (o *office) proved(as, address string) {
	o.t.Helper()
	o.reachable(as, models.MailChannel, address).is(200)
	o.prove(as, models.MailChannel, string(o.queued(models.MailChannel)[0].Code)).is(200)
}

func TestMyChannels(t *testing.T) {
	t.Run("a house without channels offers none and takes no address", func(t *testing.T) {
		o := openOffice(t)
		var mine MyChannels
		o.get(handler, "/me/channels").is(200).into(&mine)
		require.Empty(t, mine.Rows)
		o.reachable(handler, models.MailChannel, "li@office.example").problem(404, "no_such_channel")
	})
	o := withChannels(t)
	t.Run("what is no address of the channel is refused", func(t *testing.T) {
		for _, address := range []string{"li", "李 <li@office.example>", "li@office.example\r\nBcc: x@y", "13800001234"} {
			require.Equal(t, "/address", o.reachable(handler, models.MailChannel, address).problem(422, "faulty_fields").Faults[0].Field)
		}
		for _, address := range []string{"li@office.example", "0769-22001234", "1380000123", "+8613800001234"} {
			o.reachable(handler, models.SMSChannel, address).problem(422, "faulty_fields")
		}
		require.Empty(t, o.queued(""))
	})
	var mine MyChannels
	t.Run("a code goes to a new address, and nothing else until it is proved", func(t *testing.T) {
		o.reachable(handler, models.MailChannel, "li@office.example").is(200).into(&mine)
		require.Equal(t, MyChannel{Channel: models.MailChannel, Address: "li@office.example", Language: En, Wanted: true, Pending: true}, mine.Rows[0])
		require.Equal(t, ContactCode, o.queued(models.MailChannel)[0].Kind)
		require.NoError(t, o.store.AddNotices(t.Context(), []models.Notice{{ID: "early", Account: handler, Kind: "red", Made: o.clock()}}))
		require.Len(t, o.queued(models.MailChannel), 1)
	})
	t.Run("a wrong code, somebody else's and a late one prove nothing", func(t *testing.T) {
		code := string(o.queued(models.MailChannel)[0].Code)
		require.Equal(t, "/code", o.prove(handler, models.MailChannel, "AAAAAAAA").problem(422, "faulty_fields").Faults[0].Field)
		o.prove(reviewer, models.MailChannel, code).is(422)
		o.prove(handler, models.SMSChannel, code).is(422)
		o.later(proofLife)
		o.prove(handler, models.MailChannel, code).is(422)
		require.NotEmpty(t, o.audited("verify_channel"))
	})
	t.Run("the right one does, in small letters too, and then notices go there", func(t *testing.T) {
		o.reachable(handler, models.MailChannel, "li@office.example").is(200)
		code := string(o.queued(models.MailChannel)[0].Code)
		o.prove(handler, models.MailChannel, strings.ToLower(code)).is(200).into(&mine)
		require.Equal(t, o.clock(), mine.Rows[0].Verified.UTC())
		require.False(t, mine.Rows[0].Pending)
		require.NoError(t, o.store.AddNotices(t.Context(), []models.Notice{{ID: "n1", Account: handler, Kind: "red", Made: o.clock()}}))
		require.Equal(t, "n1.mail", o.queued(models.MailChannel)[0].ID)
	})
	t.Run("another language needs no new proof, another address does", func(t *testing.T) {
		before := len(o.queued(models.MailChannel))
		o.send(ask{as: handler, method: "PUT", path: "/me/channels/mail", body: MyChannelChange{Address: "li@office.example", Language: ZhCN}}).is(200).into(&mine)
		require.NotZero(t, mine.Rows[0].Verified)
		require.False(t, mine.Rows[0].Wanted)
		require.Len(t, o.queued(models.MailChannel), before)
		mine = MyChannels{}
		o.reachable(handler, models.MailChannel, "li@home.example").is(200).into(&mine)
		require.Zero(t, mine.Rows[0].Verified)
	})
	t.Run("codes are few", func(t *testing.T) {
		var last reply
		for range 8 {
			last = o.reachable(handler, models.SMSChannel, "13800001234")
		}
		last.is(429)
	})
	t.Run("an address that is erased is gone", func(t *testing.T) {
		o.send(ask{as: handler, method: "DELETE", path: "/me/channels/mail"}).is(204)
		mine = MyChannels{}
		o.get(handler, "/me/channels").is(200).into(&mine)
		require.Equal(t, MyChannel{Channel: models.MailChannel, Language: ZhCN}, mine.Rows[0])
		require.NotEmpty(t, o.audited("forget_channel"))
	})
}

// covers S27
// covers S28
func TestDeliveriesAreShown(t *testing.T) {
	o := withChannels(t)
	o.proved(handler, "li@office.example")
	id := o.late()
	var page DeliveryPage
	t.Run("what the record tells somebody is queued with it", func(t *testing.T) {
		kinds := map[string]bool{}
		for _, d := range o.queued(models.MailChannel) {
			kinds[d.Kind] = true
			require.Equal(t, d.Kind == ContactCode, d.Address != "", "what a code does not prove goes to the address book's address")
		}
		for _, kind := range []string{"warning", "yellow", "red", "urge"} {
			require.True(t, kinds[kind], kind)
		}
	})
	t.Run("a card says who was told, how and when", func(t *testing.T) {
		var cards CardPage
		o.get(supervisor, "/cards?level=red&case="+id).is(200).into(&cards)
		var card Card
		o.get(supervisor, "/cards/"+cards.Rows[0].Id).is(200).into(&card)
		require.NotEmpty(t, card.Told)
		sent := map[string]int{}
		for _, told := range card.Told {
			sent[told.To.Account] = len(told.Deliveries)
		}
		require.Equal(t, 1, sent[handler])
		require.Zero(t, sent[head], "who gave no address is told in the house")
		require.NotContains(t, string(o.get(supervisor, "/cards/"+cards.Rows[0].Id).body), "li@office.example")
	})
	t.Run("only who keeps the house sees what leaves it", func(t *testing.T) {
		o.get(handler, "/operations/deliveries").problem(403, "not_in_role")
		o.post("auditor", "/operations/deliveries/retry", DeliveryRetry{Channel: models.MailChannel}).is(403)
	})
	t.Run("what was given up is listed with the answer, and sent again", func(t *testing.T) {
		rows, err := o.store.ClaimDeliveries(t.Context(), models.MailChannel, "lease", o.clock(), time.Minute, 2)
		require.NoError(t, err)
		for _, d := range rows {
			require.NoError(t, o.store.RecordDelivery(t.Context(), d, models.Undelivered, "550 no such user …", o.clock()))
		}
		o.get(systemRole, "/operations/deliveries").is(200).into(&page)
		require.Len(t, page.Rows, 2)
		require.Equal(t, "550 no such user …", page.Rows[0].Answer)
		require.Equal(t, handler, page.Rows[0].To.Account)
		require.Contains(t, page.Counts, DeliveryCount{Channel: models.MailChannel, State: models.Undelivered, N: 2})
		var again DeliveryRetried
		o.post(systemRole, "/operations/deliveries/retry", DeliveryRetry{Channel: models.MailChannel, Ids: []string{page.Rows[0].Id}}).is(200).into(&again)
		require.Equal(t, 1, again.Retried)
		o.post(systemRole, "/operations/deliveries/retry", DeliveryRetry{Channel: models.MailChannel}).is(200).into(&again)
		require.Equal(t, 1, again.Retried)
		page = DeliveryPage{}
		o.get(systemRole, "/operations/deliveries?state=queued&channel=mail").is(200).into(&page)
		require.NotEmpty(t, page.Rows)
		require.NotEmpty(t, o.audited("retry_deliveries"))
	})
}
